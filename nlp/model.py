"""The learned part: two linear models over words and the speller's counts, in one small file that `nlp.train` makes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from knowledge.yamlfile import DataError
from nlp.spell import Speller

FILE = "model.msgpack"
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
    counts: dict[str, int]
    pairs: dict[str, int]
    known: list[str]
    words: list[str]


@dataclass(frozen=True)
class Linear:
    """A linear model: score(label) = bias + Σ idf·weight / ‖idf‖ over the message's known features.

    `table` has a row of idf·weight for each feature, a column a label: few of them are not zero, but adding whole rows
    up is many times as fast as picking those out. `squares` is idf².
    """

    labels: tuple[str, ...]
    keys: npt.NDArray[np.int64]
    table: Floats
    squares: Floats
    bias: Floats
    temperature: float

    def rows(self, keys: Collection[int]) -> npt.NDArray[np.int64]:
        """The rows of the known features among some keys."""
        wanted = np.fromiter(keys, dtype=np.int64, count=len(keys))
        found = self.keys.searchsorted(wanted)
        found[found == len(self.keys)] = 0
        known: npt.NDArray[np.int64] = found[self.keys[found] == wanted]
        return known

    def scores(self, keys: Collection[int]) -> Floats:
        """The score of each label, in the order of `labels`; the bias alone where no feature is known."""
        rows = self.rows(keys)
        if not len(rows):
            return self.bias
        total = self.table[rows].sum(axis=0, dtype=np.float64)
        scores: Floats = (self.bias + total / np.sqrt(self.squares[rows].sum())).astype(np.float32)
        return scores

    def judge(self, keys: Collection[int]) -> tuple[dict[str, float], dict[str, float]]:
        """The labels' probabilities (softmax at the temperature that held-out phrases gave) and their raw scores."""
        scores = self.scores(keys)
        raised = np.exp((scores - scores.max()) / self.temperature)
        probabilities = dict(zip(self.labels, (raised / raised.sum()).tolist(), strict=True))
        return probabilities, dict(zip(self.labels, scores.tolist(), strict=True))


class Scorer(Protocol):
    """What the understanding needs of a model of places: the committed one, or many plans' side by side."""

    def judge(self, keys: Collection[int]) -> tuple[dict[str, float], dict[str, float]]:
        """The likeliest labels' probabilities and raw scores."""
        ...


@dataclass(frozen=True)
class Model:
    """Which place (`places`), what is wanted (`asks`), the tokens that they know, the speller.

    `used` are the tokens used of places, `words` the compounds of the plan and the bank, folded, as underthesea
    segments them. `digest` is that of the data files that it was made from.
    """

    digest: str
    vocabulary: dict[str, int]
    places: Scorer
    asks: Linear
    used: frozenset[str]
    words: frozenset[str]
    speller: Speller


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
    single = places.keys[: np.searchsorted(places.keys, 2 << _BITS)] - (1 << _BITS)
    return Model(
        digest=data.digest,
        vocabulary=vocabulary,
        places=places,
        asks=_linear(data.asks),
        used=frozenset(data.vocabulary[number] for number in single.tolist()),
        words=frozenset(data.words),
        speller=Speller(data.counts, data.pairs, tuple(data.known)),
    )


def _linear(data: LinearData) -> Linear:
    postings = np.diff(np.frombuffer(data.indptr, dtype="<i4"))
    idf = np.frombuffer(data.idf, dtype="<f4")
    weights = np.frombuffer(data.weights, dtype="i1").astype(np.float32) * np.float32(data.scale)
    table = np.zeros((len(idf), len(data.labels)), dtype=np.float32)
    rows = np.repeat(np.arange(len(idf)), postings)
    table[rows, np.frombuffer(data.columns, dtype="u1")] = weights * np.repeat(idf, postings)
    return Linear(
        labels=tuple(data.labels),
        keys=np.frombuffer(data.keys, dtype="<i8"),
        table=table,
        squares=idf * idf,
        bias=np.frombuffer(data.bias, dtype="<f4"),
        temperature=data.temperature,
    )
