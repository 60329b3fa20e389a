"""Mistyped syllables, repaired by the words of the plan and the phrase bank.

What is repaired: keys left over, glued or split syllables, dropped, doubled, swapped and wrong letters. Known syllables
are left alone unless their neighbours know much better.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from nlp import keyboard, match
from nlp.normalise import agrees, canonical, fold
from nlp.syllable import is_syllable, once, sound

_LONGEST_SYLLABLE = 7
_SHORTEST_REPAIRED = 3
_TWO_EDITS_FROM = 6
_TRUST = 4.0
"""What must speak for a repair of what can be a syllable."""
_ALIKE = 0.5
"""What a syllable that sounds the same is away from one, in letters."""
_VOWELS = frozenset("aeiouy")
_SURE_GAIN = 6.0
_OFTEN = 15


@dataclass(frozen=True)
class Speller:
    """Counts of folded syllables and of neighbouring pairs ("hop tac") in the texts that the model was built from."""

    counts: Mapping[str, int]
    pairs: Mapping[str, int]
    known: Sequence[str]
    """The syllables that a repair may lead to, in a fixed order."""
    forms: Mapping[str, int] = field(default_factory=dict)
    """Counts of the syllables that were written with marks, in canonical form."""

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The marked forms that a repair may lead to, in a fixed order."""
        return tuple(sorted(form for form in self.forms if fold(form) in self.counts))

    @cached_property
    def neighbours(self) -> tuple[dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
        """For each syllable those that often follow it, and those that it often follows, by their first letter."""
        after: dict[tuple[str, str], list[str]] = {}
        before: dict[tuple[str, str], list[str]] = {}
        for pair, count in self.pairs.items():
            if count >= _OFTEN:
                left, right = pair.split(" ")
                after.setdefault((left, right[0]), []).append(right)
                before.setdefault((right, left[0]), []).append(left)
        return after, before

    def knows(self, syllable: str) -> bool:
        """Whether a folded token needs no repair."""
        return syllable in self.counts or not (syllable.isalpha() or keyboard.is_vni(syllable))

    @cached_property
    def shorter(self) -> dict[str, list[str]]:
        """The marked forms by themselves and by what is left of each without one of its letters."""
        made: dict[str, list[str]] = {}
        for form in self.spellings:
            for key in _less(form):
                made.setdefault(key, []).append(form)
        return made

    def slips(self, form: str, limit: int) -> list[tuple[str, int]]:
        """The marked forms that a letter too many, too few, wrong or swapped makes of one, with their distance."""
        close = {name for key in _less(form) for name in self.shorter.get(key, ())}
        return match.near(form, sorted(close), limit)

    @cached_property
    def sounds(self) -> dict[str, list[str]]:
        """The marked forms by their sound."""
        made: dict[str, list[str]] = {}
        for form in self.spellings:
            made.setdefault(sound(form), []).append(form)
        return made

    def common(self, token: str) -> int:
        """How often a token occurs just as it was typed: with its marks, or without any."""
        plain = fold(token)
        return self.counts.get(plain, 0) if token.lower() == plain else self.forms.get(canonical(token), 0)

    def bond(self, before: str, syllable: str, after: str) -> float:
        """How well a syllable sits between its neighbours (log counts, added)."""
        return math.log1p(self.pair(before, syllable)) + math.log1p(self.pair(syllable, after))

    def pair(self, left: str, right: str) -> int:
        """How often two syllables stand side by side."""
        return self.pairs.get(f"{left} {right}", 0)

    def read(self, token: str, before: str, after: str) -> tuple[str, str]:
        """What `repair` makes of a token."""
        return repair(token, before, after, self)


class Right(Speller):
    """A speller that repairs nothing: for texts that are right as they are."""

    def knows(self, _syllable: str) -> bool:
        """All of them."""
        return True

    def pair(self, _left: str, _right: str) -> int:
        """Any two may stand side by side."""
        return 1

    def read(self, token: str, _before: str, _after: str) -> tuple[str, str]:
        """A token's folded syllable, and its form with the marks that were typed if it can be a syllable (else "")."""
        return _as_it_is(token)


@lru_cache(maxsize=10_000)
def _as_it_is(token: str) -> tuple[str, str]:
    plain, form = fold(token), canonical(token)
    foreign = plain.isalpha() and not _VOWELS.isdisjoint(plain) and not is_syllable(plain)
    return plain, "" if form == plain or foreign else form


def _less(form: str) -> set[str]:
    """A form, and what is left of it without one of its letters."""
    return {form, *(form[:place] + form[place + 1 :] for place in range(len(form)))}


def repair(token: str, before: str, after: str, speller: Speller) -> tuple[str, str]:
    """A token's folded syllable, and its form with the marks that were typed or that leftover keys spelled (else "").

    `before` and `after` are the folded neighbours ("" at the ends). An unknown token that nothing repairs stays.
    """
    plain, form = fold(token), canonical(token)
    if form in speller.forms and plain in speller.counts:
        # Who typed the marks of a known syllable meant it.
        return plain, form
    if form != plain and plain.isalpha() and not _VOWELS.isdisjoint(plain):
        return _meant(plain, form, before, after, speller)
    if speller.knows(plain):
        return (plain, form) if form != plain else (_neighbourly(plain, before, after, speller), "")
    return _nearest(plain, before, after, speller), ""


def _meant(plain: str, form: str, before: str, after: str, speller: Speller) -> tuple[str, str]:
    """What a token with marks that no known word has was meant to be: the known form nearest to it, if one fits.

    What can be a syllable is likely a word that we do not know: it must sound like the form, or have lost or swapped
    letters of it and the like, and its neighbours must speak for that.
    """
    whole = is_syllable(plain)
    unknown = plain not in speller.counts
    alike = speller.sounds.get(sound(form), ()) if whole else ()
    slips = speller.slips(form, 1 if len(plain) < _TWO_EDITS_FROM else 2)
    own = 0.0 if unknown else 1.5 * speller.bond(before, plain, after)
    best, best_worth = "", _TRUST + own if whole else -math.inf
    for name, distance in [*((name, _ALIKE) for name in alike), *slips]:
        if whole and name not in alike and not _slipped(form, name):
            continue
        bond = speller.bond(before, fold(name), after)
        worth = 1.5 * bond + 0.3 * math.log1p(speller.forms[name]) - 2.5 * distance
        if fold(name) == plain and name in alike:
            # Only the tone is in question, not whether the word stands here.
            worth += own
        elif unknown and bond > 0 and name in alike and len(form) < len(name):
            worth += _TRUST
        if worth > best_worth:
            best, best_worth = name, worth
    if not best:
        return (plain, form) if whole else (_nearest(plain, before, after, speller), "")
    if fold(best) != plain:
        return fold(best), best
    return plain, form if agrees(form, best) else ""


def _slipped(form: str, name: str) -> bool:
    """Whether a form is another one with a letter lost, doubled or swapped, with other marks, or a key beside it."""
    if len(form) < len(name):
        return form[0] == name[0]
    if sorted(form) == sorted(name) or once(form) == name:
        return True
    letters, own = fold(form), fold(name)
    beside = _SHORTEST_REPAIRED <= len(letters) == len(own) and all(map(keyboard.is_beside, letters, own))
    return letters == own or beside


def _nearest(token: str, before: str, after: str, speller: Speller) -> str:
    """The known syllable that the token most likely is, by edits, neighbours and frequency."""
    if not token.isalpha() or not _SHORTEST_REPAIRED <= len(token) <= _LONGEST_SYLLABLE + 2:
        return token
    candidates = match.near(token, speller.known, 1 if len(token) < _TWO_EDITS_FROM else 2)
    if not candidates:
        return token

    def worth(candidate: tuple[str, int]) -> float:
        name, distance = candidate
        start = 0.5 if name[0] == token[0] else 0.0
        return 1.5 * speller.bond(before, name, after) + 0.3 * math.log1p(speller.counts[name]) + start - 2.5 * distance

    return max(candidates, key=worth)[0]


def _neighbourly(token: str, before: str, after: str, speller: Speller) -> str:
    """A known syllable that a neighbour does not know gives way to one a letter away that fits far better."""
    if len(token) <= 1 or not token.isalpha() or (speller.pair(before, token) and speller.pair(token, after)):
        return token
    followers, leaders = speller.neighbours
    likely = {*followers.get((before, token[0]), ()), *leaders.get((after, token[0]), ())}
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
