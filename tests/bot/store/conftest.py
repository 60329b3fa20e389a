"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.privacy import Privacy
from bot.store.store import Store, open_store


@pytest.fixture
def privacy() -> Privacy:
    """The key of the tests."""
    return Privacy(b"0123456789abcdef")


@pytest.fixture
def store(tmp_path: Path, privacy: Privacy) -> Iterator[Store]:
    """A store of its own."""
    opened = open_store(f"sqlite:///{tmp_path / 'hoi.db'}", privacy)
    yield opened
    opened.close()
