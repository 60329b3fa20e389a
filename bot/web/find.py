"""Search in the plan as one types, with or without marks. static/search.js does the same in the browser.

A passage is found by the words as typed, wherever in a syllable its tone was put; where nothing has them, by the words
without marks; where nothing has these next to one another, by all of them; at last by numbers with the points that they
were typed without. Words are found at their beginnings, so that half a word finds whole ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from nlp.normalise import TONES, clean, fold

LONGEST = 100
"""So many characters of a query are looked for."""
Marks = tuple[tuple[tuple[int, int], ...], ...]
"""For each text of a passage the stretches found in it, in order."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile("[0-9]{4,}")
_THOUSAND = re.compile(r"\B(?=([0-9]{3})+$)")
_VOWELS = frozenset("aăâeêioôơuưy")


def find(query: str, passages: Mapping[str, Sequence[str]]) -> dict[str, Marks]:
    """The passages that a query finds, by id.

    Args:
        query: what was typed, any text at all.
        passages: the texts of each passage by its id, composed (NFC).
    """
    typed = clean(query[:LONGEST]).lower()
    plain = " ".join(fold(typed).split())
    if not plain:
        return {}
    pointed = _NUMBER.sub(lambda number: _THOUSAND.sub(".", number[0]), plain)
    levels: list[tuple[list[str], Callable[[str], str]]] = [([plain], fold), (plain.split(), fold)]
    if typed != plain:
        levels.insert(0, ([toned(typed)], toned))
    if pointed != plain:
        levels.append((pointed.split(), fold))
    for needles, form in levels:
        found = {name: marks for name, texts in passages.items() if (marks := _marks(needles, [*map(form, texts)]))}
        if found:
            return found
    return {}


def toned(text: str) -> str:
    """Lower case, as long as before, with each syllable's tone on its first vowel, so that "qũy" and "quỹ" are one.

    >>> toned("Quỹ"), toned("toà") == toned("tòa")
    ('qũy', True)
    """
    return _WORD.sub(lambda word: _moved(word[0]), text.lower())


def cut(text: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """A text in its pieces, each with whether it was found."""
    made: list[tuple[str, bool]] = []
    end = 0
    for first, last in marks:
        made.extend([(text[end:first], False), (text[first:last], True)])
        end = last
    return (*(piece for piece in made if piece[0]), *([(text[end:], False)] if text[end:] else []))


def _moved(word: str) -> str:
    """A word with its tone on its first vowel; as it is where it has not just one tone, or no vowel."""
    apart = unicodedata.normalize("NFD", word)
    tones = [c for c in apart if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
    after = next((at for at, c in enumerate(bare, 1) if c in _VOWELS), 0)
    if len(tones) != 1 or not after:
        return word
    return unicodedata.normalize("NFC", bare[:after] + tones[0] + bare[after:])


def _marks(needles: Sequence[str], texts: Sequence[str]) -> Marks:
    """Where the needles stand in the texts of a passage; () where one of them stands in none."""
    if not all(any(_places(needle, text) for text in texts) for needle in needles):
        return ()
    return tuple(_merged([place for needle in needles for place in _places(needle, text)]) for text in texts)


def _places(needle: str, text: str) -> list[tuple[int, int]]:
    """Where a needle stands at the beginning of a word."""
    made: list[tuple[int, int]] = []
    at = text.find(needle)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            made.append((at, at + len(needle)))
        at = text.find(needle, at + 1)
    return made


def _merged(places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Places in order, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for first, last in sorted(places):
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], max(last, made[-1][1]))
        else:
            made.append((first, last))
    return tuple(made)
