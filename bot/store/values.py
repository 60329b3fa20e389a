"""What goes into the store and comes out of it, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.privacy import Name
from bot.telegram.message import Message
from nlp.state import State


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is not answered: its number, its JSON, how often it has been taken up again, when it came."""

    update_id: int
    body: str
    tries: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API to make.

    `chat` is the chat in whose queue it waits, None for an answer to a press or a query, which waits for nothing.
    `content` is the file that goes with it. `answer` is the answer that it gives: of the message that is sent the
    number is kept, and `bot.telegram.calls.REVISE` finds it again. `bot.telegram.calls.REMIND` has its own time.
    """

    method: str
    params: Mapping[str, Any]
    chat: int | None = None
    content: bytes | None = None
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A call that is written down, with its number."""

    id: int
    call: Call


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much is to be done: updates that are not answered, when the oldest of them came, calls that are not made."""

    waiting: int
    oldest: dt.datetime | None
    unsent: int


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known when a person writes: the state of the conversation, and whether answers are to be short.

    `agency` is the body where they work, by its id; "" where they have not said.
    """

    state: State | None
    short: bool
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A chat that wants to be reminded: in which topic, of which body's tasks ("" for all), what is done with already.

    Occasions up to the day `done` are sent, or were past when it was asked.
    """

    chat: int
    topic: int | None
    agency: str
    done: dt.date


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of an answer: its line in the question log, the state after it, its pages where they are needed.

    `text` is the question, normalised and masked; None where a press asked.
    """

    text: str | None
    outcome: str
    reason: str
    cited: tuple[str, ...]
    elapsed_ms: float
    after: State | None = None
    pages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that is to be kept: to whom it is given, in the one chat that they have, and when."""

    person: Name
    at: dt.datetime
    entry: Entry


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was given: its number, when, the state before it and after it, its pages."""

    id: int
    at: dt.datetime
    before: State | None
    after: State | None
    pages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the question log as it is read back: by whom (hashed), what, what became of it, how long it took."""

    person: str
    text: str
    outcome: str
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of an answer: the label, and the question; None where a press asked, or it is deleted."""

    label: str
    text: str | None
