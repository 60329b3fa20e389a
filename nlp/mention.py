"""What a message names: agencies, documents, years, figures, numbered places. Found as spans of its syllables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nlp.forms import lengths
from nlp.normalise import agrees
from nlp.question import Question, Syllable


class Name(StrEnum):
    """The sorts of thing that a message can name; `UNNAMED`: a document that the plan never names."""

    AGENCY = "agency"
    DISTRICT = "district"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    YEAR = "year"
    QUARTER = "quarter"
    PERCENT = "percent"
    NUMBER = "number"
    DAY = "day"
    PLACE = "place"
    NONE = "none"


OWN_DECISION = "qd-922"
"""The decision that the plan belongs to."""


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
    """What a form stands for. `marked` are its syllables with their marks ("" where a syllable has none)."""

    name: Name
    value: str
    marked: tuple[str, ...]
    change: str = ""


@dataclass(frozen=True)
class Aliases:
    """Forms as sequences of folded syllables."""

    forms: dict[tuple[str, ...], Alias]

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the forms are that begin with a syllable."""
        return lengths(self.forms)

    def find(self, question: Question) -> list[Mention]:
        """All mentions, the longest form first at each place, none overlapping, in order; those of no name too.

        Marks that were typed must be the form's own: "lâu dài tỉnh" is no "Đài tỉnh".
        """
        folded = question.folded
        found: list[Mention] = []
        place = 0
        while place < len(folded):
            for length in self.lengths.get(folded[place], ()):
                form = folded[place : place + length]
                alias = self.forms.get(form) if len(form) == length else None
                typed = question.syllables[place : place + len(form)] if alias is not None else ()
                if alias is not None and self._agrees(form, typed, alias.marked):
                    found.append(
                        Mention(alias.name, alias.value, place, place + length, " ".join(form), alias.change),
                    )
                    place += length
                    break
            else:
                place += 1
        return found

    def _agrees(self, form: tuple[str, ...], typed: Sequence[Syllable], marked: Sequence[str]) -> bool:
        """Whether no typed marks contradict the form's. One wrong mark in a long name is a slip, not another name.

        But not in a word after what is a name already: "Sở Tài chính mỗi …" is no "Sở Tài chính mới".
        """
        wrong = [n for n, own in enumerate(marked) if not agrees(typed[n].marked, own)]
        slip = len(wrong) == 1 and len(form) >= _LONG_NAME
        return not wrong or (slip and not (wrong[0] == len(form) - 1 and form[:-1] in self.forms))


_LONG_NAME = 3
