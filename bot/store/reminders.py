"""Which chats want to be reminded, of what, and what each has been reminded of. All within the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select, update

from bot.store.database import Database
from bot.store.tables import REMINDERS
from bot.store.values import Wish

_ALL = select(REMINDERS.c.chat, REMINDERS.c.topic, REMINDERS.c.agency, REMINDERS.c.done)


@dataclass(frozen=True)
class Reminders:
    """The wishes of chats, which stand in the clear: nothing can be sent to a hash."""

    database: Database

    def want(self, wish: Wish) -> None:
        """A chat wants to be reminded; of one that does already only the topic and the body are taken."""
        self.database.connection.execute(self.database.upsert(REMINDERS, "topic", "agency"), asdict(wish))

    def of(self, chat: int) -> Wish | None:
        """What a chat wants; None where it wants nothing."""
        row = self.database.connection.execute(_ALL.where(REMINDERS.c.chat == chat)).first()
        return Wish(*row) if row is not None else None

    def stop(self, chat: int) -> None:
        """A chat wants nothing any more, and is forgotten."""
        self.database.erase()
        self.database.connection.execute(delete(REMINDERS).where(REMINDERS.c.chat == chat))

    def about(self, chat: int, agency: str) -> None:
        """What a chat wants, if anything, is to be about another body."""
        self.database.connection.execute(update(REMINDERS).where(REMINDERS.c.chat == chat).values(agency=agency))

    def waiting(self, occasion: dt.date, most: int) -> tuple[Wish, ...]:
        """So many at the most of those with whom the occasion of a day is not done yet."""
        found = _ALL.where(REMINDERS.c.done < occasion).order_by(REMINDERS.c.chat).limit(most)
        return tuple(Wish(*row) for row in self.database.connection.execute(found))

    def mark(self, chats: Sequence[int], occasion: dt.date) -> None:
        """The occasion of a day is done with for chats."""
        self.database.connection.execute(update(REMINDERS).where(REMINDERS.c.chat.in_(chats)).values(done=occasion))

    def follow(self, chat: int, to: int) -> None:
        """A chat has got another number."""
        wish = self.of(chat)
        if wish is not None:
            self.stop(chat)
            self.want(Wish(to, None, wish.agency, wish.done))
