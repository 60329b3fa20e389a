"""Which rows of the table are asked for: conditions that must all hold, read from a message, narrowed by the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

_LED = ("one_lead", "three_leads", "many_leads")
"""Cues of the number of bodies that lead a row."""
TIMED = frozenset(
    {"not_ongoing", "before_issue", "undated", "dated", "long", "beyond", "yearly", "ongoing", "period", "quarterly"}
)
"""Cues of times of the table."""
_SOONER = "sooner"
_SORTS = ("schemes", "programmes")


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on rows of the table; an empty one holds for every row.

    `inside` are the rows that the conversation is about, `outside` those set aside ("ngoài việc này"); `group` a group
    of the table; `years`, `quarters` and `times` (cues of times) when they are due; `led` by how many they are led
    ("one_lead", …), `alone` whether by one body alone ("sole"), with others ("shared"); `sort` "schemes" or
    "programmes".
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

    @property
    def timed(self) -> bool:
        """Whether a time is asked for."""
        return bool(self.years or self.quarters or self.times)

    def narrowed(self, by: Filter) -> Filter:
        """The conditions of both; where both have one of a sort, the later."""
        told = {field.name: value for field in fields(by) if (value := getattr(by, field.name))}
        if by.timed:
            told |= {name: getattr(by, name) for name in ("years", "quarters", "times")}
        return replace(self, **told)


EVERY_ROW = Filter()
"""The filter without conditions."""


def conditions(
    cues: Collection[str], *, years: tuple[str, ...] = (), quarters: tuple[str, ...] = (), group: str = ""
) -> Filter:
    """The conditions that a message says by its cues, years, quarters and group."""
    # "trước 2026" is a time only with its year: "trước" says much else.
    times = TIMED | {"this_year"} | ({_SOONER} if years else set())
    return Filter(
        group=group,
        years=years,
        quarters=quarters,
        times=frozenset(times.intersection(cues)),
        led=next((cue for cue in _LED if cue in cues), ""),
        alone=_alone(cues),
        sort=next((cue for cue in _SORTS if cue in cues), ""),
    )


def _alone(cues: Collection[str]) -> str:
    """Which rows of a body are meant: "sole" (led alone), "shared" (with others named), "" for either or both."""
    if "not_sole" in cues:
        return "shared"
    if "including" in cues:
        return ""
    if "unshared" in cues or ("sole" in cues and "jointly" not in cues):
        return "sole"
    return "shared" if "jointly" in cues and "sole" not in cues else ""
