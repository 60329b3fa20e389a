"""Many plans indexed side by side: does an answer stay as fast, and as right, among 100 and 1,000 of them?

Plan 0 is the model of places as it is. Plan i is a copy whose words go through a seeded permutation of the vocabulary:
its phrases, names and duties are as many and as alike as the original's, but other ones. Function words (fillers, cues,
connectors), numbers and edges stay, so that the copies compete for every message. A syllable changes places with one
that has as many marked forms, and these go with it, so that a copy's words are as consistent as the original's.

One index holds every plan's own features. A message is looked up in two steps:

1. Which plan: by how likely its phrases make the message's words (naive Bayes, add-one: a known feature found in `df`
   phrases adds ln(1 + df), which is the idf of an unseen feature less its own). One posting a plan that knows it.
2. Which place in it: the linear model's scores over that plan's postings alone, exactly as `nlp.model.Linear` has them.

A score for every place of every plan was not taken: it needs some twenty times the postings, and it takes one rare word
that a copy happens to use for its own for more than all the words together that only the original combines.
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.render import record
from bot.service import Service
from nlp.features import MARKED, keys
from nlp.language import Language
from nlp.model import Linear
from nlp.normalise import fold
from nlp.state import State
from tests.evaluate import Turn, judge

SIZES = (1, 100, 1000)
SEED = 922
ROUNDS = 3
_BITS = 20
_TOKEN = (1 << _BITS) - 1
_CHUNK = 1_000_000
"""Rows whose postings are copied at once, so that building needs little more memory than the index."""
_LEVELS = 127
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[Any]


def stays(language: Language) -> frozenset[str]:
    """The folded syllables that every plan uses alike: fillers, connectors, cues that are no topic, words for places."""
    cues = (cue for found in language.cues.forms.values() for cue in found if not cue.topical)
    said = (syllable for cue in cues for syllable in cue.folded)
    levels = (syllable for level in language.keywords.levels for syllable in level)
    return frozenset((*language.fillers.single, *language.connectors, *said, *levels))


def swaps(vocabulary: Mapping[str, int], kept: Collection[str], seed: int) -> Ints:
    """A permutation of token numbers: what each token becomes. Those that stay, and all that is no syllable, stay."""
    marked: dict[str, list[str]] = defaultdict(list)
    for token in vocabulary:
        if fold(token) != token:
            marked[fold(token)].append(token)
    alike: dict[int, list[str]] = defaultdict(list)
    for token in vocabulary:
        if token.isalpha() and fold(token) == token and token not in kept:
            alike[len(marked[token])].append(token)
    made = np.arange(len(vocabulary), dtype=np.int64)
    random = np.random.default_rng(seed)
    for tokens in alike.values():
        for token, place in zip(tokens, random.permutation(len(tokens)), strict=True):
            other = tokens[place]
            for old, new in zip((token, *marked[token]), (other, *marked[other]), strict=True):
                made[vocabulary[old]] = vocabulary[new]
    return made


@dataclass(frozen=True)
class Plans:
    """The index: keys ascending; each key's rows, one a plan that knows it (`plans`, ascending, `idf`); each row's
    postings, places (`columns`) and weights in eight bits."""

    original: Linear
    keys: Ints
    starts: Rows
    plans: Rows
    idf: Rows
    indptr: Rows
    columns: Rows
    weights: Rows
    scale: float
    unseen: float
    count: int

    def rows(self, wanted: Collection[int]) -> Ints:
        """The rows of all plans that know any of some features."""
        asked = np.fromiter(wanted, dtype=np.int64, count=len(wanted))
        found = np.searchsorted(self.keys, asked)
        found[found == len(self.keys)] = 0
        return _runs(self.starts, found[self.keys[found] == asked])

    def plan(self, rows: Ints) -> int:
        """The plan that knows a message's words best; the earlier one where they tell no plan from another."""
        gains = self.unseen - self.idf[rows].astype(np.float64)
        evidence = np.bincount(self.plans[rows], weights=gains, minlength=self.count)
        return int(np.argmax(evidence > evidence.max() - _TIE))

    def judge(self, rows: Ints, plan: int) -> tuple[dict[str, float], dict[str, float]]:
        """Probabilities and raw scores of a plan's places, as `Linear.judge` gives them."""
        own = rows[self.plans[rows] == plan]
        scores = self.original.bias
        if len(own):
            picks = _runs(self.indptr, own)
            idf = self.idf[own]
            values = self.weights[picks] * np.repeat(idf, self.indptr[own + 1] - self.indptr[own])
            total = np.bincount(self.columns[picks], weights=values, minlength=len(scores)) * self.scale
            scores = (scores + total / np.sqrt((idf * idf).sum())).astype(np.float32)
        raised = np.exp((scores - scores.max()) / self.original.temperature)
        probabilities = (raised / raised.sum()).tolist()
        labels = self.original.labels
        return dict(zip(labels, probabilities, strict=True)), dict(zip(labels, scores.tolist(), strict=True))


_TIE = 1e-6


@dataclass
class Reader:
    """The scorer for one message: the plan is chosen by the whole message, and its clauses are read in that plan."""

    index: Plans
    plan: int | None = field(default=None)

    def judge(self, wanted: Collection[int]) -> tuple[dict[str, float], dict[str, float]]:
        """The probabilities and raw scores of the chosen plan's places, under the original's names for them."""
        rows = self.index.rows(wanted)
        if self.plan is None:
            self.plan = self.index.plan(rows) if len(rows) else 0
        return self.index.judge(rows, self.plan)


def _runs(indptr: Rows, wanted: Rows) -> Ints:
    """The places that some rows of a compressed table point to, one row after the other."""
    starts = indptr[wanted].astype(np.int64)
    lengths = indptr[wanted + 1] - starts
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def build(original: Linear, vocabulary: Mapping[str, int], kept: Collection[str], count: int) -> Plans:
    """An index of the original and so many copies that there are `count` plans."""
    size = len(original.keys)
    lengths = np.diff(original.indptr)
    idf = np.sqrt(original.squares)
    weights = original.values / np.repeat(idf, lengths)
    scale = float(np.abs(weights).max()) / _LEVELS
    levels = np.rint(weights / scale).astype(np.int8)
    places = original.columns.astype(np.uint8)

    kinds, first, second = original.keys >> 2 * _BITS, original.keys >> _BITS, original.keys & _TOKEN
    merged = np.empty((count, size), dtype=np.int64)
    merged[0] = original.keys
    for plan in range(1, count):
        swap = swaps(vocabulary, kept, SEED + plan)
        lead = np.where(kinds > 0, kinds << _BITS | swap[np.where(kinds > 0, first & _TOKEN, 0)], first)
        merged[plan] = lead << _BITS | swap[second]
    flat = merged.reshape(-1)
    order = np.argsort(flat, kind="stable")
    ordered = flat[order]
    begins = np.flatnonzero(np.diff(ordered, prepend=-1))
    features = (order % size).astype(np.int32)
    indptr = np.zeros(len(order) + 1, dtype=np.int64)
    np.cumsum(lengths[features], out=indptr[1:])
    columns = np.empty(indptr[-1], dtype=np.uint8)
    own = np.empty(indptr[-1], dtype=np.int8)
    for start in range(0, len(order), _CHUNK):
        part = features[start : start + _CHUNK]
        picks = _runs(original.indptr, part)
        here = slice(indptr[start], indptr[start + len(part)])
        columns[here], own[here] = places[picks], levels[picks]
    return Plans(
        original=original,
        keys=ordered[begins],
        starts=np.append(begins, len(order)).astype(np.int32),
        plans=(order // size).astype(np.uint16),
        idf=idf[features].astype(np.float32),
        indptr=indptr,
        columns=columns,
        weights=own,
        scale=scale,
        unseen=float(idf.max()) + float(np.log(2)),
        count=count,
    )
