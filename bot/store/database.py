"""The database: opened by its address, brought to the newest tables, and the one connection that everything shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

_PRAGMAS = (
    "journal_mode = WAL",
    # Safe against a killed process; only a power cut may take the last moments.
    "synchronous = NORMAL",
    # Taking the log into the file waits for the disk: seldom, and the log keeps below some 32 MB.
    "wal_autocheckpoint = 8000",
    # What /xoa deletes is overwritten, not only unlinked.
    "secure_delete = ON",
)
_ERASE = "erase"
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class AddressError(ValueError):
    """A database address that cannot be used."""


class DatabaseError(RuntimeError):
    """The database cannot be opened, or not be written to. The message says why."""


@dataclass(frozen=True)
class Database:
    """An open database. Everything runs on one connection, in one thread, a transaction at a time."""

    connection: Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within.

        Raises:
            DatabaseError: the database fails; nothing of it was done.
        """
        try:
            with self.connection.begin():
                yield
            # Where it cannot be done now, the next transaction tries again.
            if self.connection.info.get(_ERASE) and self._truncated():
                del self.connection.info[_ERASE]
        except SQLAlchemyError as error:
            raise DatabaseError(str(error)) from error

    def upsert(self, table: Table, *columns: str) -> Insert:
        """An insert that takes the place of a row with the same key; with columns named, of their values there only."""
        new = _INSERTS[self.connection.dialect.name](table)
        taken = columns or [column.name for column in table.columns if not column.primary_key]
        others = {name: new.excluded[name] for name in taken}
        statement: Insert = new.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)
        return statement

    def added(self, statement: Insert, row: Mapping[str, Any]) -> int:
        """Insert a row; the number that it got."""
        key = self.connection.execute(statement, row).inserted_primary_key
        if key is None:
            raise TypeError("the table does not number its rows")
        return int(key[0])

    def erase(self) -> None:
        """What is deleted in this transaction is to be gone for good: from SQLite's write-ahead log as well."""
        self.connection.info[_ERASE] = True

    def _truncated(self) -> bool:
        """Whether the write-ahead log could be emptied. Waits for nobody who reads, and fails nothing that is done."""
        if self.connection.dialect.name != "sqlite":
            return True
        run = self.connection.exec_driver_sql
        try:
            patience = run("PRAGMA busy_timeout").scalar_one()
            run("PRAGMA busy_timeout = 0")
            try:
                busy = run("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
            finally:
                run(f"PRAGMA busy_timeout = {patience}")
            self.connection.commit()
        except SQLAlchemyError:
            with suppress(SQLAlchemyError):
                self.connection.rollback()
            return False
        return not busy

    def close(self) -> None:
        """Close it."""
        self.connection.close()
        self.connection.engine.dispose()


def file_of(address: str) -> Path | None:
    """The file of a SQLite database; None where it is none, or lives in memory.

    Raises:
        AddressError: no address of a database that is supported.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise AddressError(address) from error
    if url.get_backend_name() not in _INSERTS:
        raise AddressError(address)
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def open_database(address: str) -> Database:
    """A database, made where there is none, its tables brought to the newest form.

    Raises:
        AddressError: no address of a database that is supported.
        DatabaseError: it cannot be opened, or a newer version of the program has changed it.
        OSError: its directory cannot be made.
    """
    file = file_of(address)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Values stay out of error messages: they hold what people wrote.
        engine = create_engine(address, hide_parameters=True)
    except (SQLAlchemyError, ImportError) as error:  # no such dialect, or its driver is not installed
        raise AddressError(address) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    try:
        return Database(_connect(engine))
    except (SQLAlchemyError, CommandError) as error:
        engine.dispose()
        raise DatabaseError(str(error)) from error


def _connect(engine: Engine) -> Connection:
    connection = engine.connect()
    try:
        config = Config()
        config.set_main_option("script_location", "bot.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own connection
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
