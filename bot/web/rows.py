"""Rows of the table as the pages show them: what is to be done, by whom, when, and what is odd or has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.answer import Note
from bot.kinds.times import stage
from bot.service import Service
from bot.web.names import Names
from knowledge.model import Unit

_ODD = ("deadline", "lead", "coord")
"""The fields of a row whose oddities are told beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its unit, how people call it, where it stands; the cells in pieces with the bodies that they name.

    `stage` tells how its time lies to today ("over", "within", "ahead", "" for none); `odd` are remarks on the row;
    `notes` what became of a body since, where that is told of this row alone.
    """

    unit: Unit
    name: str
    place: str
    lead: tuple[tuple[str, str], ...]
    coord: tuple[tuple[str, str], ...]
    stage: str
    odd: tuple[str, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Makes rows."""

    service: Service

    def row(self, unit_id: str, agency: str = "") -> Row:
        """A row of the table as it stands today; beside a body, with what is told of that body here alone."""
        voice, knowledge = self.service.voice, self.service.knowledge
        unit, time = knowledge.units[unit_id], knowledge.tasks[unit_id].time
        remarks = (voice.remark(unit_id, about) for about in _ODD)
        own = any(change.agency == agency and unit_id in change.units for change in knowledge.changes)
        return Row(
            unit=unit,
            name=voice.short(unit_id),
            place=voice.label(unit),
            lead=self.names.pieces(unit.lead),
            coord=self.names.pieces(unit.coord),
            stage=stage(time, self.service.today) if time is not None else "",
            odd=tuple(remark for remark in remarks if remark),
            notes=voice.outside([agency], unit_id) if own else (),
        )

    def rows(self, unit_ids: Iterable[str], agency: str = "") -> tuple[Row, ...]:
        """Rows in the order given."""
        return tuple(self.row(unit_id, agency) for unit_id in unit_ids)

    @cached_property
    def names(self) -> Names:
        """Finds the bodies that texts name."""
        return Names(self.service.knowledge.agencies)
