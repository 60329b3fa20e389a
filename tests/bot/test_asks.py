"""What is asked without words: places, bodies and figures that there are; nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import asks
from knowledge.load import Knowledge
from nlp.ask import Ask, Kind
from nlp.state import State

LOAN = "III-II-5"
OFFERED = State(dt.datetime(2024, 6, 3, tzinfo=dt.UTC), choices=(LOAN, "III-IV-9"), pending=Kind.DEADLINE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (LOAN, Ask(Kind.SECTION, "a button", units=(LOAN,))),
        ("III-II-4", Ask(Kind.SECTION, "a button", units=("III-II-4",))),
        ("II-1", Ask(Kind.SECTION, "a button", units=("II-1",))),
        ("htx-nn", Ask(Kind.FIGURE, "a button", units=("II-2-2030-1",), wants="htx-nn")),
        ("sct", Ask(Kind.DUTIES, "a button", agencies=("sct",), wants="all")),
        ("III-9-9", None),
        ("", None),
    ],
)
def test_named(knowledge: Knowledge, name: str, expected: Ask | None) -> None:
    """A place is asked what it says, of a body all that binds it."""
    assert asks.named(name, None, knowledge) == expected


def test_an_id_names_one_thing(knowledge: Knowledge) -> None:
    """No place, body or figure is called as another."""
    ids = [*knowledge.units, *knowledge.agencies, *(figure.id for figure in knowledge.figures)]
    assert len(ids) == len(set(ids))


def test_a_choice_is_asked_what_was_asked_before(knowledge: Knowledge) -> None:
    """The place chosen of those offered answers the question; one of an older offer is shown as a place."""
    chosen = asks.named(LOAN, OFFERED, knowledge)
    assert chosen == Ask(Kind.DEADLINE, "a button", units=(LOAN,), from_context=True)
    assert asks.named("III-I-1", OFFERED, knowledge) == asks.words("III-I-1", knowledge)
    assert asks.named(LOAN, None, knowledge) == asks.words(LOAN, knowledge)
    assert asks.chosen(LOAN, None, knowledge) == asks.place(LOAN, knowledge)


def test_a_group_is_asked_for_with_its_rows(knowledge: Knowledge) -> None:
    """As when it is typed."""
    assert asks.place("III-I", knowledge).units == ("III-I", *knowledge.groups["III-I"])


def test_words(knowledge: Knowledge) -> None:
    """A task too can be asked what it says."""
    assert asks.words(LOAN, knowledge) == Ask(Kind.SECTION, "a button", units=(LOAN,))
