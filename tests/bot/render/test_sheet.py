"""Rows as an XLSX file."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from bot.render.sheet import render

BAD = ("=1+1", '=HYPERLINK("x";"y")', "+84", "-1", "@sum", "\t=1", "\r=1")


@pytest.mark.parametrize("text", BAD)
def test_no_text_becomes_a_formula(text: str) -> None:
    """It is kept as a text, marked so that editing the cell makes no formula of it either."""
    content = render("A", [["đầu"], [text]])
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_head_stays_in_view() -> None:
    """The first row is bold and frozen; numbers stay numbers, nothing stays empty."""
    sheet = openpyxl.load_workbook(io.BytesIO(render("Báo cáo", [["a", "b"], [1, 2.5], ["x", None]]))).worksheets[0]
    assert sheet.title == "Báo cáo"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert [cell.value for row in sheet["A2:B3"] for cell in row] == [1, 2.5, "x", None]
