"""What the tests of commands share: a database of their own in the settings, and `hoi` run in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli import main
from bot.privacy import Privacy
from bot.store.store import Store, open_store


class Ended(NamedTuple):
    """How a run of `hoi` ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def hoi(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Runs `hoi` in an empty folder, its database there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOI_DATABASE_URL", f"sqlite:///{tmp_path / 'hoi.db'}")

    def run(*words: str) -> Ended:
        code = main(words)
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The store of that database."""
    opened = open_store(f"sqlite:///{tmp_path / 'hoi.db'}", Privacy(b"0123456789abcdef"))
    yield opened
    opened.close()
