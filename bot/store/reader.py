"""The database opened only to be read, beside a bot that runs or without one: for the operator's commands."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import AddressError, DatabaseError, file_of
from bot.store.mail import backlog
from bot.store.tables import ANSWERS, FEEDBACK
from bot.store.values import Asked, Backlog, Judged

_ASKED = select(ANSWERS.c.person, ANSWERS.c.text, ANSWERS.c.outcome, ANSWERS.c.elapsed_ms).where(
    ANSWERS.c.text.is_not(None)
)
_JUDGED = select(FEEDBACK.c.label, ANSWERS.c.text).outerjoin_from(FEEDBACK, ANSWERS, FEEDBACK.c.answer == ANSWERS.c.id)


class NoDatabaseError(DatabaseError):
    """There is no file at the database's address."""


@dataclass(frozen=True)
class Reader:
    """What the operator may know of the database."""

    connection: Connection

    def asked(self, since: dt.datetime) -> tuple[Asked, ...]:
        """The questions since a moment."""
        return tuple(Asked(*row) for row in self.connection.execute(_ASKED.where(ANSWERS.c.at >= since)))

    def judged(self, since: dt.datetime) -> tuple[Judged, ...]:
        """The feedback since a moment."""
        return tuple(Judged(*row) for row in self.connection.execute(_JUDGED.where(FEEDBACK.c.at >= since)))

    def backlog(self) -> Backlog:
        """How much the bot still has to do."""
        return backlog(self.connection)


@contextmanager
def open_reader(address: str) -> Iterator[Reader]:
    """A database to be read as it stands: it is neither made nor changed.

    Raises:
        AddressError: no address of a database that is supported.
        NoDatabaseError: there is none.
        DatabaseError: it cannot be read, also within the block.
    """
    engine = _engine(address)
    try:
        with engine.connect() as connection:
            yield Reader(connection)
    except SQLAlchemyError as error:
        raise DatabaseError(str(error)) from error
    finally:
        engine.dispose()


def _engine(address: str) -> Engine:
    file = file_of(address)
    if file is None:
        try:
            return create_engine(address, hide_parameters=True)
        except (SQLAlchemyError, ImportError) as error:  # no such dialect, or its driver is not installed
            raise AddressError(address) from error
    if not file.is_file():
        raise NoDatabaseError(str(file))
    return create_engine(address, hide_parameters=True, creator=partial(_connect, file))


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
