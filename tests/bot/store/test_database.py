"""The database: what it is opened by, its tables and their history, transactions, and deleting for good."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.store.database import AddressError, DatabaseError, file_of, open_database
from bot.store.migrations.versions import v0003_own_agency
from bot.store.store import Store
from bot.store.tables import METADATA, OUTBOX, PEOPLE


def test_migrations_and_tables_agree(store: Store) -> None:
    """A database made by the migrations is what the tables say, types, indexes and all."""
    with store.database.connection.begin():
        context = MigrationContext.configure(store.database.connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == v0003_own_agency.revision


def test_the_tables_suit_postgresql_too() -> None:
    """Nothing in them is SQLite's alone."""
    dialect = postgresql.dialect()
    tables = METADATA.sorted_tables
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    indexes = [str(CreateIndex(index).compile(dialect=dialect)) for table in tables for index in table.indexes]
    assert any("id BIGSERIAL" in text for text in made)
    assert all("TIMESTAMP WITH TIME ZONE" in text for text in made if "\tat " in text)
    assert indexes == ["CREATE INDEX ix_answers_chat_person ON answers (chat, person)"]


def test_it_writes_ahead(store: Store) -> None:
    """In WAL mode, without waiting for the disk at each message, overwriting what it deletes."""
    read = store.database.connection.exec_driver_sql
    with store.transaction():
        assert read("PRAGMA journal_mode").scalar() == "wal"
        assert read("PRAGMA synchronous").scalar() == 1
        assert read("PRAGMA secure_delete").scalar() == 1


def _set_and_fail(store: Store) -> None:
    with store.transaction():
        store.memory.set_short(1, short=True)
        raise ZeroDivisionError


def test_all_or_nothing(store: Store) -> None:
    """Where a transaction fails, nothing of it is done, and the next one works."""
    with pytest.raises(ZeroDivisionError):
        _set_and_fail(store)
    with store.transaction():
        assert not store.memory.talk(1, 1).short
        store.memory.set_short(1, short=True)
    with store.transaction():
        assert store.memory.talk(1, 1).short


def test_a_failure_does_not_say_what_was_written(store: Store) -> None:
    """What people wrote stays out of the error's words."""
    with pytest.raises(DatabaseError) as error, store.transaction():
        store.database.connection.execute(PEOPLE.insert(), {"person": "written by Lan"})
    assert "written by Lan" not in str(error.value)
    assert "NOT NULL" in str(error.value)


def test_what_is_deleted_is_gone(store: Store, tmp_path: Path) -> None:
    """From the file and from the log beside it, once it is deleted for good."""
    with store.transaction():
        store.memory.set_short(1, short=True)
    mark = store.memory.privacy.hashed(1).encode()
    assert mark in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with store.transaction():
        store.memory.forget(1)
    assert mark not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_deleting_waits_for_no_reader(store: Store, tmp_path: Path) -> None:
    """The log beside the file is emptied by the first transaction after the reader has gone; the patience stays."""
    run = store.database.connection.exec_driver_sql
    with store.transaction():
        store.memory.set_short(1, short=True)
        run("PRAGMA busy_timeout = 600000")  # were it waited for, this would not end
    mark = store.memory.privacy.hashed(1).encode()
    with closing(sqlite3.connect(tmp_path / "hoi.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        with store.transaction():
            store.memory.forget(1)
        assert mark in (tmp_path / "hoi.db-wal").read_bytes()
    with store.transaction():
        assert run("PRAGMA busy_timeout").scalar() == 600000
    assert mark not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_it_is_opened_again(tmp_path: Path) -> None:
    """Its folder is made; a second start changes nothing."""
    address = f"sqlite:///{tmp_path / 'deep' / 'down' / 'hoi.db'}"
    for _ in range(2):
        database = open_database(address)
        with database.transaction():
            assert set(METADATA.tables) < set(inspect(database.connection).get_table_names())
        database.close()


@pytest.mark.parametrize("address", ["", "hoi.db", "mysql://server/hoi", "postgresql+none://server/hoi", "sqlite:/x"])
def test_an_address_that_is_none(address: str) -> None:
    """Is refused by name."""
    with pytest.raises(AddressError):
        open_database(address)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Is said, and left as it is."""
    file = tmp_path / "hoi.db"
    file.write_bytes(b"no database at all" * 1000)
    with pytest.raises(DatabaseError, match="not a database"):
        open_database(f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"no database")


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    """Is not touched by an older program."""
    address = f"sqlite:///{tmp_path / 'hoi.db'}"
    database = open_database(address)
    with database.transaction():
        database.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(DatabaseError, match="9999"):
        open_database(address)


def test_which_file_it_is() -> None:
    """That of SQLite; none in memory, none elsewhere."""
    assert file_of("sqlite:////var/lib/hoi/hoi.db") == Path("/var/lib/hoi/hoi.db")
    assert file_of("sqlite://") is None
    assert file_of("postgresql://server/hoi") is None


def test_an_upsert(store: Store) -> None:
    """Takes the place of the row with its key."""
    rows = ({"person": "a", "short": True, "agency": "sct"}, {"person": "a", "short": False, "agency": ""})
    with store.transaction():
        for row in rows:
            store.database.connection.execute(store.database.upsert(PEOPLE), row)
        assert store.database.connection.execute(select(PEOPLE)).all() == [("a", False, "", None)]


def test_an_upsert_of_some_columns(store: Store) -> None:
    """Leaves the others as they are."""
    run = store.database.connection.execute
    with store.transaction():
        run(store.database.upsert(PEOPLE), {"person": "a", "short": True, "agency": "sct"})
        run(store.database.upsert(PEOPLE, "agency"), {"person": "a", "short": False, "agency": "stc"})
        assert run(select(PEOPLE)).all() == [("a", True, "stc", None)]


def test_a_database_of_the_first_version(tmp_path: Path) -> None:
    """Is brought up; what waits in it is kept, and counts as written down now; people's settings stay."""
    address = f"sqlite:///{tmp_path / 'hoi.db'}"
    database = open_database(address)
    with database.transaction():
        run = database.connection.exec_driver_sql
        run("ALTER TABLE outbox DROP COLUMN at")
        run("ALTER TABLE people DROP COLUMN agency")
        run("ALTER TABLE people DROP COLUMN told")
        run("DROP TABLE reminders")
        run("INSERT INTO people (person, short) VALUES ('a', 1)")
        run("UPDATE alembic_version SET version_num = '0001'")
        run("INSERT INTO outbox (method, params) VALUES ('sendMessage', '{}')")
    database.close()
    database = open_database(address)
    with database.transaction():
        (at,) = database.connection.execute(select(OUTBOX.c.at)).scalars()
        assert abs(dt.datetime.now(dt.UTC) - at) < dt.timedelta(hours=1)
        assert database.connection.execute(select(PEOPLE)).all() == [("a", True, "", None)]
    database.close()
