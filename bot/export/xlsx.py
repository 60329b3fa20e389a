"""The duty sheet as an XLSX file: a front, a sheet for each sort of duties, the remarks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.commands.words import Words
from bot.export.sheet import DutySheet, Row
from bot.render.sheet import Cell, keep_text

_ROWS = {
    "count": 5,
    "group": 7,
    "number": 6,
    "text": 56,
    "lead": 24,
    "coord": 24,
    "deadline": 14,
    "stage": 12,
    "place": 16,
    "remarks": 24,
}
"""The columns of a sort of duties with their widths, in characters."""
_CHARGES = {"words": 110, "place": 24, "remarks": 50}
_NOTES = {"kind": 24, "about": 34, "note": 70, "source": 30, "address": 40, "date": 16}
_LINES = 120
"""The width of the front's one column."""
_FACE, _HEAD = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
_TOP, _MIDDLE = Alignment(vertical="top", wrap_text=True), Alignment("center", "center", wrap_text=True)
_NUMBER = Alignment("center", "top")
_SHADE = PatternFill("solid", fgColor="E7E6E6")
_LINE = Side(style="thin")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_A4 = 9
_LINE_HEIGHT = 16
"""Points of a line of text."""


def write(sheet: DutySheet, words: Words) -> bytes:
    """The file of a sheet. `words` are those of export.yaml."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"{words.say('sheet.name')}: {sheet.title}"
    book.properties.creator = book.properties.lastModifiedBy = words.say("sheet.author")
    _front(book, sheet, words)
    if sheet.charges:
        charges = [(charge.unit.text, charge.place, "\n".join(charge.notes)) for charge in sheet.charges]
        _table(book, sheet, "charges", _CHARGES, charges, words)
    for part in sheet.parts:
        rows = [_row(number, row, words) for number, row in enumerate(part.rows, start=1)]
        _table(book, sheet, part.name, _ROWS, rows, words)
    _table(book, sheet, "notes", _NOTES, list(_notes(sheet, words)), words)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _front(book: Workbook, sheet: DutySheet, words: Words) -> None:
    """What it is and of whom, where it is taken from, how much there is, and which groups the numbers stand for."""
    front: Worksheet = book.create_sheet(words.say("sheet.tabs.front"))
    front.column_dimensions["A"].width = _LINES
    titles = [title for title in (sheet.charged, *(part.title for part in sheet.parts)) if title]
    groups = sorted({row.group for row in sheet.rows}, key=lambda group: group.start)
    heads = [words.say("sheet.name"), sheet.title]
    lines = [
        words.say("sheet.source"),
        words.say("sheet.made", day=sheet.day),
        "",
        *titles,
        words.say("sheet.total", count=len(sheet.rows), all=sheet.all_rows),
        "",
        *(words.say("sheet.group", number=group.number, text=group.text) for group in groups),
    ]
    for number, line in enumerate([*heads, *lines], start=1):
        _put(front, number, 1, line, _HEAD if number <= len(heads) else _FACE)
        front.row_dimensions[number].height = _height([line], [_LINES])
    _print(front, sheet, words)


def _row(number: int, row: Row, words: Words) -> tuple[Cell, ...]:
    unit = row.unit
    remarks = [
        words.say("sheet.remarked", field=words.say(f"sheet.columns.{field}"), text=text) for field, text in row.remarks
    ]
    if row.parent is not None:
        remarks.insert(0, words.say("sheet.parent", number=row.parent.number, text=row.parent.text))
    stage = words.say(f"sheet.stages.{row.stage}") if row.stage else ""
    cells = (unit.text, unit.lead, unit.coord, unit.deadline)
    return (number, row.group.number, unit.number, *cells, stage, row.place, "\n".join(remarks))


def _notes(sheet: DutySheet, words: Words) -> Iterator[tuple[Cell, ...]]:
    for note in sheet.notes:
        yield words.say("sheet.notes"), sheet.brief, note, "", "", ""
    for fact in sheet.facts:
        yield words.say("sheet.outside"), fact.about, fact.text, fact.source, fact.address, fact.date


def _table(  # noqa: PLR0913, PLR0917  # where, of what, which columns, which rows, in which words
    book: Workbook,
    sheet: DutySheet,
    name: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[Cell]],
    words: Words,
) -> None:
    """A sheet whose head stays in view and sorts and filters the rows."""
    made: Worksheet = book.create_sheet(words.say(f"sheet.tabs.{name}"))
    for place, (column, width) in enumerate(columns.items(), start=1):
        made.column_dimensions[get_column_letter(place)].width = width
        head = _put(made, 1, place, words.say(f"sheet.columns.{column}", day=sheet.day), _HEAD)
        head.alignment, head.fill, head.border = _MIDDLE, _SHADE, _GRID
    made.row_dimensions[1].height = 2 * _LINE_HEIGHT
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(made, number, place, value, _FACE).border = _GRID
        made.row_dimensions[number].height = _height(row, columns.values())
    made.freeze_panes = "A2"
    made.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    made.print_title_rows = "1:1"
    _print(made, sheet, words)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, font: Font) -> Any:  # noqa: ANN401  # openpyxl's own
    """A cell; nothing in it where there is nothing to say."""
    cell = sheet.cell(row, column, value or None)
    if isinstance(value, str):
        keep_text(cell)
    cell.font, cell.alignment = font, _TOP if isinstance(value, str) else _NUMBER
    return cell


def _height(row: Iterable[Cell], widths: Iterable[int]) -> int:
    """The points that a row needs for its texts in columns of so many digits: not every program reckons them itself.

    An eighth more letters than digits stand in a line.
    """
    lines = (
        sum(max(len(wrap(line, width + width // 8)), 1) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    )
    return max(lines) * _LINE_HEIGHT


def _print(made: Any, sheet: DutySheet, words: Words) -> None:  # noqa: ANN401  # a Worksheet, whose types lack much
    """A4 across, as wide as the page, with the page's number above and below what it is."""
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", _A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.page_margins = PageMargins(left=0.6, right=0.4, top=0.8, bottom=0.8)
    made.oddHeader.center.text = "&P/&N"
    below = words.say("sheet.footer", author=words.say("sheet.author"), subject=sheet.brief, day=sheet.day)
    made.oddFooter.center.text = below.replace("&", "&&")
