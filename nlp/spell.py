"""Mistyped syllables, repaired by the words of the plan and the phrase bank.

What is repaired: keys left over, glued or split syllables, dropped, doubled, swapped and wrong letters. Known syllables
are left alone unless their neighbours know much better.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nlp import keyboard, match
from nlp.normalise import fold

_LONGEST_SYLLABLE = 7
_LONGEST_GLUED = 24
_SHORTEST_REPAIRED = 3
_TWO_EDITS_FROM = 6
_SURE_BOND = 5
_SURE_GAIN = 6.0
_OFTEN = 15


@dataclass(frozen=True)
class Speller:
    """Counts of folded syllables and of neighbouring pairs ("hop tac") in the texts that the model was built from."""

    counts: Mapping[str, int]
    pairs: Mapping[str, int]
    known: Sequence[str]
    """The syllables that a repair may lead to, in a fixed order."""

    @cached_property
    def neighbours(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """For each syllable those that often follow it, and those that it often follows."""
        after: dict[str, list[str]] = {}
        before: dict[str, list[str]] = {}
        for pair, count in self.pairs.items():
            if count >= _OFTEN:
                left, right = pair.split(" ")
                after.setdefault(left, []).append(right)
                before.setdefault(right, []).append(left)
        return after, before

    def knows(self, syllable: str) -> bool:
        """Whether a folded token needs no repair."""
        return syllable in self.counts or not (syllable.isalpha() or keyboard.is_vni(syllable))

    def bond(self, before: str, syllable: str, after: str) -> float:
        """How well a syllable sits between its neighbours (log counts, added)."""
        return math.log1p(self.pair(before, syllable)) + math.log1p(self.pair(syllable, after))

    def pair(self, left: str, right: str) -> int:
        """How often two syllables stand side by side."""
        return self.pairs.get(f"{left} {right}", 0)


def repair(token: str, before: str, after: str, speller: Speller) -> tuple[tuple[str, ...], str]:
    """A token's folded syllables, and the marked syllable where leftover keys spelled one (else "").

    `before` and `after` are the folded neighbours ("" at the ends). An unknown token that nothing repairs stays; a
    known one was typed without marks, or it would need no repair.
    """
    plain = fold(token)
    if speller.knows(plain):
        return (_neighbourly(plain, before, after, speller),), ""
    glued = _split(plain, speller)
    if glued and all(speller.pair(a, b) >= _SURE_BOND for a, b in pairwise(glued)):
        return glued, ""
    for method, keys in ((keyboard.telex, plain), (keyboard.vni, token.lower())):
        decoded = method(keys)
        if decoded is not None and fold(decoded) in speller.counts:
            return (fold(decoded),), decoded
    return glued or _nearest(plain, before, after, speller), ""


def _split(token: str, speller: Speller) -> tuple[str, ...]:
    """Two or more known syllables that the token glues together, each pair of them known as neighbours."""
    if not token.isalpha() or not _SHORTEST_REPAIRED < len(token) <= _LONGEST_GLUED:
        return ()
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(2, len(token) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end - 1):
            piece = token[start:end]
            if start not in best or piece not in speller.counts:
                continue
            score, pieces = best[start]
            bond = speller.pair(pieces[-1], piece) if pieces else 1
            total = score + math.log(bond + 0.5) - 1.5
            if bond and (end not in best or total > best[end][0]):
                best[end] = (total, (*pieces, piece))
    found = best.get(len(token), (0.0, ()))[1]
    return found if len(found) > 1 else ()


def _nearest(token: str, before: str, after: str, speller: Speller) -> tuple[str, ...]:
    """The known syllable that the token most likely is, by edits, neighbours and frequency."""
    if not token.isalpha() or not _SHORTEST_REPAIRED <= len(token) <= _LONGEST_SYLLABLE + 2:
        return (token,)
    candidates = match.near(token, speller.known, 1 if len(token) < _TWO_EDITS_FROM else 2)
    if not candidates:
        return (token,)

    def worth(candidate: tuple[str, int]) -> float:
        name, distance = candidate
        start = 0.5 if name[0] == token[0] else 0.0
        return 1.5 * speller.bond(before, name, after) + 0.3 * math.log1p(speller.counts[name]) + start - 2.5 * distance

    return (max(candidates, key=worth)[0],)


def _neighbourly(token: str, before: str, after: str, speller: Speller) -> str:
    """A known syllable that a neighbour does not know gives way to one a letter away that fits far better."""
    if len(token) <= 1 or not token.isalpha() or (speller.pair(before, token) and speller.pair(token, after)):
        return token
    followers, leaders = speller.neighbours
    likely = {name for name in (*followers.get(before, ()), *leaders.get(after, ())) if name[0] == token[0]}
    if not likely:
        return token
    bond = speller.bond(before, token, after)
    # The commoner a word, the less likely it is a slip.
    best, best_gain = token, _SURE_GAIN + 0.5 * math.log1p(speller.counts.get(token, 0))
    for name, _ in match.near(token, sorted(likely), 1):
        gain = speller.bond(before, name, after) - bond
        if gain > best_gain:
            best, best_gain = name, gain
    return best
