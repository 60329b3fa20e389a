"""Many plans indexed side by side: does an answer stay as fast, and as right, among 100 and 1,000 of them?

Plan 0 is the model of places as it is. Plan i is a copy whose words go through a seeded permutation of the vocabulary:
its phrases and names are as many and as alike as the original's, but other ones. Function words (fillers, cues,
connectors), words for numbered places, numbers and edges stay, so that the copies compete for every message. A
syllable's marked forms go with it, so that a copy's words are as consistent as the original's.

One index holds every plan's own features, postings and weights. A message is looked up in two steps:

1. Which plan: by the message's features that it knows. Each is worth ln(plans / plans that know it), the less the
   fewer phrases of the plan have it (`_SATURATION`, as in BM25), and a little (`_LIKELIHOOD`) of how likely the plan's
   phrases make it. The plan of the conversation's last message has the weight of the place under discussion (`focus`
   in weights.yaml) on its side. Where nothing tells plans apart, the earlier one is taken.
2. Which place in it: the linear model's scores over that plan's postings alone, exactly as `nlp.model.Linear` has them.

So the places of the plans that lose are never scored: of a common syllable 1,000 plans hold some 15,000 postings, but
only 1,000 rows. An answer that cites places read in another plan than the original counts as wrong, whatever it says.
What stays one for all plans: the names of bodies and documents, the kinds of thing asked, the speller.
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from bot.render import record
from bot.service import Service
from nlp.language import Language
from nlp.mention import Name
from nlp.model import FILE, Floats, Linear, LinearData, ModelData, linear
from nlp.normalise import fold
from nlp.numbered import ROMANS
from nlp.question import read
from nlp.state import State
from tests.evaluate import Turn, judge

SIZES = (1, 100, 1000)
SEED = 922
ROUNDS = 3
_SATURATION, _LIKELIHOOD = 3, 0.2
"""Chosen on the development and validation questions among 1,000 plans."""
_TIE = 1e-6
"""Evidence that differs by less is the same: sums are rounded."""
_BITS = 20
_TOKEN = (1 << _BITS) - 1
_CHUNK = 1_000_000
"""Rows whose postings are copied at once, so that building needs little more memory than the index."""
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[Any]


def stays(language: Language) -> frozenset[str]:
    """What every plan uses alike, folded: fillers, connectors, cues that are no topic, names and numerals of places."""
    said = (s for form, cues in language.cues.forms.items() if not all(cue.topical for cue in cues) for s in form)
    levels = (syllable for level in language.keywords.levels for syllable in level)
    return frozenset((*language.fillers.single, *language.connectors, *said, *levels, *map(fold, ROMANS)))


def swaps(vocabulary: Mapping[str, int], kept: Collection[str], seed: int) -> Ints:
    """A permutation of token numbers: what each token becomes. Those that stay, and all that is no syllable, stay."""
    marked: dict[str, list[str]] = defaultdict(list)
    for token in vocabulary:
        if fold(token) != token:
            marked[fold(token)].append(token)
    content = [token for token in vocabulary if token.isalpha() and fold(token) == token and token not in kept]
    random = np.random.default_rng(seed)
    made = np.arange(len(vocabulary), dtype=np.int64)
    unpaired: list[str] = []
    free: list[str] = []
    for token, place in zip(content, random.permutation(len(content)), strict=True):
        old, new = (token, *marked[token]), (content[place], *marked[content[place]])
        for one, other in zip(old, new, strict=False):
            made[vocabulary[one]] = vocabulary[other]
        unpaired.extend(old[len(new) :])
        free.extend(new[len(old) :])
    for one, place in zip(unpaired, random.permutation(len(free)), strict=True):
        made[vocabulary[one]] = vocabulary[free[place]]
    return made


@dataclass(frozen=True)
class Plans:
    """The index of `count` plans, built once.

    `keys` ascend; from one of `starts` to the next are a key's rows, one for each plan that knows it (`plans`, `idf`);
    from one of `indptr` to the next are a row's postings: places (`columns`) and `weights` in eight bits, in steps of
    `scale`. `unseen` is the idf of a feature that no phrase has.
    """

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

    def find(self, wanted: Collection[int]) -> Ints:
        """Where the keys stand that any plan knows."""
        asked = np.fromiter(wanted, dtype=np.int64, count=len(wanted))
        found = np.searchsorted(self.keys, asked)
        found[found == len(self.keys)] = 0
        known: Ints = found[self.keys[found] == asked]
        return known

    def plan(self, wanted: Collection[int], before: Collection[int], focus: float) -> int:
        """The plan that a message is about; `before` are those that it points to, `focus` what this is worth."""
        found = self.find(wanted)
        rows = _runs(self.starts, found)
        known = self.starts[found + 1] - self.starts[found]
        likelihood = self.unseen - self.idf[rows]
        phrases = np.exp(likelihood) - 1
        rare = np.repeat(np.log(self.count / known), known)
        gains = rare * phrases / (phrases + _SATURATION) + _LIKELIHOOD * likelihood
        evidence = np.bincount(self.plans[rows], weights=gains, minlength=self.count)
        for plan in before:
            evidence[plan] += focus
        return int(np.argmax(evidence > evidence.max() - _TIE))

    def scores(self, wanted: Collection[int], plan: int) -> Floats:
        """The scores of a plan's places, as `Linear.scores_of` gives them."""
        rows = _runs(self.starts, self.find(wanted))
        own = rows[self.plans[rows] == plan]
        scores = self.original.bias
        if len(own):
            picks = _runs(self.indptr, own)
            idf = self.idf[own]
            values = self.weights[picks] * np.repeat(idf, self.indptr[own + 1] - self.indptr[own])
            total = np.bincount(self.columns[picks], weights=values, minlength=len(scores)) * self.scale
            scores = (scores + total / np.sqrt((idf * idf).sum())).astype(np.float32)
        return scores


@dataclass
class Reader:
    """The scorer of one message: the whole message chooses the plan, and its clauses are read in that plan.

    `before` are the plans that the message points to beside its words: that of the conversation, and the original where
    it names a body or a document of it, as each plan has names of its own.
    """

    index: Plans
    before: Collection[int]
    focus: float
    plan: int | None = None

    def scores_of(self, wanted: Collection[int]) -> Floats:
        """The scores of the chosen plan's places."""
        if self.plan is None:
            self.plan = self.index.plan(wanted, self.before, self.focus)
        return self.index.scores(wanted, self.plan)

    def by_label(self, scores: Floats) -> dict[str, float]:
        """The scores under the original's names for the places."""
        return self.index.original.by_label(scores)

    def probabilities(self, scores: Floats) -> dict[str, float]:
        """The places' probabilities."""
        return self.index.original.probabilities(scores)


def _runs(indptr: Rows, wanted: Rows) -> Ints:
    """The places that some rows of a compressed table point to, one row after the other."""
    starts = indptr[wanted].astype(np.int64)
    lengths = indptr[wanted + 1] - starts
    ends = np.cumsum(lengths)
    places: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return places


def build(stored: LinearData, vocabulary: Mapping[str, int], kept: Collection[str], count: int) -> Plans:
    """An index of the original, as stored, and so many copies that there are `count` plans."""
    keys, idf = np.frombuffer(stored.keys, dtype="<i8"), np.frombuffer(stored.idf, dtype="<f4")
    levels, places = np.frombuffer(stored.weights, dtype="i1"), np.frombuffer(stored.columns, dtype="u1")
    own_rows = np.frombuffer(stored.indptr, dtype="<i4")
    size, lengths = len(keys), np.diff(own_rows)

    kinds, first, second = keys >> 2 * _BITS, keys >> _BITS, keys & _TOKEN
    merged = np.empty((count, size), dtype=np.int64)
    merged[0] = keys
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
        picks = _runs(own_rows, part)
        here = slice(indptr[start], indptr[start + len(part)])
        columns[here], own[here] = places[picks], levels[picks]
    return Plans(
        original=linear(stored),
        keys=ordered[begins],
        starts=np.append(begins, len(order)).astype(np.int32),
        plans=(order // size).astype(np.uint16),
        idf=idf[features],
        indptr=indptr,
        columns=columns,
        weights=own,
        scale=stored.scale,
        unseen=float(idf.max()) + float(np.log(2)),
        count=count,
    )


@dataclass(frozen=True, slots=True)
class Grown:
    """What so many plans cost: the median answer in milliseconds and the share of right answers."""

    plans: int
    median: float
    right: float


def _named(service: Service, text: str) -> bool:
    """Whether a message names a body or a document of the original plan."""
    question = read(text, service.language.lexicon, service.model.speller)
    return any(m.name in {Name.AGENCY, Name.DOCUMENT} for m in service.language.aliases.find(question))


def measure(service: Service, asked: Sequence[Turn]) -> list[Grown]:
    """Answer every message among 1, 100 and 1,000 plans, in turn, so that a busy machine is busy for all of them."""
    kept = stays(service.language)
    raw = resources.files("nlp").joinpath("data", FILE).read_bytes()
    stored = msgspec.msgpack.decode(raw, type=ModelData).places
    indexes = [build(stored, service.model.vocabulary, kept, size) for size in SIZES]
    named = {turn["q"]: [0] if _named(service, turn["q"]) else [] for turn in asked}
    times: list[list[float]] = [[] for _ in SIZES]
    right = [0] * len(SIZES)
    for lap in range(ROUNDS + 1):  # the first warms up, and counts what is right
        sessions: list[dict[str, tuple[State | None, int | None]]] = [{} for _ in SIZES]
        for turn in asked:
            for place, index in enumerate(indexes):
                state, before = sessions[place].get(turn["session"], (None, None))
                pointed = [*named[turn["q"]], *([] if before is None else [before])]
                reader = Reader(index, pointed, service.weights["focus"])
                swapped = dataclasses.replace(service, model=dataclasses.replace(service.model, places=reader))
                began = time.perf_counter()
                reply = swapped.answer(turn["q"], state)
                times[place].append((time.perf_counter() - began) * 1000)
                sessions[place][turn["session"]] = (reply.state, reader.plan)
                if not lap:
                    times[place].clear()
                    made = record.render(reply.answer, service.voice, reply.elapsed_ms)
                    lost = bool(reader.plan) and bool(made["citations"])
                    right[place] += not lost and not judge(turn, made)
    return [
        Grown(size, statistics.median(taken), count / len(asked))
        for size, taken, count in zip(SIZES, times, right, strict=True)
    ]
