"""What is remembered of people: answers with conversation and question log, settings, feedback. By keyed hash only.

All within the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, insert, or_, select, update

from bot.privacy import Name, Privacy
from bot.store import codec
from bot.store.database import Database
from bot.store.tables import ANSWERS, FEEDBACK, PEOPLE
from bot.store.values import Answered, Entry, Given, Talk
from bot.telegram.message import Message
from nlp.state import State

_CHAT: BindParameter[str] = bindparam("the_chat")
_PERSON: BindParameter[str] = bindparam("the_person")
_MESSAGE: BindParameter[int] = bindparam("the_message")
_ROW: BindParameter[int] = bindparam("the_row")
_OWN = (ANSWERS.c.chat == _CHAT, ANSWERS.c.person == _PERSON)
_NEWEST = select(ANSWERS.c.after).where(*_OWN).order_by(ANSWERS.c.id.desc()).limit(1)
_SHORT, _AGENCY = (select(column).where(PEOPLE.c.person == _PERSON) for column in (PEOPLE.c.short, PEOPLE.c.agency))
_TALK = select(
    _NEWEST.scalar_subquery().label("state"),
    _SHORT.scalar_subquery().label("short"),
    _AGENCY.scalar_subquery().label("agency"),
)
_ADD = insert(ANSWERS)
_CHANGE = update(ANSWERS).where(ANSWERS.c.id == _ROW)
_END = update(ANSWERS).where(*_OWN).values(after=None)
_EARLIER = ANSWERS.alias("earlier")
_BEFORE = (
    select(_EARLIER.c.after)
    .where(_EARLIER.c.chat == ANSWERS.c.chat, _EARLIER.c.person == ANSWERS.c.person, _EARLIER.c.id < ANSWERS.c.id)
    .order_by(_EARLIER.c.id.desc())
    .limit(1)
)
_ANSWERED = select(
    ANSWERS.c.id, ANSWERS.c.at, ANSWERS.c.pages, ANSWERS.c.after, _BEFORE.scalar_subquery().label("before")
)
_TO = _ANSWERED.where(*_OWN, ANSWERS.c.asked == _MESSAGE)
_IN = _ANSWERED.where(ANSWERS.c.chat == _CHAT, ANSWERS.c.message == _MESSAGE)
_NEWEST_ID = select(ANSWERS.c.id).where(*_OWN).order_by(ANSWERS.c.id.desc()).limit(1)
_KNOWN = select(or_(_NEWEST_ID.exists(), select(PEOPLE.c.person).where(PEOPLE.c.person == _PERSON).exists()))
_LIKE = _NEWEST_ID.where(
    ANSWERS.c.text.is_not_distinct_from(bindparam("the_text")),
    ANSWERS.c.reason == bindparam("the_reason"),
    ANSWERS.c.cited == bindparam("the_cited"),
)


@dataclass(frozen=True)
class Memory:
    """What is remembered. People and chats come in by name (Telegram's are numbers) and are hashed here."""

    database: Database
    privacy: Privacy

    def talk(self, chat: Name, person: Name) -> Talk:
        """A person's conversation in a chat. A state that cannot be read is none."""
        row = self.database.connection.execute(_TALK, self._keys(chat, person)).one()
        return Talk(codec.load(row.state, State), bool(row.short), row.agency or "")

    def knows(self, chat: Name, person: Name) -> bool:
        """Whether anything is kept of a person in a chat, or wherever they write."""
        return bool(self.database.connection.execute(_KNOWN, self._keys(chat, person)).scalar())

    def end(self, chat: Name, person: Name) -> None:
        """The conversation is forgotten."""
        self.database.connection.execute(_END, self._keys(chat, person))

    def set_short(self, person: Name, *, short: bool) -> None:
        """A person wants answers short, or full."""
        row = {"person": self.privacy.hashed(person), "short": short}
        self.database.connection.execute(self.database.upsert(PEOPLE, "short"), row)

    def set_agency(self, person: Name, agency: str, told: dt.datetime | None = None) -> None:
        """Where a person works.

        Args:
            person: who.
            agency: the body, by its id; "" to forget it.
            told: when, by one who may never be seen again: it goes with their last answers (`purge`). None: it stays.
        """
        row = {"person": self.privacy.hashed(person), "short": False, "agency": agency, "told": told}
        self.database.connection.execute(self.database.upsert(PEOPLE, "agency", "told"), row)

    def answer(self, chat: Name, person: Name, at: dt.datetime, entry: Entry, asked: int | None = None) -> int:
        """Keep an answer.

        Args:
            chat: where it is given.
            person: to whom.
            at: when.
            entry: what it is.
            asked: the message that asked; None for a press.

        Returns:
            Its number.
        """
        keys = {"chat": self.privacy.hashed(chat), "person": self.privacy.hashed(person)}
        return self.database.added(_ADD, {**_row(entry), **keys, "at": at, "asked": asked})

    def answers(self, given: Iterable[Given]) -> None:
        """Keep answers that nobody asks for by number, in this order."""
        rows = [
            {**_row(each.entry), "chat": who, "person": who, "at": each.at, "asked": None}
            for each in given
            for who in (self.privacy.hashed(each.person),)
        ]
        self.database.connection.execute(_ADD, rows)

    def change(self, answer: int, entry: Entry) -> None:
        """An answer has been given anew."""
        self.database.connection.execute(_CHANGE, {**_row(entry), "the_row": answer})

    def answer_to(self, chat: Name, person: Name, asked: int) -> Answered | None:
        """The answer to a person's message."""
        found = self.database.connection.execute(_TO, {**self._keys(chat, person), "the_message": asked})
        return _answered(found.first())

    def answer_in(self, chat: Name, message: int) -> Answered | None:
        """The answer that one of our messages gives."""
        keys = {"the_chat": self.privacy.hashed(chat), "the_message": message}
        return _answered(self.database.connection.execute(_IN, keys).first())

    def answer_like(self, chat: Name, person: Name, entry: Entry) -> int | None:
        """The number of a person's newest answer of this kind: to the same question, of the same places."""
        row = _row(entry)
        alike = {"the_text": row["text"], "the_reason": row["reason"], "the_cited": row["cited"]}
        found: int | None = self.database.connection.execute(_LIKE, self._keys(chat, person) | alike).scalar()
        return found

    def judge(  # noqa: PLR0913, PLR0917  # the columns of a row
        self, chat: Name, message: int, person: Name, label: str, about: str, at: dt.datetime
    ) -> None:
        """Keep what a person says of an answer, in place of what they said before.

        Args:
            chat: where the answer stands.
            message: the message that gives it.
            person: who judges.
            label: what they say.
            about: the press that leads back to the answer's buttons.
            at: when.
        """
        answered = self.answer_in(chat, message)
        row = {
            "chat": self.privacy.hashed(chat),
            "message": message,
            "person": self.privacy.hashed(person),
            "at": at,
            "label": label,
            "about": about,
            "answer": None if answered is None else answered.id,
        }
        self.database.connection.execute(self.database.upsert(FEEDBACK), row)

    def unjudge(self, answer: int) -> None:
        """What was said of an answer is dropped: it is given anew."""
        self.database.connection.execute(delete(FEEDBACK).where(FEEDBACK.c.answer == answer))

    def forget(self, person: Name) -> None:
        """Delete everything that is kept of a person."""
        self.database.erase()
        for table in (FEEDBACK, ANSWERS, PEOPLE):
            self.database.connection.execute(delete(table).where(table.c.person == self.privacy.hashed(person)))

    def follow(self, chat: int, to: int) -> None:
        """A chat has got another number: its conversations go on there, where its messages have other numbers."""
        moved = update(ANSWERS).where(ANSWERS.c.chat == self.privacy.hashed(chat))
        self.database.connection.execute(moved.values(chat=self.privacy.hashed(to), asked=None, message=None))

    def purge(self, before: dt.datetime, talk: dt.datetime) -> None:
        """Delete what is older than a moment, and than another one what only a conversation needs.

        Settings stay, but for those of sessions that have told nothing and asked nothing since the first moment.
        """
        self.database.erase()
        for table in (FEEDBACK, ANSWERS):
            self.database.connection.execute(delete(table).where(table.c.at < before))
        asking = select(ANSWERS.c.person)
        self.database.connection.execute(delete(PEOPLE).where(PEOPLE.c.told < before, PEOPLE.c.person.not_in(asking)))
        self.database.connection.execute(
            update(ANSWERS)
            .where(ANSWERS.c.at < talk, or_(ANSWERS.c.after.is_not(None), ANSWERS.c.pages.is_not(None)))
            .values(after=None, pages=None)
        )

    def _keys(self, chat: Name, person: Name) -> dict[str, str]:
        return {"the_chat": self.privacy.hashed(chat), "the_person": self.privacy.hashed(person)}


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.text,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "cited": " ".join(entry.cited),
        "elapsed_ms": entry.elapsed_ms,
        "after": None if entry.after is None else codec.dump(entry.after),
        "pages": codec.dump(entry.pages) if entry.pages else None,
    }


def _answered(row: Row[Any, Any, Any, Any, Any] | None) -> Answered | None:
    if row is None:
        return None
    before, after = codec.load(row.before, State), codec.load(row.after, State)
    return Answered(row.id, row.at, before, after, codec.load(row.pages, tuple[Message, ...]) or ())
