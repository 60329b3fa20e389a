"""Rows as an XLSX file: the one door to openpyxl. Texts stay texts, whatever they begin with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | float | None
_WIDTHS = {"A": 40, "B": 70, "C": 12, "D": 16}
_HEAD = Font(bold=True)


def render(title: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A file with one sheet.

    Args:
        title: the sheet's name.
        rows: the head, which stays in view, and what stands below it.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, head=not number) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def keep_text(cell: Any) -> None:  # noqa: ANN401  # openpyxl's own
    """Make the text of a cell stay one, whatever it begins with."""
    cell.data_type = "s"  # it would take "=…" for a formula
    cell.quotePrefix = True  # and so would a spreadsheet, once the cell is edited


def _cell(sheet: Any, value: Cell, *, head: bool) -> Any:  # noqa: ANN401  # openpyxl's own
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        keep_text(cell)
    if head:
        cell.font = _HEAD
    return cell
