"""The answer: a frozen value free of any channel. An answer about the plan cannot be built without a citation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a message."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"


class Reason(StrEnum):
    """Why an answer is what it is: the closed set of reasons."""

    FOUND = "found"
    LISTED = "listed"
    COUNTED = "counted"
    COMPARED = "compared"
    CORRECTED = "corrected"
    NO_SUCH_PLACE = "no_such_place"
    NOT_NAMED = "not_named"
    SMALL_TALK = "small_talk"
    SEVERAL_PLACES = "several_places"
    NO_REFERENT = "no_referent"
    NOT_HELD = "not_held"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"


_OUTCOMES = {
    Outcome.ANSWER: set(Reason) - {Reason.SEVERAL_PLACES, Reason.NO_REFERENT},
    Outcome.CLARIFY: {Reason.SEVERAL_PLACES, Reason.NO_REFERENT},
    Outcome.ABSTAIN: {
        Reason.NOT_HELD,
        Reason.OFF_TOPIC,
        Reason.UNREADABLE,
        Reason.TOO_LONG,
        Reason.NO_SUCH_PLACE,
        Reason.NOT_NAMED,
    },
}


class NoteKind(StrEnum):
    """Where a note comes from, which is not the plan's words."""

    OUTSIDE = "outside"
    DERIVED = "derived"
    ODDITY = "oddity"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that does not come from the plan's words; `source` and `date` for facts from outside.

    `inline` where the remark stands within the answer's blocks already.
    """

    text: str
    kind: NoteKind
    source: str = ""
    date: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that the answer rests on: id, label in words, a verbatim quote."""

    id: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place offered: to choose from, or to see also."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `strong` where it is the thing asked for."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Name and value, a line each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A titled list. Each item: the place it stands at ("" for none) and its words."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The plan's words at a place."""

    unit: str
    text: str

    def tells(self, fact: str) -> bool:
        """Whether a fact stands in them, but for the words that introduce it: "Đến năm 2045: tối thiểu 20%."."""
        return fact.rpartition(": ")[2].rstrip(".") in self.text


Block = Text | Fields | Items | Quote
LEFT_OUT = "…"
"""What stands for words of the plan that are left out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said. Channels only draw it.

    Raises:
        ValueError: a reason that does not go with the outcome, or an answer about the plan without a citation.
    """

    outcome: Outcome
    reason: Reason
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    choices: tuple[Place, ...] = ()
    see_also: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if self.reason not in _OUTCOMES[self.outcome]:
            raise ValueError(f"{self.outcome} cannot be {self.reason}")
        if self.outcome is Outcome.ANSWER and self.reason is not Reason.SMALL_TALK and not self.citations:
            raise ValueError(f"an answer about the plan without a citation: {self.blocks!r}")

    def whole(self, value: str) -> Citation | None:
        """The place whose words a field gives shortened ("… "), None for a field that shortens none."""
        beginning, shortened, _ = value.partition(LEFT_OUT)
        found = (each for each in self.citations if shortened and each.quote.startswith(beginning.rstrip()))
        return next(found, None)
