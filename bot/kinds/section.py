"""A place by its number, verbatim; or that there is none of that number, and what there is."""

from __future__ import annotations

from bot.answer import Answer, Block, Outcome, Quote, Reason, Text
from bot.kinds import card, lead
from bot.kinds.context import Context
from knowledge.model import Kind

_FEW = 6
"""So many neighbours of a place that does not exist are cited; of more only their group."""


def compose(context: Context) -> Answer:
    """One place whole; several as a list; a missing one with its neighbours."""
    if context.ask.missing:
        return _missing(context)
    units = context.ask.units
    if len(units) == 1:
        return _one(context)
    voice, knowledge = context.voice, context.knowledge
    first = knowledge.units[units[0]]
    blocks: list[Block]
    if first.kind is Kind.GROUP and units[1:] and knowledge.units[units[1]].kind is Kind.TASK:
        rows = units[1:]
        title = voice.say("section.rows", count=len(rows))
        head = voice.say("section.group", place=voice.label(first), text=first.text)
        blocks = [Text(head, strong=True), card.listing(context, title, rows, coord="coord" in context.cues)]
    elif set(units) == knowledge.groups.keys():
        blocks = [card.listing(context, voice.say("overview.groups"), units)]
    elif all(unit in knowledge.tasks for unit in units):
        blocks = [card.listing(context, voice.say("section.rows", count=len(units)), units)]
    else:
        blocks = [
            block for u in units for block in (Text(voice.label(knowledge.units[u])), Quote(u, knowledge.units[u].text))
        ]
    return Answer(Outcome.ANSWER, Reason.LISTED, tuple(blocks), citations=voice.cite(units))


def _one(context: Context) -> Answer:
    unit = context.unit
    task = context.knowledge.tasks.get(unit.id)
    if task is None:
        return card.answer(context, [Text(context.voice.label(unit), strong=True)], unit)
    head: list[Block] = [Text(unit.text, strong=True)]
    if context.ask.wants == "group" and unit.group:
        group = context.knowledge.units[unit.group]
        head.insert(0, Text(context.voice.say("section.group", place=context.voice.label(group), text=group.text)))
    if context.ask.agencies and not context.ask.from_context:
        head.extend(lead.check(context, task)[0])
    return card.answer(context, head, unit, skip="task")


def _missing(context: Context) -> Answer:
    voice, knowledge = context.voice, context.knowledge
    near = [knowledge.units[unit_id] for unit_id in context.ask.units]
    kinds = {unit.kind for unit in near}
    if Kind.ARTICLE in kinds:
        text = voice.say("section.missing_article")
        cited = [unit.id for unit in near if unit.kind is not Kind.ARTICLE] + [
            u.id for u in near if u.kind is Kind.ARTICLE
        ]
    elif kinds == {Kind.TASK}:
        group = knowledge.units[near[0].group]
        numbers = ", ".join(unit.number for unit in near)
        text = voice.say("section.missing_task", place=voice.label(group), numbers=numbers)
        cited = [group.id] if len(near) > _FEW else [unit.id for unit in near]
    elif kinds == {Kind.GROUP}:
        text = voice.say("section.missing_group", count=len(near))
        cited = [unit.id for unit in near]
    else:
        text = voice.say("section.missing_part", places=voice.join([voice.label(unit) for unit in near]))
        cited = [unit.id for unit in near]
    blocks: list[Block] = [Text(text, strong=True)]
    if kinds == {Kind.GROUP}:
        blocks.append(card.listing(context, "", [unit.id for unit in near]))
    elif "articles" in context.cues:
        blocks.extend(Quote(unit.id, unit.text) for unit in near)
    return Answer(Outcome.ANSWER, Reason.NO_SUCH_PLACE, tuple(blocks), citations=voice.cite(cited))
