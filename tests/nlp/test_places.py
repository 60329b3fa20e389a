"""From a numbered place to the units that it may mean, the conversation filling in what was left out."""

from __future__ import annotations

import pytest

from knowledge.load import Knowledge
from nlp.numbered import Numbered
from nlp.places import locate


def place(**said: str) -> Numbered:
    """A numbered place as said."""
    loose = said.pop("loose", "")
    return Numbered(0, 1, loose=tuple(loose.split()), **said)


@pytest.mark.parametrize(
    ("numbered", "context", "unit"),
    [
        (place(group="II", task="4.1"), "", "III-II-4-1"),
        (place(part="IV", clause="2"), "", "IV-2"),
        (place(part="I", clause="3"), "", "I-3"),
        (place(part="II", clause="1"), "", "II-1"),
        (place(article="1"), "", "QD-dieu-1"),
        (place(group="last", task="first"), "", "III-VI-1"),
        (place(loose="III IV 7.3"), "", "III-IV-7-3"),
        (place(part="III", group="IV", task="7.3"), "", "III-IV-7-3"),
        (place(part="II", task="4.1"), "", "III-II-4-1"),
        (place(loose="III 5"), "", "III-III-5"),
        (place(task="2"), "III-VI", "III-VI-2"),
        (place(task="4.2"), "", "III-II-4-2"),
        (place(dash="4"), "", "II-2-2030-4"),
        (place(part="I", dash="2"), "", "I-2"),
        (place(dash="2"), "IV", "IV-2"),
        (place(part="III", task="6"), "", "III-III-6"),
        (place(loose="IV", clause="2"), "", "IV-2"),
    ],
)
def test_found(knowledge: Knowledge, numbered: Numbered, context: str, unit: str) -> None:
    """One unit."""
    assert locate(numbered, context, knowledge).units == (unit,)


@pytest.mark.parametrize("task", ["1", "2", "3", "4"])
def test_a_number_that_several_groups_have(knowledge: Knowledge, task: str) -> None:
    """Without its group every group's task of that number is offered."""
    found = locate(place(task=task), "", knowledge)
    assert found.choices == tuple(f"III-{group}-{task}" for group in ("I", "II", "III", "IV", "V", "VI"))


def test_section_or_group(knowledge: Knowledge) -> None:
    """The words "mục IV" mean the part of that number or the table's group."""
    found = locate(place(loose="IV"), "", knowledge)
    assert {"IV-1", "III-IV"} <= set(found.choices)


@pytest.mark.parametrize(
    ("numbered", "near"),
    [
        (place(article="3"), "QD-thi-hanh"),
        (place(group="VII"), "III-VI"),
        (place(group="I", task="9"), "III-I-5"),
        (place(part="IV", clause="7"), "IV-3"),
    ],
)
def test_no_such_place(knowledge: Knowledge, numbered: Numbered, near: str) -> None:
    """What does not exist comes with what does."""
    found = locate(numbered, "", knowledge)
    assert found.units == ()
    assert near in found.near


def test_whatever_is_said_leads_to_units_that_exist(knowledge: Knowledge) -> None:
    """Over all parts, groups and numbers."""
    numbers = ("", "1", "4.1", "9", "first", "last")
    for part in ("", "I", "II", "III", "IV", "VIII", "first", "last"):
        for group in ("", "I", "VI", "IX", "last"):
            for task in numbers:
                found = locate(place(part=part, group=group, task=task), "", knowledge)
                assert {*found.units, *found.choices, *found.near} <= set(knowledge.units)
