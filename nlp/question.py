"""A message, read: cleaned, split into tokens, shortened and mistyped words put right. The first step of the line."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.lexicon import Lexicon
from nlp.normalise import canonical, clean, fold, number, split
from nlp.spell import Speller, repair


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable (or number) of a message.

    `folded` is its form without marks after repair; `marked` its form with the marks that were typed, the tone in
    canonical place, "" where none were typed; `typed` the token that it came from.
    """

    folded: str
    marked: str
    typed: str


@dataclass(frozen=True, slots=True)
class Question:
    """A message: the cleaned text and its syllables in order."""

    text: str
    syllables: tuple[Syllable, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        """The folded syllables."""
        return tuple(s.folded for s in self.syllables)

    @property
    def plain(self) -> str:
        """The folded syllables, joined by blanks."""
        return " ".join(s.folded for s in self.syllables)


_NUMERALS = frozenset({"I", "V", "X"})
"""Single capitals that are Roman numerals, not shortened words."""


def read(text: str, lexicon: Lexicon, speller: Speller) -> Question:
    """Read a message (any text within the length limit) into a question."""
    cleaned = clean(text)
    typed = split(cleaned)
    forms = [canonical(token) for token in typed]
    plain = [fold(token) for token in typed]
    made: list[Syllable] = []
    place = 0
    shouted = cleaned.isupper()
    while place < len(typed):
        numeral = typed[place] in _NUMERALS and not shouted
        found = None if numeral else lexicon.match(forms, place)
        if found is not None:
            length, words = found
            source = " ".join(typed[place : place + length])
            made.extend(Syllable(fold(word), "", source) for word in words)
            place += length
            continue
        token = typed[place]
        before = made[-1].folded if made else ""
        after = plain[place + 1] if place + 1 < len(typed) else ""
        joined = plain[place] + after
        if (
            after
            and joined in speller.counts
            and not (speller.knows(plain[place]) and speller.knows(after))
            and joined.isalpha()
        ):
            made.append(Syllable(joined, "", f"{token} {typed[place + 1]}"))
            place += 2
            continue
        if token[0].isdigit():
            made.append(Syllable(number(plain[place]), "", token))
            place += 1
            continue
        syllables, decoded = repair(token, before, after, speller)
        own = decoded or token
        marked = canonical(own) if len(syllables) == 1 and fold(own) != own.lower() and fold(own) == syllables[0] else ""
        made.extend(Syllable(syllable, marked, token) for syllable in syllables)
        place += 1
    return Question(cleaned, tuple(made))
