"""How many: of tasks, groups, agencies, targets, within a role, a group or a time; always which ones."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Outcome, Reason, Text
from bot.kinds import card
from bot.kinds import duties as duties_kind
from bot.kinds.context import Context
from bot.kinds.table import duties, filtered, wanted_times
from knowledge.model import Kind


def compose(context: Context) -> Answer:
    """The count first, then what was counted."""
    cues, voice, knowledge = context.cues, context.voice, context.knowledge
    if context.ask.agencies:
        return _of_agencies(context)
    if context.ask.role == "coord":
        rows = [t.unit.id for t in knowledge.tasks.values() if set(t.coord) - {"ubndhuyen"}]
        return _counted(context, voice.say("count.coord_named", count=len(rows)), rows, coord=True)
    if context.ask.group:
        return _group(context, context.ask.group)
    if "collective" in cues:
        rows = [t.unit.id for t in knowledge.tasks.values() if t.lead_reaches and "ubndhuyen" in t.lead]
        return _counted(context, voice.say("count.collective", count=len(rows)), rows)
    if "programmes" in cues:
        rows = [row for row in knowledge.children["III-IV-7"] if row != "III-IV-7-1"]
        return _counted(context, voice.say("count.programmes", count=len(rows)), rows)
    if "schemes" in cues:
        rows = [row for row in knowledge.children["III-II-4"] if row != "III-II-4-3"]
        return _counted(context, voice.say("count.schemes", count=len(rows)), rows)
    times = wanted_times(context)
    if times:
        rows = [task.unit.id for task in filtered(context) or ()]
        return _counted(context, voice.say("count.time", count=len(rows), time="”, “".join(sorted(times))), rows)
    if "bases" in cues:
        rows = [u.id for u in knowledge.plan.units if u.id.startswith("QD-can-cu")]
        return _counted(context, voice.say("count.bases"), rows)
    if "targets" in cues:
        by_year = {year: sum(figure.year == year for figure in knowledge.figures) for year in ("2030", "2045")}
        rows = [u.id for u in knowledge.plan.units if u.kind is Kind.TARGET]
        return _counted(
            context, voice.say("count.targets", figures2030=by_year["2030"], figures2045=by_year["2045"]), rows
        )
    if "groups" in cues and "tasks" not in cues - {"groups"}:
        return _counted(context, voice.say("count.groups"), list(knowledge.groups))
    return _counted(context, voice.say("count.tasks"), list(knowledge.groups))


def _counted(context: Context, title: str, rows: Sequence[str], *, coord: bool = False) -> Answer:
    return Answer(
        Outcome.ANSWER,
        Reason.COUNTED,
        (Text(title, strong=True), card.listing(context, "", rows, coord=coord)),
        citations=context.voice.cite(rows),
        notes=(card.derived(context, "count.derived"),),
    )


def _group(context: Context, group_id: str) -> Answer:
    voice, units = context.voice, context.knowledge.units
    rows = context.knowledge.groups[group_id]
    subs = [row for row in rows if units[row].parent]
    sub = voice.say("count.group_sub", sub=len(subs), rows=len(rows)) if subs else ""
    title = voice.say("count.group", place=voice.label(units[group_id]), count=len(rows) - len(subs), sub=sub)
    return _counted(context, title, [group_id, *rows])


def _of_agencies(context: Context) -> Answer:
    """An agency's counts in the role asked, then the list as for its duties."""
    voice, knowledge = context.voice, context.knowledge
    heads: list[Text] = []
    for agency_id in context.ask.agencies:
        found = duties(knowledge, agency_id, filtered(context))
        name = knowledge.agencies[agency_id].name
        with_collective = [unit for unit in found.shared if knowledge.tasks[unit].lead_reaches]
        if context.ask.role == "coord":
            heads.append(Text(voice.say("count.coord", agency=name, count=len(found.coord)), strong=True))
        elif with_collective:
            counts = {"count": len(found.lead), "collective": len(with_collective)}
            counts["named"] = counts["count"] - counts["collective"]
            heads.append(Text(voice.say("count.lead_total", agency=name, **counts), strong=True))
        else:
            counts = {"count": len(found.lead), "sole": len(found.sole), "shared": len(found.shared)}
            heads.append(Text(voice.say("count.lead", agency=name, **counts), strong=True))
    listed = duties_kind.compose(context)
    if listed.outcome is not Outcome.ANSWER:
        return listed
    return Answer(
        Outcome.ANSWER,
        Reason.COUNTED,
        (*heads, *listed.blocks),
        citations=listed.citations,
        notes=listed.notes,
    )
