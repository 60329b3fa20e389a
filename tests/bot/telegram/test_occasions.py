"""When chats are reminded: the days of each year, how long late, and the hours."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.service import VIETNAM
from bot.telegram.occasions import QUARTER, REPORT, Occasion, current, following, timely


@pytest.mark.parametrize(
    ("day", "occasion"),
    [
        ("2024-01-01", None),  # New Year's Day
        ("2024-01-02", "2024-01-02"),
        ("2024-01-16", "2024-01-02"),
        ("2024-01-17", None),
        ("2024-07-01", "2024-07-01"),
        ("2026-01-01", None),
        ("2026-01-02", "2026-01-02"),
        ("2027-01-03", None),  # New Year's Day on a Friday, then the weekend
        ("2027-01-04", "2027-01-04"),
        ("2028-10-01", None),  # a Sunday
        ("2028-10-02", "2028-10-02"),
        ("2024-11-28", None),
        ("2024-11-29", "2024-11-29"),  # two weeks before is a Sunday
        ("2024-12-11", "2024-11-29"),
        ("2024-12-12", "2024-12-12"),
        ("2024-12-14", "2024-12-12"),
        ("2024-12-15", None),
        ("2026-12-10", "2026-12-01"),
        ("2026-12-11", "2026-12-11"),  # three days before is a Saturday
        ("2026-12-14", "2026-12-11"),
    ],
)
def test_the_occasion_of_a_day(day: str, occasion: str | None) -> None:
    """Two weeks and three days before the report is due, on a working day; the first of a quarter, and two weeks."""
    found = current(dt.date.fromisoformat(day))
    assert (found.day.isoformat() if found is not None else None) == occasion


def test_every_year_has_six() -> None:
    """Each the one that follows the one before; on weekdays."""
    found: list[Occasion] = []
    day = dt.date(2023, 12, 31)
    while (occasion := following(day)).day.year < 2034:
        found.append(occasion)
        day = occasion.day
    assert len(found) == 60
    assert [occasion.what for occasion in found[:6]] == [QUARTER] * 4 + [REPORT] * 2
    assert all(occasion.day.weekday() < 5 for occasion in found)
    assert all(current(occasion.day) == occasion for occasion in found)


@pytest.mark.parametrize(
    ("moment", "fits"),
    [
        ("2024-07-01T07:59:59+07:00", False),
        ("2024-07-01T08:00:00+07:00", True),
        ("2024-07-01T10:59:59+07:00", True),
        ("2024-07-01T11:00:00+07:00", False),
        ("2024-07-01T01:30:00+00:00", True),
        ("2024-06-30T23:30:00+00:00", False),
        ("2024-07-02T09:00:00+07:00", False),
    ],
)
def test_the_morning_of_a_day(moment: str, fits: bool) -> None:  # noqa: FBT001  # a parameter
    """From eight to eleven in Viet Nam, wherever the clock stands."""
    assert timely(dt.date(2024, 7, 1), dt.datetime.fromisoformat(moment)) is fits
    assert dt.datetime.fromisoformat(moment).astimezone(VIETNAM).utcoffset() == dt.timedelta(hours=7)
