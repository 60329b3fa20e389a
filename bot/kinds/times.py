"""Which time cells a message asks for: by year, quarter, sort, or against the day of issue."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from bot.kinds.context import Context
from knowledge.model import Time, TimeKind
from nlp.filter import TIMED, Filter
from nlp.mention import Name

ISSUED = dt.date(2023, 3, 21)
_REPORT = (12, 15)
"""Month and day before which the yearly report is due."""
_LAST = 2030
"""The last year of any time in the table."""
EVERY_YEAR = frozenset({TimeKind.YEARLY, TimeKind.YEARLY_PLAN})
_SORTS: tuple[tuple[str, frozenset[TimeKind]], ...] = (
    ("yearly", EVERY_YEAR),
    ("yearly_plan", frozenset({TimeKind.YEARLY_PLAN})),
    ("ongoing", frozenset({TimeKind.ONGOING})),
    ("period", frozenset({TimeKind.PERIOD})),
    ("quarterly", frozenset({TimeKind.QUARTER})),
)
_WHOLE = frozenset({TimeKind.YEAR, TimeKind.YEARLY, TimeKind.ONGOING})
"""Times that say a year, every year or always, and no more."""


def wanted(context: Context) -> frozenset[str] | None:
    """The time cells asked for, all where only some are set aside; None where none in particular is."""
    within = context.ask.filter
    found = cells(context, within)
    # All but those set aside, which each row tells.
    return frozenset(counts(context)) if found is None and within.timed else found


def told(context: Context) -> frozenset[str]:
    """The time cells of any of the times and years that a message names apart ("nào đến 2025, nào đến 2030")."""
    each = [Filter(years=(year,)) for year in context.understanding.named(Name.YEAR)]
    each += [Filter(times=frozenset({cue})) for cue in TIMED & context.cues]
    return frozenset[str]().union(*(cells(context, within) or () for within in each))


def cells(context: Context, within: Filter) -> frozenset[str] | None:
    """The time cells of a filter, None where it has none."""
    rule = _dated(context, within) or _sorted(within)
    if rule is None:
        return None
    times = {task.time.text: task.time for task in context.knowledge.tasks.values() if task.time is not None}
    found = frozenset(text for text, time in times.items() if rule(time))
    # "Ghi gọn Năm 2023" means no quarter of that year.
    printed = "as_printed" in within.times and within.years and not within.quarters
    whole = frozenset(text for text in found if printed and times[text].kind in _WHOLE)
    return whole or found


def counts(context: Context) -> Counter[str]:
    """The times as the table prints them, in plan order, with the number of tasks that have each."""
    return Counter(task.unit.deadline for task in context.knowledge.tasks.values() if task.time is not None)


def due(today: dt.date) -> dt.date:
    """The day before which the next yearly report is due."""
    day = dt.date(today.year, *_REPORT)
    return day if day >= today else dt.date(today.year + 1, *_REPORT)


def latest(today: dt.date) -> dt.date:
    """The last day on which the next yearly report is in time, as it is due before a day."""
    day = dt.timedelta(1)
    return due(today + day) - day


def stage(time: Time, today: dt.date) -> str:
    """How a time lies to a day: "over", "within", "ahead" (`schedule` of wording.yaml); "" where it has no days."""
    if time.first is None or time.last is None:
        return ""
    return "over" if time.last < today else "ahead" if time.first > today else "within"


def _dated(context: Context, within: Filter) -> Callable[[Time], bool] | None:
    """A rule by years and quarters."""
    years = sorted(int(year) for year in within.years)
    if "this_year" in within.times:
        years = [context.today.year]
    quarters = {int(quarter) for quarter in within.quarters}
    if quarters:
        return lambda time: _quarter(time) in quarters and (not years or _year(time) in years)
    if len(years) > 1 and within.sort == "schemes":
        return lambda time: _year(time) == years[-1]
    if len(years) > 1:
        return lambda time: time.first is not None and (time.first.year, _year(time)) == (years[0], years[-1])
    if not years:
        return None
    year = years[0]
    if "by_then" in within.times:
        return lambda time: 0 < _year(time) <= year
    if "sooner" in within.times and year > ISSUED.year:
        return lambda time: 0 < _year(time) < year
    if "beyond" in within.times and year != _LAST:
        return lambda time: _year(time) > year
    if "long" in within.times:
        return lambda time: (
            time.kind is TimeKind.PERIOD and time.first is not None and year in (time.first.year, _year(time))
        )
    return lambda time: _year(time) == year


def _sorted(within: Filter) -> Callable[[Time], bool] | None:
    """A rule by the sort of time."""
    wanted = within.times
    if "before_issue" in wanted:
        return lambda time: time.last is not None and time.last < ISSUED
    if {"ended", "undated"} <= wanted:
        return None
    if "undated" in wanted:
        return lambda time: time.last is None
    kinds = frozenset[TimeKind]().union(*(sort for name, sort in _SORTS if name in wanted))
    if {"dated", "ended"} & wanted:
        others = kinds - {TimeKind.ONGOING} if "not_ongoing" in wanted else kinds
        return lambda time: time.last is not None or time.kind in others
    if "not_ongoing" in wanted:
        other = (kinds or frozenset(TimeKind)) - {TimeKind.ONGOING} or frozenset(TimeKind) - {TimeKind.ONGOING}
        return lambda time: time.kind in other
    return (lambda time: time.kind in kinds) if kinds else None


def _quarter(time: Time) -> int:
    return (time.first.month + 2) // 3 if time.kind is TimeKind.QUARTER and time.first is not None else 0


def _year(time: Time) -> int:
    return time.last.year if time.last is not None else 0
