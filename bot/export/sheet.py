"""The duty sheet: all that binds a subject, as one frozen value that the writers draw."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.export.subject import Subject
from knowledge.model import Time, Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; its unit holds the cells verbatim.

    `place` is how one cites it, `name` what people call it; `parent` the row that it belongs to where that one is not
    shown beside it; `stage` how its time lies to the day of making, "" where it has no days; `remarks` what is odd,
    each with the field of the unit that it is on.
    """

    unit: Unit
    place: str
    name: str
    group: Unit
    parent: Unit | None
    time: Time | None
    stage: str
    remarks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one sort: "sole", "shared", "lead_collective", "coord", "coord_collective" of an agency, else "rows"."""

    name: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """A place outside the table that binds the subject: its unit, how one cites it, remarks that are not the plan's.

    `left` tells when it is due next and how long that is from the day of making; "" where nothing is due.
    """

    unit: Unit
    place: str
    remarks: tuple[str, ...]
    left: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is told beside the plan's words."""
        return (self.left, *self.remarks) if self.left else self.remarks


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known from outside the plan: about what, where it was read (`source` and address), the source's date.

    A day in `date` is dd/mm/yyyy; `line` is all of it, without the address, as one sentence.
    """

    about: str
    text: str
    source: str
    address: str
    date: str
    line: str


@dataclass(frozen=True, slots=True)
class DutySheet:
    """What a file shows of a subject.

    `title` names the subject, `brief` in few words; `made` is the moment of making, in Viet Nam; `charged` is the title
    of `charges`, "" where there are none; `notes` are remarks of our own on the whole; `all_rows` tells how many rows
    the table has, `ends` the last day of the plan's times.
    """

    subject: Subject
    title: str
    brief: str
    made: dt.datetime
    parts: tuple[Part, ...]
    charged: str
    charges: tuple[Outside, ...]
    notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    all_rows: int
    ends: dt.date

    @property
    def day(self) -> str:
        """The day of making, as people write it."""
        return f"{self.made:%d/%m/%Y}"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all parts."""
        return tuple(row for part in self.parts for row in part.rows)
