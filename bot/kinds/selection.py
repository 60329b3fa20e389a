"""The rows of the table that a message asks for: by body and role, number of leads, group, time, scheme."""

from __future__ import annotations

from bot.kinds.context import Context
from bot.kinds.table import LED, filtered
from knowledge.landmarks import DISTRICTS
from knowledge.model import Task

_NO_SO = "no_so"
"""The condition that no sở leads a row, by name or as one of all."""


def select(context: Context) -> tuple[tuple[Task, ...], bool]:
    """The rows asked for, and whether the message narrows the table at all."""
    every = tuple(task for task in context.knowledge.tasks.values() if task.unit.lead)
    within, wanted = filtered(context), context.ask.filter
    # Without the rows under it a row counts though its cells are blank.
    blank = wanted.led == "blank" or (wanted.but is not None and wanted.but.sort == "subtasks")
    rows = context.knowledge.tasks.values() if within is None else within
    kept = tuple(task for task in rows if task.unit.lead or blank)
    kept = _by_leads(context, kept)
    return kept, kept != every


def _by_leads(context: Context, rows: tuple[Task, ...]) -> tuple[Task, ...]:
    """The rows by who leads or coordinates them, and how many."""
    ask, cues = context.ask, context.cues
    if ask.filter.cells:
        return rows
    if together(context):
        return tuple(t for t in rows if set(ask.agencies) <= set(t.lead))
    if of_column(context):
        return tuple(t for t in rows if set(t.coord_named) - {DISTRICTS})
    if "collective" in cues and set(ask.agencies) <= {DISTRICTS}:
        return tuple(filter(LED["collective"], rows))
    if ask.agencies:
        wanted = set(ask.agencies)
        return tuple(t for t in rows if wanted & set(t.coord if ask.role == "coord" else t.lead))
    if ask.filter.led == _NO_SO:
        sos = {agency.id for agency in context.knowledge.agencies.values() if agency.kind == "so"}
        return tuple(t for t in rows if not sos.intersection(t.lead) and not LED["collective"](t))
    if ask.filter.led in LED:
        return tuple(t for t in rows if LED[ask.filter.led](t))
    if ask.filter.alone:
        return tuple(t for t in rows if LED["one_lead"](t) == (ask.filter.alone == "sole"))
    return rows


def of_column(context: Context) -> bool:
    """Whether the bodies that the column of coordination names are asked for, not how many rows name one."""
    return context.ask.wants == "column" and not context.ask.agencies


def together(context: Context) -> bool:
    """Whether several bodies are asked for that lead one row together."""
    in_one = "in_one" in context.cues and "total" not in context.cues
    shared = bool({"shared", "jointly"} & context.cues) or context.ask.filter.alone == "shared"
    return len(context.ask.agencies) > 1 and (in_one or shared)
