"""The bodies named in texts of the plan: those that the cells are read to name, where they stand."""

from __future__ import annotations

import pytest

from bot.web.names import Names
from knowledge.load import Knowledge


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> Names:
    """Finds the plan's bodies."""
    return Names(knowledge.agencies)


def test_cells_name_the_bodies_that_they_are_read_to_name(names: Names, knowledge: Knowledge) -> None:
    """In every row, of either role; a body that leads counts there alone."""
    for task in knowledge.tasks.values():
        assert names.within(task.unit.lead) == set(task.lead), task.unit.id
        assert names.within(task.unit.coord) - set(task.lead) == set(task.coord), task.unit.id


def test_pieces_are_the_text(names: Names, knowledge: Knowledge) -> None:
    """Nothing is lost or changed."""
    for unit in knowledge.plan.units:
        for text in (unit.text, unit.lead, unit.coord):
            assert "".join(piece for piece, _ in names.pieces(text)) == text


def test_the_longest_name_wins(names: Names) -> None:
    """The province's office is not the province's committee."""
    assert names.pieces("Chánh Văn phòng UBND tỉnh, UBND tỉnh") == (
        ("Chánh Văn phòng UBND tỉnh", "vpubnd"),
        (", ", ""),
        ("UBND tỉnh", "ubndtinh"),
    )


def test_bodies_that_the_plan_does_not_name_are_no_names_of_it(names: Names) -> None:
    """Even where their words stand in a text."""
    assert names.within("Sở Y tế") == frozenset()
