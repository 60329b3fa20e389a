"""Questions to the whole table: which rows bind an agency, and how. Shared by the kinds that list and count."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kinds.context import Context
from knowledge.load import Knowledge
from knowledge.model import Task, TimeKind
from nlp.mention import Name


@dataclass(frozen=True, slots=True)
class Duties:
    """The rows that bind an agency, in plan order: led alone, led with others named, coordinated by name, and both
    roles as one of a collective."""

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
    sole, shared, coord, lead_collective, coord_collective = [], [], [], [], []
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
    """The rows within the places listed before, the group and the time that the message names; None where it names none."""
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
    understanding, cues = context.understanding, context.cues
    years = [int(year) for year in understanding.named(Name.YEAR)]
    if "this_year" in cues:
        years.append(context.today.year)
    quarters = [int(quarter) for quarter in understanding.named(Name.QUARTER)]
    times = {task.time.text: task.time for task in context.knowledge.tasks.values() if task.time is not None}
    made: set[str] = set()
    asked = False
    for text, time in times.items():
        if time.first is None or time.last is None:
            continue
        if quarters:
            asked = True
            fits = (time.kind is TimeKind.QUARTER and (time.first.month + 2) // 3 in quarters) and (
                not years or time.first.year in years
            )
        elif len(years) > 1:
            asked = True
            fits = time.first.year == min(years) and time.last.year == max(years)
        elif years:
            asked = True
            fits = time.last.year == years[0]
            if time.kind is TimeKind.PERIOD and "period" not in cues and years[0] == time.first.year:
                fits = False
        else:
            fits = False
        if fits:
            made.add(text)
    if not years and not quarters:
        for cue, kinds in (
            ("yearly", {TimeKind.YEARLY, TimeKind.YEARLY_PLAN}),
            ("ongoing", {TimeKind.ONGOING}),
            ("period", {TimeKind.PERIOD}),
            ("quarterly", {TimeKind.QUARTER}),
        ):
            if cue in cues:
                asked = True
                made |= {text for text, time in times.items() if time.kind in kinds}
    return frozenset(made) if asked else None
