"""The filter over the table: what a message narrows, and how the next message narrows it further."""

from __future__ import annotations

import pytest

from nlp.filter import EVERY_ROW, Filter, conditions


@pytest.mark.parametrize(
    ("cues", "wanted"),
    [
        (set(), EVERY_ROW),
        ({"lead", "tasks"}, EVERY_ROW),
        ({"one_lead", "sole"}, Filter(led="one_lead", alone="sole")),
        ({"not_sole", "sole"}, Filter(alone="shared")),
        ({"including", "jointly"}, EVERY_ROW),
        ({"jointly"}, Filter(alone="shared")),
        ({"schemes", "ongoing", "this_year"}, Filter(sort="schemes", times=frozenset({"ongoing", "this_year"}))),
    ],
)
def test_conditions_are_read_from_cues(cues: set[str], wanted: Filter) -> None:
    """Each sort of condition has its cues; others say nothing of rows."""
    assert conditions(cues) == wanted


def test_a_later_condition_replaces_the_same_sort_and_keeps_the_others() -> None:
    """A question of the rows led alone ("việc nào làm một mình") stays in the group."""
    before = Filter(group="III-IV", alone="shared")
    assert before.narrowed(Filter(alone="sole")) == Filter(group="III-IV", alone="sole")


def test_a_later_time_replaces_the_time_whole() -> None:
    """A quarter asked after a year and a sort of time ("còn quý IV?") is not asked of that year."""
    before = Filter(years=("2023",), times=frozenset({"ongoing"}), group="III-I")
    assert before.narrowed(Filter(quarters=("4",))) == Filter(group="III-I", quarters=("4",))


def test_nothing_said_narrows_nothing() -> None:
    """A message without conditions leaves the filter as it was."""
    before = Filter(group="III-I", inside=("III-I-1",))
    assert before.narrowed(EVERY_ROW) == before
