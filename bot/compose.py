"""From the decided question to the answer, and the state that the next message starts from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Block, Outcome, Reason, Text
from bot.kinds import KINDS, figure
from bot.kinds.context import Context
from nlp.ask import LISTS, PLACE_KINDS, Kind
from nlp.figures import told as figures_of
from nlp.filter import EVERY_ROW
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.numbered import FIRST, LAST
from nlp.referents import SIDES
from nlp.state import State
from nlp.stretches import BACKGROUND

_REMEMBERED = 12
_NEXT = 8
_MET = 8
_LISTS = 5
_BEGINNING = State(at=dt.datetime.min.replace(tzinfo=dt.UTC))
"""What is known before the first answer; when that is, each answer says itself."""
_PASSING = frozenset({Kind.SMALL_TALK, Kind.DECLINE})
"""Kinds after which the conversation is still about what it was about."""
_OF_FIGURES = frozenset({"absent_target", "other_year", "statistic"})
"""What is declined of figures."""


def compose(context: Context) -> Answer:
    """The answer of the question's kind; of several places asked for at once, each on its own."""
    ask = context.ask
    if ask.kind not in PLACE_KINDS or len(ask.units) < 2:  # noqa: PLR2004  # two places
        return KINDS[ask.kind](context)
    each = [KINDS[ask.kind](replace(context, ask=replace(ask, units=(unit,)))) for unit in ask.units]
    blocks: list[Block] = []
    for unit, answer in zip(ask.units, each, strict=True):
        blocks.extend((Text(context.voice.short(unit)), *answer.blocks))
    return _together(blocks, each)


def join(parts: Sequence[Answer]) -> Answer | None:
    """Several questions of one message answered each on its own; None where the message is better answered whole.

    `parts` answer or decline. What the plan lacks is said after what it holds. Parts that all rest on one place leave
    the whole.
    """
    held = [part for part in parts if part.outcome is Outcome.ANSWER]
    if len(parts) <= 1 or not held or any(part.reason is Reason.SMALL_TALK for part in held):
        return None
    # What stands before the first question and is off topic is a story, which asks nothing.
    asked = parts[parts.index(held[0]) :]
    before = [part for part in parts if part not in asked and part.reason is not Reason.OFF_TOPIC]
    lacking = [part for part in (*before, *asked) if part.outcome is Outcome.ABSTAIN]
    first = {part.citations[0].id for part in held}
    if not lacking and len(first) == 1:
        return None
    blocks = [block for part in held for block in part.blocks] + [part.blocks[0] for part in lacking]
    return _together(blocks, held)


def _together(blocks: Sequence[Block], answers: Sequence[Answer]) -> Answer:
    """One answer of these blocks with the citations and notes of several, each once."""
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        tuple(blocks),
        citations=tuple(dict.fromkeys(citation for answer in answers for citation in answer.citations)),
        notes=tuple(dict.fromkeys(note for answer in answers for note in answer.notes)),
    )


def advance(context: Context, answer: Answer, now: dt.datetime) -> State:
    """The state after an answer: what it was about, or as before where it was about nothing."""
    known, ask = context.state or _BEGINNING, context.ask
    own = _own(context, known)
    before = known if own == known.own else replace(known, own=own)
    # "Việc đầu" names no number.
    numerals = ({each.task, each.clause, *each.loose} - {"", FIRST, LAST} for each in context.understanding.numbered)
    said = any(numerals)
    numbered = said or (ask.from_context and before.numbered)
    if answer.outcome is Outcome.CLARIFY:
        choices = tuple(place.id for place in answer.choices)
        return replace(
            before, at=now, choices=choices, pending=ask.role or context.understanding.ask(), numbered=numbered
        )
    if ask.kind in _PASSING or not answer.citations:
        # Where nothing was spoken of yet, one may go on from the place beside what was declined.
        units = before.units or (ask.units[:1] if ask.kind is Kind.DECLINE else ())
        sought = _sought(context, before) if ask.kind is Kind.DECLINE else before.sought
        agencies = ask.agencies or before.agencies
        return replace(before, at=now, choices=(), units=units, agencies=agencies, sought=sought)
    units = tuple(citation.id for citation in answer.citations)
    told, figure_told = _told(context, units), _figure(context, before, units[0])
    part = ask.filter.group or (_part(context, units[0]) if ask.kind in {Kind.SECTION, Kind.OVERVIEW} else "")
    if not part and before.part and _part(context, units[0]) == before.part:
        part = before.part
    listed = _listed(context, before, units)
    kept = before.filter if listed == before.listed else EVERY_ROW
    if ask.kind in LISTS and (ask.kind is not Kind.SECTION or listed != before.listed):
        # A part of the plan that was opened is no condition on rows of the table, as a group is.
        kept = ask.filter if part in context.knowledge.groups else replace(ask.filter, group="")
    # A message that leaves the topic out says nothing of what is near it.
    same = units[0] in before.units and not context.understanding.topic
    near = before.near if same else tuple(candidate.unit for candidate in context.match.candidates[:_NEXT])
    # What a list was narrowed to is talked about next, within it.
    latest = before.listed if listed != before.listed else units if set(units) < set(listed) else ()
    lists = dict.fromkeys((latest, *before.lists))
    return State(
        at=now,
        units=units,
        earlier=tuple(dict.fromkeys((*before.units, *before.earlier)))[:_REMEMBERED],
        told=tuple(dict.fromkeys((*told, *before.told)))[:_REMEMBERED],
        listed=listed,
        lists=tuple(rows for rows in lists if len(rows) > 1)[:_LISTS],
        filter=kept,
        agencies=ask.agencies or (before.agencies if units[0] in {*before.units, *before.listed} else ()),
        met=tuple(dict.fromkeys((*reversed(ask.agencies or _leading(context, told)), *before.met)))[:_MET],
        kind=ask.kind,
        role=ask.role,
        part=part,
        numbered=numbered,
        near=near,
        figure=figure_told,
        sought=(figure_told,) if figure_told else (),
        document=_document(context, before, units[0]),
        own=before.own,
    )


def together(states: Sequence[State | None], before: State | None) -> State | None:
    """The state after several questions of one message: as after the last, with what all were about, newest first."""
    known = [state for state in reversed(states) if state is not None]
    if not known:
        return None
    told, met = (before.told, before.met) if before is not None else ((), ())
    units = (unit for state in known for unit in state.told if unit not in told or unit in state.units)
    bodies = (body for state in known for body in state.met if body not in met or body in state.agencies)
    return replace(
        known[0],
        told=tuple(dict.fromkeys((*units, *told)))[:_REMEMBERED],
        met=tuple(dict.fromkeys((*bodies, *met)))[:_MET],
    )


def _figure(context: Context, before: State, unit: str) -> str:
    """The figure that an answer told of a target, kept while the target is talked about; "" for none or several."""
    told = figure.spoken_of(context, unit) if context.ask.kind is Kind.FIGURE else ()
    if len(told) == 1:
        return told[0].id
    return before.figure if unit in before.units[:1] and not told else ""


def _sought(context: Context, before: State) -> tuple[str, ...]:
    """The figures that a declined message asks for, in no other words; those asked for before where it has no topic.

    A target that is not set has none of its own ("").
    """
    u, figures = context.understanding, context.knowledge.figures
    if not u.topic:
        return before.sought
    if context.ask.wants not in _OF_FIGURES:
        return ()
    said = figures_of(u.question.plain, figures)
    known = (plain_words(context.knowledge.units[f.unit].text) | plain_words(" ".join(f.cues)) for f in said)
    meant = tuple(f.id for f, words in zip(said, known, strict=True) if words.issuperset(u.topic))
    unset = context.ask.wants == "absent_target" and all(figure.general for figure in said)
    return meant or (("",) if unset else ())


def _document(context: Context, before: State, unit: str) -> str:
    """The document that an answer told of a place, kept while the place is talked about; "" for none in particular."""
    documents = context.knowledge.documents
    named = [d for d in context.understanding.named(Name.DOCUMENT) if unit in documents[d].units]
    if context.ask.wants:
        return context.ask.wants if context.ask.wants in documents else ""
    if len(named) == 1:
        return named[0]
    return before.document if unit in before.units[:1] else ""


def _own(context: Context, state: State) -> str:
    """The body where the person has said that they work, of their own accord or asked for it; "" for none."""
    named = context.understanding.named(Name.AGENCY)
    asked = bool(state.choices) and state.pending == Kind.DUTIES and len(named) == 1
    return context.understanding.works_at or (named[0] if asked else state.own)


def _told(context: Context, units: tuple[str, ...]) -> tuple[str, ...]:
    """The place that an answer is about, or the few side by side, newest first; () for a list.

    One told before keeps its place unless the message names it anew.
    """
    ask, before = context.ask, context.state.told if context.state is not None else ()
    if units[0] in before and context.understanding.margins[units[0]] <= BACKGROUND:
        return ()
    groups = sum(unit in context.knowledge.groups for unit in units)
    if len(units) == 1 or len(ask.units) == 1 or (groups == 1 and units[0] in context.knowledge.groups):
        return units[:1]
    few = ask.kind not in LISTS - {Kind.COMPARE} and 1 < len(ask.units) <= SIDES
    return tuple(reversed(units)) if few and set(units) == set(ask.units) else ()


def _leading(context: Context, told: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies that lead the place that an answer is about."""
    tasks = context.knowledge.tasks
    return tuple(body for unit in told if unit in tasks for body in tasks[unit].lead)


def _listed(context: Context, before: State, units: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that the answer lists, of a body's duties those that name it; a list lasts while it is talked about."""
    ask, tasks = context.ask, context.knowledge.tasks
    parents = {context.knowledge.units[unit].parent for unit in units}
    rows = tuple(unit for unit in units if unit not in context.knowledge.groups and unit not in parents)
    if len(rows) > 1 and (ask.kind in LISTS or len(ask.units) == 1):
        if ask.from_context and ask.filter.but is None and set(rows) < set(before.listed):
            return before.listed
        named = tuple(u for u in rows if u in tasks and set(ask.agencies) & {*tasks[u].lead, *tasks[u].coord})
        return named or rows
    # What was picked out of some rows is talked about among them.
    among = ask.units if ask.from_context and len(ask.units) > 1 else ()
    if ask.kind in LISTS and units[0] not in {*before.listed, *among}:
        return ()
    groups = context.knowledge.groups
    for known in (before.choices, before.listed, among):
        if units[0] in known:
            # A group that was offered beside a section's clauses is none of these.
            return tuple(unit for unit in known if (unit in groups) == (units[0] in groups))
    return units if len(units) > 1 else ()


def _part(context: Context, unit_id: str) -> str:
    unit = context.knowledge.units[unit_id]
    return unit.group or (unit_id if unit_id in context.knowledge.groups else unit_id.rpartition("-")[0])
