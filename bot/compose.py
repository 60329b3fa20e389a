"""From the decided question to the answer, and the state that the next message starts from."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Outcome
from bot.kinds import KINDS
from bot.kinds.context import Context
from nlp.ask import Kind
from nlp.state import State

_REMEMBERED = 12
_PASSING = frozenset({Kind.SMALL_TALK, Kind.DECLINE})
"""Kinds after which the conversation is still about what it was about."""


def compose(context: Context) -> Answer:
    """The answer of the question's kind."""
    return KINDS[context.ask.kind](context)


def advance(context: Context, answer: Answer, now: dt.datetime) -> State:
    """The state after an answer: what it was about, or as before where it was about nothing."""
    before, ask = context.state, context.ask
    if answer.outcome is Outcome.CLARIFY:
        return State(
            at=now,
            units=before.units if before else (),
            earlier=before.earlier if before else (),
            agencies=before.agencies if before else (),
            choices=tuple(place.id for place in answer.choices),
            part=before.part if before else "",
            pending=ask.role or context.understanding.ask(),
        )
    if ask.kind in _PASSING or not answer.citations:
        if before is None:
            return State(at=now)
        return State(at=now, units=before.units, earlier=before.earlier, agencies=before.agencies, kind=before.kind, role=before.role, part=before.part, topic=before.topic)
    units = tuple(citation.id for citation in answer.citations)
    earlier = tuple(dict.fromkeys((*(before.units if before else ()), *(before.earlier if before else ()))))
    part = ask.group or (_part(context, units[0]) if ask.kind in {Kind.SECTION, Kind.OVERVIEW} else "")
    return State(
        at=now,
        units=units,
        earlier=earlier[:_REMEMBERED],
        agencies=ask.agencies,
        kind=ask.kind,
        role=ask.role,
        part=part,
        topic=context.understanding.topic,
    )


def _part(context: Context, unit_id: str) -> str:
    unit = context.knowledge.units[unit_id]
    return unit.group or (unit_id if unit_id in context.knowledge.groups else unit_id.rpartition("-")[0])
