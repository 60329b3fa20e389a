"""Which rows of the table are asked for: conditions that must all hold, read from a message, narrowed by the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

_LED = ("no_so", "one_lead", "two_leads", "three_leads", "many_leads", "blank")
"""Cues of the number of bodies that lead a row; the last of rows whose cells stand with those under them."""
TIMED = frozenset(
    {
        "not_ongoing",
        "before_issue",
        "undated",
        "dated",
        "long",
        "beyond",
        "yearly",
        "yearly_plan",
        "ongoing",
        "period",
        "quarterly",
        "ended",
    }
)
"""Cues of times of the table."""
_UNTIL = frozenset({"sooner", "by_then"})
"""Cues that are a time only with a year: "trước" and "chậm nhất" say much else."""
TOLD_APART, TIMED_APART = "told_apart", "timed_apart"
"""Signals that how rows are led, or when they are due, is only asked of them, and narrows none (`nlp.aside`)."""
_SORTS = ("schemes", "programmes")
JOINS, PART = "joins", "part"
"""What a row may say of a body beside its columns: that it joins, or has any part, by name or else as one of many."""


@dataclass(frozen=True, slots=True)
class Says:
    """That a column ("lead", "coord"; `JOINS`, `PART`) says a body or a collective, by its id; or not (`denied`)."""

    column: str
    what: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on rows of the table; an empty one holds for every row.

    `inside` are the rows that the conversation is about, `outside` those set aside ("ngoài việc này"); `group` a group
    of the table; `years`, `quarters` and `times` (cues of times) when they are due; `led` by how many they are led
    ("one_lead", "two_leads", …; "collective": by all sở; "no_so": by no sở; "blank": by none), `alone` whether by one
    body alone ("sole"), with others ("shared"); `sort` "schemes", "programmes" or "subtasks" (rows under another);
    `cells` what their cells say. `but` are conditions that a row must not fulfil ("trừ việc thường xuyên"), among them
    the `bodies` that lead it.
    """

    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    group: str = ""
    years: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
    led: str = ""
    alone: str = ""
    sort: str = ""
    bodies: tuple[str, ...] = ()
    cells: tuple[Says, ...] = ()
    but: Filter | None = None

    @property
    def dated(self) -> bool:
        """Whether a time is told."""
        return bool(self.years or self.quarters or self.times)

    @property
    def timed(self) -> bool:
        """Whether a time is asked for, or set aside."""
        return self.dated or (self.but is not None and self.but.dated)

    @property
    def common(self) -> Filter:
        """The conditions that rows of any body may fulfil: within what they stand, and when they are due."""
        within = Filter(inside=self.inside, group=self.group)
        but = self.but if self.but is not None and not (self.but.inside or self.but.bodies) else None
        return replace(within, years=self.years, quarters=self.quarters, times=self.times, but=but)

    def narrowed(self, by: Filter) -> Filter:
        """The conditions of both; where both have one of a sort, the later."""
        told = {field.name: value for field in fields(by) if (value := getattr(by, field.name))}
        if by.but is not None and by.but.group == self.group:
            told.setdefault("group", "")
        if by.dated:
            told |= {name: getattr(by, name) for name in ("years", "quarters", "times")}
        return replace(self, **told)


EVERY_ROW = Filter()
"""The filter without conditions."""
SHARED = Filter(alone="shared")
"""The rows of a body that it leads with others."""


def conditions(
    cues: Collection[str], *, years: tuple[str, ...] = (), quarters: tuple[str, ...] = (), group: str = ""
) -> Filter:
    """The conditions that a message says by its cues, years, quarters and group."""
    if TIMED_APART in cues:
        cues, years, quarters = set(cues) - TIMED, (), ()
    times = (TIMED | {"this_year", "as_printed"} | (_UNTIL if years else set())).intersection(cues)
    if "yearly_plan" in times:
        times -= {"yearly"}  # A time of the table by its own words.
    if times - {"ended", "undated"}:
        times -= {"ended"}  # "Việc nào có hạn theo quý": the quarter tells more.
    return Filter(
        group=group,
        years=years,
        quarters=quarters,
        times=frozenset(times),
        led=_led(cues),
        alone=_alone(cues),
        sort="" if "subtasks" in cues else next((cue for cue in _SORTS if cue in cues), ""),
    )


def _led(cues: Collection[str]) -> str:
    """By how many bodies rows are led, "" for any number, as where both those of one and of several are asked for."""
    if {"one_lead", "many_leads"} <= set(cues):
        return ""
    return next((cue for cue in (_LED if "subtasks" not in cues else _LED[:-1]) if cue in cues), "")


def _alone(cues: Collection[str]) -> str:
    """Which rows of a body are meant: "sole" (led alone), "shared" (with others named), "" for either or both."""
    if {"including", TOLD_APART} & set(cues):
        return ""
    if "not_sole" in cues:
        return "shared"
    if "unshared" in cues or ("sole" in cues and "jointly" not in cues):
        return "sole"
    return "shared" if "jointly" in cues and "sole" not in cues else ""
