"""What is still to be done: updates to answer (inbox), calls to make (outbox). All within the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update

from bot.store import codec
from bot.store.database import Database
from bot.store.tables import ANSWERS, INBOX, OUTBOX
from bot.store.values import Backlog, Call, Parcel, Waiting

_UPDATE: BindParameter[Any] = bindparam("the_update")
_ROW: BindParameter[Any] = bindparam("the_row")
_ANSWER: BindParameter[Any] = bindparam("the_answer")
_SEEN = select(INBOX.c.update_id).where(INBOX.c.update_id.in_(bindparam("numbers", expanding=True)))
_RECEIVE = insert(INBOX)
_WAITING = (
    select(INBOX.c.update_id, INBOX.c.body, INBOX.c.tries, INBOX.c.at)
    .where(INBOX.c.body.is_not(None))
    .order_by(INBOX.c.update_id)
)
_TAKE_UP = update(INBOX).where(INBOX.c.update_id == _UPDATE).values(tries=INBOX.c.tries + 1)
_STRIKE = update(INBOX).where(INBOX.c.update_id == _UPDATE).values(body=None)
_POST = insert(OUTBOX)
_UNSENT = select(OUTBOX).order_by(OUTBOX.c.id)
_DROP = delete(OUTBOX).where(OUTBOX.c.id == _ROW)
# An answer that its person has had deleted is not there any more, and nothing is kept of it.
_KEEP = update(ANSWERS).where(ANSWERS.c.id == _ANSWER)
_KEPT = select(ANSWERS.c.message).where(ANSWERS.c.id == _ANSWER)
_BACKLOG = select(func.count(), func.min(INBOX.c.at), select(func.count()).select_from(OUTBOX).scalar_subquery()).where(
    INBOX.c.body.is_not(None)
)


def backlog(connection: Connection) -> Backlog:
    """How much is to be done."""
    return Backlog(*connection.execute(_BACKLOG).one())


@dataclass(frozen=True)
class Mail:
    """The inbox and the outbox."""

    database: Database

    def receive(self, bodies: Mapping[int, str], at: dt.datetime) -> frozenset[int]:
        """Write updates down, by number; the numbers of those that have not been seen before."""
        seen = set(self.database.connection.execute(_SEEN, {"numbers": list(bodies)}).scalars())
        fresh = bodies.keys() - seen
        rows = [{"update_id": number, "body": bodies[number], "tries": 0, "at": at} for number in sorted(fresh)]
        if rows:
            self.database.connection.execute(_RECEIVE, rows)
        return frozenset(fresh)

    def waiting(self) -> tuple[Waiting, ...]:
        """The updates that are not answered, oldest first."""
        return tuple(Waiting(*row) for row in self.database.connection.execute(_WAITING))

    def backlog(self) -> Backlog:
        """How much is to be done."""
        return backlog(self.database.connection)

    def take_up(self, update_id: int) -> None:
        """Note that an update is taken up once more."""
        self.database.connection.execute(_TAKE_UP, {"the_update": update_id})

    def strike(self, update_id: int) -> None:
        """An update is answered: what it said goes, its number stays."""
        self.database.connection.execute(_STRIKE, {"the_update": update_id})

    def post(self, calls: Iterable[Call]) -> tuple[Parcel, ...]:
        """Write down calls to make, in this order."""
        return tuple(Parcel(self._post(call), call) for call in calls)

    def _post(self, call: Call) -> int:
        row = {
            "chat": call.chat,
            "method": call.method,
            "params": codec.dump(call.params),
            "content": call.content,
            "answer": call.answer,
        }
        return self.database.added(_POST, row)

    def unsent(self) -> tuple[Parcel, ...]:
        """The calls that are not made, oldest first."""
        return tuple(
            Parcel(
                row.id,
                Call(row.method, codec.load(row.params, dict) or {}, row.chat, row.content, row.answer),
            )
            for row in self.database.connection.execute(_UNSENT)
        )

    def drop(self, parcels: Sequence[int]) -> None:
        """Calls are made, or can never be."""
        if parcels:
            self.database.connection.execute(_DROP, [{"the_row": parcel} for parcel in parcels])

    def keep(self, messages: Mapping[int, int | None]) -> None:
        """Keep which message each answer became; None: it is no message any more."""
        rows = [{"the_answer": answer, "message": message} for answer, message in messages.items()]
        if rows:
            self.database.connection.execute(_KEEP, rows)

    def kept(self, answer: int) -> int | None:
        """The message that an answer became."""
        return self.database.connection.execute(_KEPT, {"the_answer": answer}).scalar()

    def follow(self, chat: int, to: int) -> None:
        """A chat has got another number."""
        self.database.connection.execute(update(OUTBOX).where(OUTBOX.c.chat == chat).values(chat=to))

    def purge(self, before: dt.datetime, seen: dt.datetime) -> None:
        """Delete what came before a moment, done or not.

        Args:
            before: that moment.
            seen: before this one Telegram can no longer send an update again; the numbers of those answered go.
        """
        self.database.connection.execute(delete(INBOX).where(INBOX.c.body.is_(None), INBOX.c.at < seen))
        for table in (INBOX, OUTBOX):
            self.database.connection.execute(delete(table).where(table.c.at < before))
