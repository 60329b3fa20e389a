"""Questions as people put them, by kind: tests/cases/*.yaml, one test a phrasing.

A case says what the answer must be: `outcome`; `first`: the places one of which is cited first; `all`: places that must
be cited; `text`: strings in the text ("a|b": one of them); `without`: strings that must not be in it. `after` are
messages said before in the same conversation, `own` is the body where the person works. What is known to fail is listed
in known_failures.yaml, strictly: a phrasing that has come right must leave the list.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.answer import Outcome
from bot.render import plain
from bot.service import Reply
from bot.voice import Voice
from knowledge import yamlfile
from knowledge.load import Knowledge
from knowledge.model import Record
from nlp.ask import Kind
from nlp.bank import load_phrases
from nlp.normalise import clean
from nlp.state import State

CASES = Path(__file__).parents[1] / "cases"
KNOWN_FAILURES = "known_failures"
T = TypeVar("T")


class Case(Record, frozen=True):
    """Phrasings that are to be answered alike."""

    say: tuple[str, ...]
    outcome: Outcome
    first: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    own: str = ""


def read_file(path: Path, kind: type[T]) -> T:
    """A YAML file of this folder as a typed value."""
    return yamlfile.build(yamlfile.parse(path.read_text(encoding="utf-8"), path.name), kind, path.name)


FILES = {
    path.stem: read_file(path, tuple[Case, ...]) for path in sorted(CASES.glob("*.yaml")) if path.stem != KNOWN_FAILURES
}
FAILING = read_file(CASES / f"{KNOWN_FAILURES}.yaml", dict[str, tuple[str, ...]])


def parameters() -> list[object]:
    """One parameter a phrasing; a known failure is expected to fail."""
    return [
        pytest.param(
            case,
            say,
            id=f"{name}: {' / '.join(filter(None, (case.own, *case.after, say)))}",
            marks=[pytest.mark.xfail(strict=True)] if say in FAILING.get(name, ()) else [],
        )
        for name, cases in FILES.items()
        for case in cases
        for say in case.say
    ]


@pytest.mark.parametrize(("case", "say"), parameters())
def test_case(ask: Callable[..., Reply], voice: Voice, case: Case, say: str) -> None:
    """The answer has the outcome, the places and the words that the case says."""
    state: State | None = None
    for before in case.after:
        state = ask(before, state, case.own).state
    answer = ask(say, state, case.own).answer
    text = clean(plain.render(answer, voice)).casefold()
    cited = [citation.id for citation in answer.citations]
    assert answer.outcome is case.outcome, text
    assert set(case.all) <= set(cited), text
    if case.first:
        assert cited, text
        assert cited[0] in case.first, text
    for strings in case.text:
        assert any(string.casefold() in text for string in strings.split("|")), text
    for string in case.without:
        assert string.casefold() not in text


def test_every_kind_has_its_file() -> None:
    """One file for each kind of question, small talk as "talk", and one for dialogues."""
    kinds = {"talk" if kind is Kind.SMALL_TALK else str(kind) for kind in Kind}
    assert set(FILES) == {*kinds, "dialogue"}


def test_cases_are_sound(knowledge: Knowledge) -> None:
    """Their places and bodies exist; no phrasing stands twice or in the banks; every known failure is a phrasing."""
    cases = [case for name in FILES for case in FILES[name]]
    assert {case.own for case in cases} <= {"", *knowledge.agencies}
    assert {unit for case in cases for unit in (*case.first, *case.all)} <= set(knowledge.units)
    alone = [(case.own, say) for case in cases for say in case.say if not case.after]
    assert len(set(alone)) == len(alone)
    banks = {phrase.text for phrase in load_phrases() if len(phrase.text.split()) > 2}
    assert not {say for own, say in alone if not own} & banks
    for name, says in FAILING.items():
        assert set(says) <= {say for case in FILES[name] for say in case.say}
