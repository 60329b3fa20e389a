"""The ledger: answers are written down together, in order, and none is lost where we are told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.tables import ANSWERS
from bot.store.values import Entry, Given
from bot.web import ledger as module
from bot.web.ledger import MOST, Ledger
from tests.conftest import NOW


def given(text: str) -> Given:
    """An answer to a question."""
    return Given("web:a", NOW, Entry(text, "answer", "found", ("I-1",), 0.5))


def kept(store: Store) -> list[str]:
    """The questions that are written down, in order."""
    with store.transaction():
        return list(store.database.connection.execute(select(ANSWERS.c.text).order_by(ANSWERS.c.id)).scalars())


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A ledger of its own."""
    return Ledger(store)


def test_alone_it_writes_at_once(ledger: Ledger, store: Store) -> None:
    """Without a server that runs nothing waits."""
    ledger.add(given("một"))
    assert kept(store) == ["một"]


def test_gathering_it_writes_together(ledger: Ledger, store: Store) -> None:
    """In order; before the end whatever has not been written."""

    async def serve() -> None:
        with ledger.gathering():
            ledger.add(given("một"))
            ledger.add(given("hai"))
            assert kept(store) == []

    asyncio.run(serve())
    assert kept(store) == ["một", "hai"]


def test_what_waits_is_written_after_a_moment(ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though nothing else happens; then the next moment begins."""
    monkeypatch.setattr(module, "_TOGETHER", 0.0)

    async def serve() -> None:
        with ledger.gathering():
            for text in ("một", "hai"):
                ledger.add(given(text))
                while text not in kept(store):  # noqa: ASYNC110  # nothing tells
                    await asyncio.sleep(0)

    asyncio.run(serve())
    assert kept(store) == ["một", "hai"]


def test_not_too_much_waits(ledger: Ledger, store: Store) -> None:
    """Beyond a bound it is written down without waiting."""

    async def serve() -> None:
        with ledger.gathering():
            for number in range(MOST + 1):
                ledger.add(given(str(number)))
            assert len(kept(store)) == MOST

    asyncio.run(serve())
    assert len(kept(store)) == MOST + 1


@contextmanager
def broken(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database fails within this block."""

    def fail(*_: object) -> None:
        raise DatabaseError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(type(store.memory), "answers", fail)
        yield


def test_what_cannot_be_written_waits_on(ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged and tried again; where too much waits, nothing more is taken."""
    monkeypatch.setattr(module, "_TOGETHER", 0.0)

    async def serve() -> None:
        with ledger.gathering(), broken(store, monkeypatch):
            for number in range(MOST):
                ledger.add(given(str(number)))
                await asyncio.sleep(0)
            with pytest.raises(DatabaseError):
                ledger.add(given("quá nhiều"))

    with capture_logs() as logged:
        asyncio.run(serve())
    assert {line["event"] for line in logged} == {"answers_not_written_down"}
    assert kept(store) == [str(number) for number in range(MOST)]
