"""The database opened only to be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.privacy import Privacy
from bot.store.database import AddressError, DatabaseError
from bot.store.reader import NoDatabaseError, open_reader
from bot.store.store import Store, open_store
from bot.store.values import Asked, Backlog, Call, Entry, Judged

NOW = dt.datetime(2024, 6, 3, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
PRIVACY = Privacy(b"0123456789abcdef")
LAN = 1001


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'a b%#.db'}"


def log(store: Store, text: str, at: dt.datetime) -> int:
    """A question of Lan's in the log."""
    return store.memory.answer(LAN, LAN, at, Entry(text, "answer", "found", ("I-1",), 0.5), 1)


def test_questions_since_a_moment(address: str) -> None:
    """Those at the moment and after it, beside a bot that has the database open; people as hashes."""
    store = open_store(address, PRIVACY)
    with store.transaction():
        log(store, "trước", NOW - HOUR)
        log(store, "sau", NOW)
    with open_reader(address) as reader:
        assert reader.asked(NOW) == (Asked(PRIVACY.hashed(LAN), "sau", "answer", 0.5),)
    store.close()


def test_feedback_comes_with_its_question(address: str) -> None:
    """A judgement of an answer that a press asked for has no question; old ones stay away."""
    store = open_store(address, PRIVACY)
    with store.transaction():
        store.mail.keep({log(store, "vay vốn", NOW - HOUR): 2})
        store.memory.judge(LAN, 2, LAN, "sai", "u:I-1", NOW)
        store.memory.judge(LAN, 3, LAN, "dung", "u:I-1", NOW)
        store.memory.judge(LAN, 4, LAN, "lac", "u:I-1", NOW - HOUR)
    store.close()
    with open_reader(address) as reader:
        assert set(reader.judged(NOW)) == {Judged("dung", None), Judged("sai", "vay vốn")}


def test_how_much_is_to_be_done(address: str) -> None:
    """Of the updates that wait the oldest; what is answered does not count, nor what is sent."""
    store = open_store(address, PRIVACY)
    with open_reader(address) as reader:
        assert reader.backlog() == Backlog(waiting=0, oldest=None, unsent=0)
    with store.transaction():
        for number, at in enumerate((NOW - 2 * HOUR, NOW - HOUR, NOW)):
            store.mail.receive({number: "{}"}, at)
        store.mail.strike(0)
        sent, _ = store.mail.post([Call("sendMessage", {}, LAN)] * 2)
        store.mail.drop([sent.id])
        backlog = Backlog(waiting=2, oldest=NOW - HOUR, unsent=1)
        assert store.mail.backlog() == backlog
    with open_reader(address) as reader:
        assert reader.backlog() == backlog
    store.close()


def test_it_cannot_write(address: str) -> None:
    """Whatever is run on it, the database stays as it is."""
    open_store(address, PRIVACY).close()
    with pytest.raises(DatabaseError, match="readonly"), open_reader(address) as reader:
        reader.connection.exec_driver_sql("DELETE FROM answers")


def test_no_database_is_made(address: str, tmp_path: Path) -> None:
    """A file that is missing stays missing."""
    with pytest.raises(NoDatabaseError), open_reader(address):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_file_that_is_none_of_ours(tmp_path: Path, content: bytes) -> None:
    """Another kind of file, or a database without our tables, cannot be read."""
    file = tmp_path / "hoi.db"
    file.write_bytes(content)
    with pytest.raises(DatabaseError), open_reader(f"sqlite:///{file}") as reader:
        reader.asked(NOW)


@pytest.mark.parametrize("address", ["", "hoi.db", "mysql://localhost/hoi", "postgresql+nothing://localhost/hoi"])
def test_an_address_of_no_database_that_we_know(address: str) -> None:
    """It is refused as the bot refuses it."""
    with pytest.raises(AddressError), open_reader(address):
        pass


def test_what_a_killed_bot_left_is_read(address: str, tmp_path: Path) -> None:
    """Rows that stand only in the write-ahead log, as after a kill, are seen."""
    open_store(address, PRIVACY).close()
    file = tmp_path / "a b%#.db"
    bot = open_store(address, PRIVACY)
    with bot.transaction():
        log(bot, "vay", NOW)
    left = tmp_path / "left"
    left.mkdir()
    for name in (file.name, f"{file.name}-wal"):  # as a kill leaves them: nothing is folded in
        (left / name).write_bytes((tmp_path / name).read_bytes())
    bot.close()
    with open_reader(f"sqlite:///{left / file.name}") as reader:
        assert [each.text for each in reader.asked(NOW)] == ["vay"]
