"""Questions to the whole table: which rows bind an agency, and how. Shared by the kinds that list and count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.kinds.context import Context
from knowledge.load import Knowledge
from knowledge.model import Task, Time, TimeKind
from nlp.mention import Name

_SORTS: Mapping[str, frozenset[TimeKind]] = {
    "yearly": frozenset({TimeKind.YEARLY, TimeKind.YEARLY_PLAN}),
    "ongoing": frozenset({TimeKind.ONGOING}),
    "period": frozenset({TimeKind.PERIOD}),
    "quarterly": frozenset({TimeKind.QUARTER}),
}
"""The sorts of time by the cue that asks for them."""


@dataclass(frozen=True, slots=True)
class Duties:
    """The rows that bind an agency, in plan order.

    Led alone, led with others named, coordinated by name, and both roles as one of a collective.
    """

    agency: str
    sole: tuple[str, ...]
    shared: tuple[str, ...]
    coord: tuple[str, ...]
    lead_collective: tuple[str, ...]
    coord_collective: tuple[str, ...]

    @property
    def lead(self) -> tuple[str, ...]:
        """All rows that it leads by name."""
        return self.sole + self.shared


def duties(knowledge: Knowledge, agency_id: str, rows: tuple[Task, ...] | None = None) -> Duties:
    """The duties of an agency among some rows (default: all)."""
    collectives = set(knowledge.agencies[agency_id].collectives)
    sole: list[str] = []
    shared: list[str] = []
    coord: list[str] = []
    lead_collective: list[str] = []
    coord_collective: list[str] = []
    for task in knowledge.tasks.values() if rows is None else rows:
        unit_id = task.unit.id
        if agency_id in task.lead:
            (sole if len(task.lead) == 1 and not task.lead_reaches else shared).append(unit_id)
        elif collectives & set(task.lead_reaches):
            lead_collective.append(unit_id)
        elif agency_id in task.coord:
            coord.append(unit_id)
        elif collectives & set(task.coord_reaches):
            coord_collective.append(unit_id)
    return Duties(agency_id, tuple(sole), tuple(shared), tuple(coord), tuple(lead_collective), tuple(coord_collective))


def filtered(context: Context) -> tuple[Task, ...] | None:
    """The rows within the places listed before, the group and the time that the message names; None: it names none."""
    tasks = tuple(context.knowledge.tasks.values())
    kept = tasks
    if context.ask.from_context and context.ask.units:
        kept = tuple(task for task in kept if task.unit.id in context.ask.units)
    if context.ask.group:
        kept = tuple(task for task in kept if task.unit.group == context.ask.group)
    times = wanted_times(context)
    if times is not None:
        kept = tuple(task for task in kept if task.unit.deadline in times)
    return None if kept == tasks else kept


def wanted_times(context: Context) -> frozenset[str] | None:
    """The time cells that the message asks for by year, quarter or sort; None where it asks for none."""
    times = [task.time for task in context.knowledge.tasks.values() if task.time is not None]
    years = {int(year) for year in context.understanding.named(Name.YEAR)}
    if "this_year" in context.cues:
        years.add(context.today.year)
    quarters = {int(quarter) for quarter in context.understanding.named(Name.QUARTER)}
    if quarters:
        return frozenset(time.text for time in times if _in_quarter(time, quarters, years))
    if years:
        through = "period" in context.cues
        return frozenset(time.text for time in times if _in_years(time, years, through=through))
    kinds = [kinds for cue, kinds in _SORTS.items() if cue in context.cues]
    return frozenset(time.text for time in times if time.kind in frozenset().union(*kinds)) if kinds else None


def _in_quarter(time: Time, quarters: Collection[int], years: Collection[int]) -> bool:
    """Whether a time is one of the quarters, in one of the years if any are named."""
    if time.kind is not TimeKind.QUARTER or time.first is None:
        return False
    return (time.first.month + 2) // 3 in quarters and (not years or time.first.year in years)


def _in_years(time: Time, years: Collection[int], *, through: bool) -> bool:
    """Whether a time runs from the first to the last of the years, or ends in the only one.

    A period that begins in that year as well is meant only where the message speaks of periods (`through`).
    """
    if time.first is None or time.last is None:
        return False
    first, last = time.first.year, time.last.year
    if len(years) > 1:
        return (first, last) == (min(years), max(years))
    return last in years and (through or time.kind is not TimeKind.PERIOD or first not in years)
