"""A card: what the page shows of an answer, as frozen values that templates draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.answer import NoteKind


@dataclass(frozen=True, slots=True)
class Lead:
    """What was asked for; `verbatim` where it is the plan's words."""

    kind: ClassVar[str] = "lead"
    text: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """What the pieces below are of."""

    kind: ClassVar[str] = "caption"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said besides."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Name and value, the plan's own, with our remark on it ("" for none)."""

    name: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Name and value, a line each."""

    kind: ClassVar[str] = "facts"
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its name, its words, who and when; where it stands, and the id of its place or body."""

    name: str
    text: str
    added: str = ""
    label: str = ""
    unit: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list with its title ("" for none) and the number of its first entry: numbers go on from the list before."""

    kind: ClassVar[str] = "entries"
    title: str
    entries: tuple[Entry, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The plan's words at a place; its label where that must be told; `folded` where what was asked is said already."""

    kind: ClassVar[str] = "verbatim"
    unit: str
    label: str
    text: str
    folded: bool


Piece = Lead | Caption | Paragraph | Facts | Entries | Verbatim


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a body to go to: its id, its name, where it stands ("" for a body)."""

    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What does not come from the plan's words: of which kind, and the web address of its source ("" for none)."""

    text: str
    kind: NoteKind
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """An answer to draw.

    `kicker` is of what its first line is, where that does not say it ("" for none); `gist` what it says in short.
    `cited` are the places that it rests on, `document` what they are places of;
    `choices` those to choose from, `near` those to see also, `bodies` those that do what it tells; `asks` the
    questions that it proposes. `text` is the whole as plain text, `citation` what one cites it by ("" for nothing).
    `wants_body` tells whether it asks where the person works.
    """

    kicker: str
    pieces: tuple[Piece, ...]
    gist: str
    cited: tuple[Spot, ...]
    document: str
    choices: tuple[Spot, ...]
    near: tuple[Spot, ...]
    bodies: tuple[Spot, ...]
    asks: tuple[str, ...]
    remarks: tuple[Remark, ...]
    text: str
    citation: str
    wants_body: bool = False
