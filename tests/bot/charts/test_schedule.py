"""The timeline: every row in its time, days as the table has them, what is over marked so."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.charts.schedule import by_time, chart
from bot.charts.values import Timeline
from bot.commands.words import load_words
from bot.web.site import FILE
from knowledge.load import Knowledge

TODAY = dt.date(2024, 6, 3)
ORDER = [
    "Quý IV/2022",
    "Quý I/2023",
    "Năm 2023",
    "Giai đoạn 2023 - 2025",
    "Giai đoạn 2023 - 2030",
    "Hàng năm",
    "Kế hoạch hàng năm",
    "Thường xuyên",
]


def drawn(knowledge: Knowledge, today: dt.date = TODAY) -> Timeline:
    """The timeline of a day."""
    return chart(by_time(knowledge, today), today, load_words(FILE))


def test_every_row_with_a_time_stands_in_it_once(knowledge: Knowledge) -> None:
    """The times in the order in which they end, those without an end last; under each its rows in plan order."""
    found = by_time(knowledge, TODAY)
    assert [each.time.text for each in found] == ORDER
    rows = [task.unit.id for each in found for task in each.tasks]
    assert sorted(rows) == sorted(unit for unit, task in knowledge.tasks.items() if task.time is not None)
    assert all(task.unit.deadline == each.time.text for each in found for task in each.tasks)


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (dt.date(2022, 12, 31), []),
        (dt.date(2023, 1, 1), ORDER[:1]),
        (TODAY, ORDER[:3]),
        (dt.date(2026, 1, 1), ORDER[:4]),
        (dt.date(2031, 1, 1), ORDER[:5]),
    ],
)
def test_what_is_over_is_told_by_the_day(today: dt.date, over: list[str], knowledge: Knowledge) -> None:
    """A time is over the day after its last; one without an end never is."""
    assert [each.time.text for each in by_time(knowledge, today) if each.stage == "over"] == over
    assert [lane.name for lane in drawn(knowledge, today).lanes if lane.kind == "past"] == over


def test_each_task_is_a_stripe_of_its_days(knowledge: Knowledge) -> None:
    """As many stripes as rows, over the days of the time; what has none runs through, yearly ones year by year."""
    made = drawn(knowledge)
    lanes = {lane.name: lane for lane in made.lanes}
    for each in by_time(knowledge, TODAY):
        lane = lanes[each.time.text]
        assert lane.count == len(each.tasks)
        if each.time.first is not None:
            assert lane.spans == ((each.time.first, each.time.last),)
    assert lanes["Thường xuyên"].spans == ((made.first, made.last),)
    assert [first.year for first, _ in lanes["Hàng năm"].spans] == list(range(2023, 2031))
    assert sum(lane.count for lane in made.lanes) == 43


def test_the_yearly_report_is_due_every_year(knowledge: Knowledge) -> None:
    """A point on 15 December of each year of the plan."""
    (report,) = [lane for lane in drawn(knowledge).lanes if lane.days]
    assert report.days == tuple(dt.date(year, 12, 15) for year in range(2023, 2031))


def test_the_line_reaches_from_the_first_day_to_the_last(knowledge: Knowledge) -> None:
    """From the quarter before the plan to 2030; the day of issue always stands on it, today while it is within."""
    made = drawn(knowledge)
    assert (made.first, made.last) == (dt.date(2022, 10, 1), dt.date(2030, 12, 31))
    assert made.years == tuple(range(2023, 2031))
    assert [(mark.kind, mark.day) for mark in made.marks] == [("issued", dt.date(2023, 3, 21)), ("today", TODAY)]
    assert [mark.kind for mark in drawn(knowledge, dt.date(2031, 1, 1)).marks] == ["issued"]


def test_the_table_has_every_time(knowledge: Knowledge) -> None:
    """With the days that the data has, and how each lies to today."""
    rows = {row[0]: row[1:] for row in drawn(knowledge).table.rows}
    assert list(rows) == ORDER
    assert rows["Quý IV/2022"] == ("2", "1/10/2022", "31/12/2022", "đã qua mốc")
    assert rows["Giai đoạn 2023 - 2030"] == ("1", "1/1/2023", "31/12/2030", "đang trong thời gian")
    assert rows["Thường xuyên"] == ("31", "không ghi", "không ghi", "không ghi")
