"""When chats are reminded: before the yearly report is due, and as a quarter begins; always in the morning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from bot.kinds import times
from bot.service import VIETNAM

REPORT, QUARTER = "report", "quarter"
MORNING = range(8, 11)
"""The hours in Viet Nam in which reminders are sent."""
_BEFORE = (dt.timedelta(days=14), dt.timedelta(days=3))
"""So long before the report is due they are sent, or on the last working day before that."""
_LATE = dt.timedelta(days=14)
"""So late the list of a quarter is still of use."""
_DAY = dt.timedelta(days=1)
_QUARTERS = (1, 4, 7, 10)
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Occasion:
    """What chats are reminded of ("report" or "quarter"), from which day on, and until when that makes sense."""

    what: str
    day: dt.date
    until: dt.date


def current(today: dt.date) -> Occasion | None:
    """The newest occasion that has come and still makes sense."""
    fitting = [occasion for occasion in _of(today.year) if occasion.day <= today <= occasion.until]
    return max(fitting, key=lambda occasion: occasion.day, default=None)


def following(today: dt.date) -> Occasion:
    """The first occasion after a day."""
    every = (occasion for year in (today.year, today.year + 1) for occasion in _of(year) if occasion.day > today)
    return min(every, key=lambda occasion: occasion.day)


def timely(day: dt.date, now: dt.datetime) -> bool:
    """Whether it is the morning of a day in Viet Nam."""
    here = now.astimezone(VIETNAM)
    return here.date() == day and here.hour in MORNING


def _of(year: int) -> Iterator[Occasion]:
    """The occasions of a year."""
    for month in _QUARTERS:
        day = _working(dt.date(year, month, 1))
        yield Occasion(QUARTER, day, day + _LATE)
    due = times.due(dt.date(year, 1, 1))
    yield from (Occasion(REPORT, _working(due - before, -_DAY), due - _DAY) for before in _BEFORE)


def _working(day: dt.date, step: dt.timedelta = _DAY) -> dt.date:
    """The first working day from a day on, or back. Of the holidays only New Year's Day ever comes into question."""
    while day.weekday() >= _WEEKEND or (day.month, day.day) == (1, 1):
        day += step
    return day
