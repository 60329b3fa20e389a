"""The learned part: two linear models over words and the speller's counts, in one small file that `nlp.train` makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

from nlp.spell import Speller

FILE = "model.msgpack"
Floats = npt.NDArray[np.float32]


class LinearData(msgspec.Struct, frozen=True):
    """A linear model as stored: rows are features (in order of `features`), each a run of (label, weight)."""

    labels: list[str]
    features: list[str]
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
    places: LinearData
    asks: LinearData
    counts: dict[str, int]
    pairs: dict[str, int]
    known: list[str]


@dataclass(frozen=True)
class Linear:
    """A sparse linear model: score(label) = bias + Σ idf·weight / ‖idf‖ over the message's known features."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    indptr: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    weights: Floats
    idf: Floats
    bias: Floats
    temperature: float

    def scores(self, features: Sequence[str]) -> Floats:
        """The score of each label, in the order of `labels`; the bias alone where no feature is known."""
        found = {row for feature in features if (row := self.rows.get(feature)) is not None}
        if not found:
            return self.bias
        rows = np.fromiter(sorted(found), dtype=np.int32, count=len(found))
        idf = self.idf[rows]
        starts, ends = self.indptr[rows], self.indptr[rows + 1]
        lengths = ends - starts
        picks = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
        values = self.weights[picks] * np.repeat(idf, lengths)
        total = np.bincount(self.columns[picks], weights=values, minlength=len(self.labels))
        return (self.bias + total / float(np.sqrt((idf * idf).sum()))).astype(np.float32)

    def probabilities(self, features: Sequence[str]) -> Floats:
        """The scores as probabilities (softmax at the temperature that held-out phrases gave)."""
        scores = self.scores(features) / self.temperature
        raised = np.exp(scores - scores.max())
        return (raised / raised.sum()).astype(np.float32)

    def known(self, feature: str) -> bool:
        """Whether the model has seen a feature."""
        return feature in self.rows


@dataclass(frozen=True)
class Model:
    """Which place (`places`), what is wanted (`asks`), and the speller."""

    digest: str
    places: Linear
    asks: Linear
    speller: Speller


def load_model() -> Model:
    """The committed model file."""
    raw = resources.files("nlp").joinpath("data", FILE).read_bytes()
    data = msgspec.msgpack.decode(raw, type=ModelData)
    return Model(
        digest=data.digest,
        places=_linear(data.places),
        asks=_linear(data.asks),
        speller=Speller(data.counts, data.pairs, tuple(data.known)),
    )


def _linear(data: LinearData) -> Linear:
    return Linear(
        labels=tuple(data.labels),
        rows={feature: row for row, feature in enumerate(data.features)},
        indptr=np.frombuffer(data.indptr, dtype="<i4"),
        columns=np.frombuffer(data.columns, dtype="u1").astype(np.int32),
        weights=np.frombuffer(data.weights, dtype="i1").astype(np.float32) * np.float32(data.scale),
        idf=np.frombuffer(data.idf, dtype="<f4"),
        bias=np.frombuffer(data.bias, dtype="<f4"),
        temperature=data.temperature,
    )
