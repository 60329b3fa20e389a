"""Several questions in one message: the stretches that each ask something of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from nlp.aside import Signals
from nlp.question import Question

_ASKING = "asking"
_LEAST = 2
"""Syllables that a stretch must have."""


def split(question: Question, signals: Signals, connectors: Collection[str]) -> tuple[Question, ...]:
    """The questions of a message in order; the message itself where it asks only once.

    A message is cut at punctuation and at connecting words ("và", "với", "còn") wherever both sides hold a question
    word, never within what it sets aside ("bỏ mấy việc chung với huyện đi"). What asks nothing goes with what follows,
    at the end with what came before.
    """
    asked, left = _asked(signals), signals.stretch
    if len(asked) <= 1:
        return (question,)
    edges = sorted({*question.breaks, *(n for n, s in enumerate(question.folded) if s in connectors)})
    within = {n for _, start, end in signals.spans for n in range(start + 1, end)}
    edges = [edge for edge in edges if edge in question.breaks or edge not in within]
    edges = [edge for edge in edges if left is None or not left.said < edge < left.end]
    asked = [(start, end) for start, end in asked if left is None or not left.within(start, end)]
    made: list[tuple[int, int]] = []
    start = 0
    for end in (*edges, len(question.syllables)):
        if end - start >= _LEAST and _asks(start, end, asked):
            made.append((start, end))
            start = end
    if len(made) <= 1:
        return (question,)
    made[-1] = (made[-1][0], len(question.syllables))
    return tuple(question.part(start, end) for start, end in made)


def core(question: Question, signals: Signals) -> Question | None:
    """The stretch between punctuation that asks, where just one does and something stands around it; else None."""
    edges = (0, *sorted(question.breaks), len(question.syllables))
    parts = [(start, end) for start, end in pairwise(edges) if end - start >= _LEAST]
    asked = _asked(signals)
    asking = [(start, end) for start, end in parts if _asks(start, end, asked)]
    return question.part(*asking[0]) if len(asking) == 1 and len(parts) > 1 else None


def _asked(signals: Signals) -> list[tuple[int, int]]:
    """Where the question words of a message begin and end."""
    return signals.of(_ASKING)


def _asks(start: int, end: int, asked: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch of a message holds a question word."""
    return any(start <= first and last <= end for first, last in asked)
