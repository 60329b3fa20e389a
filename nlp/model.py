"""The learned part: four linear models over words and the speller's counts, in one file that `nlp.train` makes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from knowledge.yamlfile import DataError
from nlp.ask import LACKING
from nlp.spell import Speller

FILE = "model.msgpack"
HELD, UNHELD = "held", "unheld"
"""The labels of the models of openings and of follow-ups."""
_TINY = 1e-6
"""What is this likely, or so near to sure, is held to be no less and no more."""
_STEEPEST = 700.0
"""Beyond this difference of scores the odds are no number."""
_BITS = 20
Floats = npt.NDArray[np.float32]


class LinearData(msgspec.Struct, frozen=True):
    """A linear model as stored: features by key, ascending, each a run of (label, weight in eight bits)."""

    labels: list[str]
    keys: bytes
    indptr: bytes
    columns: bytes
    weights: bytes
    idf: bytes
    bias: bytes
    scale: float
    temperature: float


class ModelData(msgspec.Struct, frozen=True):
    """The file's content. `digest` is that of the data files that it was made from."""

    digest: str
    vocabulary: list[str]
    places: LinearData
    asks: LinearData
    openings: LinearData
    followups: LinearData
    counts: dict[str, int]
    pairs: dict[str, int]
    known: list[str]
    forms: dict[str, int]
    words: list[str]


@dataclass(frozen=True)
class Linear:
    """A linear model: score(label) = bias + scale · Σ idf·weight / ‖idf‖ over the message's known features.

    `rows` tells the row of each feature's key. `weights` has a row for each feature, a column a label: few of them are
    not zero, but adding whole rows up is many times as fast as picking those out.
    """

    labels: tuple[str, ...]
    rows: Mapping[int, int]
    weights: Floats
    idf: Floats
    scale: float
    bias: Floats
    temperature: float

    def scores(self, keys: Collection[int]) -> Floats:
        """The score of each label, in the order of `labels`; the bias alone where no feature is known."""
        known = self.rows.get
        rows = np.array([row for row in map(known, keys) if row is not None], dtype=np.intp)
        if not len(rows):
            return self.bias
        idf = self.idf.take(rows)
        total = idf @ self.weights.take(rows, axis=0)
        scores: Floats = self.bias + total * np.float32(self.scale / math.sqrt(idf @ idf))
        return scores

    def by_label(self, scores: Floats) -> dict[str, float]:
        """Each label's score."""
        return dict(zip(self.labels, scores.tolist(), strict=True))

    def probabilities(self, scores: Floats) -> dict[str, float]:
        """Each label's probability by the scores: softmax at the temperature that held-out phrases gave."""
        return self.by_label(self.shares(scores))

    def shares(self, scores: Floats) -> Floats:
        """The same in the order of `labels`."""
        raised: Floats = np.exp((scores - np.maximum.reduce(scores)) / self.temperature)
        shares: Floats = raised / np.add.reduce(raised)
        return shares


@dataclass(frozen=True)
class Judgement:
    """What the models of what is asked say of a message: the raw scores of each, as `Linear.scores` gives them."""

    asks: Floats
    openings: Floats
    followups: Floats


@dataclass(frozen=True)
class Judges:
    """The models over the features of what is asked, scored together, as looking the features up costs the most.

    `rows` tells the row of each feature's key; `weights` has their columns side by side, idf and scale multiplied in,
    `squares` the squared idf of each model, 0 where it does not know the feature.
    """

    asks: Linear
    openings: Linear
    followups: Linear
    rows: Mapping[int, int]
    weights: Floats
    squares: Floats

    def judge(self, keys: Collection[int]) -> Judgement:
        """The scores of each model; the bias alone where it knows no feature."""
        known = self.rows.get
        rows = np.array([row for row in map(known, keys) if row is not None], dtype=np.intp)
        norms = np.sqrt(np.add.reduce(self.squares.take(rows, axis=0)))
        total = np.add.reduce(self.weights.take(rows, axis=0))
        scores, start = [], 0
        for model, norm in zip((self.asks, self.openings, self.followups), norms.tolist(), strict=True):
            end = start + len(model.labels)
            scores.append(model.bias + total[start:end] / np.float32(norm) if norm else model.bias)
            start = end
        return Judgement(*scores)


class Scorer(Protocol):
    """What the understanding needs of a model of places: the committed one, or many plans' side by side."""

    def scores(self, keys: Collection[int]) -> Floats:
        """The score of each label by the features of a message."""
        ...

    def by_label(self, scores: Floats) -> dict[str, float]:
        """Each label's score."""
        ...

    def probabilities(self, scores: Floats) -> dict[str, float]:
        """Each label's probability by the scores."""
        ...


@dataclass(frozen=True)
class Model:
    """Which place (`places`), what is wanted and whether it is held (`judges`), the speller.

    Whether the plan holds what a message that begins a conversation wants (`openings`), and whether a place spoken of
    holds what one goes on to (`followups`), is judged apart from what is wanted (`asks`).

    `vocabulary` are the tokens that they know, `used` those used of places, `words` the compounds of the plan and the
    bank, folded, as underthesea segments them. `digest` is that of the data files that it was made from.
    """

    digest: str
    vocabulary: dict[str, int]
    places: Scorer
    judges: Judges
    used: frozenset[str]
    words: frozenset[str]
    speller: Speller

    def wanted(self, judged: Judgement, *, follows: bool) -> dict[str, float]:
        """How likely each kind of thing is wanted.

        What the plan lacks is in all as likely as `asks` and `openings` say together, and `followups` where something
        was said before: the mean of their log-odds.
        """
        asks = self.judges.asks.shares(judged.asks)
        lacking = _clipped(float(asks @ self._lacked))
        told = [lacking, _clipped(_unheld(self.judges.openings, judged.openings))]
        if follows:
            told.append(_clipped(self.lacks_next(judged)))
        odds = math.prod(p / (1 - p) for p in told) ** (1 / len(told))
        lacked, held = odds / (1 + odds) / lacking, 1 / (1 + odds) / (1 - lacking)
        return self.judges.asks.by_label(asks * (held + (lacked - held) * self._lacked))

    def lacks_next(self, judged: Judgement) -> float:
        """The probability that the plan lacks what a message goes on to."""
        return _unheld(self.judges.followups, judged.followups)

    @cached_property
    def _lacked(self) -> Floats:
        """1 for each kind of `asks` that the plan lacks, 0 for the others."""
        return np.array([kind.startswith(LACKING) for kind in self.judges.asks.labels], dtype=np.float32)

    @cached_property
    def kinds_held(self) -> tuple[str, ...]:
        """The kinds of `asks` that the plan holds."""
        return tuple(kind for kind in self.judges.asks.labels if not kind.startswith(LACKING))

    @cached_property
    def kinds_lacked(self) -> tuple[str, ...]:
        """Those that it lacks."""
        return tuple(kind for kind in self.judges.asks.labels if kind.startswith(LACKING))


def _unheld(model: Linear, scores: Floats) -> float:
    """The probability of `UNHELD` by the scores of a model of two classes."""
    held, unheld = scores.tolist()
    return 1 / (1 + math.exp(min((held - unheld) / model.temperature, _STEEPEST)))


def _clipped(probability: float) -> float:
    """A probability whose odds, either way, are finite."""
    return min(max(probability, _TINY), 1 - _TINY)


def load_model() -> Model:
    """The committed model file.

    Raises:
        DataError: the file is torn, or of an older shape.
    """
    return read_model(resources.files("nlp").joinpath("data", FILE).read_bytes())


def read_model(raw: bytes) -> Model:
    """A model out of the bytes of its file.

    Raises:
        DataError: they are torn, or of an older shape.
    """
    try:
        return _model(msgspec.msgpack.decode(raw, type=ModelData))
    except (msgspec.DecodeError, ValueError, IndexError) as error:
        raise DataError(f"nlp/data/{FILE}: file: {error}; make model") from error


def _model(data: ModelData) -> Model:
    vocabulary = {token: number for number, token in enumerate(data.vocabulary)}
    places = _linear(data.places)
    return Model(
        digest=data.digest,
        vocabulary=vocabulary,
        places=places,
        judges=judges(_linear(data.asks), _linear(data.openings), _linear(data.followups)),
        used=frozenset(data.vocabulary[key - (1 << _BITS)] for key in places.rows if key < 2 << _BITS),
        words=frozenset(data.words),
        speller=Speller(data.counts, data.pairs, tuple(data.known), data.forms),
    )


def _linear(data: LinearData) -> Linear:
    postings = np.diff(np.frombuffer(data.indptr, dtype="<i4"))
    weights = np.zeros((len(postings), len(data.labels)), dtype=np.float32)
    rows = np.repeat(np.arange(len(postings)), postings)
    weights[rows, np.frombuffer(data.columns, dtype="u1")] = np.frombuffer(data.weights, dtype="i1")
    return Linear(
        labels=tuple(data.labels),
        rows=dict(zip(np.frombuffer(data.keys, dtype="<i8").tolist(), range(len(postings)), strict=True)),
        weights=weights,
        idf=np.frombuffer(data.idf, dtype="<f4"),
        scale=data.scale,
        bias=np.frombuffer(data.bias, dtype="<f4"),
        temperature=data.temperature,
    )


def judges(asks: Linear, openings: Linear, followups: Linear) -> Judges:
    """The models of what is asked, put side by side."""
    models = (asks, openings, followups)
    keys = [np.fromiter(model.rows, dtype=np.int64, count=len(model.rows)) for model in models]
    every = np.unique(np.concatenate(keys))
    weights = np.zeros((len(every), sum(len(model.labels) for model in models)), dtype=np.float32)
    squares = np.zeros((len(every), len(models)), dtype=np.float32)
    start = 0
    for place, model in enumerate(models):
        own = np.searchsorted(every, keys[place])
        end = start + len(model.labels)
        weights[own, start:end] = model.weights * (model.idf * np.float32(model.scale))[:, None]
        squares[own, place] = model.idf * model.idf
        start = end
    rows = dict(zip(every.tolist(), range(len(every)), strict=True))
    return Judges(asks, openings, followups, rows, weights, squares)
