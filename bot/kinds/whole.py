"""All that binds a body, each sort apart: led alone or with others, coordinated by name, as one of a collective."""

from __future__ import annotations

from bot.answer import Answer, Block, Outcome, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.table import Duties, duties
from knowledge.landmarks import UNIONS
from knowledge.model import Agency


def compose(context: Context) -> Answer | None:
    """The counts first, then every row of every sort, briefly; None for a body that no row of the table binds."""
    voice, knowledge = context.voice, context.knowledge
    agency = knowledge.agencies[context.ask.agencies[0]]
    found = duties(knowledge, agency.id)
    union = UNIONS in agency.collectives
    sorts = (
        ("led_sole", found.sole),
        ("led_shared", found.shared),
        ("coord_named", found.coord),
        ("lead_unions" if union else "lead_collective", found.lead_collective),
        ("coord_collective", found.coord_collective),
    )
    cited = [row for _, rows in sorts for row in rows]
    if not cited:
        return None
    blocks: list[Block] = [Text(_head(context, agency, found), strong=True)]
    notes = [card.derived(context, "count.derived")]
    reached = len(found.lead_collective) + len(found.coord_collective)
    if reached:
        blocks.append(Text(voice.say("duties.reached", count=reached)))
        notes.append(card.derived(context, "duties.reading"))
    for key, rows in sorts:
        if rows:
            title = voice.say(f"duties.{key}", agency=agency.name, count=len(rows), called=voice.called(agency))
            blocks.append(card.listing(context, title, rows, brief=True))
    notes.extend(voice.outside([agency.id]))
    return Answer(Outcome.ANSWER, Reason.LISTED, tuple(blocks), voice.cite(cited), notes=tuple(notes))


def _head(context: Context, agency: Agency, found: Duties) -> str:
    """In how many rows it is named, or that it is named in none."""
    voice, total = context.voice, len(found.lead) + len(found.coord)
    if total:
        return voice.say("count.both", agency=agency.name, total=total, count=len(found.lead), coord=len(found.coord))
    return voice.say("duties.head_none" if agency.named else "duties.unnamed", agency=agency.name)
