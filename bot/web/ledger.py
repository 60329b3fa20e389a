"""The ledger: writes answers down, those of a moment together, as one transaction costs less than many.

What was answered in the last moment is lost where the process is killed, and nothing where it is told to stop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot import logs
from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.values import Given

MOST = 100
"""So many answers wait, at the most."""
_TOGETHER = 0.05
"""Seconds for which the first waits for others."""
_LOG = logs.logger(__name__)


class Ledger:
    """Writes each answer down at once, or, while it is `gathering`, a moment later with others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Given] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._due: asyncio.TimerHandle | None = None

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Within this block answers wait for others; at its end all are written down.

        Raises:
            DatabaseError: the last ones cannot be.
        """
        self._loop = asyncio.get_running_loop()
        try:
            yield
        finally:
            self._loop = None
            self.flush()

    def add(self, given: Given) -> None:
        """Take an answer.

        Raises:
            DatabaseError: it cannot be written down, or so many before it could not that this one is not taken.
        """
        if len(self._waiting) >= MOST:
            self.flush()
        self._waiting.append(given)
        if self._loop is None:
            self.flush()
        elif self._due is None:
            self._due = self._loop.call_later(_TOGETHER, self._write)

    def flush(self) -> None:
        """Write down what waits, before it is read or deleted.

        Raises:
            DatabaseError: it cannot be; it waits on.
        """
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._waiting:
            with self._store.transaction():
                self._store.memory.answers(self._waiting)
            self._waiting.clear()

    def _write(self) -> None:
        try:
            self.flush()
        except DatabaseError as error:  # the next answer tries again
            logs.failure(_LOG, "answers_not_written_down", error, waiting=len(self._waiting))
