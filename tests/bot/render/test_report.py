"""The operator's report as it is drawn: the same numbers as text, CSV and rows of a sheet."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest

from bot.answer import Outcome
from bot.commands.words import Words, load_words
from bot.render import report as drawn
from bot.report import Report, reckon
from bot.store.values import Asked, Judged

PEOPLE = ("a", "b", "c")
SINCE, UNTIL = dt.date(2024, 5, 5), dt.date(2024, 6, 3)
BAD = ("=1+1", "+84", "-1", "@sum", "\tx", "\r=1")


@pytest.fixture(scope="module")
def words() -> Words:
    """The command line's words."""
    return load_words()


def made(*texts: str) -> Report:
    """A report in which three people asked each of these and were not answered."""
    asked = [Asked(person, text, Outcome.ABSTAIN, 1.26) for text in texts for person in PEOPLE]
    return reckon(asked, [Judged("sai", text) for text in texts], SINCE, UNTIL)


def test_text_says_every_section(words: Words) -> None:
    """Days, totals, outcomes, questions with their people, feedback, times with a comma; numbers in a column."""
    lines = drawn.text(made("lãi suất"), words).split("\n")
    assert lines[0] == "Từ ngày 05/05/2024 đến hết ngày 03/06/2024"
    assert "        3  câu hỏi" in lines
    assert "        3  người hỏi" in lines
    assert "        3  chưa trả lời được" in lines
    assert "        3  lãi suất (3 người hỏi)" in lines
    assert "        1  lãi suất (3 người hỏi)" in lines
    assert "        1  sai" in lines
    assert "      1,3  một nửa số câu không chậm hơn mức này" in lines


def test_text_of_nothing_is_one_line(words: Words) -> None:
    """An empty database is said to be so."""
    assert drawn.text(made(), words) == "Từ ngày 05/05/2024 đến hết ngày 03/06/2024 chưa có câu hỏi hay góp ý nào.\n"


def test_text_keeps_within_its_columns(words: Words) -> None:
    """Long questions go on below their own beginning."""
    lines = drawn.text(made("lãi suất " * 9), words, width=40).splitlines()
    assert max(map(len, lines)) <= 40
    assert "        3  lãi suất lãi suất lãi suất" in lines
    assert f"{'':11}lãi suất lãi suất lãi suất" in lines


def test_a_section_without_lines_says_so(words: Words) -> None:
    """No question asked by three people: the section stands, and says that there is none."""
    text = drawn.text(reckon([Asked("a", "vay", Outcome.ABSTAIN, 1.0)], [], SINCE, UNTIL), words)
    assert text.count(f"\n{'':11}không có\n") == 2


def test_csv_is_one_table(words: Words) -> None:
    """A head and rows of its length, machine-readable numbers, the section in the first column."""
    head, *rows = csv.reader(io.StringIO(drawn.table(made("vay, vốn"), words), newline=""))
    assert head == ["Phần", "Nội dung", "Số lượng", "Số người hỏi"]
    assert {len(row) for row in rows} == {4}
    assert ["Kết quả", "chưa trả lời được", "3", ""] in rows
    assert [row[1:] for row in rows if row[0].startswith("Câu hay gặp")] == [["vay, vốn", "3", "3"]]
    assert rows[-1][2] == "1.3"


@pytest.mark.parametrize("text", BAD)
def test_csv_holds_no_formula(words: Words, text: str) -> None:
    """What begins like a formula gets an apostrophe; nothing else does."""
    rows = list(csv.reader(io.StringIO(drawn.table(made(f"{text}vay", "vay=1"), words), newline="")))
    cells = {cell for row in rows for cell in row}
    assert f"'{text}vay" in cells
    assert "vay=1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_workbook_holds_the_rows_of_the_csv(words: Words) -> None:
    """Cell by cell; numbers are numbers."""
    report = made("lãi suất", "vay vốn")
    book = openpyxl.load_workbook(io.BytesIO(drawn.workbook(report, words)))
    (sheet,) = book.worksheets
    held = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert sheet.title == "Báo cáo"
    assert held == list(csv.reader(io.StringIO(drawn.table(report, words), newline="")))
    assert isinstance(sheet["C2"].value, int)


def test_tables_of_nothing_hold_zeros(words: Words) -> None:
    """Whoever reads the file by program finds the head and the counts."""
    head, *rows = csv.reader(io.StringIO(drawn.table(made(), words), newline=""))
    assert len(head) == 4
    assert {row[2] for row in rows} == {"0"}
