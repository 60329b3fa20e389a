"""A message, read: cleaned, split into tokens, shortened and mistyped words put right. The first step of the line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Record
from nlp import apart
from nlp.lexicon import Lexicon
from nlp.normalise import agrees, canonical, clean, fold, number, tokens
from nlp.spell import Speller
from nlp.syllable import is_syllable

_DRAWN_OUT = re.compile(r"([^\W\d_])\1{3,}")
"""A letter held down ("alooooo"); three of one may be a numeral."""


class Syllable(Record, frozen=True):
    """One syllable (or number) of a message. A record, as it is made several times as fast as a dataclass.

    `folded` is its form without marks after repair; `marked` its form with the marks that were typed, the tone in
    canonical place, "" where none were typed; `typed` the token that it came from.
    """

    folded: str
    marked: str
    typed: str


@dataclass(frozen=True)
class Question:
    """A message: the cleaned text, its syllables in order, and the places of those before which punctuation stands."""

    text: str
    syllables: tuple[Syllable, ...]
    breaks: frozenset[int]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The folded syllables."""
        return tuple(s.folded for s in self.syllables)

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The marked forms of the syllables that were typed with marks."""
        return tuple(s.marked for s in self.syllables if s.marked)

    @property
    def shouted(self) -> bool:
        """Whether the whole message is in capitals, so that capitals tell nothing."""
        return self.text.isupper() and any(
            len(s.folded) > 1 and not _NUMERAL_SHAPE.fullmatch(s.folded) for s in self.syllables
        )

    @property
    def own_marks(self) -> tuple[str, ...]:
        """For a form that is right as written: each syllable as it must be marked, "" where it was shortened."""
        return tuple(s.marked or (s.folded if s.typed.lower() == s.folded else "") for s in self.syllables)

    @cached_property
    def plain(self) -> str:
        """The folded syllables, joined by blanks."""
        return " ".join(self.folded)

    def part(self, start: int, end: int) -> Question:
        """The stretch of the syllables `start` to `end` as a message of its own."""
        inside = frozenset(place - start for place in self.breaks if start < place < end)
        typed = " ".join(dict.fromkeys(s.typed for s in self.syllables[start:end]))
        return Question(typed, self.syllables[start:end], inside)

    def without(self, start: int, end: int) -> Question:
        """The message without the stretch of the syllables `start` to `end`; punctuation at its edges goes with it."""
        before = {place for place in self.breaks if place < start}
        after = {place - end + start for place in self.breaks if place > end}
        return Question(self.text, self.syllables[:start] + self.syllables[end:], frozenset(before | after))

    def clauses(self, connectors: Collection[str]) -> Iterator[tuple[Syllable, ...]]:
        """The stretches between punctuation and connecting words, of two syllables and more."""
        start = 0
        for place in range(len(self.syllables) + 1):
            ends = place == len(self.syllables)
            joins = not ends and self.syllables[place].folded in connectors
            if ends or joins or place in self.breaks:
                if place - start > 1:
                    yield self.syllables[start:place]
                start = place + joins


_NUMERAL_SHAPE = re.compile(r"[ivx]+|[\d.,/%-]+")
_SPLIT_FROM = 25
"""How much rarer than the whole the half of a syllable is, to be no word of its own."""
_QUARTER = "quy"
_NUMERALS = frozenset({"I", "V", "X"})
"""Single capitals that are Roman numerals, not shortened words."""


def read(text: str, lexicon: Lexicon, speller: Speller) -> Question:
    """Read a message (any text within the length limit) into a question."""
    cleaned = _DRAWN_OUT.sub(lambda drawn: drawn[1], clean(text))
    typed, sources, stops = _words(cleaned, lexicon, speller)
    forms = list(map(canonical, typed))
    plain = [*map(fold, typed), ""]
    shouted = cleaned.isupper()
    made: list[Syllable] = []
    breaks: set[int] = set()
    place = 0
    while place < len(typed):
        if place in stops:
            breaks.add(len(made))
        numeral = typed[place] in _NUMERALS and not shouted
        split = place + 1 < len(typed) and plain[place] + plain[place + 1] in speller.counts
        joined = split and _joins(typed[place], typed[place + 1], lexicon, speller)
        rewrite = None if joined else lexicon.match(forms, place)
        if numeral and rewrite is not None and rewrite[0] == 1:
            rewrite = None
        if rewrite is not None:
            taken, words = rewrite
            source = " ".join(typed[place : place + taken])
            made.extend(Syllable(fold(word), "", source) for word in words)
        elif typed[place][0].isdecimal():
            taken = 1
            made.extend(Syllable(part, "", typed[place]) for part in _numbers(plain[place], made))
        elif joined:
            taken = 2
            form = canonical(typed[place] + typed[place + 1])
            source = f"{typed[place]} {typed[place + 1]}"
            made.append(Syllable(fold(form), form if form in speller.forms else "", source))
        else:
            taken = 1
            before = made[-1].folded if made else ""
            made.append(Syllable(*speller.read(typed[place], before, plain[place + 1]), sources[place]))
        place += taken
    start, end = _spared(made, lexicon)
    return Question(
        cleaned, tuple(made[start:end]), frozenset(place - start for place in breaks if start < place < end)
    )


def _words(cleaned: str, lexicon: Lexicon, speller: Speller) -> tuple[list[str], list[str], set[int]]:
    """The words of a cleaned text, what each was typed in, the places before which punctuation stands."""
    found = tokens(apart.from_numbers(cleaned, lexicon, speller))
    typed: list[str] = []
    sources: list[str] = []
    stops: set[int] = set()
    for token, stopped in found:
        if stopped:
            stops.add(len(typed))
        # Most tokens are known, and are not looked at any closer.
        if speller.knows(fold(token)):
            typed.append(token)
            sources.append(token)
        else:
            words = apart.words(token, lexicon, speller)
            typed.extend(words)
            sources.extend([token] * len(words))
    return typed, sources, stops


def _spared(made: list[Syllable], lexicon: Lexicon) -> tuple[int, int]:
    """What is left between polite openings and closings ("dạ cho em hỏi … với ạ"), which mean nothing of their own."""
    start, end = 0, len(made)
    while start < end and (length := _polite(made[start:end], lexicon.openings, last=False)):
        start += length
    while start < end and (length := _polite(made[start:end], lexicon.closings, last=True)):
        end -= length
    return (start, end) if start < end else (0, len(made))


def _polite(rest: list[Syllable], forms: Mapping[str, Sequence[tuple[str, ...]]], *, last: bool) -> int:
    """The length of the longest polite form at an end of a stretch, 0 for none. Typed marks must agree."""
    edge = rest[-1 if last else 0].folded
    for form in forms.get(edge, ()):
        part = rest[-len(form) :] if last else rest[: len(form)]
        same = len(part) == len(form) and all(fold(own) == s.folded for s, own in zip(part, form, strict=True))
        if same and all(agrees(s.marked, own) for s, own in zip(part, form, strict=True)):
            return len(form)
    return 0


def _numbers(token: str, before: list[Syllable]) -> tuple[str, ...]:
    """A number in one form; "4/2022" after "quý" is two."""
    if before and before[-1].folded == _QUARTER and token.count("/") == 1:
        quarter, _, year = token.partition("/")
        return quarter, year
    return (number(token),)


def _joins(left: str, right: str, lexicon: Lexicon, speller: Speller) -> bool:
    """Whether two tokens are one syllable split in two ("ngh iep", "v iệc"): one of them is no word by itself."""
    together = speller.common(left + right)
    if not together or not is_syllable(fold(left + right)):
        return False
    return not all(speller.common(part) * _SPLIT_FROM >= together or lexicon.knows(part) for part in (left, right))
