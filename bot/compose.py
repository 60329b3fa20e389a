"""From the decided question to the answer, and the state that the next message starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.answer import Answer, Outcome
from bot.kinds import KINDS
from bot.kinds.context import Context
from nlp.ask import Kind
from nlp.state import State

_REMEMBERED = 12
_NEXT = 8
_PASSING = frozenset({Kind.SMALL_TALK, Kind.DECLINE})
"""Kinds after which the conversation is still about what it was about."""


def compose(context: Context) -> Answer:
    """The answer of the question's kind."""
    return KINDS[context.ask.kind](context)


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
