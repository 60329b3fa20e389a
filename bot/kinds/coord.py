"""Who coordinates in a task."""

from __future__ import annotations

from bot.answer import Answer, Block, Text
from bot.kinds import card, content, lead
from bot.kinds.context import Context


def compose(context: Context) -> Answer:
    """The coordinating agencies first; a body that the message names is looked for in both roles."""
    task = context.knowledge.tasks.get(context.unit.id)
    if task is None:
        return content.compose(context)
    if not task.unit.coord:
        return card.answer(context, [Text(context.voice.say("lead.blank"))], task.unit, whole=True)
    head: list[Block] = [Text(context.voice.say("coord.cell", coord=task.unit.coord), strong=True)]
    others = [agency for agency in context.ask.agencies if agency not in task.lead]
    if others:
        head.extend(lead.check(context, task)[0])
    return card.answer(context, head, task.unit, skip="coord")
