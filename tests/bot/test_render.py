"""An answer drawn: as plain text at any width, and as the record."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.answer import Answer, Block, Citation, Fields, Items, Note, NoteKind, Outcome, Place, Quote, Reason, Text
from bot.render import plain, record
from bot.service import Reply
from bot.voice import Voice
from nlp.bank import Phrase

NARROW = 40
BLOCKS: tuple[Block, ...] = (
    Text("Ngân hàng Nhà nước chi nhánh Thanh Hóa chủ trì nhiệm vụ này.", strong=True),
    Fields((("Phối hợp", "Các sở, ngành"), ("Thời gian", "Quý IV/2022"))),
    Items("Gồm 2 việc:", (("Mục IV, khoản 1", "Triển khai"), ("", "Không nơi nào"))),
    Quote("IV-2", "Định kỳ hàng năm (trước ngày 15/12) báo cáo UBND tỉnh."),
)
ANSWER = Answer(
    Outcome.ANSWER,
    Reason.FOUND,
    BLOCKS,
    citations=(Citation("III-II-5", "Mục III, nhóm II, nhiệm vụ 5", "Chỉ đạo"),),
    see_also=(Place("III-III-2", "Mục III, nhóm III, nhiệm vụ 2"),),
    notes=(Note("Đã đổi tên.", NoteKind.OUTSIDE, "Báo", "2025"), Note("Tự đếm.", NoteKind.DERIVED)),
)
CLARIFY = Answer(
    Outcome.CLARIFY,
    Reason.SEVERAL_PLACES,
    (Text("Ý bạn là việc nào?"),),
    citations=(Citation("III-II-5", "a", "x"), Citation("III-IV-9", "b", "y")),
    choices=(Place("III-II-5", "Vay ngân hàng"), Place("III-IV-9", "Vay Quỹ")),
)


def test_plain(voice: Voice) -> None:
    """Blocks in their order, then the places, then what to see also, then the notes."""
    text = plain.render(ANSWER, voice)
    parts = [
        "Ngân hàng Nhà nước",
        "Phối hợp",
        "Các sở, ngành",
        "Quý IV/2022",
        "Gồm 2 việc:",
        "Mục IV, khoản 1: Triển khai",
        "Không nơi nào",
        "“Định kỳ hàng năm (trước ngày 15/12) báo cáo UBND tỉnh.”",
        "Mục III, nhóm II, nhiệm vụ 5",
        "922/QĐ-UBND",
        "Mục III, nhóm III, nhiệm vụ 2",
        "Đã đổi tên.",
        "Tự đếm.",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "\x1b" not in text


def test_choices_are_numbered(voice: Voice) -> None:
    """A person can answer with the number."""
    lines = [line.strip() for line in plain.render(CLARIFY, voice).splitlines()]
    assert lines == ["Ý bạn là việc nào?", "1. Vay ngân hàng", "2. Vay Quỹ"]


def test_only_strong_lines_are_bold(voice: Voice) -> None:
    """What was asked for stands out; wrapping does not leave a bold line open."""
    lines = plain.render(ANSWER, voice, width=NARROW, bold=("<b>", "</b>")).splitlines()
    bold = [line for line in lines if "<b>" in line or "</b>" in line]
    assert len(bold) == 2
    assert all(line.startswith("<b>") and line.endswith("</b>") for line in bold)


@pytest.mark.parametrize("width", [20, NARROW, 80, 120])
def test_no_line_is_longer_than_the_width(
    voice: Voice,
    ask: Callable[[str], Reply],
    sample: Callable[[int], list[Phrase]],
    width: int,
) -> None:
    """For the answers to many messages."""
    answers = [ANSWER, CLARIFY, *(ask(phrase.text).answer for phrase in sample(120))]
    for answer in answers:
        assert max(len(line) for line in plain.render(answer, voice, width=width).splitlines()) <= width


def test_wrapping_loses_no_word(
    voice: Voice, ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]
) -> None:
    """The narrow text holds the words of the wide one, in their order."""
    for phrase in sample(60):
        answer = ask(phrase.text).answer
        wide, narrow = plain.render(answer, voice), plain.render(answer, voice, width=NARROW)
        assert "".join(narrow.split()).replace(":", "") == "".join(wide.split()).replace(":", "")


def test_record(voice: Voice) -> None:
    """The keys that the scorer and `hoi ask --json` promise, ready for JSON."""
    made = record.render(ANSWER, voice, 1.23456)
    assert list(made) == [
        "outcome",
        "reason",
        "text",
        "citations",
        "choices",
        "see_also",
        "notes",
        "elapsed_ms",
    ]
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made
    assert (made["outcome"], made["reason"]) == ("answer", "found")
    assert made["text"] == plain.render(ANSWER, voice)
    assert made["citations"] == [{"id": "III-II-5", "label": "Mục III, nhóm II, nhiệm vụ 5", "quote": "Chỉ đạo"}]
    assert made["see_also"] == [{"id": "III-III-2", "label": "Mục III, nhóm III, nhiệm vụ 2"}]
    assert made["notes"] == [
        {"text": "Đã đổi tên.", "kind": "outside", "source": "Báo", "date": "2025"},
        {"text": "Tự đếm.", "kind": "derived", "source": "", "date": ""},
    ]
    assert made["elapsed_ms"] == 1.235


def test_record_of_a_clarification(voice: Voice) -> None:
    """The places offered stand in citations and, in people's words, in choices."""
    made = record.render(CLARIFY, voice, 0.5)
    assert [c["id"] for c in made["citations"]] == [c["id"] for c in made["choices"]] == ["III-II-5", "III-IV-9"]
    assert made["choices"][0] == {"id": "III-II-5", "label": "Vay ngân hàng"}
