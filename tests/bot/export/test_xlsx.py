"""The duty sheet as an XLSX file: what it holds is the plan's, sorted, and no text becomes a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import msgspec
import openpyxl
import pytest
from openpyxl import Workbook

from bot.export import xlsx
from bot.export.duty import Duties
from bot.export.sheet import DutySheet
from bot.export.subject import WHOLE, Scope, Subject
from tests.bot.export.expected import TABLE, parts

Sheets = Callable[..., DutySheet]
TABS = {
    "sole": "Chủ trì một mình",
    "shared": "Chủ trì chung",
    "lead_collective": "Chủ trì gọi chung",
    "coord": "Phối hợp nêu tên",
    "coord_collective": "Phối hợp gọi chung",
    "rows": "Nhiệm vụ",
}
COLUMNS = (
    "TT",
    "Nhóm",
    "Số",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian thực hiện",
    "Mốc tính đến 20/01/2026",
    "Nơi ghi",
    "Chú thích của công cụ",
)
BAD = ("=1+1", '=HYPERLINK("x";"y")', "+84", "-1", "@sum", "\t=1")


@pytest.fixture(scope="session")
def opened(duties: Duties) -> Callable[[DutySheet], Workbook]:
    """The file of a sheet, opened anew."""
    return lambda sheet: openpyxl.load_workbook(io.BytesIO(xlsx.write(sheet, duties.words)))


@pytest.fixture(scope="module")
def book(every: DutySheet, opened: Callable[[DutySheet], Workbook]) -> Workbook:
    """The file of each subject's sheet."""
    return opened(every)


def values(book: Workbook, tab: str) -> list[tuple[object, ...]]:
    """The rows of a sheet; what is empty is ""."""
    return [tuple("" if value is None else value for value in row) for row in book[tab].values]


def test_each_row_is_the_plans_cell_by_cell(every: DutySheet, book: Workbook) -> None:
    """A sheet for each sort, in order; nothing is missing, nothing stands twice."""
    expected = parts(every.subject)
    outside = ["Trách nhiệm ngoài bảng"] if every.charges else []
    assert book.sheetnames == ["Tóm tắt", *outside, *(TABS[name] for name in expected), "Ghi chú"]
    for name, units in expected.items():
        head, *rows = values(book, TABS[name])
        assert head == COLUMNS
        assert [(row[1], row[2]) for row in rows] == [(TABLE[unit].group, TABLE[unit].number) for unit in units]
        assert [row[0] for row in rows] == list(range(1, len(units) + 1))
        for row, unit in zip(rows, units, strict=True):
            assert row[2:7] == TABLE[unit].cells
            assert row[8] == f"Mục III, nhóm {TABLE[unit].group}, nhiệm vụ {TABLE[unit].number}"


def test_remarks_stand_beside_what_they_are_on(every: DutySheet, book: Workbook) -> None:
    """How its time lies to the day of making, the task that a sub-task belongs to, what is odd."""
    stages = {"": "", "over": "đã qua", "within": "đang trong thời gian", "ahead": "chưa tới"}
    for part in every.parts:
        for row, shown in zip(part.rows, values(book, TABS[part.name])[1:], strict=True):
            assert shown[7] == stages[row.stage]
            lines = str(shown[9]).split("\n") if shown[9] else []
            assert len(lines) == len(row.remarks) + (row.parent is not None)
            assert all(any(text in line for line in lines) for _, text in row.remarks)
            assert row.parent is None or lines[0] == f"Thuộc nhiệm vụ {row.parent.number}. {row.parent.text}"


def test_what_is_told_of_the_whole(every: DutySheet, book: Workbook) -> None:
    """On the front what it is, when it was made and how much there is; remarks and facts at the end."""
    front = "\n".join(str(line) for (line,) in values(book, "Tóm tắt"))
    assert every.title in front
    assert "922/QĐ-UBND ngày 21 tháng 3 năm 2023" in front
    assert "20/01/2026" in front
    assert all(part.title in front for part in every.parts)
    _, *notes = values(book, "Ghi chú")
    assert [row[2] for row in notes if row[0] == "Chú thích của công cụ"] == list(every.notes)
    facts = [(fact.about, fact.text, fact.source, fact.address, fact.date) for fact in every.facts]
    assert [row[1:] for row in notes if row[0] == "Thông tin ngoài Kế hoạch"] == facts
    if every.charges:
        _, *charges = values(book, "Trách nhiệm ngoài bảng")
        assert charges == [(each.unit.text, each.place, "\n".join(each.notes)) for each in every.charges]


def test_the_sheets_are_ready_to_filter_and_to_print(sheet: Sheets, opened: Callable[[DutySheet], Workbook]) -> None:
    """A head that stays in view and filters all rows; A4 across, as wide as a page, with head and number on each."""
    for made in opened(sheet(Subject(Scope.AGENCY, "lmhtx"))).worksheets[1:]:
        assert made.freeze_panes == "A2"
        assert made.auto_filter.ref == made.dimensions
        assert made.print_title_rows == "$1:$1"
        assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
        assert made.sheet_properties.pageSetUpPr.fitToPage
        assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
        assert made.oddHeader.center.text == "&P/&N"
        assert "Liên minh Hợp tác xã tỉnh" in made.oddFooter.center.text
        assert all(cell.alignment.wrap_text for row in made.iter_rows() for cell in row if cell.data_type == "s")
        assert all(made.column_dimensions[column[0].column_letter].width > 4 for column in made.columns)
        assert all(made.row_dimensions[number].height < 409 for number in range(1, made.max_row + 1))


@pytest.mark.parametrize("bad", BAD)
def test_no_text_becomes_a_formula(sheet: Sheets, duties: Duties, bad: str) -> None:
    """Whatever a cell of the plan, a title or a remark begins with, it is a text and marked as one."""
    made = sheet(Subject(Scope.AGENCY, "hlhpn"))
    (first, *_), row = made.parts, made.parts[0].rows[0]
    unit = msgspec.structs.replace(row.unit, text=bad, lead=bad, coord=bad, deadline=bad)
    parts_ = (replace(first, rows=(replace(row, unit=unit),)),)
    content = xlsx.write(replace(made, title=bad, brief=bad, parts=parts_, notes=(bad,)), duties.words)
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = [
        cell for each in book.worksheets for row in each.iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert len([cell for cell in texts if cell.value.strip() == bad.strip()]) == 7
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)
    files = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in files.namelist() if b"<f>" in files.read(name)]


def test_every_cell_is_a_text_or_a_count(sheet: Sheets, opened: Callable[[DutySheet], Workbook]) -> None:
    """The number of a task stays "4.1", and no date is read into a time."""
    for made in opened(sheet(WHOLE)).worksheets:
        for row in made.iter_rows():
            assert all(cell.value is None or cell.data_type == "s" or cell.column_letter == "A" for cell in row)
