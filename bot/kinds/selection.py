"""The rows of the table that a message asks for: by body and role, number of leads, group, time, scheme."""

from __future__ import annotations

from bot.kinds.context import Context
from bot.kinds.table import filtered
from knowledge.model import Task

_SCHEMES = "III-II-4"
_SCHEME_REVIEW = "III-II-4-3"
_PROGRAMMES = "III-IV-7"
_PROGRAMME_PLAN = "III-IV-7-1"
_DISTRICTS = "ubndhuyen"
_LIKELY_GROUP = 0.3
_THREE = 3
_SOS = "so"
"""The wordings that reach all sở ("các sở, ban, ngành")."""


def select(context: Context) -> tuple[tuple[Task, ...], bool]:
    """The rows asked for, and whether the message narrows the table at all."""
    cues = context.cues
    every = tuple(task for task in context.knowledge.tasks.values() if task.unit.lead)
    within = filtered(context)
    kept = every if within is None else tuple(task for task in within if task.unit.lead)
    if "schemes" in cues:
        kept = tuple(t for t in kept if t.unit.parent == _SCHEMES and t.unit.id != _SCHEME_REVIEW)
    if "programmes" in cues:
        kept = tuple(t for t in kept if t.unit.parent == _PROGRAMMES and t.unit.id != _PROGRAMME_PLAN)
    kept = _by_leads(context, kept)
    return kept, kept != every


def _by_leads(context: Context, rows: tuple[Task, ...]) -> tuple[Task, ...]:
    """The rows by who leads or coordinates them, and how many."""
    ask, cues = context.ask, context.cues
    if together(context):
        return tuple(t for t in rows if set(ask.agencies) <= set(t.lead))
    if ask.role == "coord" and "named" in cues and set(ask.agencies) <= {_DISTRICTS}:
        return tuple(t for t in rows if set(t.coord) - {_DISTRICTS})
    if "collective" in cues and set(ask.agencies) <= {_DISTRICTS}:
        return tuple(t for t in rows if _SOS in t.lead_reaches)
    if ask.agencies:
        wanted = set(ask.agencies)
        return tuple(t for t in rows if wanted & set(t.coord if ask.role == "coord" else t.lead))
    if "one_lead" in cues:
        return tuple(t for t in rows if len(t.lead) == 1 and not t.lead_reaches)
    if "three_leads" in cues:
        return tuple(t for t in rows if len(t.lead) == _THREE and not t.lead_reaches)
    if "many_leads" in cues:
        return tuple(t for t in rows if len(t.lead) > 1 and _SOS not in t.lead_reaches)
    sort = lead_sort(cues)
    if sort:
        return tuple(t for t in rows if (len(t.lead) == 1 and not t.lead_reaches) == (sort == "sole"))
    return rows


def together(context: Context) -> bool:
    """Whether several bodies are asked for that lead one row together."""
    return len(context.ask.agencies) > 1 and bool({"shared", "jointly"} & context.cues)


def lead_sort(cues: frozenset[str]) -> str:
    """Which rows of a body are meant: "sole" (led alone), "shared" (with others named), "" for either or both."""
    if "not_sole" in cues:
        return "shared"
    if "including" in cues:
        return ""
    if "unshared" in cues or ("sole" in cues and "jointly" not in cues):
        return "sole"
    return "shared" if "jointly" in cues and "sole" not in cues else ""


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
