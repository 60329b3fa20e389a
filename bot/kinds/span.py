"""What a year that no row prints still falls into: periods that run through it, and what is always or yearly to do."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Block, Text
from bot.kinds import card, times
from bot.kinds.context import Context
from bot.kinds.selection import select
from knowledge.model import Task, Time, TimeKind


def through(context: Context) -> tuple[list[Block], list[str]]:
    """The rows asked for whose period runs through the one year named, and how many are always or yearly to do.

    Nothing where no period does, or where the message narrows the time otherwise.
    """
    within = context.ask.filter
    if len(within.years) != 1 or within.quarters or within.times - {"long"} or within.but is not None:
        return [], []
    undated = replace(context, ask=replace(context.ask, filter=replace(within, years=(), times=frozenset())))
    rows, year = select(undated)[0], int(within.years[0])
    running = [task.unit.id for task in rows if task.time is not None and _runs(task.time, year)]
    if not any(_runs(task.time, year) for task in context.knowledge.tasks.values() if task.time is not None):
        return [], []
    always, yearly = _of_kind(rows, frozenset({TimeKind.ONGOING})), _of_kind(rows, times.EVERY_YEAR)
    voice = context.voice
    title = voice.say("schedule.through", count=len(running), year=year)
    blocks: list[Block] = [card.listing(context, title, running)] if running else []
    besides = [
        voice.say(f"schedule.{key}", count=len(each))
        for key, each in (("always", always), ("each_year", yearly))
        if each
    ]
    if besides:
        blocks.append(Text(voice.say("schedule.besides", year=year, rows=voice.join(besides))))
    return blocks, running or [*yearly, *always]


def _runs(time: Time, year: int) -> bool:
    """Whether a period runs through a year."""
    if time.kind is not TimeKind.PERIOD or time.first is None or time.last is None:
        return False
    return time.first.year <= year <= time.last.year


def _of_kind(rows: tuple[Task, ...], kinds: frozenset[TimeKind]) -> list[str]:
    return [task.unit.id for task in rows if task.time is not None and task.time.kind in kinds]
