"""Running: what has grown too old is deleted, and a signal is a word that is heard."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.commands.running import on_stop, tidy
from bot.service import Service
from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.values import Entry
from tests.conftest import NOW

DAYS = 90


def tidied(service: Service, store: Store, now: dt.datetime) -> int:
    """Tidy once, at a moment; how many answers are left."""

    async def once() -> None:
        task = asyncio.create_task(tidy(replace(service, clock=lambda: now), store, DAYS))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(once())
    with store.transaction():
        count: int = store.database.connection.exec_driver_sql("SELECT count(*) FROM answers").scalar_one()
    return count


def test_what_is_old_is_deleted(service: Service, store: Store) -> None:
    """After the days that are set, and not before."""
    with store.transaction():
        store.memory.answer(1, 1, NOW, Entry("lãi suất vay", "abstain", "not_held", (), 1.0), 1)
    assert tidied(service, store, NOW + dt.timedelta(days=DAYS - 1)) == 1
    assert tidied(service, store, NOW + dt.timedelta(days=DAYS + 1)) == 0


def test_a_database_that_is_busy_is_tidied_later(
    service: Service, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is logged, and ends nothing."""

    def fail(*_: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(Store, "purge", fail)
    with capture_logs() as log:
        assert tidied(service, store, NOW) == 0
    assert [line["event"] for line in log] == ["purge_failed"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_a_word_to_stop(number: int) -> None:
    """Either does not end the process, but calls what was given."""

    async def work() -> bool:
        told = asyncio.Event()
        on_stop(told.set)
        os.kill(os.getpid(), number)
        return await told.wait()

    assert asyncio.run(work())
