"""Simple peers over the same units: what a search without understanding gets right, and how fast it is."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process

from knowledge.model import Unit
from nlp.normalise import clean, fold, split
from nlp.tokenise import words

_K1, _B = 1.5, 0.75
"""BM25's usual saturation and length correction."""

Search = Callable[[str], tuple[str, float]]
"""A message's best unit and its score, higher better; ("", 0) where nothing matches."""


def content(unit: Unit) -> str:
    """What a peer searches of a unit, and answers with: its words and the cells of its row."""
    return "\n".join(filter(None, (unit.text, unit.lead, unit.coord, unit.deadline)))


def by_words(text: str) -> list[str]:
    """The words that underthesea finds, in lower case."""
    return [word.lower() for word in words(clean(text))]


def by_syllables(text: str) -> list[str]:
    """The tokens without diacritics."""
    return [fold(token) for token in split(clean(text))]


def bm25(units: Sequence[Unit], tokens: Callable[[str], Iterable[str]]) -> Search:
    """Okapi BM25 over the tokens of the units."""
    counts = [Counter(tokens(content(unit))) for unit in units]
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / len(lengths)
    postings: dict[str, list[tuple[int, float]]] = {}
    for place, count in enumerate(counts):
        for token, times in count.items():
            saturated = times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * lengths[place] / mean))
            postings.setdefault(token, []).append((place, saturated))
    idf = {token: math.log1p((len(units) - len(row) + 0.5) / (len(row) + 0.5)) for token, row in postings.items()}

    def search(message: str) -> tuple[str, float]:
        scores: dict[int, float] = {}
        for token in tokens(message):
            for place, saturated in postings.get(token, ()):
                scores[place] = scores.get(place, 0.0) + idf[token] * saturated
        if not scores:
            return "", 0.0
        best = max(scores, key=lambda place: scores[place])
        return units[best].id, scores[best]

    return search


def token_set(units: Sequence[Unit]) -> Search:
    """The fuzzy score `token_set_ratio` over the units without diacritics."""
    choices = {unit.id: fold(clean(content(unit))) for unit in units}

    def search(message: str) -> tuple[str, float]:
        found = process.extractOne(fold(clean(message)), choices, scorer=fuzz.token_set_ratio)
        return found[2], found[1]

    return search


def full_text(units: Sequence[Unit]) -> Search:
    """SQLite's FTS5 with `remove_diacritics`, any token of the message, best rank first."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE unit USING fts5(id UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO unit VALUES (?, ?)", [(unit.id, content(unit)) for unit in units])

    def search(message: str) -> tuple[str, float]:
        query = " OR ".join(f'"{token}"' for token in split(clean(message)))
        if not query:
            return "", 0.0
        select = "SELECT id, -rank FROM unit WHERE unit MATCH ? ORDER BY rank LIMIT 1"
        found = base.execute(select, (query,)).fetchone()
        return (found[0], found[1]) if found else ("", 0.0)

    return search


def peers(units: Sequence[Unit]) -> dict[str, Search]:
    """Every peer by its name."""
    return {
        "BM25, underthesea words": bm25(units, by_words),
        "BM25, diacritics folded": bm25(units, by_syllables),
        "rapidfuzz token_set_ratio": token_set(units),
        "SQLite FTS5 remove_diacritics": full_text(units),
    }
