"""`hoi export`: which file it writes of what, and how it is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from icalendar import Calendar

from bot.export import calendar

Hoi = Callable[..., Any]


def test_a_document_named_after_its_subject(hoi: Hoi, tmp_path: Path) -> None:
    """By default a DOCX file in the folder where one stands."""
    code, out, err = hoi("export", "--agency", "LMHTX")
    assert (code, err) == (0, "")
    assert out == "Đã ghi nhiem-vu-lien-minh-hop-tac-xa-tinh.docx (Liên minh Hợp tác xã tỉnh).\n"
    document = Document(str(tmp_path / "nhiem-vu-lien-minh-hop-tac-xa-tinh.docx"))
    assert document.paragraphs[1].text == "Liên minh Hợp tác xã tỉnh"


@pytest.mark.parametrize(
    ("option", "given", "title"),
    [
        ("--agency", "sở nông nghiệp và môi trường", "Sở Nông nghiệp và Phát triển Nông thôn"),
        ("--group", "5", "Nhóm V. Phát huy vai trò của Mặt trận"),
        ("--time", "năm 2023", "Thời gian thực hiện: Năm 2023"),
        ("--all", "", "Toàn bộ bảng nhiệm vụ"),
    ],
)
def test_of_each_subject(hoi: Hoi, tmp_path: Path, option: str, given: str, title: str) -> None:
    """An agency by any of its names, a group, a time, or the whole table; into the file that is named."""
    code, out, _ = hoi("export", option, *([given] if given else []), "--format", "xlsx", "--output", "a.xlsx")
    assert code == 0
    assert out.startswith(f"Đã ghi a.xlsx ({title}")
    front = openpyxl.load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes())).worksheets[0]
    assert str(front["A2"].value).startswith(title)


def test_a_calendar(hoi: Hoi, tmp_path: Path) -> None:
    """Of an agency, by the name of a district too."""
    assert hoi("export", "--agency", "UBND huyện Nga Sơn", "--format", "ics", "--output", "a.ics").code == 0
    read = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    assert str(read["NAME"]) == "UBND cấp huyện · Kế hoạch 922"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--agency", "Sở Con Thương"), "không có cơ quan “Sở Con Thương”. Gần nhất: Sở Công Thương; "),
        (("--agency", ""), "không có cơ quan “”. Gần nhất: "),
        (("--agency", "x" * 5000), "không có cơ quan “" + "x" * 60 + "”"),
        (("--agency", "Bộ Tài chính"), "Kế hoạch không giao nhiệm vụ nào cho Bộ Tài chính."),
        (("--group", "7"), "không có nhóm “7”. Các nhóm: I; II; III; IV; V; VI."),
        (("--time", "mai"), "không có thời gian “mai”. Bảng nhiệm vụ ghi: Thường xuyên; Quý I/2023; "),
        (("--all", "--output", "nowhere/a.docx"), "không đọc hoặc không ghi được: "),
    ],
)
def test_what_cannot_be_written(hoi: Hoi, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    """One line that says why and what there is, 1, and no file."""
    code, out, err = hoi("export", *options)
    assert (code, out) == (1, "")
    assert err.startswith(f"hoi: {said}")
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_no_days(hoi: Hoi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every body of the plan has days; of one without the calendar would be empty."""
    monkeypatch.setattr(calendar, "_dates", lambda _sheet, _words: iter(()))
    code, out, err = hoi("export", "--agency", "bao", "--format", "ics")
    assert (code, out) == (1, "")
    assert err == "hoi: không có mốc thời gian nào để đưa vào lịch của Báo Thanh Hóa.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "cần một trong các tham số --agency --group --time --all"),
        ("--all --format ics", "dạng ics cần --agency"),
        ("--group II --format ics", "dạng ics cần --agency"),
        ("--all --format pdf", "không có dạng pdf, chỉ có docx, xlsx và ics"),
        ("--all --group II", "không dùng --group cùng với --all"),
        ("--agency", "--agency cần một giá trị"),
    ],
)
def test_wrong_usage(hoi: Hoi, options: str, said: str) -> None:
    """What is wrong, in Vietnamese, 2."""
    code, out, err = hoi("export", *options.split())
    assert (code, out) == (2, "")
    assert said in err
