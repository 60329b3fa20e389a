"""When a task is done."""

from __future__ import annotations

from bot.answer import Answer, Note, Text
from bot.kinds import card, content, figure, lead, times
from bot.kinds.context import Context
from bot.kinds.verdict import verdict
from knowledge.model import Kind, Task


def compose(context: Context) -> Answer:
    """The time cell first, with the remark on it; a body wrongly taken for the lead is put right."""
    unit = context.unit
    task = context.knowledge.tasks.get(unit.id)
    if unit.kind is Kind.TARGET:
        return figure.compose(context)
    if task is None:
        return content.compose(context)
    if not unit.deadline:
        return card.answer(context, [Text(context.voice.say("lead.blank"))], unit, whole=True)
    said, corrected = verdict(context, unit)
    head = [*said, Text(context.voice.say("time.cell", time=card.timed(context, unit)), strong=True)]
    if any(agency not in task.lead for agency in context.ask.agencies):
        head.extend(lead.check(context, task)[0])
    notes = [*corrected, *today_notes(context, task)]
    return card.answer(context, head, unit, skip="time", notes=notes)


def today_notes(context: Context, task: Task) -> list[Note]:
    """How a task's time lies to today, where the message means today."""
    today = context.today
    if not {"today", "overdue", "days_left", "next"} & context.cues or task.time is None:
        return []
    stage = times.stage(task.time, today)
    return [card.derived(context, f"schedule.{stage}", today=f"{today:%d/%m/%Y}")] if stage else []
