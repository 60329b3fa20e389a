"""Abbreviations and regional words: data/lexicon.yaml as a value that rewrites tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nlp.forms import lengths
from nlp.normalise import canonical, fold
from nlp.syllable import is_syllable


@dataclass(frozen=True)
class Lexicon:
    """What people shorten and what regions say otherwise, with the words that it stands for.

    `rewrites` are sequences as typed (lower case, tone marks in canonical place); `abbreviations` single tokens
    without marks, which count for tokens that are no syllable, or were typed without vowel marks; `openings` and
    `closings` are polite forms, by their outermost word without marks, the longest first; `numbered` the words,
    without marks, whose number follows them ("nhom 3").
    """

    rewrites: dict[tuple[str, ...], tuple[str, ...]]
    abbreviations: dict[str, tuple[str, ...]]
    openings: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    closings: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    numbered: frozenset[str] = frozenset()

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the rewrites are that begin with a token."""
        return lengths(self.rewrites)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The tokens of all rewrites, in canonical form."""
        return frozenset(token for form in self.rewrites for token in form)

    def knows(self, token: str) -> bool:
        """Whether a token is a short form, or a word of a rewrite."""
        form = canonical(token)
        return form in self.tokens or self.match((form,), 0) is not None

    def stands_for(self, typed: str) -> tuple[str, ...]:
        """The words that a single token stands for; itself where it is neither short nor of a region."""
        return self.rewrites.get((canonical(typed),)) or self.abbreviations.get(typed, (typed,))

    def match(self, tokens: Sequence[str], place: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest rewrite that begins at a place: how many tokens it takes and the words (with marks)."""
        for length in self.lengths.get(tokens[place], ()):
            found = self.rewrites.get(tuple(tokens[place : place + length]))
            if found is not None and place + length <= len(tokens):
                return length, found
        bare = fold(tokens[place])
        short = self.abbreviations.get(bare)
        # With vowel marks "bcáo" is short, "cô" is a word.
        if short is None or (not tokens[place].replace("đ", "d").isascii() and is_syllable(bare)):
            return None
        return 1, short


def make_lexicon(
    abbreviations: dict[str, str],
    rewrites: dict[str, str],
    openings: Iterable[str] = (),
    closings: Iterable[str] = (),
    numbered: Iterable[str] = (),
) -> Lexicon:
    """A lexicon out of the data file's tables; an abbreviation is also known without its marks."""
    forms = {
        tuple(canonical(word) for word in form.split()): tuple(words.lower().split())
        for form, words in rewrites.items()
    }
    shorts: dict[str, tuple[str, ...]] = {}
    for short, words in abbreviations.items():
        expanded = tuple(words.lower().split())
        shorts[fold(short)] = expanded
        forms.setdefault((canonical(short),), expanded)
    return Lexicon(
        rewrites=forms,
        abbreviations=shorts,
        openings=_by_edge(openings, 0),
        closings=_by_edge(closings, -1),
        numbered=frozenset(map(fold, numbered)),
    )


def _by_edge(texts: Iterable[str], edge: int) -> dict[str, list[tuple[str, ...]]]:
    made: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted((tuple(canonical(word) for word in text.split()) for text in texts), key=len, reverse=True):
        made.setdefault(fold(form[edge]), []).append(form)
    return made
