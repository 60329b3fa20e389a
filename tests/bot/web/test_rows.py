"""Rows as the pages show them."""

from __future__ import annotations

import pytest

from bot.service import Service
from bot.web.rows import Rows


@pytest.fixture(scope="module")
def rows(service: Service) -> Rows:
    """Makes rows, on the day of the stopped clock."""
    return Rows(service)


def test_every_row_has_its_own_words(rows: Rows, service: Service) -> None:
    """Text, cells and place are the plan's, the name is the one of our lists."""
    for unit_id, task in service.knowledge.tasks.items():
        row = rows.row(unit_id)
        assert row.unit == task.unit
        assert "".join(text for text, _ in row.lead) == task.unit.lead
        assert "".join(text for text, _ in row.coord) == task.unit.coord
        assert row.place == service.voice.label(task.unit)
        assert row.name == service.voice.short(unit_id)


def test_odd_things_are_told_of_every_row_that_has_them(rows: Rows, service: Service) -> None:
    """All remarks on time, lead and coordination; none elsewhere."""
    about = {"deadline", "lead", "coord"}
    told = {unit: rows.row(unit).odd for unit in service.knowledge.tasks}
    for unit, odd in told.items():
        assert set(odd) == {o.text for o in service.knowledge.oddities if unit in o.units and o.about in about}


def test_what_became_of_a_body_is_told_where_it_is_told_of_the_row_alone(rows: Rows) -> None:
    """With source and date, beside that body only."""
    (note,) = rows.row("III-I-2", "stttt").notes
    assert note.source
    assert note.date
    assert rows.row("III-I-2").notes == ()
    assert rows.row("III-II-1", "stttt").notes == ()
    assert rows.row("III-I-2", "ubndhuyen").notes == ()
