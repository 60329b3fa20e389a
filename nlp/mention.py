"""What a message names: agencies, documents, years, figures, numbered places. Found as spans of its syllables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    """The sorts of thing that a message can name."""

    AGENCY = "agency"
    DISTRICT = "district"
    DOCUMENT = "document"
    YEAR = "year"
    QUARTER = "quarter"
    PERCENT = "percent"
    NUMBER = "number"
    DAY = "day"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a message: what sort, which (an id, a year, a value), and the syllables `start` to `end` that say it.

    `form` is the form of the alias table that matched; `change` the id of the later change whose new name was used.
    """

    name: Name
    value: str
    start: int
    end: int
    form: str = ""
    change: str = ""


@dataclass(frozen=True)
class Alias:
    """What a form stands for."""

    name: Name
    value: str
    change: str = ""


@dataclass(frozen=True)
class Aliases:
    """Forms as sequences of folded syllables, and the length of the longest."""

    forms: dict[tuple[str, ...], Alias]
    longest: int

    def find(self, syllables: Sequence[str]) -> list[Mention]:
        """All mentions, the longest form first at each place, none overlapping, in order."""
        found: list[Mention] = []
        place = 0
        while place < len(syllables):
            for length in range(min(self.longest, len(syllables) - place), 0, -1):
                form = tuple(syllables[place : place + length])
                alias = self.forms.get(form)
                if alias is not None:
                    found.append(
                        Mention(alias.name, alias.value, place, place + length, " ".join(form), alias.change),
                    )
                    place += length
                    break
            else:
                place += 1
        return found
