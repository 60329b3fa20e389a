"""What the linear models see of a message: short tuples of tokens, and their keys as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from nlp.mention import OWN_DECISION, Mention, Name
from nlp.question import Question

Feature = tuple[str, ...]
"""One to three neighbouring tokens; or `MARKED` and a syllable with the marks that were typed."""

MARKED = "<marked>"
EDGES = ("^", "$")
_TARGET_YEARS = frozenset({"2030", "2045"})
_BITS = 20
_MARKED_KIND = 4


def place_features(folded: Sequence[str], marked: Sequence[str]) -> list[Feature]:
    """Which place: folded syllables, neighbouring pairs (edges included), syllables with the marks that were typed."""
    pairs = pairwise((EDGES[0], *folded, EDGES[1]))
    return [*((token,) for token in folded), *pairs, *((MARKED, syllable) for syllable in marked)]


def ask_features(question: Question, mentions: Sequence[Mention]) -> list[Feature]:
    """What is wanted: the same and triples, with names replaced by their sort (`<agency>`), whichever they are."""
    slots = template(question.folded, mentions)
    padded = (EDGES[0], *slots, EDGES[1])
    triples = zip(padded, padded[1:], padded[2:], strict=False)
    return [*((slot,) for slot in slots), *pairwise(padded), *triples, *((MARKED, m) for m in question.marked)]


def keys(features: Iterable[Feature], vocabulary: Mapping[str, int]) -> set[int]:
    """The features as numbers: a kind and up to three token numbers of 20 bits. Unknown tokens give none."""
    made: set[int] = set()
    known = vocabulary.get
    for feature in features:
        key = _MARKED_KIND if feature[0] == MARKED else len(feature)
        for token in feature[1:] if key == _MARKED_KIND else feature:
            number = known(token)
            if number is None:
                break
            key = key << _BITS | number
        else:
            made.add(key)
    return made


def template(folded: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The syllables with each mention replaced by one slot for its sort.

    Target years and others have slots apart, and so have the plan's own decision and other documents.
    """
    made: list[str] = []
    place = 0
    for mention in mentions:
        made.extend(folded[place : mention.start])
        made.append(_slot(mention))
        place = mention.end
    made.extend(folded[place:])
    return tuple(made)


def _slot(mention: Mention) -> str:
    if mention.name is Name.YEAR:
        return "<year:target>" if mention.value in _TARGET_YEARS else "<year:other>"
    if mention.value == OWN_DECISION:
        return "<document:own>"
    return f"<{mention.name}>"
