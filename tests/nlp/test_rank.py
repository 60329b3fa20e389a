"""Ranking: evidence adds up and every part can be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from bot.service import Service
from nlp.question import read
from nlp.rank import Match, rank
from nlp.state import State
from nlp.understand import understand


def ranked(
    service: Service, text: str, state: State | None = None, weights: Mapping[str, float] | None = None
) -> Match:
    """The candidates for a message."""
    question = read(text, service.language.lexicon, service.model.speller)
    understanding = understand(question, service.language, service.model)
    return rank(understanding, state, service.knowledge, weights or service.weights)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("vay vốn ngân hàng lãi suất ưu đãi", "III-II-5"),
        ("vay von ngan hang lai suat uu dai", "III-II-5"),
        ("bán hàng trên sàn thương mại điện tử", "III-VI-2"),
        ("xây dựng thương hiệu, bảo hộ sở hữu trí tuệ", "III-VI-3"),
        ("chương trình giảm nghèo bền vững", "III-IV-7-3"),
        ("nữ giám đốc năm 2045", "II-2-2045"),
    ],
)
def test_the_plans_own_words_find_their_place(service: Service, text: str, unit: str) -> None:
    """With and without marks."""
    assert ranked(service, text).best.unit == unit


@pytest.mark.parametrize("text", ["đào tạo kế toán", "Sở Tài chính", "năm 2030", "zzz", ""])
def test_candidates_are_places_best_first(service: Service, text: str) -> None:
    """Each place once, rejected ones behind the best; there is always one; the probabilities add up to one."""
    match = ranked(service, text)
    units = [c.unit for c in match.candidates]
    assert units
    assert len(set(units)) == len(units)
    assert set(units) <= set(service.knowledge.units)
    probabilities = [c.probability for c in match.candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "part", "unit"),
    [
        ("Sở Tài chính bố trí nguồn vốn", "agency", "III-IV-8"),
        ("thông tư 39 quy định lĩnh vực nào", "document", "III-II-5"),
        ("con số 1.280 nghĩa là gì", "figure", "II-2-2030-1"),
        ("mục tiêu 2045", "year", "II-2-2045"),
    ],
)
def test_evidence_shows_as_a_part(service: Service, text: str, part: str, unit: str) -> None:
    """A named agency, document, figure or year adds its weight to the places that hold it, and says so."""
    (candidate,) = (c for c in ranked(service, text).candidates if c.unit == unit)
    assert dict(candidate.parts)[part] == service.weights[part]


def test_the_place_under_discussion(service: Service) -> None:
    """A message that points back favours the last answer's place."""
    state = State(at=dt.datetime(2024, 6, 3, tzinfo=dt.UTC), units=("III-VI-3",))
    (before,) = (c for c in ranked(service, "cái đó ai làm").candidates if c.unit == "III-VI-3")
    (after,) = (c for c in ranked(service, "cái đó ai làm", state).candidates if c.unit == "III-VI-3")
    assert after.probability > before.probability
    assert "focus" in dict(after.parts)
