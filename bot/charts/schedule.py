"""The times of the table on a line of years: each task a stripe; the days of the yearly report beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.values import Lane, Mark, Table, Timeline
from bot.commands.words import Words
from bot.kinds.times import ISSUED, due, stage
from knowledge.load import Knowledge
from knowledge.model import Task, Time, TimeKind


@dataclass(frozen=True, slots=True)
class Times:
    """A time of the table with the rows that have it; how it lies to a day ("over", "within", "ahead", "")."""

    time: Time
    tasks: tuple[Task, ...]
    stage: str


def by_time(knowledge: Knowledge, today: dt.date) -> tuple[Times, ...]:
    """The times in order, each with its rows."""
    return tuple(
        Times(time, tuple(t for t in knowledge.tasks.values() if t.time == time), stage(time, today))
        for time in in_order(knowledge)
    )


def in_order(knowledge: Knowledge) -> tuple[Time, ...]:
    """The times, those that end first before the others, those without an end last, by how they stand in the table."""
    times = {task.time.text: task.time for task in knowledge.tasks.values() if task.time is not None}
    # Those without an end that come round every year stand before what goes on always.
    return tuple(
        sorted(
            times.values(),
            key=lambda time: (time.last or dt.date.max, time.first or dt.date.max, time.kind is TimeKind.ONGOING),
        )
    )


def chart(times: Sequence[Times], today: dt.date, words: Words) -> Timeline:
    """The timeline as it stands on a day, from the first quarter of the table to the end of its last period."""
    first = min(each.time.first for each in times if each.time.first is not None)
    last = max(each.time.last for each in times if each.time.last is not None)
    years = range(ISSUED.year, last.year + 1)
    marks = [Mark("issued", words.say("charts.schedule.issued", day=_day(ISSUED)), ISSUED)]
    if first <= today <= last:
        marks.append(Mark("today", words.say("charts.schedule.today", day=_day(today)), today))
    lanes = [_lane(each, first, last, words) for each in times]
    reports = tuple(due(dt.date(year, 1, 1)) for year in years)
    report = Lane(words.say("charts.schedule.report"), words.say("charts.schedule.report_note"), "open", days=reports)
    return Timeline(
        id="bieu-do-thoi-han",
        title=words.say("charts.schedule.title"),
        description=words.say(
            "charts.schedule.description",
            count=sum(len(each.tasks) for each in times),
            dated=sum(len(each.tasks) for each in times if each.time.last),
            over=sum(len(each.tasks) for each in times if each.stage == "over"),
            today=_day(today),
        ),
        first=first,
        last=last,
        marks=tuple(marks),
        lanes=(*lanes[:-1], report, lanes[-1]),
        table=Table(tuple(words.at("charts.schedule.table")), tuple(_row(each, words) for each in times)),
    )


def _lane(each: Times, first: dt.date, last: dt.date, words: Words) -> Lane:
    time, count = each.time, len(each.tasks)
    kind = "past" if each.stage == "over" else "time" if each.stage else "open"
    spans: tuple[tuple[dt.date, dt.date], ...]
    if time.first is not None and time.last is not None:
        spans = ((time.first, time.last),)
    elif time.kind is TimeKind.ONGOING:
        spans = ((first, last),)
    else:
        spans = tuple((dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in range(ISSUED.year, last.year + 1))
    key = f"charts.schedule.{each.stage}" if each.stage else "charts.schedule.tasks"
    return Lane(time.text, words.say(key, count=count), kind, count, spans)


def _row(each: Times, words: Words) -> tuple[str, ...]:
    time = each.time
    days = tuple(_day(day) if day else words.say("charts.schedule.none") for day in (time.first, time.last))
    said = words.say(f"times.stages.{each.stage}") if each.stage else words.say("charts.schedule.none")
    return (time.text, str(len(each.tasks)), *days, said)


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
