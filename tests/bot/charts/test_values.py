"""Days on a line of years."""

from __future__ import annotations

import datetime as dt

from bot.charts.values import Table, Timeline


def test_a_day_stands_where_its_beginning_is() -> None:
    """The first day at the beginning, the day after the last at the end, the others in proportion."""
    line = Timeline("t", "", "", dt.date(2023, 1, 1), dt.date(2023, 1, 10), (), (), Table((), ()))
    assert line.share(dt.date(2023, 1, 1)) == 0
    assert line.share(dt.date(2023, 1, 6)) == 50
    assert line.share(dt.date(2023, 1, 11)) == 100
    assert line.years == ()
