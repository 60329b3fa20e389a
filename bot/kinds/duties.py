"""What a body must do; complete, with the count.

The tasks that it leads, alone and shared, those that it coordinates, and those that reach it as one of a collective,
apart.
"""

from __future__ import annotations

from bot.answer import Answer, Block, Items, Note, Outcome, Reason, Text
from bot.kinds import card, phrase, span, whole
from bot.kinds.context import Context
from bot.kinds.selection import together
from bot.kinds.table import Duties, asked, duties, filtered
from knowledge.landmarks import DISTRICTS, UNIONS
from knowledge.model import Agency
from nlp.filter import TIMED_APART, TOLD_APART

_ROLES = frozenset({"lead", "coord"})
_FEW = 3
"""So many rows that a body coordinates are listed beside those that it leads."""


def compose(context: Context) -> Answer:
    """The duties of each body named, or the tasks that they lead together."""
    if context.ask.wants == "more":
        return _all_said(context)
    everything = whole.compose(context) if context.ask.wants == "all" else None
    if everything is not None:
        return everything
    agencies = context.ask.agencies
    if together(context):
        return _together(context)
    blocks: list[Block] = []
    cited: list[str] = []
    for agency_id in agencies:
        made, places = _of(context, context.knowledge.agencies[agency_id])
        blocks.extend(made)
        cited.extend(places)
    return _answer(context, blocks, cited)


def _answer(context: Context, blocks: list[Block], cited: list[str]) -> Answer:
    voice = context.voice
    notes = [*voice.outside(context.ask.agencies)]
    if not cited:
        return Answer(Outcome.ABSTAIN, Reason.NOT_NAMED, tuple(blocks), notes=tuple(notes))
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        tuple(blocks),
        citations=voice.cite(cited),
        notes=(card.derived(context, "count.derived"), *_reading(context, cited), *notes),
    )


def _reading(context: Context, cited: list[str]) -> list[Note]:
    """That whom a collective reaches is our reading, where the answer rests on it."""
    found = (duties(context.knowledge, agency) for agency in context.ask.agencies)
    reached = {row for each in found for row in (*each.lead_collective, *each.coord_collective)}
    return [card.derived(context, "duties.reading")] if reached.intersection(cited) else []


def _together(context: Context) -> Answer:
    voice, knowledge = context.voice, context.knowledge
    agencies = context.ask.agencies
    rows = filtered(context)
    every = [t for t in (rows or knowledge.tasks.values()) if all(a in t.lead for a in agencies)]
    shared = [t.unit.id for t in every if not t.lead_reaches] or [t.unit.id for t in every]
    key = "together"
    if context.ask.from_context or "other" in context.cues:
        before = set(context.state.units if context.state else ())
        others = [unit for unit in shared if unit not in before]
        if others and len(others) < len(shared):
            shared, key = others, "together_other"
    names = voice.names(agencies)
    if not shared:
        blocks: list[Block] = [Text(voice.say("duties.together_none", agencies=names), strong=True)]
        cited: list[str] = []
        for agency_id in agencies:
            made, places = _of(context, knowledge.agencies[agency_id])
            blocks.extend(made)
            cited.extend(places)
        return _answer(context, blocks, cited)
    title = voice.say(f"duties.{key}", agencies=names, count=len(shared))
    return _answer(context, [card.listing(context, title, shared)], shared)


def _of(context: Context, agency: Agency) -> tuple[list[Block], list[str]]:
    found = asked(context, agency.id)
    if filtered(context) is not None:
        return _within(context, agency, found)
    if not agency.named:
        return _unnamed(context, agency, found)
    if context.ask.role == "coord":
        return _coordinated(context, agency, found)
    return _led(context, agency, found)


def _led(context: Context, agency: Agency, found: Duties) -> tuple[list[Block], list[str]]:
    voice = context.voice
    blocks: list[Block] = []
    cited = [*found.lead]
    alone = len(context.ask.agencies) == 1
    only = context.ask.filter.alone
    if "collective" in context.cues and agency.id == DISTRICTS:
        rows = [row for row in found.lead if "so" in context.knowledge.tasks[row].lead_reaches]
        return [card.listing(context, voice.say("duties.lead_collective", count=len(rows)), rows)], rows
    if only and found.lead:
        return _sorted(context, agency, found, only)
    if found.lead:
        blocks.extend(_named(context, agency, found))
    else:
        blocks.append(Text(voice.say("duties.head_none", agency=agency.name), strong=True))
        mentioned = _elsewhere(context, agency)
        if mentioned:
            blocks.append(card.listing(context, voice.say("duties.elsewhere"), mentioned))
            cited.extend(mentioned)
    if found.coord and context.ask.role != "lead" and not (found.lead and len(found.coord) > _FEW):
        title = voice.say("duties.coord_named", agency=agency.name, count=len(found.coord))
        blocks.append(card.listing(context, title, found.coord))
        cited.extend(found.coord)
    elif found.coord:
        blocks.append(Text(voice.say("duties.coord_brief", agency=agency.name, count=len(found.coord))))
    if found.lead_collective and alone and "named" not in context.cues:
        made, places = _collective(context, agency, found)
        blocks.extend(made)
        cited.extend(places)
    if found.coord_collective:
        blocks.append(_reached(context, agency, found, "coord_collective_brief"))
    return blocks, cited


def _reached(context: Context, agency: Agency, found: Duties, key: str) -> Text:
    """In how many rows a body coordinates as one of a collective."""
    voice, count = context.voice, len(found.coord_collective)
    return Text(voice.say(f"duties.{key}", agency=agency.name, count=count, called=voice.called(agency)))


def _named(context: Context, agency: Agency, found: Duties) -> list[Block]:
    """What the body leads by name: in one list, or by time, or those alone and with others apart, where so asked."""
    voice = context.voice
    beside = len(found.beside(context.knowledge))
    counts = {**found.counts, "collective": beside, "named": len(found.lead) - beside}
    said = voice.say("count.lead_total", agency=agency.name, **counts) if beside else phrase.led(context, found)
    head = Text(said, strong=True)
    if TIMED_APART in context.cues:
        return [head, *card.by_time(context, found.lead)]
    if TOLD_APART not in context.cues or not (found.sole and found.shared):
        return [head, card.listing(context, "", found.lead)]
    sorts = (("led_sole", found.sole), ("led_shared", found.shared))
    return [
        head,
        *(
            card.listing(context, voice.say(f"duties.{sort}", agency=agency.name, count=len(rows)), rows)
            for sort, rows in sorts
        ),
    ]


def _collective(context: Context, agency: Agency, found: Duties) -> tuple[list[Block], list[str]]:
    """What a named body leads as one of a collective: listed where the message asks for it, else its number."""
    union = UNIONS in agency.collectives
    count = len(found.lead_collective)
    if "collective" not in context.cues and (found.lead or _elsewhere(context, agency)):
        brief = "duties.lead_unions_brief" if union else "duties.lead_collective_brief"
        return [Text(context.voice.say(brief, agency=agency.name, count=count))], []
    title = context.voice.say("duties.lead_unions" if union else "duties.lead_collective", count=count)
    return [card.listing(context, title, found.lead_collective, brief=True)], [*found.lead_collective]


def _sorted(context: Context, agency: Agency, found: Duties, only: str) -> tuple[list[Block], list[str]]:
    """Only what the body leads alone, or only what it leads with others named; the other rows where there is none."""
    sorts = (("duties.led_sole", found.sole), ("duties.led_shared", found.shared))
    (key, places), (other, rest) = sorts if only == "sole" else reversed(sorts)
    title = context.voice.say(key, agency=agency.name, count=len(places))
    if places:
        return [card.listing(context, title, places)], [*places]
    listed = card.listing(context, context.voice.say(other, agency=agency.name, count=len(rest)), rest)
    return [Text(title, strong=True), listed], [*rest]


def _elsewhere(context: Context, agency: Agency) -> list[str]:
    """Places outside the table whose words name the body."""
    tasks, units = context.knowledge.tasks, context.knowledge.plan.units
    return [unit.id for unit in units if unit.id not in tasks and agency.stands_in(unit.text)][:5]


def _coordinated(context: Context, agency: Agency, found: Duties) -> tuple[list[Block], list[str]]:
    voice = context.voice
    key = "duties.head_coord" if found.coord else "duties.head_none_coord"
    blocks: list[Block] = [Text(voice.say(key, agency=agency.name, count=len(found.coord)), strong=True)]
    cited = [*found.coord]
    if found.coord:
        blocks.append(card.listing(context, "", found.coord))
    if found.coord_collective and found.coord:
        blocks.append(_reached(context, agency, found, "coord_collective_too"))
    elif found.coord_collective and "named" not in context.cues:
        blocks.append(_as_one_of_many(context, agency, found))
        cited.extend(found.coord_collective)
    if not cited and found.lead:
        cited.extend(found.lead)
        blocks.append(card.listing(context, phrase.led(context, found), found.lead))
    return blocks, cited


def _as_one_of_many(context: Context, agency: Agency, found: Duties) -> Items:
    """The rows that a body coordinates as one of a collective."""
    count, called = len(found.coord_collective), context.voice.called(agency)
    title = context.voice.say("duties.coord_collective", count=count, called=called)
    return card.listing(context, title, found.coord_collective)


def _unnamed(context: Context, agency: Agency, found: Duties) -> tuple[list[Block], list[str]]:
    """What a body that the plan never names does as one of a collective; what it coordinates listed where asked."""
    voice, coordinates = context.voice, context.ask.role == "coord" and bool(found.coord_collective)
    if not found.lead_collective:
        return [Text(voice.say("duties.unnamed_rest", agency=agency.name), strong=True)], []
    key = "unnamed_ctxh" if UNIONS in agency.collectives else "unnamed_lead"
    title = voice.say(f"duties.{key}", agency=agency.name, count=len(found.lead_collective))
    blocks: list[Block] = [card.listing(context, title, found.lead_collective)]
    cited = [*found.lead_collective]
    if coordinates:
        blocks.insert(0, _as_one_of_many(context, agency, found))
        cited[:0] = found.coord_collective
    elif found.coord_collective:
        blocks.append(_reached(context, agency, found, "coord_collective_brief"))
    return [Text(voice.say("duties.unnamed", agency=agency.name), strong=True), *blocks], cited


def _within(context: Context, agency: Agency, found: Duties) -> tuple[list[Block], list[str]]:
    """The duties that fit a group or a time asked for: by name if there are any, else as one of a collective."""
    voice = context.voice
    coordinates = context.ask.role == "coord"
    led = found.of(context.ask.filter.alone)
    if led and found.coord and not context.ask.role and context.cues >= _ROLES:
        both: list[Block] = []
        for role, of_role in (("filtered", led), ("filtered_coord", found.coord)):
            such = phrase.such(context, of_role)
            title = voice.say(f"duties.{role}", agency=agency.name, count=len(of_role), such=such)
            both.append(card.listing(context, title, of_role))
        return both, [*led, *found.coord]
    places, key = list(found.coord if coordinates else led), "filtered_coord" if coordinates else "filtered"
    if not places and found.coord:
        places, key = list(found.coord), "filtered_only_coord"
    everything = duties(context.knowledge, agency.id)
    # Who is only among "các đơn vị liên quan" has what it leads elsewhere told before that.
    loose = bool(everything.lead) and not (coordinates or voice.offices(agency))
    running, rows = ([], []) if places else span.through(context)
    if not (places or running or context.ask.filter.alone):
        reached = found.lead_collective or (() if loose else found.coord_collective)
        places, key = list(reached), "filtered_collective"
    if not places:
        none = Text(voice.say("duties.none_here", agency=agency.name, such=phrase.such(context, ())), strong=True)
        blocks, rows = (running, rows) if running else _instead(context, everything)
        if found.coord_collective and not running:
            blocks.append(_reached(context, agency, found, "coord_collective_here"))
        return [none, *blocks], rows
    words = {"called": voice.called(agency), "such": phrase.such(context, places)}
    title = voice.say(f"duties.{key}", agency=agency.name, count=len(places), **words)
    if key in {"filtered", "filtered_coord"}:
        return [Text(title, strong=True), card.listing(context, "", places)], places
    return [card.listing(context, title, places)], places


def _instead(context: Context, everything: Duties) -> tuple[list[Block], list[str]]:
    """What is told where a body leads nothing of a group or a time: whose tasks the group's are, else what it leads."""
    group, rows = context.ask.filter.group, list(everything.lead)
    if group and not context.ask.filter.timed:
        rows = list(context.knowledge.groups[group])
        listing = card.listing(context, phrase.size(context, group), rows)
        return [listing, Text(phrase.led(context, everything))], [group, *rows]
    return [card.listing(context, phrase.led(context, everything), rows)] if rows else [], rows


def _all_said(context: Context) -> Answer:
    """To "còn nữa không" after a list: that was all of it."""
    units = context.ask.units
    text = context.voice.say("duties.all_said", count=len(units))
    return card.counted(context, [Text(text, strong=True)], units, Reason.LISTED)
