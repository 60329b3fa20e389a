"""What falls due for a body from today on: its yearly report, its rows that end, its yearly ones; and what is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answer import Answer, Block, Outcome, Reason, Text
from bot.kinds import card, times
from bot.kinds.context import Context
from bot.kinds.table import charges, duties
from knowledge.landmarks import RECEIVER, YEARLY_REPORT
from knowledge.load import Knowledge
from knowledge.model import Time, TimeKind

_FEW = 6
"""So many rows are listed in whole words."""


@dataclass(frozen=True, slots=True)
class Event:
    """A day that comes: what falls due then ("report", "ending", "yearly" in wording.yaml), the time cell, the rows."""

    day: dt.date
    what: str
    time: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What stands for a body on a day: the events to come, the nearest first, rows without an end, rows that are over.

    Of rows that name it, where there are any; else of those that reach it as one of a collective. `reached` counts
    those that reach it besides, and are not over.
    """

    events: tuple[Event, ...]
    ongoing: tuple[str, ...]
    over: tuple[str, ...]
    named: bool
    reached: int


def due(knowledge: Knowledge, agency_id: str, today: dt.date) -> Due:
    """What stands for a body on a day."""
    found = duties(knowledge, agency_id)
    named, reached = (*found.lead, *found.coord), (*found.lead_collective, *found.coord_collective)
    rows = _timed(knowledge, named or reached)
    events = _events(rows, today)
    if YEARLY_REPORT in charges(knowledge, agency_id):
        events.append(Event(times.latest(today), "report"))
    return Due(
        events=tuple(sorted(events, key=lambda event: event.day)),
        ongoing=tuple(row for row, time in rows.items() if time.kind is TimeKind.ONGOING),
        over=tuple(row for row, time in rows.items() if times.stage(time, today) == "over"),
        named=bool(named),
        reached=sum(len(event.rows) for event in _events(_timed(knowledge, reached if named else ()), today)),
    )


def _timed(knowledge: Knowledge, rows: Iterable[str]) -> dict[str, Time]:
    """The times of rows, in their order."""
    return {row: time for row in rows if (time := knowledge.tasks[row].time) is not None}


def _events(rows: dict[str, Time], today: dt.date) -> list[Event]:
    """The ends that come of rows' times; of those of every year the end of this one."""
    ends: dict[tuple[dt.date, str, str], list[str]] = {}
    for row, time in rows.items():
        if time.kind in times.EVERY_YEAR:
            ends.setdefault((today.replace(month=12, day=31), "yearly", ""), []).append(row)
        elif time.last is not None and time.last >= today:
            ends.setdefault((time.last, "ending", time.text), []).append(row)
    return [Event(*end, tuple(ending)) for end, ending in ends.items()]


def compose(context: Context) -> Answer:
    """For each body what comes, the nearest first; where that is asked, what is over."""
    voice, ask = context.voice, context.ask
    found = {agency: due(context.knowledge, agency, context.today) for agency in ask.agencies}
    tell = _over if ask.wants == "overdue" else _coming
    made = [tell(context, agency, each) for agency, each in found.items()]
    blocks, cited = [block for told, _ in made for block in told], [place for _, places in made for place in places]
    notes = voice.outside((*ask.agencies, *((RECEIVER,) if YEARLY_REPORT in cited else ())))
    if not cited:
        return Answer(Outcome.ABSTAIN, Reason.NOT_NAMED, tuple(blocks), notes=notes)
    derived = [card.derived(context, "due.derived", today=_day(context.today))]
    if not all(each.named for each in found.values()):
        derived.append(card.derived(context, "duties.reading"))
    return Answer(Outcome.ANSWER, Reason.LISTED, tuple(blocks), voice.cite(cited), notes=(*derived, *notes))


def _coming(context: Context, agency_id: str, found: Due) -> tuple[list[Block], list[str]]:
    voice, agency = context.voice, context.knowledge.agencies[agency_id].name
    today, rows = _day(context.today), [row for event in found.events for row in event.rows]
    cited: list[str] = []
    if found.events:
        blocks: list[Block] = [Text(_said(context, "first", found.events[0], agency), strong=True)]
    else:
        blocks = [Text(voice.say("due.none", agency=agency, today=today), strong=True)]
    for event in found.events:
        said = _said(context, event.what, event, agency)
        blocks.append(card.listing(context, said, event.rows, brief=len(rows) > _FEW) if event.rows else Text(said))
        cited.extend(event.rows or (YEARLY_REPORT,))
    if found.ongoing:
        blocks.append(Text(voice.say("due.ongoing", count=len(found.ongoing))))
    if found.reached:
        blocks.append(Text(voice.say("due.reached", agency=agency, count=found.reached)))
    return blocks, cited or [*found.ongoing]


def _over(context: Context, agency_id: str, found: Due) -> tuple[list[Block], list[str]]:
    """What is over; where nothing is, what comes."""
    voice, agency, today = context.voice, context.knowledge.agencies[agency_id].name, _day(context.today)
    if found.over:
        title = voice.say("due.over", agency=agency, today=today, count=len(found.over))
        return [card.listing(context, title, found.over)], [*found.over]
    blocks, cited = _coming(context, agency_id, found)
    return [Text(voice.say("due.over_none", agency=agency, today=today), strong=True), *blocks], cited


def _said(context: Context, key: str, event: Event, agency: str) -> str:
    days, count = (event.day - context.today).days, len(event.rows)
    values = {"agency": agency, "today": _day(context.today), "day": _day(event.day), "days": days}
    return context.voice.say(f"due.{key}", **values, time=event.time, count=count)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
