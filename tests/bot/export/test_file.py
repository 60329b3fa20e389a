"""A duty sheet as a file of each format."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.export.duty import Duties
from bot.export.file import file
from bot.export.sheet import DutySheet
from bot.export.subject import WHOLE, Scope, Subject

Sheets = Callable[..., DutySheet]


@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n"),
    ],
)
def test_each_format(sheet: Sheets, duties: Duties, form: str, media: str, begins: bytes) -> None:
    """Its name in plain letters, its media type, its content."""
    made = file(sheet(Subject(Scope.AGENCY, "sldtbxh")), form, duties.words)
    assert made.name == f"nhiem-vu-so-lao-dong-thuong-binh-va-xa-hoi.{form}"
    assert made.media == media
    assert made.content.startswith(begins)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (Subject(Scope.GROUP, "III-IV"), "nhiem-vu-nhom-iv.xlsx"),
        (Subject(Scope.TIME, "Giai đoạn 2023 - 2025"), "nhiem-vu-thoi-gian-thuc-hien-giai-doan-2023-2025.xlsx"),
        (WHOLE, "nhiem-vu-toan-bo-bang-nhiem-vu.xlsx"),
    ],
)
def test_a_file_is_named_after_its_subject(sheet: Sheets, duties: Duties, subject: Subject, name: str) -> None:
    """Briefly."""
    assert file(sheet(subject), "xlsx", duties.words).name == name


@pytest.mark.parametrize("agency", ["ctxh", "svhttdl", "bqlkkt", "vcci"])
def test_names_are_safe(sheet: Sheets, duties: Duties, agency: str) -> None:
    """Small letters, digits and hyphens alone, no longer than any system takes."""
    name = file(sheet(Subject(Scope.AGENCY, agency)), "xlsx", duties.words).name
    assert name.removesuffix(".xlsx").replace("-", "").isalnum()
    assert name.isascii()
    assert name == name.lower()
    assert len(name) < 120
