"""Word sequences to be found in messages."""

from __future__ import annotations

from collections.abc import Iterable


def lengths(forms: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """By its first word how long the sequences are that begin with it, the longest first."""
    made: dict[str, set[int]] = {}
    for form in forms:
        made.setdefault(form[0], set()).add(len(form))
    return {first: tuple(sorted(found, reverse=True)) for first, found in made.items()}


def by_edge(forms: Iterable[tuple[str, ...]], edge: int = 0) -> dict[str, list[tuple[str, ...]]]:
    """Word sequences by their first word, or by their last (`edge` -1)."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        made.setdefault(form[edge], []).append(form)
    return made
