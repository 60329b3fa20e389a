"""The values that the plan is made of: what `parse` gives and what the data files hold. All frozen."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen value read from a data file; a field that the file should not have is an error."""


changed = msgspec.structs.replace
"""A record with other values in some fields."""


class Kind(StrEnum):
    """What sort of place a unit is."""

    BASIS = "basis"
    ARTICLE = "article"
    ENFORCEMENT = "enforcement"
    RECIPIENTS = "recipients"
    NUMBER = "number"
    PURPOSE = "purpose"
    GENERAL_TARGET = "general_target"
    TARGET = "target"
    GROUP = "group"
    TASK = "task"
    EXECUTION = "execution"


class Unit(Record, frozen=True):
    """One citable place of the plan.

    `text` is verbatim and equals `source[start:end]` (offsets in code points of the decoded source). `lead`, `coord`
    and `deadline` are a task row's cells as printed, "" where blank; `row_start` and `row_end` span the whole row.
    """

    id: str
    kind: Kind
    text: str
    start: int
    end: int
    number: str = ""
    lead: str = ""
    coord: str = ""
    deadline: str = ""
    row_start: int | None = None
    row_end: int | None = None
    group: str = ""
    parent: str = ""


class Heading(Record, frozen=True):
    """A line (or repeated cell) of the source that belongs to no unit."""

    text: str
    start: int
    end: int


class Plan(Record, frozen=True):
    """The parsed plan: its units in order of appearance and the lines that are only headings."""

    units: tuple[Unit, ...]
    headings: tuple[Heading, ...]


class Agency(Record, frozen=True):
    """A body that people ask about.

    `plan_forms` are the spellings of the plan, `people_forms` those of people; `collectives` the ids of the wordings
    ("các sở, ban, ngành") that reach it. `named` is false for bodies that the plan never names.
    `members` are single bodies of the kind, `titles` what stands before their names ("UBND huyện").
    """

    id: str
    name: str
    kind: str
    named: bool = True
    plan_forms: tuple[str, ...] = ()
    people_forms: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether a text of the plan names it."""
        return any(form in text for form in (self.name, *self.plan_forms))


class Collective(Record, frozen=True):
    """A wording that reaches many bodies without naming them."""

    id: str
    name: str


class Cell(Record, frozen=True):
    """Our reading of one cell form of the table: whom it names and whom it reaches collectively.

    `by_function` where the cell adds that each acts by its function.
    """

    text: str
    names: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    by_function: bool = False


class Charge(Record, frozen=True):
    """Our reading of a place outside the table that binds bodies: whom it names and whom it reaches collectively."""

    unit: str
    names: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()


class TimeKind(StrEnum):
    """The sorts of time that the table gives."""

    ONGOING = "ongoing"
    YEARLY = "yearly"
    YEARLY_PLAN = "yearly_plan"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"


class Time(Record, frozen=True):
    """A time cell: as printed, its sort, and the first and last day that it covers where it has any."""

    text: str
    kind: TimeKind
    first: dt.date | None = None
    last: dt.date | None = None


class Document(Record, frozen=True):
    """A document that the plan cites. `units` are the places that cite it, most telling first."""

    id: str
    kind: str
    number: str
    date: str
    issuer: str
    about: str
    relation: str
    units: tuple[str, ...]
    forms: tuple[str, ...] = ()

    @property
    def of_party(self) -> bool:
        """Whether the Party issued it, by its number ("20-NQ/TW", "94-KH/TU")."""
        return self.number.rpartition("/")[2] in {"TW", "TU"}


class Oddity(Record, frozen=True):
    """Something odd in the text, as a remark that answers may add. `about` is the unit field it concerns."""

    id: str
    units: tuple[str, ...]
    about: str
    text: str


class Source(Record, frozen=True):
    """Where a fact from outside the plan was read; `date` as shown there."""

    id: str
    title: str
    address: str
    date: str


class Change(Record, frozen=True):
    """What became of an agency after the plan: a fact from outside, sure "A" or "B", shown as a note.

    `units` limits it to some places (a task that went elsewhere than its agency); none: everywhere.
    """

    id: str
    agency: str
    successor: str
    sure: str
    text: str
    source: str
    units: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Figure(Record, frozen=True):
    """One figure of a target: the verbatim span that holds it and how people call it.

    `general` where its words stand in questions about the target's other figures too; `others` are words of whom it is
    not set for ("phi nông nghiệp" beside that of agricultural cooperatives), so that no such figure is given.
    """

    id: str
    unit: str
    value: str
    span: str
    year: str
    bound: str
    cues: tuple[str, ...] = ()
    general: bool = False
    others: tuple[str, ...] = ()

    @property
    def digits(self) -> str:
        """The value as a message's numbers are read, without the points between thousands ("1280", "30%")."""
        return self.value.replace(".", "")


class Task(Record, frozen=True):
    """A row of the table, read: agencies and collectives in either role. Parents have none.

    A body that leads a row does not coordinate it; `coord_named` are all that the column of coordination names.
    """

    unit: Unit
    lead: tuple[str, ...]
    lead_reaches: tuple[str, ...]
    coord_named: tuple[str, ...]
    coord_reaches: tuple[str, ...]
    time: Time | None
    by_function: bool = False

    @property
    def coord(self) -> tuple[str, ...]:
        """The agencies that coordinate it by name."""
        return tuple(agency for agency in self.coord_named if agency not in self.lead)
