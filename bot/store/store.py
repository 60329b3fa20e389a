"""All that is kept, opened once: the mail to do, the memory of people, and who wants to be reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.privacy import Privacy
from bot.store.database import Database, open_database
from bot.store.mail import Mail
from bot.store.memory import Memory
from bot.store.reminders import Reminders
from bot.store.values import Call, Parcel

_SEEN = dt.timedelta(days=2)
"""Telegram keeps an update for a day; so long its number must be known."""
_DAY = dt.timedelta(days=1)
_TALK = _DAY
"""So long a conversation is kept: an edit needs the state before it, a button the pages."""


@dataclass(frozen=True)
class Store:
    """The mail, the memory, the reminders, on one database. What belongs together is done within one `transaction`."""

    database: Database
    mail: Mail
    memory: Memory
    reminders: Reminders

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is done within.

        Raises:
            DatabaseError: the database fails.
        """
        return self.database.transaction()

    def settle(self, update_id: int, calls: Iterable[Call]) -> tuple[Parcel, ...]:
        """An update is answered by these calls: they are written down and it is struck out. Within a transaction."""
        parcels = self.mail.post(calls)
        self.mail.strike(update_id)
        return parcels

    def is_due(self, reminder: Parcel, day: dt.date, *, timely: bool) -> bool:
        """Whether a reminder of a day is to be sent now; else it is struck out.

        One that has missed its time is left to another morning, unless the chat has been reminded of something newer
        by then; a chat that wants none any more gets none.
        """
        with self.transaction():
            chat = reminder.call.chat
            wish = self.reminders.of(chat) if chat is not None else None
            if wish is not None and timely:
                return True
            if wish is not None and wish.done <= day:
                self.reminders.mark([wish.chat], wish.done - _DAY)
            self.mail.drop([reminder.id])
            return False

    def follow(self, chat: int, to: int, dropped: Sequence[int] = ()) -> None:
        """A chat has got another number, where some of the calls that wait make no sense."""
        with self.transaction():
            self.mail.drop(dropped)
            self.mail.follow(chat, to)
            self.memory.follow(chat, to)
            self.reminders.follow(chat, to)

    def purge(self, now: dt.datetime, days: int) -> None:
        """Delete what is older than so many days, what was not done included, and sooner what nobody needs so long."""
        with self.transaction():
            self.memory.purge(now - dt.timedelta(days=days), now - _TALK)
            self.mail.purge(now - dt.timedelta(days=days), now - _SEEN)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_store(address: str, privacy: Privacy) -> Store:
    """The store at a database address.

    Raises:
        AddressError, DatabaseError, OSError: as `open_database`.
    """
    database = open_database(address)
    return Store(database, Mail(database), Memory(database, privacy), Reminders(database))
