"""What charts show, as values with their words: any drawing needs no more than these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows in figures, for those who would rather read: the names of the columns, the rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A sort of shape and what it stands for: "a" is drawn solid, "b" light, "c" hollow."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, what it says at its end, its pieces (sort and length), how long a full one is, its page."""

    name: str
    value: str
    pieces: tuple[tuple[str, int], ...]
    full: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below one another. `id` is the chart's own on its page, `keys` tell the sorts of pieces apart.

    `rest` is what the table has besides and no bar shows, by name and value.
    """

    id: str
    title: str
    description: str
    keys: tuple[Key, ...]
    bars: tuple[Bar, ...]
    table: Table
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One time: its name, a remark, a stripe for each of `count` tasks from day to day, or single days.

    `kind` is "time", "past" (over) or "open" (without an end).
    """

    name: str
    note: str
    kind: str
    count: int = 0
    spans: tuple[tuple[dt.date, dt.date], ...] = ()
    days: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that runs through all lanes: "issued" or "today"."""

    kind: str
    words: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Times side by side between two days, with the years between."""

    id: str
    title: str
    description: str
    first: dt.date
    last: dt.date
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    table: Table

    def share(self, day: dt.date) -> float:
        """How far along a day's beginning stands, in percent of the whole."""
        return 100 * (day - self.first).days / ((self.last - self.first).days + 1)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that begin within it."""
        return tuple(range(self.first.year + 1, self.last.year + 1))
