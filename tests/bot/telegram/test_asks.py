"""What presses ask: places, figures and bodies that there are; nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.telegram import asks
from bot.telegram.callback import Press, Verb
from knowledge.load import Knowledge
from nlp.ask import Ask, Kind
from nlp.state import State

LOAN = "III-II-5"
OFFERED = State(dt.datetime(2024, 6, 3, tzinfo=dt.UTC), choices=(LOAN, "III-IV-9"), pending=Kind.DEADLINE)


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        (Press(Verb.UNIT, (LOAN,)), Ask(Kind.LEAD, "a button", units=(LOAN,))),
        (Press(Verb.UNIT, ("III-II-4",)), Ask(Kind.SECTION, "a button", units=("III-II-4",))),
        (Press(Verb.UNIT, ("II-1",)), Ask(Kind.SECTION, "a button", units=("II-1",))),
        (
            Press(Verb.FIGURE, ("htx-nn",)),
            Ask(Kind.FIGURE, "a button", units=("II-2-2030-1",), wants="htx-nn"),
        ),
        (Press(Verb.AGENCY, ("sct",)), Ask(Kind.DUTIES, "a button", agencies=("sct",), wants="all")),
        (Press(Verb.AGENCY, ("sct", "2")), Ask(Kind.DUTIES, "a button", agencies=("sct",), wants="all")),
        (Press(Verb.UNIT, ("III-9-9",)), None),
        (Press(Verb.UNIT, ()), None),
        (Press(Verb.FIGURE, ("sct",)), None),
        (Press(Verb.AGENCY, ("htx-nn",)), None),
        (Press(Verb.SETTING, ("short",)), None),
    ],
)
def test_asked(knowledge: Knowledge, press: Press, expected: Ask | None) -> None:
    """A task is asked who leads it, other places what they say, of a body all that binds it."""
    assert asks.asked(press, None, knowledge) == expected


def test_a_choice_is_asked_what_was_asked_before(knowledge: Knowledge) -> None:
    """The place chosen of those offered answers the question; one of an older offer is shown as a place."""
    chosen = asks.asked(Press(Verb.CHOICE, (LOAN,)), OFFERED, knowledge)
    assert chosen == Ask(Kind.DEADLINE, "a button", units=(LOAN,), from_context=True)
    assert asks.asked(Press(Verb.CHOICE, ("III-I-1",)), OFFERED, knowledge) == asks.place("III-I-1", knowledge)
    assert asks.asked(Press(Verb.CHOICE, (LOAN,)), None, knowledge) == asks.place(LOAN, knowledge)


def test_a_group_is_asked_for_with_its_rows(knowledge: Knowledge) -> None:
    """As when it is typed."""
    assert asks.place("III-I", knowledge).units == ("III-I", *knowledge.groups["III-I"])
