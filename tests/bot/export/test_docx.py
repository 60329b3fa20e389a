"""The duty sheet as a DOCX file: what it holds is the plan's, and its form is that of administrative documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.table import Table

from bot.export import docx
from bot.export.duty import Duties
from bot.export.sheet import DutySheet
from bot.export.subject import WHOLE, Scope, Subject
from tests.bot.export.expected import KNOWLEDGE, TABLE, parts

Sheets = Callable[..., DutySheet]
COLUMNS = ["Số", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Nơi ghi"]
NATIONAL = ("CỘNG HÒA", "ĐỘC LẬP", "ĐỘC LẬP - TỰ DO", "KT. ")


@pytest.fixture(scope="session")
def opened(duties: Duties) -> Callable[[DutySheet], Opened]:
    """The file of a sheet, opened anew."""
    return lambda sheet: Document(io.BytesIO(docx.write(sheet, duties.words)))


@pytest.fixture(scope="module")
def document(every: DutySheet, opened: Callable[[DutySheet], Opened]) -> Opened:
    """The file of each subject's sheet."""
    return opened(every)


def texts(table: Table) -> list[list[list[str]]]:
    """The paragraphs of the cells of a table's rows, as they stand in the file: a cell across columns is one."""
    return [
        [
            ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in cell.iter(qn("w:p"))]
            for cell in row.iter(qn("w:tc"))
        ]
        for row in table._tbl.iter(qn("w:tr"))  # noqa: SLF001  # the library would show a cell once a column
    ]


def test_each_row_is_the_plans_cell_by_cell(every: DutySheet, document: Opened) -> None:
    """Nothing is missing, nothing stands twice; under the titles of their groups; remarks are marked as such."""
    tables = [texts(table) for table in document.tables]
    if every.charges:
        head, *charges = tables.pop(0)
        assert head == [["Nguyên văn"], ["Nơi ghi"]]
        assert [(cells[0][0], cells[1]) for cells in charges] == [(c.unit.text, [c.place]) for c in every.charges]
        assert [cells[0][1:] for cells in charges] == [[f"* {note}" for note in c.notes] for c in every.charges]
    assert len(tables) == len(every.parts)
    for rows, units in zip(tables, parts(every.subject).values(), strict=True):
        assert [cell for (cell,) in rows[0]] == COLUMNS
        group = "III" if every.subject.scope is not Scope.GROUP else every.subject.value.rpartition("-")[2]
        found = []
        for cells in rows[1:]:
            if len(cells) == 1:
                kind, number = cells[0][0].partition(". ")[0].rsplit(" ", 1)
                group = number if kind == "Nhóm" else group
                continue
            unit = f"III-{group}-{cells[0][0].replace('.', '-')}"
            found.append(unit)
            assert tuple(cell[0] for cell in cells[:5]) == TABLE[unit].cells
            assert cells[5] == [f"Mục III, nhóm {group}, nhiệm vụ {TABLE[unit].number}"]
            assert all(line.startswith("* ") for cell in cells for line in cell[1:])
        assert found == units


def test_times_that_have_passed_are_marked(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """Below the time, in italics like all that is not the plan's."""
    made = sheet(WHOLE)
    rows = [cells for cells in texts(opened(made).tables[1]) if len(cells) == len(COLUMNS)][1:]
    over = [row.unit.deadline for row in made.rows if row.stage == "over"]
    assert over
    assert [cells[4][0] for cells in rows if "* mốc đã qua" in cells[4]] == over


def test_what_is_not_the_plans_is_in_italics(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """In the tables, and in the lists below them."""
    document = opened(sheet(Subject(Scope.AGENCY, "skhdt")))
    inside = [line for table in document.tables for row in table.rows for cell in row.cells for line in cell.paragraphs]
    for line in (*inside, *document.paragraphs):
        if line.text.startswith("* "):
            assert all(run.italic for run in line.runs)
        elif line in inside:
            assert not any(run.italic for run in line.runs)


def test_what_is_told_of_the_whole(every: DutySheet, document: Opened) -> None:
    """What it is and of whom, the decision's number and day, when it was made, that it is no ruling; all remarks."""
    lines = [line.text for line in document.paragraphs]
    assert lines[:2] == ["PHIẾU TRA CỨU NHIỆM VỤ PHÁT TRIỂN KINH TẾ TẬP THỂ", every.title]
    assert KNOWLEDGE.units["KH-so-hieu"].text.removeprefix("Kèm theo ") in lines[2]
    assert "ngày 20/01/2026" in lines[3]
    assert "không thay thế văn bản đã ban hành" in lines[3]
    for told in (*every.notes, *(fact.line for fact in every.facts)):
        assert lines.count(f"* {told}") == 1
    for title in (every.charged, *(part.title for part in every.parts)):
        assert not title or any(line.endswith(title) for line in lines)
    assert not [sign for sign in NATIONAL if sign in "\n".join(lines).upper()]


def test_the_page(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """A4 across, margins as officially set; numbers of pages at the top but on the first, what it is at the foot."""
    (section,) = opened(sheet(Subject(Scope.AGENCY, "sct"))).sections
    measures = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in measures if each is not None] == [297, 210, 30, 15]
    assert [round(each.mm) for each in (section.top_margin, section.bottom_margin) if each is not None] == [20, 20]
    assert [each.text for each in section.header.paragraphs[0]._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]  # noqa: SLF001
    assert not section.first_page_header.paragraphs[0].text
    for footer in (section.footer, section.first_page_footer):
        assert "Sở Công Thương · lập ngày 20/01/2026" in footer.paragraphs[0].text


def test_the_type_and_the_language(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """Times New Roman 13 and Vietnamese throughout, no type of a theme; the newest form of file that Word knows."""
    document = opened(sheet(Subject(Scope.GROUP, "III-IV")))
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{font}")) for font in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert len(fonts.attrib) == 4
        assert style.font.size.pt == 13
    used = {line.style.name for line in document.paragraphs if line.style is not None}
    assert used == {"Normal", "Heading 1"}
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"vi-VN"}
    settings = {
        each.get(qn("w:name")): each.get(qn("w:val")) for each in document.settings.element.iter(qn("w:compatSetting"))
    }
    assert settings["compatibilityMode"] == "15"


def test_rows_hold_together(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """Only the head is repeated; it and the rows of one cell stay with what is below them.

    Only the first row below these is split, so that a tall one does not take them to the next page, theirs empty.
    """
    for table in opened(sheet(WHOLE)).tables:
        rows = list(table._tbl.iter(qn("w:tr")))  # noqa: SLF001
        split = [place for place, row in enumerate(rows) if row.find(f".//{qn('w:cantSplit')}") is None]
        assert split == [next(place for place, row in enumerate(rows) if place and len(list(row.iter(qn("w:tc")))) > 1)]
        for place, row in enumerate(rows):
            assert (row.find(f".//{qn('w:tblHeader')}") is not None) is (place == 0)
            cells = list(row.iter(qn("w:tc")))
            leads = place == 0 or len(cells) == 1
            assert all((cell.find(f".//{qn('w:keepNext')}") is not None) is leads for cell in cells)
        assert sum(column.width.mm for column in table.columns) == pytest.approx(252, abs=1)


def test_the_files_properties(sheet: Sheets, opened: Callable[[DutySheet], Opened]) -> None:
    """Ours, not those of the library's example."""
    known = opened(sheet(Subject(Scope.AGENCY, "lmhtx"))).core_properties
    assert known.title.endswith(": Liên minh Hợp tác xã tỉnh")
    assert (known.author, known.last_modified_by, known.language) == ("Hỏi Kế hoạch", "Hỏi Kế hoạch", "vi-VN")
    assert f"{known.created:%Y-%m-%d %H:%M}" == f"{known.modified:%Y-%m-%d %H:%M}" == "2026-01-20 02:00"
    assert "python-docx" not in known.comments


def test_it_is_well_formed(sheet: Sheets, duties: Duties) -> None:
    """Every part of the file is whole."""
    content = docx.write(sheet(WHOLE), duties.words)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
