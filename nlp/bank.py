"""The phrase banks, data to learn from: how people ask for places, in vain, of the whole, what first and next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from knowledge import yamlfile
from knowledge.model import Record

PACKAGE = "nlp"
NOWHERE = "none"
# What the model file depends on; a change in any of them makes it stale.
SOURCES = (
    ("nlp", "phrases.yaml"),
    ("nlp", "unanswerable.yaml"),
    ("nlp", "asks.yaml"),
    ("nlp", "openings.yaml"),
    ("nlp", "followups.yaml"),
    ("nlp", "lexicon.yaml"),
    ("nlp", "cues.yaml"),
    ("knowledge", "plan.yaml"),
    ("knowledge", "agencies.yaml"),
    ("knowledge", "documents.yaml"),
    ("knowledge", "changes.yaml"),
)


class Shared(Record, frozen=True):
    """A phrase that fits several places just as well."""

    phrase: str
    units: tuple[str, ...]


class Phrases(Record, frozen=True):
    """phrases.yaml: unit → what is asked of it → phrases."""

    phrases: dict[str, dict[str, tuple[str, ...]]]
    shared: tuple[Shared, ...] = ()


class Unanswerable(Record, frozen=True):
    """unanswerable.yaml: kind of thing wanted → nearest unit or "none" → messages."""

    unanswerable: dict[str, dict[str, tuple[str, ...]]]


class Asks(Record, frozen=True):
    """asks.yaml: what is asked of the whole → messages."""

    asks: dict[str, tuple[str, ...]]


class Openings(Record, frozen=True):
    """openings.yaml: what people ask to begin with.

    `held` are messages that the plan answers, by the one unit that does, or "none"; `unheld` those that it does not.
    """

    held: dict[str, tuple[str, ...]]
    unheld: tuple[str, ...]

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Each message and whether it is held."""
        yield from ((text, True) for texts in self.held.values() for text in texts)
        yield from ((text, False) for text in self.unheld)


class Followups(Record, frozen=True):
    """followups.yaml: what people go on to ask in a conversation.

    `held` are messages that the plan answers there, `unheld` those that it does not.
    """

    held: tuple[str, ...]
    unheld: tuple[str, ...]

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Each message and whether it is held."""
        yield from ((text, True) for text in self.held)
        yield from ((text, False) for text in self.unheld)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a bank: the message, what it asks, the place ("" where none), whether the plan answers it."""

    text: str
    asks: str
    unit: str
    answered: bool


def load_phrases() -> list[Phrase]:
    """All banks in one list, in file order."""
    return list(_phrases())


def _phrases() -> Iterator[Phrase]:
    for unit, kinds in yamlfile.load(PACKAGE, "phrases.yaml", Phrases).phrases.items():
        for asks, texts in kinds.items():
            for text in texts:
                yield Phrase(text, asks, unit, answered=True)
    for wants, places in yamlfile.load(PACKAGE, "unanswerable.yaml", Unanswerable).unanswerable.items():
        for near, texts in places.items():
            for text in texts:
                yield Phrase(text, wants, "" if near == NOWHERE else near, answered=False)
    for asks, texts in yamlfile.load(PACKAGE, "asks.yaml", Asks).asks.items():
        for text in texts:
            yield Phrase(text, asks, "", answered=True)


def load_openings() -> Openings:
    """The bank of messages that begin a conversation."""
    return yamlfile.load(PACKAGE, "openings.yaml", Openings)


def load_followups() -> Followups:
    """The bank of follow-ups."""
    return yamlfile.load(PACKAGE, "followups.yaml", Followups)


def digest() -> str:
    """A digest of all data that the model is made from."""
    made = hashlib.sha256()
    for package, name in SOURCES:
        made.update(resources.files(package).joinpath("data", name).read_bytes())
    return made.hexdigest()
