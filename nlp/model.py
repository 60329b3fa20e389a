"""The learned part: four linear models over words and the speller's counts, in one file that `nlp.train` makes."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from knowledge.yamlfile import DataError
from nlp.ask import LACKING
from nlp.features import singles
from nlp.spell import Speller

FILE = "model.msgpack"
HELD, UNHELD = "held", "unheld"
"""The labels of the models of openings and of follow-ups."""
_TINY = 1e-6
"""What is this likely, or so near to sure, is held to be no less and no more."""
_STEEPEST = 700.0
"""Beyond this difference of scores the odds are no number."""
_OF_ODDS = 4
Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]


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
class Features:
    """The features of models: what each adds to their sums, idf and scale multiplied in, and its squared idf.

    `keys` are theirs, ascending: looked up so, as a table of numbers that big would be out of the processor's reach
    with every message. Few columns of a row are not zero, but adding whole rows up is many times as fast as picking
    those out.
    """

    keys: Keys
    weights: Floats

    def sums(self, keys: Collection[int]) -> Floats:
        """The sum of each column over the features of a message that are known, 0 where none is."""
        asked = np.fromiter(keys, dtype=np.int64, count=len(keys))
        asked.sort()
        rows = self.keys.searchsorted(asked)
        known = rows[self.keys.take(rows, mode="clip") == asked]
        sums: Floats = np.add.reduce(self.weights.take(known, axis=0))
        return sums


@dataclass(frozen=True)
class Head:
    """What a linear model makes of its sums: score(label) = bias + scale · Σ idf·weight / ‖idf‖."""

    labels: tuple[str, ...]
    bias: Floats
    temperature: float

    def scores(self, sums: Floats) -> Floats:
        """The score of each label, in the order of `labels`; the bias alone where no feature is known.

        Args:
            sums: scale · Σ idf·weight of each label, then ‖idf‖².
        """
        norm = math.sqrt(sums[-1])
        return self.bias + sums[:-1] / np.float32(norm) if norm else self.bias

    def by_label(self, scores: Floats) -> dict[str, float]:
        """Each label's score."""
        return dict(zip(self.labels, scores.tolist(), strict=True))

    def probabilities(self, scores: Floats) -> dict[str, float]:
        """Each label's probability by the scores: softmax at the temperature that held-out phrases gave."""
        return self.by_label(self.shares(scores))

    def shares(self, scores: Floats) -> Floats:
        """The same in the order of `labels`."""
        raised: Floats = np.exp((scores - np.maximum.reduce(scores)) / np.float32(self.temperature))
        shares: Floats = raised / np.add.reduce(raised)
        return shares


@dataclass(frozen=True)
class Linear(Head):
    """A linear model with features of its own: a column of each label's weights, and one of squared idf."""

    features: Features

    def scores_of(self, keys: Collection[int]) -> Floats:
        """The score of each label by the keys of a message's features."""
        return self.scores(self.features.sums(keys))


@dataclass(frozen=True)
class Odds:
    """What a linear model of two classes, held and not, makes of its sums."""

    bias: float

    def unheld(self, total: float, square: float) -> float:
        """The probability of the second, by the sum and ‖idf‖²; by the bias alone where no feature is known."""
        odds = self.bias + (total / math.sqrt(square) if square else 0.0)
        return 1 / (1 + math.exp(min(-odds, _STEEPEST)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the models of what is asked say of a message.

    How likely each kind of thing is wanted, in the order of their labels; how likely the plan lacks it, by the model of
    openings and by that of follow-ups.
    """

    asks: Floats
    openings: float
    followups: float


@dataclass(frozen=True)
class Judges:
    """The models over the features of what is asked, scored together, as looking the features up costs the most.

    The features' columns are two of `openings` and two of `followups`, each a sum and its squared idf, then those of
    the labels of `asks` with their own; squared idf is 0 where a model does not know the feature.
    """

    asks: Head
    openings: Odds
    followups: Odds
    features: Features

    def judge(self, keys: Collection[int]) -> Judgement:
        """What each model says by the keys of a message's features."""
        sums = self.features.sums(keys)
        opening, opened, following, followed = sums[:_OF_ODDS].tolist()
        return Judgement(
            self.asks.shares(self.asks.scores(sums[_OF_ODDS:])),
            self.openings.unheld(opening, opened),
            self.followups.unheld(following, followed),
        )


class Scorer(Protocol):
    """What the understanding needs of a model of places: the committed one, or many plans' side by side."""

    def scores_of(self, keys: Collection[int]) -> Floats:
        """The score of each label by the keys of a message's features."""
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
        lacking = _clipped(float(judged.asks @ self._lacked))
        told = [lacking, _clipped(judged.openings), *([_clipped(judged.followups)] if follows else [])]
        odds = math.prod(p / (1 - p) for p in told) ** (1 / len(told))
        lacked, held = odds / (1 + odds) / lacking, 1 / (1 + odds) / (1 - lacking)
        return self.judges.asks.by_label(judged.asks * (held + (lacked - held) * self._lacked))

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
    places = linear(data.places)
    return Model(
        digest=data.digest,
        vocabulary={token: number for number, token in enumerate(data.vocabulary)},
        places=places,
        judges=judges(data.asks, data.openings, data.followups),
        used=frozenset(data.vocabulary[number] for number in singles(places.features.keys.tolist())),
        words=frozenset(data.words),
        speller=Speller(data.counts, data.pairs, tuple(data.known), data.forms),
    )


def linear(data: LinearData) -> Linear:
    """A stored model of places."""
    keys = _keys(data)
    return Linear(tuple(data.labels), _bias(data), data.temperature, Features(keys, _columns(data, keys)))


def judges(asks: LinearData, openings: LinearData, followups: LinearData) -> Judges:
    """The stored models of what is asked, put side by side."""
    every = np.unique(np.concatenate([_keys(model) for model in (asks, openings, followups)]))
    weights = np.hstack([_odds(openings, every), _odds(followups, every), _columns(asks, every)])
    head = Head(tuple(asks.labels), _bias(asks), asks.temperature)
    return Judges(head, _bias_of_odds(openings), _bias_of_odds(followups), Features(every, weights))


def _keys(data: LinearData) -> Keys:
    return np.frombuffer(data.keys, dtype="<i8")


def _bias(data: LinearData) -> Floats:
    return np.frombuffer(data.bias, dtype="<f4")


def _columns(data: LinearData, every: Keys) -> Floats:
    """For each of some keys what a stored model adds to the sum of each label, then its squared idf; else 0."""
    own, idf = every.searchsorted(_keys(data)), np.frombuffer(data.idf, dtype="<f4")
    postings = np.diff(np.frombuffer(data.indptr, dtype="<i4"))
    weights = np.frombuffer(data.weights, dtype="i1") * np.repeat(idf * np.float32(data.scale), postings)
    made = np.zeros((len(every), len(data.labels) + 1), dtype=np.float32)
    made[np.repeat(own, postings), np.frombuffer(data.columns, dtype="u1")] = weights
    made[own, -1] = idf * idf
    return made


def _odds(data: LinearData, every: Keys) -> Floats:
    """The same of two classes: what is added to the log-odds of the second, then the squared idf."""
    made = _columns(data, every)
    made[:, 1] = (made[:, 1] - made[:, 0]) / np.float32(data.temperature)
    return made[:, 1:]


def _bias_of_odds(data: LinearData) -> Odds:
    held, unheld = _bias(data).tolist()
    return Odds((unheld - held) / data.temperature)
