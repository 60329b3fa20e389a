"""The plan or one of its parts as a whole: summary, all targets of a year, the groups, a group's tasks, purposes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Block, Items, Outcome, Quote, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.selection import select
from knowledge.landmarks import GENERAL_TARGET, ISSUED
from knowledge.model import Kind

_SPOKEN = -0.5
_LIKELY = -0.1
"""Places of so high a raw score speak of the topic in other words."""
_MOST = 4
_TARGET_YEARS = ("2030", "2045")


def compose(context: Context) -> Answer:
    """Which whole is meant is told by the cues and the years; without any, by the likeliest group; else a summary."""
    cues, knowledge = context.cues, context.knowledge
    if context.ask.units:
        return _spoken_of(context, context.ask.units)
    if "spoken" in cues and context.understanding.spoken:
        margins = context.understanding.margins
        also = [unit for unit in margins if margins[unit] > _LIKELY]
        spoken = (*context.understanding.recurring, *context.understanding.spoken, *also)
        return _spoken_of(context, tuple(dict.fromkeys(spoken)))
    if "parts" in cues:
        return _parts(context)
    years = [year for year in context.ask.years if year in _TARGET_YEARS]
    if years or ("targets" in cues and "programmes" not in cues):
        if "general" in cues:
            return _places(context, "overview.general", [GENERAL_TARGET])
        return _targets(context, years or _TARGET_YEARS)
    if "general" in cues:
        return _places(context, "overview.general", [GENERAL_TARGET])
    rows = [task.unit.id for task in select(context)[0]] if {"schemes", "programmes"} & cues else []
    if rows:
        listed = card.listing(context, context.voice.say("count.rows", count=len(rows)), rows)
        return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(rows))
    if "purposes" in cues and "summary" not in cues:
        return _places(context, "overview.purposes", [u.id for u in knowledge.plan.units if u.kind is Kind.PURPOSE])
    return _of_topic(context) or _summary(context)


def _of_topic(context: Context) -> Answer | None:
    """The group of the table, or the places, that the topic clearly speaks of; None where there is none."""
    cues, knowledge = context.cues, context.knowledge
    if {"summary", "groups"} & cues:
        return None
    group = context.ask.filter.group
    if group:
        inside = knowledge.groups[group]
        title = context.voice.say("section.rows", count=len(inside))
        head = Text(knowledge.units[group].text, strong=True)
        return Answer(
            Outcome.ANSWER,
            Reason.LISTED,
            (head, card.listing(context, title, inside)),
            citations=context.voice.cite([group, *inside]),
        )
    spoken = _spoken(context)
    return _spoken_of(context, spoken) if spoken else None


def _summary(context: Context) -> Answer:
    """The groups of the table, after the general objective unless only they are wanted."""
    groups = list(context.knowledge.groups)
    listed = card.listing(context, context.voice.say("overview.groups"), groups)
    if "groups" in context.cues and not {"summary", "own_plan"} <= context.cues:
        return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(groups))
    head = Text(context.voice.say("overview.summary"), strong=True)
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        (head, Quote(GENERAL_TARGET, context.knowledge.units[GENERAL_TARGET].text), listed),
        citations=context.voice.cite([GENERAL_TARGET, ISSUED, *groups]),
    )


def _spoken(context: Context) -> list[str]:
    """The places that the topic clearly speaks of, best first."""
    margins = context.understanding.margins
    likely = sorted((unit for unit in margins if margins[unit] > _SPOKEN), key=lambda unit: -margins[unit])
    return likely[:_MOST] if context.understanding.topic else []


def _places(context: Context, key: str, unit_ids: Sequence[str]) -> Answer:
    quotes: list[Block] = [Quote(unit, context.knowledge.units[unit].text) for unit in unit_ids]
    head = Text(context.voice.say(key), strong=True)
    return Answer(Outcome.ANSWER, Reason.LISTED, (head, *quotes), citations=context.voice.cite(unit_ids))


def _spoken_of(context: Context, units: Sequence[str]) -> Answer:
    """The places that speak of the topic; only tasks where tasks are counted ("bao nhiêu nhiệm vụ nhắc đến")."""
    tasks = [unit for unit in units if unit in context.knowledge.tasks]
    key = "spoken_tasks" if tasks and {"how_many", "tasks"} <= context.cues else "spoken"
    units = tasks if key == "spoken_tasks" else units
    listed = card.listing(context, context.voice.say(f"overview.{key}", count=len(units)), units)
    return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(units))


def _parts(context: Context) -> Answer:
    """The parts of the plan, each with where it stands."""
    voice, units = context.voice, context.knowledge.plan.units
    first = {part: [u.id for u in units if u.id.startswith(f"{part}-")] for part in ("I", "II", "III", "IV")}
    items = tuple((voice.say("labels.part", number=part), voice.say(f"overview.part.{part}")) for part in first)
    cited = [*first["I"], first["II"][0], *context.knowledge.groups, *first["IV"]]
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        (Items(voice.say("overview.parts_title", count=len(first)), items),),
        citations=voice.cite(cited),
    )


def _targets(context: Context, years: Sequence[str]) -> Answer:
    blocks: list[Block] = []
    cited: list[str] = []
    for year in years:
        blocks.append(Text(context.voice.say("overview.targets", year=year), strong=True))
        for unit in context.knowledge.plan.units:
            if unit.kind is Kind.TARGET and year in unit.id:
                blocks.append(Quote(unit.id, unit.text))
                cited.append(unit.id)
    return Answer(Outcome.ANSWER, Reason.LISTED, tuple(blocks), citations=context.voice.cite(cited))
