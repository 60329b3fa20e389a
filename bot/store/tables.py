"""The tables. People and chats stand in them as keyed hashes (`bot.privacy`), but for what is to be sent.

A change here needs a migration beside the others; a test holds the two together. Few indexes, as every message writes
and only an operator searches; no foreign keys, as each table is deleted from by person and by age on its own, and a
number is never given twice.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

HASH = String(32)
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A key that counts itself up; SQLite does so for its own integers only."""


class Moment(TypeDecorator[dt.datetime]):
    """A moment: aware in Python, UTC in the database, whether the database knows of time zones or not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:  # noqa: ANN401, ARG002
        """From the database."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or dt.UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INBOX = Table(
    "inbox",
    METADATA,
    # Telegram's number of the update. The row outlives the answer, so that an update seen twice is answered once.
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    # The update as JSON; null once it is answered.
    Column("body", Text),
    # How often a start has taken it up again.
    Column("tries", Integer, nullable=False, default=0),
    Column("at", Moment, nullable=False),
)
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    # The chat whose turn it waits for; null for an answer to a press or to an inline query.
    Column("chat", BigInteger),
    Column("method", String(40), nullable=False),
    Column("params", Text, nullable=False),
    # The file that goes with it.
    Column("content", LargeBinary),
    # The answer that it gives.
    Column("answer", NUMBER),
    # When it was written down, for what is never made; by the clock of the machine, as nothing else depends on it.
    Column("at", Moment, default=partial(dt.datetime.now, dt.UTC)),
    sqlite_autoincrement=True,
)
PEOPLE = Table(
    "people",
    METADATA,
    Column("person", HASH, primary_key=True),
    # Whether answers are to be short.
    Column("short", Boolean, nullable=False),
    # The body where they work, by its id; "" where they have not said.
    Column("agency", String(20), nullable=False, default="", server_default=""),
    # When a session of the page said so, which goes when it is no longer used; null for what stays until it is deleted.
    Column("told", Moment),
)
REMINDERS = Table(
    "reminders",
    METADATA,
    # Telegram's number of the chat that wants them, in the clear: nothing can be sent to a hash.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    # The topic of the chat in which they were asked for.
    Column("topic", BigInteger),
    # The body that they are about; "" for all.
    Column("agency", String(20), nullable=False),
    # The newest occasion that is done with: sent, or already past when they were asked for.
    Column("done", Date, nullable=False),
)
ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("chat", HASH, nullable=False),
    Column("person", HASH, nullable=False),
    # The message that asked; null for a press.
    Column("asked", BigInteger),
    # The message that it became; null until it is sent.
    Column("message", BigInteger),
    # The state after it: that of the newest answer is what the conversation has come to.
    Column("after", Text),
    # Of a longer answer its pages.
    Column("pages", Text),
    # The question log. The question is normalised and masked; null for a press.
    Column("text", Text),
    Column("outcome", String(20), nullable=False),
    Column("reason", String(20), nullable=False),
    # The ids of the places cited, with blanks between.
    Column("cited", Text, nullable=False),
    Column("elapsed_ms", Float, nullable=False),
    Index(None, "chat", "person"),
    sqlite_autoincrement=True,
)
FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("chat", HASH, primary_key=True),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("person", HASH, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("label", String(20), nullable=False),
    # What the buttons were about: the press that leads back to them.
    Column("about", String(64), nullable=False),
    # The answer, where the message gives one: a menu's cards do not.
    Column("answer", NUMBER),
)
