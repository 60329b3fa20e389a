"""Questions to the whole table: which rows bind an agency, and how. Shared by the kinds that list and count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.answer import Text
from bot.kinds import times
from bot.kinds.context import Context
from knowledge.landmarks import PROGRAMME_PLAN, PROGRAMMES, SCHEME_REVIEW, SCHEMES
from knowledge.load import Knowledge
from knowledge.model import Task
from nlp.filter import EVERY_ROW, JOINS, PART, SHARED, Says

SORTS: Mapping[str, Callable[[Task], bool]] = {
    "schemes": lambda task: task.unit.parent == SCHEMES and task.unit.id != SCHEME_REVIEW,
    "programmes": lambda task: task.unit.parent == PROGRAMMES and task.unit.id != PROGRAMME_PLAN,
    "subtasks": lambda task: bool(task.unit.parent),
}
"""Whether a row is of a sort, by the filter's name for it."""
_TWO, _THREE = 2, 3
_BY_FUNCTION = "by-function"
_SOS, _RELATED = "so", "don-vi-lien-quan"
"""The wordings that reach all sở ("các sở, ban, ngành")."""
LED: Mapping[str, Callable[[Task], bool]] = {
    "one_lead": lambda task: len(task.lead) == 1 and not task.lead_reaches,
    "two_leads": lambda task: len(task.lead) == _TWO and not task.lead_reaches,
    "three_leads": lambda task: len(task.lead) == _THREE and not task.lead_reaches,
    "blank": lambda task: not task.unit.lead,
    "many_leads": lambda task: len(task.lead) > 1 and _SOS not in task.lead_reaches,
    "collective": lambda task: _SOS in task.lead_reaches,
}
"""Whether a row is led by so many bodies, or by all sở, by the filter's name for it."""


@dataclass(frozen=True, slots=True)
class Duties:
    """The rows that bind an agency, in plan order.

    Led by name, of these led alone, coordinated by name, and both roles as one of a collective.
    """

    agency: str
    lead: tuple[str, ...]
    sole: tuple[str, ...]
    coord: tuple[str, ...]
    lead_collective: tuple[str, ...]
    coord_collective: tuple[str, ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """The rows that it leads together with others named."""
        return tuple(row for row in self.lead if row not in self.sole)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows it leads, alone and with others named, as wordings name the numbers."""
        return {"count": len(self.lead), "sole": len(self.sole), "shared": len(self.shared)}

    def of(self, alone: str) -> tuple[str, ...]:
        """The rows that it leads, where a message asks so only those that it leads alone or with others named."""
        return self.sole if alone == "sole" else self.shared if alone == "shared" else self.lead

    def beside(self, knowledge: Knowledge) -> tuple[str, ...]:
        """The rows that it leads by name beside a collective of all sở ("các sở, ngành, UBND cấp huyện")."""
        return tuple(row for row in self.lead if _SOS in knowledge.tasks[row].lead_reaches)

    @property
    def every(self) -> tuple[str, ...]:
        """All rows, by name first."""
        return (*self.lead, *self.coord, *self.lead_collective, *self.coord_collective)


def duties(knowledge: Knowledge, agency_id: str, rows: tuple[Task, ...] | None = None) -> Duties:
    """The duties of an agency among some rows (default: all)."""
    collectives = frozenset(knowledge.agencies[agency_id].collectives)
    lead: list[str] = []
    sole: list[str] = []
    coord: list[str] = []
    lead_collective: list[str] = []
    coord_collective: list[str] = []
    for task in knowledge.tasks.values() if rows is None else rows:
        unit_id = task.unit.id
        if agency_id in task.lead:
            lead.append(unit_id)
            if len(task.lead) == 1 and not task.lead_reaches:
                sole.append(unit_id)
        elif not collectives.isdisjoint(task.lead_reaches):
            lead_collective.append(unit_id)
        elif agency_id in task.coord_named:
            coord.append(unit_id)
        elif not collectives.isdisjoint(task.coord_reaches):
            coord_collective.append(unit_id)
    return Duties(agency_id, tuple(lead), tuple(sole), tuple(coord), tuple(lead_collective), tuple(coord_collective))


def asked(context: Context, agency_id: str) -> Duties:
    """An agency's duties among the rows asked for; of the column of coordination all rows where that names it."""
    rows = filtered(context)
    found = duties(context.knowledge, agency_id, rows)
    if context.ask.wants != "column":
        return found
    tasks = context.knowledge.tasks.values() if rows is None else rows
    return replace(found, coord=tuple(task.unit.id for task in tasks if agency_id in task.coord_named))


def bodies(knowledge: Knowledge) -> tuple[str, ...]:
    """The agencies that the table binds, by id: those that it names first, of these the one with most rows first."""
    found = {agency: duties(knowledge, agency) for agency in knowledge.agencies}
    counts = {agency: len(each.lead) + len(each.coord) for agency, each in found.items()}
    named = sorted(filter(counts.get, counts), key=lambda agency: -counts[agency])
    return (*named, *(agency for agency, each in found.items() if each.every and not counts[agency]))


def charges(knowledge: Knowledge, agency_id: str) -> tuple[str, ...]:
    """The places outside the table that bind an agency, by name or as one of a collective, in plan order."""
    collectives = set(knowledge.agencies[agency_id].collectives)
    return tuple(
        charge.unit for charge in knowledge.charges if agency_id in charge.names or collectives & set(charge.reaches)
    )


def filtered(context: Context) -> tuple[Task, ...] | None:
    """The rows within the places listed before, the group and the time asked for; None: none is.

    Where none of the places listed before has the time, the whole table is looked through, unless it is asked whether
    they have it, or for these alone; `widened` says so.
    """
    tasks = tuple(context.knowledge.tasks.values())
    within, wanted = context.ask.filter, times.wanted(context)
    kept = tasks
    if within.group:
        kept = tuple(task for task in kept if task.unit.group == within.group)
    if wanted is not None:
        kept = tuple(task for task in kept if task.unit.deadline in wanted)
    if within.sort:
        kept = tuple(filter(SORTS[within.sort], kept))
    if within.cells:
        kept = tuple(
            task for task in kept if task.unit.lead and all(_says(context, task, said) for said in within.cells)
        )
    kept = tuple(task for task in kept if not _set_aside(context, task))
    if within.inside:
        inside = tuple(task for task in kept if task.unit.id in within.inside)
        only = {"inside", "pair", "just"} & context.cues or (
            context.understanding.asks_whether and "which" not in context.cues
        )
        kept = inside if inside or only or within.cells else kept
    if within.outside:
        others = tuple(task for task in kept if task.unit.id not in within.outside)
        kept = others if any(set(task.lead) & set(context.ask.agencies) for task in others) else kept
    return None if kept == tasks else kept


def widened(context: Context, rows: Collection[str]) -> tuple[Text, ...]:
    """That none of the places listed before is so, where rows are told from the whole table instead."""
    inside = set(context.ask.filter.inside)
    beyond = bool(inside and rows) and inside.isdisjoint(rows)
    return (Text(context.voice.say("schedule.widened"), strong=True),) if beyond else ()


def _says(context: Context, task: Task, said: Says) -> bool:
    """Whether a row's cell says what it shall, or not what it shall not.

    "Đơn vị liên quan" stands in every cell of coordination; that alone is asked for, where no sở is named beside it.
    """
    if said.column in {JOINS, PART}:
        return (task.unit.id in _bound(context.knowledge, said)) != said.denied
    if said.what == _BY_FUNCTION:
        return task.by_function != said.denied
    lead = said.column == "lead"
    reaches = task.lead_reaches if lead else task.coord_reaches
    held = {*(task.lead if lead else task.coord_named), *(reaches if _SOS not in reaches else {*reaches} - {_RELATED})}
    return (said.what in held) != said.denied


def _bound(knowledge: Knowledge, said: Says) -> tuple[str, ...]:
    """The rows that a body joins, or has any part in; as one of a collective where none names it beside its lead."""
    led = [unit for unit, task in knowledge.tasks.items() if said.what in task.lead and said.column == PART]
    joined = [unit for unit, task in knowledge.tasks.items() if said.what in task.coord_named]
    found = duties(knowledge, said.what)
    if joined or said.column == PART:
        return (*led, *joined, *(() if joined else found.every))
    return found.coord_collective


def _set_aside(context: Context, task: Task) -> bool:
    """Whether a row fulfils all conditions that the message sets aside."""
    but = context.ask.filter.but
    if but is None or but in {EVERY_ROW, SHARED}:
        return False  # That a body leads with others tells `alone` of the filter.
    cells = times.cells(context, but)
    told = (
        cells is None or task.unit.deadline in cells,
        not but.bodies or bool(set(but.bodies) & set(task.lead)),
        not but.inside or task.unit.id in but.inside,
        not but.group or task.unit.group == but.group,
        not but.sort or SORTS[but.sort](task),
        not but.led or LED[but.led](task),
    )
    return all(told)
