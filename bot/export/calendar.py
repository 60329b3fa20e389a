"""An agency's dates as an iCalendar file: the one door to icalendar.

Every day is a whole day without a time of its own, as the plan gives none: it is the same day in Viet Nam and anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icalendar import TRANSP, Alarm, Calendar, Event

from bot.commands.words import Words
from bot.export.sheet import DutySheet, Part, Row
from bot.kinds.times import EVERY_YEAR, ISSUED, latest
from bot.service import VIETNAM
from knowledge.landmarks import YEARLY_REPORT

_PRODUCT = "-//hoi-ke-hoach//QD 922//VI"
_DOMAIN = "hoi-ke-hoach"
_ALARM = dt.timedelta(hours=8) - dt.timedelta(weeks=2)
"""Two weeks before, in the morning: a day begins at midnight."""
_DAY = dt.timedelta(days=1)


class NoDatesError(ValueError):
    """Nothing of the sheet has a day. The message is its subject."""


@dataclass(frozen=True, slots=True)
class _Date:
    """What falls on a day, or on that day of every year from then on: the place that says so, and words for people."""

    unit: str
    day: dt.date
    yearly: bool
    summary: str
    lines: tuple[str, ...]
    sort: str


def dated(sheet: DutySheet, words: Words) -> bool:
    """Whether anything of an agency's sheet has a day; `words` as of `write`."""
    return any(True for _ in _dates(sheet, words))


def write(sheet: DutySheet, words: Words) -> bytes:
    """The file of an agency's sheet. `words` are those of export.yaml.

    Raises:
        NoDatesError: it has no day.
    """
    dates = list(_dates(sheet, words))
    if not dates:
        raise NoDatesError(sheet.title)
    calendar = Calendar.new(
        prodid=_PRODUCT,
        calscale="GREGORIAN",
        uid=f"{sheet.subject.value}@{_DOMAIN}",
        name=words.say("calendar.name", subject=sheet.title),
        description=words.say("calendar.about"),
    )
    calendar.add("x-wr-timezone", VIETNAM.key)
    for date in dates:
        for event in _events(date, sheet, words):
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _dates(sheet: DutySheet, words: Words) -> Iterator[_Date]:
    """The yearly report, then the rows that have days or come round every year."""
    for charge in sheet.charges:
        if charge.unit.id == YEARLY_REPORT:
            ours = (words.say("calendar.days.report"), *charge.remarks)
            yield _Date(
                unit=YEARLY_REPORT,
                day=latest(ISSUED),
                yearly=True,
                summary=words.say("calendar.report"),
                lines=(charge.unit.text, charge.place, *_ours(ours, words)),
                sort=words.say("sheet.tabs.charges"),
            )
    for part in sheet.parts:
        for row in part.rows:
            if row.time is not None and row.time.kind in EVERY_YEAR:
                yield _date(row, part, "yearly", dt.date(ISSUED.year, 12, 31), words)
            elif row.time is not None and row.time.last is not None:
                yield _date(row, part, "ends", row.time.last, words)


def _date(row: Row, part: Part, sort: str, day: dt.date, words: Words) -> _Date:
    """The day of a row: of its sort "yearly" the first one, else the one on which its time "ends"."""
    unit = row.unit
    summary = words.say(f"calendar.{sort}", time=unit.deadline, name=row.name)
    cells = (("lead", unit.lead), ("coord", unit.coord), ("deadline", unit.deadline))
    named = ((words.say(f"sheet.columns.{name}"), cell) for name, cell in cells)
    unnamed = [words.say("calendar.unnamed")] if part.name.endswith("_collective") else []
    ours = (words.say(f"calendar.days.{sort}"), *unnamed, *(remark for _, remark in row.remarks))
    return _Date(
        unit=unit.id,
        day=day,
        yearly=sort == "yearly",
        summary=words.say(f"calendar.parts.{part.name}", summary=summary),
        lines=(
            unit.text,
            *(words.say("calendar.field", name=name, value=cell) for name, cell in named),
            row.place,
            *_ours(ours, words),
        ),
        sort=words.say(f"sheet.tabs.{part.name}"),
    )


def _ours(lines: Iterable[str], words: Words) -> tuple[str, ...]:
    """Lines that are not the plan's, marked so."""
    return tuple(words.say("sheet.remark", text=line) for line in lines)


def _events(date: _Date, sheet: DutySheet, words: Words) -> Iterator[Event]:
    """The event, and what is told of those of its days that have passed: that they have."""
    today = sheet.made.date()
    over = words.say("calendar.over", summary=date.summary)
    if not date.yearly:
        yield _event(date, date.day, over if date.day < today else date.summary, sheet, words)
        return
    series = _event(date, date.day, date.summary, sheet, words)
    series.add("rrule", {"freq": "yearly", "until": date.day.replace(year=sheet.ends.year)})
    if date.unit == YEARLY_REPORT:
        alarm = Alarm.new(description=words.say("calendar.alarm", summary=date.summary))
        alarm.add("action", "DISPLAY")
        alarm.TRIGGER = _ALARM
        series.add_component(alarm)
    yield series
    for year in range(date.day.year, sheet.ends.year + 1):
        day = date.day.replace(year=year)
        if day < today:
            passed = _event(date, day, over, sheet, words)
            passed.add("recurrence-id", day)
            yield passed


def _event(date: _Date, day: dt.date, summary: str, sheet: DutySheet, words: Words) -> Event:
    return Event.new(
        uid=f"{date.unit}.{sheet.subject.value}@{_DOMAIN}",
        stamp=sheet.made.astimezone(dt.UTC),
        start=day,
        end=day + _DAY,
        summary=summary,
        description="\n".join((*date.lines, *_ours([words.say("calendar.about")], words))),
        categories=[date.sort],
        transparency=TRANSP.TRANSPARENT,
    )
