"""Who leads a task; whether a body that the message names does."""

from __future__ import annotations

from bot.answer import Answer, Block, Reason, Text
from bot.kinds import card, content
from bot.kinds.context import Context
from knowledge.model import Task


def compose(context: Context) -> Answer:
    """The lead agencies first; a body taken for the lead is confirmed or put right."""
    task = context.knowledge.tasks.get(context.unit.id)
    if task is None:
        return content.compose(context)
    if not task.lead and not task.lead_reaches:
        return card.answer(context, [Text(context.voice.say("lead.blank"))], task.unit, whole=True)
    checked = check(context, task)
    if checked:
        return card.answer(context, checked, task.unit, reason=Reason.CORRECTED, skip="lead")
    return card.answer(context, [Text(headline(context, task), strong=True)], task.unit, skip="lead")


def headline(context: Context, task: Task) -> str:
    """The sentence that names the lead agencies, the cell's own words."""
    voice = context.voice
    cell = task.unit.lead
    if len(task.lead) == 1 and not task.lead_reaches:
        kinds = {context.knowledge.agencies[agency].kind for agency in task.lead}
        key = "lead.not_so" if "sort_so" in context.cues and "so" not in kinds else "lead.natural"
        return voice.say(key, lead=cell)
    if task.lead_reaches or task.by_function:
        return voice.say("lead.cell", lead=cell)
    return voice.say("lead.joint", lead=cell)


def check(context: Context, task: Task) -> list[Block]:
    """For each body that the message names and the task does not simply give the lead to: what is true of it."""
    voice, knowledge = context.voice, context.knowledge
    made: list[Block] = []
    wrong = False
    for agency_id in context.ask.agencies:
        agency = knowledge.agencies[agency_id]
        name = agency.name
        if agency_id in task.lead:
            others = [other for other in task.lead if other != agency_id]
            if task.lead_reaches or task.by_function:
                made.append(Text(voice.say("lead.yes_cell", agency=name, lead=task.unit.lead), strong=True))
            elif others:
                made.append(Text(voice.say("lead.yes_joint", agency=name, others=voice.names(others)), strong=True))
            else:
                made.append(Text(voice.say("lead.yes", agency=name), strong=True))
        elif set(agency.collectives) & set(task.lead_reaches):
            made.append(Text(voice.say("lead.collective", agency=name, cell=task.unit.lead), strong=True))
        else:
            wrong = True
            made.append(Text(_other_role(context, task, agency_id)))
    if wrong:
        made.insert(0, Text(headline(context, task), strong=True))
    return made


def _other_role(context: Context, task: Task, agency_id: str) -> str:
    voice = context.voice
    agency = context.knowledge.agencies[agency_id]
    if agency_id in task.coord:
        return voice.say("lead.coord_named", agency=agency.name, cell=task.unit.coord)
    if set(agency.collectives) & set(task.coord_reaches):
        return voice.say("lead.coord_collective", agency=agency.name, cell=task.unit.coord)
    return voice.say("lead.not_in", agency=agency.name)
