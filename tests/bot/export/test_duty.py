"""The duty sheet: every row that binds a subject, each once, its cells as issued, and what stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bot.export.duty import Duties, NoDutiesError
from bot.export.sheet import DutySheet
from bot.export.subject import WHOLE, Scope, Subject
from bot.service import VIETNAM
from knowledge.landmarks import YEARLY_REPORT
from tests.bot.export.conftest import MADE
from tests.bot.export.expected import AGENCIES, GROUPS, KNOWLEDGE, SUBJECTS, TABLE, TIMES, parts

Sheets = Callable[..., DutySheet]
REPORTING = {"so", "ban", "nganh"}


def agency(name: str) -> Subject:
    """An agency as a subject."""
    return Subject(Scope.AGENCY, name)


def test_the_plan_has_so_much() -> None:
    """45 rows, 6 groups, 8 times; 51 bodies are bound by a row."""
    assert [len(each) for each in (TABLE, GROUPS, TIMES, AGENCIES, SUBJECTS)] == [45, 6, 8, 51, 66]


def test_nothing_is_missing_and_nothing_twice(every: DutySheet) -> None:
    """The rows of a subject stand in the part that they belong to, in plan order, each once, under their number."""
    assert {part.name: [row.unit.id for row in part.rows] for part in every.parts} == parts(every.subject)
    assert len({row.unit.id for row in every.rows}) == len(every.rows)
    assert all(f": {len(part.rows)} " in part.title for part in every.parts)


def test_the_cells_are_those_of_the_plan(every: DutySheet) -> None:
    """Number, task, agencies and time as issued, and where they stand."""
    for row in every.rows:
        unit, line = row.unit, TABLE[row.unit.id]
        assert (unit.number, unit.text, unit.lead, unit.coord, unit.deadline) == line.cells
        assert row.group.number == line.group
        assert row.place == f"Mục III, nhóm {line.group}, nhiệm vụ {line.number}"


def test_a_subtask_tells_its_task(every: DutySheet) -> None:
    """Unless the task stands in the same part."""
    for part in every.parts:
        shown = {row.unit.id for row in part.rows}
        for row in part.rows:
            above = row.unit.id.rpartition("-")[0] if "." in row.unit.number else ""
            assert (row.parent.id if row.parent is not None else "") == (above if above not in shown else "")


@pytest.mark.parametrize("subject", AGENCIES, ids=lambda subject: subject.value)
def test_what_an_agency_may_have_beside_is_told(sheet: Sheets, subject: Subject) -> None:
    """Each row with agencies is in the sheet or told by its number as one that may mean anybody."""
    made = sheet(subject)
    listed = {row.unit.id for row in made.rows}
    rest = [TABLE[unit] for unit in TABLE if unit not in listed and TABLE[unit].lead]
    (note,) = [note for note in made.notes if note.startswith("Không kể ở trên")] or [""]
    told = dict(group.split(": ") for group in note.rstrip(".").partition(f"{made.title}: ")[2].split("; ") if group)
    by_group: dict[str, list[str]] = {}
    for line in rest:
        by_group.setdefault(f"nhóm {line.group}", []).append(line.number)
    assert {group: numbers.split(", ") for group, numbers in told.items()} == by_group
    assert not rest or f"{len(rest)} dòng khác" in note


@pytest.mark.parametrize("subject", AGENCIES, ids=lambda subject: subject.value)
def test_the_yearly_report_is_told_where_the_agency_has_it(sheet: Sheets, subject: Subject) -> None:
    """It comes first, in the plan's words; an agency that its words do not reach is told so."""
    made = sheet(subject)
    has = bool(REPORTING & set(KNOWLEDGE.agencies[subject.value].collectives)) or subject.value == "ubndhuyen"
    assert [charge.unit.id for charge in made.charges][: int(has)] == [YEARLY_REPORT] * has
    assert bool([note for note in made.notes if "không nêu" in note]) is not has
    assert ("trước ngày 15/12" in made.charged) is has


def test_who_receives_the_report_today_is_told(sheet: Sheets) -> None:
    """With its source and date, and when it is due next."""
    report = sheet(agency("sct")).charges[0]
    merged = "từ năm 2025 Sở Kế hoạch và Đầu tư đã hợp nhất vào Sở Tài chính"
    assert report.unit.text.endswith(
        "Định kỳ hàng năm (trước ngày 15/12) báo cáo UBND tỉnh (thông qua Sở Kế hoạch và Đầu tư)."
    )
    assert report.place == "Mục IV, khoản 2"
    assert report.notes == (
        "Kỳ báo cáo tới: trước ngày 15/12, chậm nhất 14/12/2026 (còn 328 ngày, tính từ ngày lập).",
        f"Sở Kế hoạch và Đầu tư: {merged} (nguồn: Báo Lao Động, 2025, không rõ ngày).",
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (13, "chậm nhất 14/12/2026 (còn 1 ngày, tính từ ngày lập)."),
        (14, "chậm nhất 14/12/2026 (hôm nay là ngày cuối, tính theo ngày lập)."),
        (15, "chậm nhất 14/12/2027 (còn 364 ngày, tính từ ngày lập)."),
        (16, "chậm nhất 14/12/2027 (còn 363 ngày, tính từ ngày lập)."),
    ],
)
def test_the_report_is_in_time_before_the_day_only(sheet: Sheets, day: int, told: str) -> None:
    """Before 15 December: on that day it is over, and the next one is told."""
    report = sheet(agency("sct"), dt.datetime(2026, 12, day, 9, tzinfo=VIETNAM)).charges[0]
    assert report.left == f"Kỳ báo cáo tới: trước ngày 15/12, {told}"


@pytest.mark.parametrize(
    ("subject", "units"),
    [
        (agency("skhdt"), [YEARLY_REPORT, "QD-thi-hanh", "IV-1", "IV-3"]),
        (agency("ubndhuyen"), [YEARLY_REPORT, "QD-thi-hanh", "IV-1"]),
        (agency("lmhtx"), ["QD-thi-hanh"]),
        (agency("hlhpn"), ["QD-thi-hanh"]),
        (WHOLE, [YEARLY_REPORT, "QD-thi-hanh", "IV-1", "IV-3"]),
        (Subject(Scope.GROUP, "III-I"), []),
    ],
)
def test_places_outside_the_table(sheet: Sheets, subject: Subject, units: list[str]) -> None:
    """Those whose words bind the subject, counted as passages; none for a part of the table."""
    made = sheet(subject)
    assert [charge.unit.id for charge in made.charges] == units
    assert made.charged.endswith(f": {len(units)} đoạn" if units else "")
    assert bool(made.charged) is bool(units)


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (dt.date(2022, 12, 31), []),
        (dt.date(2023, 3, 31), ["Quý IV/2022"]),
        (dt.date(2023, 4, 1), ["Quý I/2023", "Quý IV/2022"]),
        (dt.date(2026, 1, 1), ["Giai đoạn 2023 - 2025", "Năm 2023", "Quý I/2023", "Quý IV/2022"]),
        (
            dt.date(2031, 1, 1),
            ["Giai đoạn 2023 - 2025", "Giai đoạn 2023 - 2030", "Năm 2023", "Quý I/2023", "Quý IV/2022"],
        ),
    ],
)
def test_times_that_have_passed_are_marked(sheet: Sheets, day: dt.date, over: list[str]) -> None:
    """By the day given in, in Viet Nam."""
    made = sheet(WHOLE, dt.datetime.combine(day, dt.time(0, 5), VIETNAM).astimezone(dt.UTC))
    assert sorted({row.unit.deadline for row in made.rows if row.stage == "over"}) == over
    assert made.day == f"{day:%d/%m/%Y}"


def test_what_is_odd_is_told_beside_its_cell(every: DutySheet) -> None:
    """Each remark on a row stands with the cell that it is on, and nowhere else."""
    for row in every.rows:
        odd = [(each.about, each.text) for each in KNOWLEDGE.oddities if row.unit.id in each.units]
        assert sorted(row.remarks) == sorted(odd)


def test_our_reading_is_said_to_be_ours(sheet: Sheets) -> None:
    """That rows were counted, and whom a collective reaches where the sheet rests on it."""
    count, reading = "Số đếm do công cụ đếm", "là cách đọc của công cụ"
    for subject, both in ((agency("stc"), True), (agency("ubndhuyen"), False), (WHOLE, False)):
        notes = sheet(subject).notes
        assert notes[0].startswith(count)
        assert bool([note for note in notes if note.endswith(f"{reading}.")]) is both


@pytest.mark.parametrize("name", sorted({*KNOWLEDGE.agencies} - {subject.value for subject in AGENCIES}))
def test_a_body_that_nothing_binds_has_no_sheet(duties: Duties, name: str) -> None:
    """The error names it."""
    with pytest.raises(NoDutiesError, match=KNOWLEDGE.agencies[name].name):
        duties.sheet(agency(name), MADE)


@pytest.mark.parametrize(
    ("subject", "title", "brief"),
    [
        (agency("sct"), "Sở Công Thương", "Sở Công Thương"),
        (
            GROUPS[2],
            "Nhóm III. Đổi mới, nâng cao chất lượng, hiệu quả hoạt động của các tổ chức kinh tế tập thể",
            "Nhóm III",
        ),
        (TIMES[1], "Thời gian thực hiện: Quý I/2023", "Thời gian thực hiện: Quý I/2023"),
        (WHOLE, "Toàn bộ bảng nhiệm vụ", "Toàn bộ bảng nhiệm vụ"),
    ],
)
def test_a_subject_is_named(sheet: Sheets, subject: Subject, title: str, brief: str) -> None:
    """In full and briefly."""
    made = sheet(subject)
    assert (made.title, made.brief) == (title, brief)
    assert (made.all_rows, made.ends) == (len(TABLE), dt.date(2030, 12, 31))
