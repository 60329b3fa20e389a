"""From the decided question to the answer, and the state that the next message starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.answer import Answer, Block, Outcome, Reason, Text
from bot.kinds import KINDS
from bot.kinds.context import Context
from nlp.ask import PLACE_KINDS, Kind
from nlp.state import State

_REMEMBERED = 12
_NEXT = 8
_PASSING = frozenset({Kind.SMALL_TALK, Kind.DECLINE})
"""Kinds after which the conversation is still about what it was about."""


def compose(context: Context) -> Answer:
    """The answer of the question's kind; of several places asked for at once, each on its own."""
    ask = context.ask
    if ask.kind not in PLACE_KINDS or len(ask.units) < 2:  # noqa: PLR2004  # two places
        return KINDS[ask.kind](context)
    each = [KINDS[ask.kind](replace(context, ask=replace(ask, units=(unit,)))) for unit in ask.units]
    blocks: list[Block] = []
    for unit, answer in zip(ask.units, each, strict=True):
        blocks.extend((Text(context.voice.short(unit)), *answer.blocks))
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        tuple(blocks),
        citations=tuple(dict.fromkeys(citation for answer in each for citation in answer.citations)),
        notes=tuple(dict.fromkeys(note for answer in each for note in answer.notes)),
    )


def advance(context: Context, answer: Answer, now: dt.datetime) -> State:
    """The state after an answer: what it was about, or as before where it was about nothing."""
    before, ask = context.state or State(at=now), context.ask
    if answer.outcome is Outcome.CLARIFY:
        choices = tuple(place.id for place in answer.choices)
        return replace(before, at=now, choices=choices, pending=ask.role or context.understanding.ask())
    if ask.kind in _PASSING or not answer.citations:
        return replace(before, at=now, choices=(), agencies=ask.agencies or before.agencies)
    units = tuple(citation.id for citation in answer.citations)
    part = ask.group or (_part(context, units[0]) if ask.kind in {Kind.SECTION, Kind.OVERVIEW} else "")
    return State(
        at=now,
        units=units,
        earlier=tuple(dict.fromkeys((*before.units, *before.earlier)))[:_REMEMBERED],
        agencies=ask.agencies,
        kind=ask.kind,
        role=ask.role,
        part=part,
        near=tuple(candidate.unit for candidate in context.match.candidates[:_NEXT]),
    )


def _part(context: Context, unit_id: str) -> str:
    unit = context.knowledge.units[unit_id]
    return unit.group or (unit_id if unit_id in context.knowledge.groups else unit_id.rpartition("-")[0])
