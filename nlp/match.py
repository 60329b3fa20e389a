"""The one door to rapidfuzz: which known word or name a mistyped one is."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA


def near(word: str, known: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """The known words within `limit` edits (swapped neighbours count one), nearest first, with their distance."""
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=limit, limit=12)
    return [(str(name), int(distance)) for name, distance, _ in found]
