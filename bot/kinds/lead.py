"""Who leads a task; whether a body that the message names does."""

from __future__ import annotations

from bot.answer import Answer, Note, NoteKind, Reason, Text
from bot.kinds import card, content
from bot.kinds.context import Context
from bot.kinds.verdict import confirmed, verdict
from knowledge.model import Kind, Task


def compose(context: Context) -> Answer:
    """The lead agencies first; a body taken for the lead is confirmed or put right."""
    task = context.knowledge.tasks.get(context.unit.id)
    if context.unit.kind is Kind.TARGET and not context.ask.agencies:
        return card.answer(context, [Text(context.voice.say("lead.target"), strong=True)], context.unit)
    if task is None:
        return content.compose(context)
    if not task.lead and not task.lead_reaches:
        return card.answer(context, [Text(context.voice.say("lead.blank"))], task.unit, whole=True)
    checked, wrong = check(context, task)
    said, corrected = verdict(context, task.unit)
    head = checked or [Text(headline(context, task), strong=True)]
    reason = Reason.CORRECTED if wrong or corrected else Reason.FOUND
    # The terms of a report stand at the end of a long text.
    terms, notes = "terms" in context.cues, [*corrected, *wrong]
    return card.answer(context, [*said, *head], task.unit, reason=reason, skip="lead", whole=terms, notes=notes)


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


def check(context: Context, task: Task) -> tuple[list[Text], list[Note]]:
    """For each body that the message names what is true of it; the corrections among that as notes too."""
    voice, knowledge = context.voice, context.knowledge
    made: list[Text] = []
    wrong: list[Note] = []
    yes = "right" if confirmed(context, task.unit) else "yes"
    for agency_id in context.ask.agencies:
        agency = knowledge.agencies[agency_id]
        name = agency.name
        if agency_id in task.lead:
            others = [other for other in task.lead if other != agency_id]
            if "sole" in context.cues and (others or task.lead_reaches):
                made.append(Text(voice.say("lead.not_sole", agency=name, lead=task.unit.lead), strong=True))
            elif task.lead_reaches or task.by_function:
                made.append(Text(voice.say(f"lead.{yes}_cell", agency=name, lead=task.unit.lead), strong=True))
            elif others:
                made.append(Text(voice.say(f"lead.{yes}_joint", agency=name, others=voice.names(others)), strong=True))
            else:
                made.append(Text(voice.say(f"lead.{yes}", agency=name), strong=True))
        elif set(agency.collectives) & set(task.lead_reaches):
            made.append(Text(voice.say("lead.collective", agency=name, cell=task.unit.lead), strong=True))
        else:
            role = Text(_other_role(context, task, agency_id))
            made.append(role)
            wrong.append(Note(role.text, NoteKind.CORRECTION, inline=True))
    if wrong:
        made.insert(0, Text(headline(context, task), strong=True))
    return made, wrong


def _other_role(context: Context, task: Task, agency_id: str) -> str:
    voice = context.voice
    agency = context.knowledge.agencies[agency_id]
    if agency_id in task.coord:
        return voice.say("lead.coord_named", agency=agency.name, cell=task.unit.coord)
    if set(agency.collectives) & set(task.coord_reaches):
        return voice.say("lead.coord_collective", agency=agency.name, cell=task.unit.coord)
    if agency.stands_in(task.unit.text):
        return voice.say("lead.in_text", agency=agency.name)
    return voice.say("lead.not_in", agency=agency.name)
