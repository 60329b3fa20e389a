"""What falls due for a body: complete against the plan's own cells, in order, reckoned from the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.answer import Answer, Items, NoteKind, Outcome, Reason, Text
from bot.kinds.due import due
from bot.service import VIETNAM, Service
from knowledge.landmarks import YEARLY_REPORT
from knowledge.load import Knowledge
from nlp.ask import Ask, Kind

DAYS = [dt.date(2022, 12, 31), dt.date(2024, 6, 3), dt.date(2025, 12, 14), dt.date(2025, 12, 31), dt.date(2031, 1, 1)]
ENDS = {
    "Quý IV/2022": dt.date(2022, 12, 31),
    "Quý I/2023": dt.date(2023, 3, 31),
    "Năm 2023": dt.date(2023, 12, 31),
    "Giai đoạn 2023 - 2025": dt.date(2025, 12, 31),
    "Giai đoạn 2023 - 2030": dt.date(2030, 12, 31),
}
"""The last day of each time cell of the plan that has one."""


def answered(service: Service, agency: str, day: dt.date, wants: str = "next") -> Answer:
    """What is answered on a day."""
    at = replace(service, clock=lambda: dt.datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM))
    return at.tell(Ask(Kind.SCHEDULE, "a test", agencies=(agency,), wants=wants)).answer


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_row_of_a_body_has_its_place(knowledge: Knowledge, day: dt.date) -> None:
    """Each row that names it stands once: to come with its last day, yearly, without an end, or over."""
    for agency in knowledge.agencies:
        rows = {u: t.unit.deadline for u, t in knowledge.tasks.items() if agency in (*t.lead, *t.coord)}
        if not rows:
            continue
        found = due(knowledge, agency, day)
        ending = {row: event.day for event in found.events if event.what == "ending" for row in event.rows}
        yearly = [row for event in found.events if event.what == "yearly" for row in event.rows]
        assert ending == {row: ENDS[time] for row, time in rows.items() if time in ENDS and ENDS[time] >= day}
        assert sorted(yearly) == sorted(row for row, time in rows.items() if "àng năm" in time)
        assert set(found.ongoing) == {row for row, time in rows.items() if time == "Thường xuyên"}
        assert set(found.over) == {row for row, time in rows.items() if time in ENDS and ENDS[time] < day}
        assert [event.day for event in found.events] == sorted(event.day for event in found.events)


def test_who_reports(knowledge: Knowledge) -> None:
    """Those whom the plan's words on the yearly report name or reach, each year anew; the others do not."""
    for agency, reports in (("sct", True), ("snv", True), ("ubndhuyen", True), ("lmhtx", False), ("hlhpn", False)):
        days = [e.day for e in due(knowledge, agency, dt.date(2024, 12, 16)).events if e.what == "report"]
        assert days == ([dt.date(2025, 12, 14)] if reports else [])


def test_the_nearest_comes_first(service: Service) -> None:
    """With the days left; the rows of each day below it, each cited; what is reckoned is said to be so."""
    answer = answered(service, "skhdt", dt.date(2025, 12, 20))
    assert answer.blocks[0] == Text(
        "Sở Kế hoạch và Đầu tư: tính đến 20/12/2025, mốc gần nhất là 31/12/2025 (còn 11 ngày).", strong=True
    )
    titles = [block.title if isinstance(block, Items) else block.text for block in answer.blocks[1:4]]  # type: ignore[union-attr]
    assert [title.partition(":")[0].partition(" (")[0] for title in titles] == [
        "Việc làm hằng năm, hết năm nay là 31/12/2025",
        "Đến 31/12/2025",
        "Trước ngày 15/12, chậm nhất 14/12/2026",
    ]
    assert [citation.id for citation in answer.citations] == ["III-I-5", "III-IV-7-1", "III-II-4-1", YEARLY_REPORT]
    assert NoteKind.DERIVED in [note.kind for note in answer.notes]


def test_what_is_over(service: Service) -> None:
    """The rows whose time has passed; where there are none, what comes instead."""
    over = answered(service, "nhnn", dt.date(2024, 6, 3), "overdue")
    assert [citation.id for citation in over.citations] == ["III-II-5"]
    none = answered(service, "sct", dt.date(2024, 6, 3), "overdue")
    assert isinstance(none.blocks[0], Text)
    assert "không có nhiệm vụ nào mà mốc đã qua" in none.blocks[0].text
    assert [citation.id for citation in none.citations] == [YEARLY_REPORT]


def test_a_body_that_is_only_one_of_a_collective(service: Service) -> None:
    """Has what reaches it so, and is told that this is our reading."""
    answer = answered(service, "snv", dt.date(2024, 6, 3))
    assert {"III-II-4-1", YEARLY_REPORT} <= {citation.id for citation in answer.citations}
    assert any("cách đọc của mình" in note.text for note in answer.notes)


def test_a_body_that_nothing_binds(service: Service) -> None:
    """Is told so."""
    answer = answered(service, "tinhuy", dt.date(2024, 6, 3))
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAIN, Reason.NOT_NAMED)


def test_the_report_names_who_receives_it_today(service: Service) -> None:
    """As a fact from outside, with source and date."""
    notes = [note for note in answered(service, "sct", dt.date(2025, 6, 3)).notes if note.kind is NoteKind.OUTSIDE]
    assert any("Sở Kế hoạch và Đầu tư đã hợp nhất vào Sở Tài chính" in note.text and note.date for note in notes)
