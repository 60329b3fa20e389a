"""What the linear models see of a message."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.mention import Mention, Name
from nlp.question import Question

_EDGE = ("^", "$")
_PLAN_YEARS = frozenset({"2030", "2045"})


def place_features(question: Question) -> list[str]:
    """Which place: folded syllables, neighbouring pairs (message edges included), syllables with the marks typed."""
    folded = question.folded
    made = [f"1 {syllable}" for syllable in folded]
    made += [f"2 {a} {b}" for a, b in pairwise((_EDGE[0], *folded, _EDGE[1]))]
    made += [f"m {syllable.marked}" for syllable in question.syllables if syllable.marked]
    return made


def ask_features(question: Question, mentions: Sequence[Mention]) -> list[str]:
    """What is wanted: the same and triples, with names replaced by their sort (`<agency>`), whichever they are."""
    slots = template(question.folded, mentions)
    padded = (_EDGE[0], *slots, _EDGE[1])
    made = [f"1 {slot}" for slot in slots]
    made += [f"2 {a} {b}" for a, b in pairwise(padded)]
    made += [f"3 {a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]
    made += [f"m {syllable.marked}" for syllable in question.syllables if syllable.marked]
    return made


def template(folded: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The syllables with each mention replaced by one slot for its sort. Target years and others have slots apart."""
    made: list[str] = []
    place = 0
    for mention in mentions:
        made.extend(folded[place : mention.start])
        made.append(slot(mention))
        place = mention.end
    made.extend(folded[place:])
    return tuple(made)


def slot(mention: Mention) -> str:
    """The slot of a mention: "<agency>", "<year:target>", "<year:other>" …"""
    if mention.name is Name.YEAR:
        return "<year:target>" if mention.value in _PLAN_YEARS else "<year:other>"
    return f"<{mention.name}>"
