"""Commands that only read the database: why they cannot, each time one Vietnamese line and 1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Hoi = Callable[..., Any]


@pytest.fixture(params=["report", "health"])
def command(request: pytest.FixtureRequest) -> str:
    """Each of the commands."""
    name: str = request.param
    return name


def test_no_database(hoi: Hoi, tmp_path: Path, command: str) -> None:
    """The file that is missing is named, and not made."""
    code, out, err = hoi(command)
    assert (code, out) == (1, "")
    assert err.startswith(f"hoi: chưa có cơ sở dữ liệu {tmp_path / 'hoi.db'}.")
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_database(hoi: Hoi, tmp_path: Path, command: str) -> None:
    """It is said what the database's driver says."""
    (tmp_path / "hoi.db").write_bytes(b"no database at all" * 100)
    code, out, err = hoi(command)
    assert (code, out) == (1, "")
    assert err.startswith("hoi: không dùng được cơ sở dữ liệu: ")
    assert err.count("\n") == 1


def test_an_address_of_no_database(hoi: Hoi, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is named, its password is not."""
    monkeypatch.setenv("HOI_DATABASE_URL", "mysql://lan:matkhau@may/hoi")
    code, out, err = hoi(command)
    assert (code, out) == (1, "")
    assert err.startswith("hoi: HOI_DATABASE_URL chưa đúng (mysql://***@may/hoi).")
    assert err.count("\n") == 1


def test_a_wrong_setting(hoi: Hoi, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are checked as a whole."""
    monkeypatch.setenv("HOI_RETENTION_DAYS", "mai")
    code, out, err = hoi(command)
    assert (code, out) == (1, "")
    assert err.startswith("hoi: HOI_RETENTION_DAYS chưa đúng (mai).")
