"""`hoi report`: what it prints and writes, for which days, and how it is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.store.store import Store
from bot.store.values import Entry

Hoi = Callable[..., Any]


def ask(store: Store, text: str, days_ago: int = 0) -> None:
    """Three people ask something that is not answered."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=days_ago)
    with store.transaction():
        for person in (1, 2, 3):
            store.memory.answer(person, person, at, Entry(text, "abstain", "not_held", (), 1.0), 1)


def test_it_prints_text(hoi: Hoi, store: Store) -> None:
    """By default the report as text, 0."""
    ask(store, "lãi suất vay")
    code, out, err = hoi("report")
    assert (code, err) == (0, "")
    assert out.startswith("Từ ngày ")
    assert "        3  lãi suất vay (3 người hỏi)\n" in out


def test_thirty_days_by_default_today_included(hoi: Hoi, store: Store) -> None:
    """Thirty days of Vietnam end with today; `--days` says how many."""
    for days_ago in (0, 29, 30):
        ask(store, f"từ {days_ago} ngày trước", days_ago)
    assert "        6  câu hỏi" in hoi("report").out
    assert "        9  câu hỏi" in hoi("report", "--days", "31").out
    assert "        3  câu hỏi" in hoi("report", "--days", "1").out


def test_an_empty_database_is_said_to_be_so(hoi: Hoi, store: Store) -> None:
    """One line, 0."""
    assert not store.mail.waiting()
    code, out, err = hoi("report")
    assert (code, err) == (0, "")
    assert out.endswith("chưa có câu hỏi hay góp ý nào.\n")
    assert out.count("\n") == 1


def test_csv_goes_to_the_screen_or_a_file(hoi: Hoi, store: Store, tmp_path: Path) -> None:
    """The same table; the file begins with the mark by which spreadsheets know UTF-8."""
    ask(store, "=1+1 vay")
    code, out, _ = hoi("report", "--format", "csv")
    assert code == 0
    assert out.startswith("Phần,Nội dung")
    assert ",'=1+1 vay,3,3\r\n" in out
    assert hoi("report", "--format", "csv", "--output", "r.csv") == (0, "Đã ghi báo cáo vào r.csv.\n", "")
    written = (tmp_path / "r.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig") == out


def test_text_can_be_written_too(hoi: Hoi, store: Store, tmp_path: Path) -> None:
    """What would be printed stands in the file."""
    ask(store, "lãi suất")
    out = hoi("report").out
    assert hoi("report", "--output", "r.txt").code == 0
    assert (tmp_path / "r.txt").read_text(encoding="utf-8") == out


def test_a_workbook_is_written(hoi: Hoi, store: Store, tmp_path: Path) -> None:
    """An XLSX file with the question as a text."""
    ask(store, "=1+1 vay")
    assert hoi("report", "--format", "xlsx", "--output", "r.xlsx").code == 0
    (sheet,) = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets
    found = [row[1] for row in sheet.iter_rows() if row[1].value == "=1+1 vay"]
    assert [cell.data_type for cell in found] == ["s"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--format xlsx", "dạng xlsx cần --output"),
        ("--format pdf", "không có dạng pdf, chỉ có text, csv và xlsx"),
        ("--days 0", "--days cần một số nguyên từ 1 đến 36500, không phải 0"),
        ("--days 36501", "không phải 36501"),
        ("--days mai", "không phải mai"),
        ("--days", "--days cần một giá trị"),
    ],
)
def test_wrong_usage(hoi: Hoi, options: str, said: str) -> None:
    """What is wrong, in Vietnamese, 2."""
    code, out, err = hoi("report", *options.split())
    assert (code, out) == (2, "")
    assert said in err


def test_a_file_that_cannot_be_written(hoi: Hoi, store: Store) -> None:
    """One line, 1."""
    assert not store.mail.waiting()
    code, out, err = hoi("report", "--output", "nowhere/r.txt")
    assert (code, out) == (1, "")
    assert err.startswith("hoi: không đọc hoặc không ghi được: ")
    assert err.count("\n") == 1
