"""Several questions in one message: the stretches that each ask something of their own."""

from __future__ import annotations

from itertools import pairwise

from nlp.language import Language
from nlp.question import Question

_ASKING = "asking"
_LEAST = 2
"""Syllables that a stretch must have."""


def split(question: Question, language: Language) -> tuple[Question, ...]:
    """The questions of a message in order; the message itself where it asks only once.

    A message is cut at punctuation and at connecting words ("và", "với", "còn") wherever both sides hold a question
    word. What asks nothing goes with what follows, at the end with what came before.
    """
    edges = sorted({*question.breaks, *(n for n, s in enumerate(question.folded) if s in language.connectors)})
    if not edges:
        return (question,)
    made: list[tuple[int, int]] = []
    start = 0
    for end in (*edges, len(question.syllables)):
        if end - start >= _LEAST and _asks(question.part(start, end), language):
            made.append((start, end))
            start = end
    if len(made) <= 1:
        return (question,)
    made[-1] = (made[-1][0], len(question.syllables))
    return tuple(question.part(start, end) for start, end in made)


def core(question: Question, language: Language) -> Question | None:
    """The stretch between punctuation that asks, where just one does and something stands around it; else None."""
    edges = (0, *sorted(question.breaks), len(question.syllables))
    parts = [question.part(start, end) for start, end in pairwise(edges) if end - start >= _LEAST]
    asking = [part for part in parts if _asks(part, language)]
    return asking[0] if len(asking) == 1 and len(parts) > 1 else None


def _asks(question: Question, language: Language) -> bool:
    """Whether a stretch of a message holds a question word."""
    return _ASKING in language.cues.find(question)[0]
