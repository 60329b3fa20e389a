"""What the linear models see of a message: short tuples of tokens, and their keys as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.model import Record
from nlp.mention import OWN_DECISION, Mention, Name
from nlp.question import Question

Feature = tuple[str, ...]
"""One to three neighbouring tokens; or `MARKED` and a syllable with the marks that were typed."""

MARKED = "<marked>"
EDGES = ("^", "$")
_TARGET_YEARS = frozenset({"2030", "2045"})
_BITS = 20
_MARKED_KIND = 4
_TRIPLES = 3
_UNKNOWN = -1


class Features(Record, frozen=True):
    """The features of a message: its tokens, so many neighbouring ones at the most, its syllables with typed marks.

    Neighbours include the message's edges.
    """

    tokens: Sequence[str]
    most: int
    marked: Sequence[str]

    def each(self) -> list[Feature]:
        """The features one by one, as a model is made of them."""
        padded = (EDGES[0], *self.tokens, EDGES[1])
        triples = zip(padded, padded[1:], padded[2:], strict=False) if self.most == _TRIPLES else ()
        marked = ((MARKED, syllable) for syllable in self.marked)
        return [*((token,) for token in self.tokens), *pairwise(padded), *triples, *marked]

    def keys(self, vocabulary: Mapping[str, int]) -> set[int]:
        """The `key` of each feature whose tokens are all known, at once: every message needs them several times."""
        number = vocabulary.get
        found = [number(token, _UNKNOWN) for token in (EDGES[0], *self.tokens, EDGES[1])]
        made = {1 << _BITS | a for a in found[1:-1] if a >= 0}
        made.update([(2 << _BITS | a) << _BITS | b for a, b in pairwise(found) if a >= 0 <= b])
        if self.most == _TRIPLES:
            triples = zip(found, found[1:], found[2:], strict=False)
            made.update([((3 << _BITS | a) << _BITS | b) << _BITS | c for a, b, c in triples if a >= 0 <= b and c >= 0])
        made.update([_MARKED_KIND << _BITS | vocabulary[form] for form in self.marked if form in vocabulary])
        return made


def place_features(folded: Sequence[str], marked: Sequence[str]) -> Features:
    """Which place: folded syllables, neighbouring pairs, syllables with the marks that were typed."""
    return Features(folded, 2, marked)


def ask_features(question: Question, mentions: Sequence[Mention]) -> Features:
    """What is wanted: the same and triples, with names replaced by their sort (`<agency>`), whichever they are."""
    return Features(template(question.folded, mentions), _TRIPLES, question.marked)


def key(feature: Feature, vocabulary: Mapping[str, int]) -> int:
    """A feature as a number: its kind and one to three token numbers of 20 bits.

    Raises:
        KeyError: a token is not in the vocabulary.
    """
    marked = feature[0] == MARKED
    made = _MARKED_KIND if marked else len(feature)
    for token in feature[1:] if marked else feature:
        made = made << _BITS | vocabulary[token]
    return made


def singles(keys: Iterable[int]) -> Iterator[int]:
    """The numbers of the tokens that are features by themselves, of the keys of features."""
    return (key - (1 << _BITS) for key in keys if key < 2 << _BITS)


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
