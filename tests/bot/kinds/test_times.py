"""How times lie to a day, and when the next report is due."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.kinds.times import due, latest, stage
from knowledge.model import Time, TimeKind

YEAR = Time("Năm 2023", TimeKind.YEAR, dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2022, 12, 31), "ahead"),
        (dt.date(2023, 1, 1), "within"),
        (dt.date(2023, 12, 31), "within"),
        (dt.date(2024, 1, 1), "over"),
    ],
)
def test_a_time_is_over_after_its_last_day(today: dt.date, expected: str) -> None:
    """It begins with its first day and ends with its last."""
    assert stage(YEAR, today) == expected


def test_a_time_without_days_has_no_stage() -> None:
    """What goes on always is never over."""
    assert not stage(Time("Thường xuyên", TimeKind.ONGOING), dt.date(2099, 1, 1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2024, 6, 3), dt.date(2024, 12, 15)),
        (dt.date(2024, 12, 15), dt.date(2024, 12, 15)),
        (dt.date(2024, 12, 16), dt.date(2025, 12, 15)),
        (dt.date(2024, 2, 29), dt.date(2024, 12, 15)),
    ],
)
def test_the_next_report_is_due_on_15_december(today: dt.date, expected: dt.date) -> None:
    """Of this year until that day is over, then of the next."""
    assert due(today) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2024, 6, 3), dt.date(2024, 12, 14)),
        (dt.date(2024, 12, 14), dt.date(2024, 12, 14)),
        (dt.date(2024, 12, 15), dt.date(2025, 12, 14)),
    ],
)
def test_a_report_is_in_time_until_the_day_before(today: dt.date, expected: dt.date) -> None:
    """What is due before the 15th is late on the 15th."""
    assert latest(today) == expected
