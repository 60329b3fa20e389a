"""Abbreviations and regional words: data/lexicon.yaml as a value that rewrites tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.normalise import canonical, fold


@dataclass(frozen=True)
class Lexicon:
    """Token sequences (lower case, tone marks in canonical place) and the words that they stand for."""

    rewrites: dict[tuple[str, ...], tuple[str, ...]]
    longest: int

    def match(self, tokens: Sequence[str], place: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest rewrite that begins at a place: how many tokens it takes and the words (with marks)."""
        for length in range(min(self.longest, len(tokens) - place), 0, -1):
            found = self.rewrites.get(tuple(tokens[place : place + length]))
            if found is not None:
                return length, found
        return None


def make_lexicon(abbreviations: dict[str, str], rewrites: dict[str, str]) -> Lexicon:
    """A lexicon out of the data file's two tables; an abbreviation is also known without its marks."""
    made: dict[tuple[str, ...], tuple[str, ...]] = {}
    for short, words in abbreviations.items():
        expanded = tuple(words.lower().split())
        made[(canonical(short),)] = expanded
        made.setdefault((fold(short),), expanded)
    for form, words in rewrites.items():
        made[tuple(canonical(word) for word in form.split())] = tuple(words.lower().split())
    return Lexicon(rewrites=made, longest=max((len(form) for form in made), default=0))
