"""The rows of the table that a message asks for: by body and role, number of leads, group, time, scheme."""

from __future__ import annotations

from bot.kinds.context import Context
from bot.kinds.table import filtered
from knowledge.model import Task
from nlp.mention import Name

_SCHEMES = "III-II-4"
_SCHEME_REVIEW = "III-II-4-3"
_PROGRAMMES = "III-IV-7"
_PROGRAMME_PLAN = "III-IV-7-1"
_DISTRICTS = "ubndhuyen"
_LIKELY_GROUP = 0.3


def select(context: Context) -> tuple[tuple[Task, ...], bool]:
    """The rows asked for, and whether the message narrows the table at all."""
    cues = context.cues
    every = tuple(task for task in context.knowledge.tasks.values() if task.unit.lead)
    within = filtered(context)
    kept = every if within is None else within
    if "schemes" in cues:
        kept = tuple(t for t in kept if t.unit.parent == _SCHEMES and t.unit.id != _SCHEME_REVIEW)
    if "programmes" in cues:
        kept = tuple(t for t in kept if t.unit.parent == _PROGRAMMES and t.unit.id != _PROGRAMME_PLAN)
    kept = _by_leads(context, kept)
    return kept, kept != every


def _by_leads(context: Context, rows: tuple[Task, ...]) -> tuple[Task, ...]:
    """The rows by who leads or coordinates them, and how many."""
    ask, cues = context.ask, context.cues
    if ask.agencies and "shared" in cues and len(ask.agencies) > 1:
        return tuple(t for t in rows if set(ask.agencies) <= set(t.lead))
    if ask.role == "coord" and "named" in cues and set(ask.agencies) <= {_DISTRICTS}:
        return tuple(t for t in rows if set(t.coord) - {_DISTRICTS})
    if "collective" in cues and set(ask.agencies) <= {_DISTRICTS}:
        return tuple(t for t in rows if t.lead_reaches and _DISTRICTS in t.lead)
    if ask.agencies:
        wanted = set(ask.agencies)
        return tuple(t for t in rows if wanted & set(t.coord if ask.role == "coord" else t.lead))
    if "one_lead" in cues:
        return tuple(t for t in rows if len(t.lead) == 1 and not t.lead_reaches)
    if "many_leads" in cues:
        return tuple(t for t in rows if len(t.lead) > 1 or t.lead_reaches)
    return rows


def topical_group(context: Context) -> str:
    """The group whose places the topic falls into, heading and rows together; "" where it is none of them clearly."""
    understanding = context.understanding
    if not understanding.topic:
        return ""
    sums = {
        group: sum(understanding.places.get(unit, 0.0) for unit in (group, *rows))
        for group, rows in context.knowledge.groups.items()
    }
    best = max(sums, key=lambda group: sums[group])
    return best if sums[best] > _LIKELY_GROUP else ""


def said_numbers(context: Context) -> list[int]:
    """The numbers that a message says, in figures."""
    return [int(value) for value in context.understanding.named(Name.NUMBER)]
