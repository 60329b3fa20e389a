"""The plan or one of its parts as a whole: summary, all targets of a year, the groups, a group's tasks, purposes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Block, Outcome, Quote, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.selection import select, topical_group
from knowledge.model import Kind

_SPOKEN = -0.5
_MOST = 4
_TARGET_YEARS = ("2030", "2045")


def compose(context: Context) -> Answer:
    """Which whole is meant is told by the cues and the years; without any, by the likeliest group; else a summary."""
    cues, knowledge = context.cues, context.knowledge
    years = [year for year in context.ask.years if year in _TARGET_YEARS]
    if years or ("targets" in cues and "programmes" not in cues):
        if "general" in cues:
            return _places(context, "overview.general", ["II-1"])
        return _targets(context, years or _TARGET_YEARS)
    if "general" in cues:
        return _places(context, "overview.general", ["II-1"])
    if {"schemes", "programmes"} & cues:
        rows = [task.unit.id for task in select(context)[0]]
        listed = card.listing(context, context.voice.say("count.rows", count=len(rows)), rows)
        return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(rows))
    if "purposes" in cues and "summary" not in cues:
        return _places(context, "overview.purposes", [u.id for u in knowledge.plan.units if u.kind is Kind.PURPOSE])
    group = topical_group(context)
    if group and "groups" not in cues and "summary" not in cues:
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
    if spoken and not {"summary", "groups"} & cues:
        listed = card.listing(context, context.voice.say("overview.spoken", count=len(spoken)), spoken)
        return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(spoken))
    groups = list(knowledge.groups)
    if "summary" in cues or "groups" not in cues:
        blocks: list[Block] = [
            Text(context.voice.say("overview.summary"), strong=True),
            Quote("II-1", knowledge.units["II-1"].text),
            card.listing(context, context.voice.say("overview.groups"), groups),
        ]
        return Answer(
            Outcome.ANSWER, Reason.LISTED, tuple(blocks), citations=context.voice.cite(["II-1", "KH-so-hieu", *groups])
        )
    listed = card.listing(context, context.voice.say("overview.groups"), groups)
    return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(groups))


def _spoken(context: Context) -> list[str]:
    """The places that the topic clearly speaks of, best first."""
    margins = context.understanding.margins
    likely = sorted((unit for unit in margins if margins[unit] > _SPOKEN), key=lambda unit: -margins[unit])
    return likely[:_MOST] if context.understanding.topic else []


def _places(context: Context, key: str, unit_ids: Sequence[str]) -> Answer:
    quotes: list[Block] = [Quote(unit, context.knowledge.units[unit].text) for unit in unit_ids]
    head = Text(context.voice.say(key), strong=True)
    return Answer(Outcome.ANSWER, Reason.LISTED, (head, *quotes), citations=context.voice.cite(unit_ids))


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
