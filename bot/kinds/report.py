"""Reporting: to whom, through whom, by when, how often."""

from __future__ import annotations

from bot.answer import Answer, Text
from bot.kinds import card, content, times
from bot.kinds.context import Context
from bot.kinds.table import charges
from bot.kinds.verdict import verdict
from knowledge.landmarks import YEARLY_REPORT


def compose(context: Context) -> Answer:
    """The sentence on the yearly report first; a wrong day is put right; the days left where they are asked for."""
    unit = context.unit
    if unit.id != YEARLY_REPORT:
        return content.compose(context)
    head, notes = verdict(context, unit)
    start = unit.text.rindex(". ") + 2
    head.append(Text(unit.text[start:], strong=True))
    bodies = context.ask.agencies if context.ask.wants == "body" else ()
    unbound = [body for body in bodies if unit.id not in charges(context.knowledge, body)]
    if unbound:
        head.append(Text(context.voice.say("due.unbound", agencies=context.voice.names(unbound))))
    if "days_left" in context.cues:
        days = (times.latest(context.today) - context.today).days
        notes.append(card.derived(context, "schedule.report_left", today=f"{context.today:%d/%m/%Y}", days=days))
    return card.answer(context, head, unit, notes=notes)
