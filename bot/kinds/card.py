"""The card of one place: what was asked first, then the task, the agencies and the time, then the plan's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.answer import Answer, Block, Fields, Items, Note, NoteKind, Outcome, Quote, Reason
from bot.kinds.context import Context
from knowledge.model import Task, Time, Unit
from nlp.normalise import fold

_SHORT = 110
"""A task's first clauses up to this many characters stand in a card that was asked for something else."""
_WHOLE_LIST = 12
"""Lists of up to so many places give their texts unshortened."""
_WHOLE = 170
"""A text up to this many characters is never shortened."""


def answer(  # noqa: PLR0913  # three in place, the rest are parts of the card, each by its name
    context: Context,
    head: Sequence[Block],
    unit: Unit,
    *,
    reason: Reason = Reason.FOUND,
    skip: str = "",
    whole: bool = False,
    notes: Sequence[Note] = (),
    more: Sequence[str] = (),
) -> Answer:
    """An answer from one place.

    Args:
        context: the question.
        head: what was asked for, first.
        unit: the place.
        reason: why it is answered so.
        skip: the field that the head already gives ("lead", "coord", "time", "task").
        whole: the task's text unshortened.
        notes: remarks that the head calls for.
        more: other places that the head rests on.
    """
    voice, task = context.voice, context.knowledge.tasks.get(unit.id)
    blocks: list[Block] = [*head]
    if task is not None:
        blocks.append(Fields(tuple(_rows(context, task, skip, whole=whole))))
        blocks.extend(children(context, unit))
    elif skip != "task":
        blocks.append(Quote(unit.id, unit.text))
    remark = voice.remark(unit.id, "deadline")
    if task is not None and remark:
        notes = (*notes, Note(remark, NoteKind.ODDITY, inline=True))
    outside = voice.outside((*context.ask.agencies, *(task.lead if task else ())), unit.id)
    return Answer(
        Outcome.ANSWER,
        reason,
        tuple(blocks),
        citations=voice.cite([unit.id, *(child for child in context.knowledge.children.get(unit.id, ())), *more]),
        see_also=voice.near(unit.id),
        notes=(*notes, *outside[:2]),
    )


def children(context: Context, unit: Unit) -> list[Block]:
    """The sub-tasks of a parent row, as a list."""
    rows = context.knowledge.children.get(unit.id, ())
    if not rows:
        return []
    return [listing(context, context.voice.say("children", count=len(rows)), rows)]


def listing(
    context: Context, title: str, unit_ids: Sequence[str], *, coord: bool = False, brief: bool = False
) -> Items:
    """A list of places: where each stands, its words, who leads, when; who coordinates if `coord` or both are asked.

    Long lists, and `brief` ones, give the first clauses of each place.
    """
    whole = len(unit_ids) <= _WHOLE_LIST and not brief
    coord = coord or "beside" in context.cues or {"lead", "coord"} <= context.cues
    return Items(title, tuple(_item(context, unit_id, whole=whole, coord=coord) for unit_id in unit_ids))


def by_time(context: Context, unit_ids: Sequence[str]) -> list[Items]:
    """A list of rows for each time of the table that they have, those with an end first, the soonest before others."""
    units, times = context.knowledge.units, context.knowledge.tasks
    rows = [unit for unit in unit_ids if units[unit].deadline]
    ends = {units[u].deadline: times[u].time for u in rows}
    in_order = sorted(ends, key=lambda time: _end(ends[time]))
    apart = {time: [u for u in rows if units[u].deadline == time] for time in in_order}
    return [
        listing(context, context.voice.say("schedule.of_time", time=time, count=len(each)), each)
        for time, each in apart.items()
    ]


def _end(time: Time | None) -> dt.date:
    """The last day of a time, the end of days where it has none."""
    return time.last if time is not None and time.last is not None else dt.date.max


def _item(context: Context, unit_id: str, *, whole: bool, coord: bool) -> tuple[str, str]:
    """One line of a list: the place and its text with agencies and time."""
    unit = context.knowledge.units[unit_id]
    text = unit.text if whole else shorten(unit.text, context.understanding.topic)
    joined = f"{context.voice.say('fields.coord')}: {unit.coord}" if coord and unit.coord else ""
    extra = " · ".join(part for part in (unit.lead, joined, unit.deadline) if part)
    return context.voice.label(unit), f"{text} ({extra})" if extra else text


def _rows(context: Context, task: Task, skip: str, *, whole: bool) -> list[tuple[str, str]]:
    voice, unit = context.voice, task.unit
    blank = voice.say("blank")
    # Asked two things of a task its whole text is given: the second may stand in any clause.
    several = len(context.understanding.signals.of("asking")) > 1
    text = unit.text if whole or several else shorten(unit.text, context.understanding.topic)
    rows = {
        "task": text,
        "lead": unit.lead or blank,
        "coord": unit.coord or blank,
        "time": timed(context, unit) or blank,
    }
    return [(voice.say(f"fields.{key}"), value) for key, value in rows.items() if key != skip]


def timed(context: Context, unit: Unit) -> str:
    """A time cell with the remark on it, if there is one."""
    remark = context.voice.remark(unit.id, "deadline")
    return f"{unit.deadline} ({remark})" if remark else unit.deadline


def shorten(text: str, topic: Sequence[str]) -> str:
    """The first clauses of a text and those that the question's topic is in; left-out stretches become "…".

    What is kept is verbatim.
    """
    if len(text) <= _WHOLE:
        return text
    clauses = _clauses(text)
    wanted = set(topic)
    kept: list[int] = []
    covered: set[str] = set()
    for place, (start, end, words) in enumerate(clauses):
        first = start == 0 or (kept == list(range(place)) and end <= _SHORT)
        if first or len((words & wanted) - covered) > 1:
            kept.append(place)
            covered |= words
    made = ""
    last = -1
    for place in kept:
        start, end, _ = clauses[place]
        if place != last + 1:
            made = f"{made.rstrip()} … "
        made += text[start:end]
        last = place
    return made if last == len(clauses) - 1 else f"{made.rstrip()} …"


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The clauses of a text of the plan: from where to where, and their words without marks."""
    found = re.finditer(r"[^,;]+(?:[,;]\s*|$)", text)
    return tuple((m.start(), m.end(), frozenset(fold(m[0]).split())) for m in found)


def sentence(unit: Unit, topic: Sequence[str]) -> str:
    """The sentence of a long text that the topic fits best, verbatim; the whole text where it is one sentence."""
    sentences: list[str] = re.findall(r"[^.;]*(?:\.(?=\d)[^.;]*|/\.)*[.;]?\s*", unit.text)
    wanted = set(topic)
    return max((s.strip() for s in sentences if s.strip()), key=lambda s: len(wanted & set(fold(s).split())))


def counted(context: Context, blocks: Sequence[Block], cited: Iterable[str], reason: Reason = Reason.COUNTED) -> Answer:
    """An answer from rows that we counted, which it says."""
    notes = (derived(context, "count.derived"),)
    return Answer(Outcome.ANSWER, reason, tuple(blocks), citations=context.voice.cite(cited), notes=notes)


def derived(context: Context, key: str, **values: object) -> Note:
    """A note on what was worked out, not read."""
    return Note(context.voice.say(key, **values), NoteKind.DERIVED)
