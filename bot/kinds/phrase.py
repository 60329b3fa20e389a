"""What several kinds say of a body's rows: how many it leads, and the conditions that narrow them, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.kinds import times
from bot.kinds.context import Context
from bot.kinds.table import Duties
from nlp.mention import Name


def led(context: Context, found: Duties) -> str:
    """How many rows a body leads by name, and how many of them alone or with others, where there are of both."""
    if not found.lead:
        key = "head_none"
    elif found.sole and found.shared:
        key = "head"
    else:
        key = f"head_{'sole' if found.sole else 'shared'}{'_one' if len(found.lead) == 1 else ''}"
    return context.voice.say(f"duties.{key}", agency=context.knowledge.agencies[found.agency].name, **found.counts)


def such(context: Context, rows: Iterable[str]) -> str:
    """The conditions that a message sets on rows, told by those that fulfil them: in which group, of which time."""
    voice, units, within = context.voice, context.knowledge.units, context.ask.filter
    parts: list[str] = []
    if within.group:
        parts.append(voice.say("such.group", place=voice.label(units[within.group])))
    printed = dict.fromkeys(units[row].deadline for row in rows)
    if within.timed and printed:
        parts.append(voice.say("such.timed", times=voice.join([f"“{time}”" for time in printed])))
    elif within.timed and marks(context):
        parts.append(voice.say("such.marked", times=voice.join(marks(context))))
    elif within.timed:
        asked = sorted(times.wanted(context) or ())
        parts.append(voice.say("such.timed", times=voice.join([f"“{time}”" for time in asked])))
    if within.alone:
        parts.append(voice.say(f"such.{within.alone}"))
    return ", ".join(parts) or voice.say("such.plain")


def marks(context: Context) -> list[str]:
    """The quarters and years that the message names, as they are asked back."""
    quarters = [context.voice.say("schedule.quarter", number=q) for q in context.understanding.named(Name.QUARTER)]
    return [*quarters, *context.ask.filter.years]


def size(context: Context, group: str) -> str:
    """How many tasks a group has, and how many rows with those under another."""
    voice, numbered, rows = context.voice, *_sizes(context, group)
    sub = voice.say("count.group_sub", sub=rows - numbered, rows=rows) if rows > numbered else ""
    return voice.say("count.group", place=voice.label(context.knowledge.units[group]), count=numbered, sub=sub)


def tasks(context: Context, group: str) -> str:
    """The same in few words, for a list of groups."""
    numbered, rows = _sizes(context, group)
    return context.voice.say("rank.tasks_rows" if rows > numbered else "rank.tasks", count=numbered, rows=rows)


def _sizes(context: Context, group: str) -> tuple[int, int]:
    rows = context.knowledge.groups[group]
    return sum(not context.knowledge.units[row].parent for row in rows), len(rows)
