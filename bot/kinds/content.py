"""What the plan says of something."""

from __future__ import annotations

from bot.answer import Answer, Block, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.verdict import verdict
from knowledge.model import Kind

_LONG = 400


def compose(context: Context) -> Answer:
    """A task's words whole; of a longer text the fitting sentence first, then all of it; of a group its rows."""
    unit = context.unit
    if unit.kind is Kind.GROUP:
        rows = context.knowledge.groups[unit.id]
        title = context.voice.say("section.rows", count=len(rows))
        blocks: list[Block] = [Text(unit.text, strong=True), card.listing(context, title, rows)]
        return card.answer(context, blocks, unit, skip="task", more=rows)
    head, notes = verdict(context, unit)
    if unit.id in context.knowledge.tasks:
        return card.answer(context, [*head, Text(unit.text, strong=True)], unit, skip="task", notes=notes)
    if len(unit.text) > _LONG:
        best = card.sentence(unit, context.understanding.topic)
        if best != unit.text:
            head.append(Text(best, strong=True))
    return card.answer(context, head, unit, notes=notes)
