"""A message in which the writer's own body is meant reads as if its name had been said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bot.service import Service
from nlp.question import Question, read
from nlp.resolve import resolve
from nlp.state import State
from nlp.understand import understand
from tests.conftest import NOW
from tests.evaluate import FOLDER, load_turns, part

MANAGERS = "A"
"""The part of the question sets that managers of cooperatives ask."""
Resolve = Callable[..., Question]


@pytest.fixture(scope="module")
def resolved(service: Service) -> Resolve:
    """Resolves a message for who works at a body, by default Sở Công Thương."""

    def make(text: str, state: State | None = None, name: str = "Sở Công Thương") -> Question:
        question = read(text, service.language.lexicon, service.model.speller)
        body = read(name, service.language.lexicon, service.model.speller)
        return resolve(understand(question, service.language, service.model), body, state, service.language)

    return make


@pytest.mark.parametrize(
    ("mine", "named"),
    [
        ("nhiệm vụ của tôi", "nhiệm vụ của Sở Công Thương"),
        ("cơ quan tôi phối hợp việc gì", "Sở Công Thương phối hợp việc gì"),
        (
            "Thưa bạn, đơn vị của chúng em phải làm gì, hạn khi nào?",
            "Thưa bạn, Sở Công Thương phải làm gì, hạn khi nào?",
        ),
        ("sở tôi chủ trì gì, ngành mình phối hợp gì", "Sở Công Thương chủ trì gì, Sở Công Thương phối hợp gì"),
        ("sắp tới hạn gì", "Sở Công Thương sắp tới hạn gì"),
        ("chào bạn, có gì sắp đến hạn không", "Sở Công Thương chào bạn, có gì sắp đến hạn không"),
    ],
)
def test_the_name_takes_the_place(
    resolved: Resolve, understood: Callable[[str], Question], mine: str, named: str
) -> None:
    """Syllable by syllable, with the punctuation where it was; before a message that only asks what falls due."""
    made, said = resolved(mine), understood(named)
    assert [(s.folded, s.marked) for s in made.syllables] == [(s.folded, s.marked) for s in said.syllables]
    assert made.breaks == said.breaks


@pytest.mark.parametrize(
    "text",
    [
        "Tôi ở Sở Tài chính, nhiệm vụ của tôi là gì",
        "sở tôi khác gì Sở Tài chính",
        "Tôi ở huyện Nga Sơn, việc của tôi là gì",
        "Đơn vị chúng tôi làm ăn có lãi, xin hỏi cơ quan nào tham mưu khen thưởng",
        "bên em muốn vay vốn thì hỏi ai",
        "Bên tôi trồng rau, việc đào tạo kế toán do ai chủ trì",
        "cơ quan nào phải xong việc của mình",
        "quỹ hỗ trợ sắp tới làm gì",
        "ai chủ trì vay vốn",
        "kể tất cả việc sắp đến hạn",
        "cơ quan nào có việc sắp tới hạn",
        "",
    ],
)
def test_what_is_left_as_it_is(resolved: Resolve, understood: Callable[[str], Question], text: str) -> None:
    """Another body is named, or asked for; the writer speaks as a customer; nothing of their own is meant."""
    assert resolved(text) == understood(text)


def test_a_body_spoken_of_goes_before(resolved: Resolve) -> None:
    """Where a message leaves the body out; said to be the own one, it is the own one."""
    state = State(NOW, units=("III-III-6",), agencies=("stc",))
    assert "cong thuong" not in resolved("sắp tới hạn gì", state).plain
    assert "cong thuong" in resolved("cơ quan tôi sắp tới hạn gì", state).plain
    assert "cong thuong" in resolved("sắp tới hạn gì", replace(state, agencies=())).plain


def test_every_body_is_named_by_its_name(service: Service, resolved: Resolve) -> None:
    """Put into a message, the name of each body is read as that body and nothing else."""
    for agency in service.knowledge.agencies.values():
        made = understand(resolved("nhiệm vụ của tôi", name=agency.name), service.language, service.model)
        assert [mention.value for mention in made.mentions] == [agency.id]


def _asked_by_managers() -> Iterator[str]:
    for path in sorted(FOLDER.rglob("*.jsonl")):
        if path.stem != "sealed":
            turns = load_turns(path.relative_to(FOLDER).with_suffix("").as_posix())
            yield from (turn["q"] for turn in turns if part(turn) == MANAGERS)


def test_managers_of_cooperatives_have_no_body(resolved: Resolve, understood: Callable[[str], Question]) -> None:
    """Whatever they call theirs, nothing that they ask is read as an official's; the one here asks as an official."""
    asked = list(_asked_by_managers())
    assert len(asked) > 800
    assert [t for t in asked if resolved(t) != understood(t)] == ["bên mình báo cáo kết quả kế hoạch ni trước ngày mấy"]
