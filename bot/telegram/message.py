"""What the channel shows, as frozen values: a message with its buttons, a file, an inline result, what a press does."""

from __future__ import annotations

from dataclasses import dataclass

PNG = "png"
"""The form of pictures."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button. Exactly one of the other fields is set.

    `data` is callback data (`bot.telegram.callback`), at most 64 bytes; `copy` a text of at most 256 characters;
    `url` an address; `inline` a query that opens inline mode in a chat of the person's choice.
    """

    label: str
    data: str = ""
    copy: str = ""
    url: str = ""
    inline: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message in Telegram's HTML, within its length, with rows of buttons."""

    html: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file to send, with a caption in HTML."""

    name: str
    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) to send, with a caption in HTML that says what it shows."""

    name: str
    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is made only when its turn to be sent has come.

    `form` is "docx", "xlsx" or "ics", of what a `bot.export.subject.Scope` and a value name (of a time its number); or
    "png", of the sort of chart and the name that `bot.charts.gallery` has for it.
    """

    form: str
    sort: str
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """One inline result: its id (1 to 64 bytes), what is listed, and the message that is sent when it is chosen."""

    id: str
    title: str
    description: str
    message: Message
