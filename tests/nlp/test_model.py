"""The learned part: sums of weights, turned into probabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import pytest

from bot.service import Service
from knowledge.yamlfile import DataError
from nlp.bank import NOWHERE, Phrase, load_phrases
from nlp.model import FILE, LinearData, judges, linear, load_model, read_model

X, Y, UNKNOWN = 10, 20, 15


def stored(weights: Mapping[int, tuple[int, int]], idf: float = 1.0, scale: float = 0.5) -> LinearData:
    """A model of two labels: for each feature's key how much it speaks for either, in steps of `scale`."""
    return LinearData(
        labels=["a", "b"],
        keys=np.array(list(weights), dtype="<i8").tobytes(),
        indptr=np.arange(0, 2 * len(weights) + 1, 2, dtype="<i4").tobytes(),
        columns=np.array([0, 1] * len(weights), dtype="u1").tobytes(),
        weights=np.array(list(weights.values()), dtype="i1").tobytes(),
        idf=np.full(len(weights), idf, dtype="<f4").tobytes(),
        bias=np.array([0.5, 0.0], dtype="<f4").tobytes(),
        scale=scale,
        temperature=1.0,
    )


BOTH = stored({X: (4, 0), Y: (0, 6)})
"""X speaks for a with weight 2, Y for b with weight 3."""


def test_scores_worked_out_by_hand() -> None:
    """Bias plus weights over the norm of the features found."""
    model = linear(BOTH)
    assert model.scores_of({X}).tolist() == pytest.approx([2.5, 0.0])
    assert model.scores_of({X, Y}).tolist() == pytest.approx([0.5 + 2 / 2**0.5, 3 / 2**0.5])
    assert linear(stored({X: (4, 0), Y: (0, 6)}, idf=3.0)).scores_of({X}).tolist() == pytest.approx([2.5, 0.0])


@pytest.mark.parametrize("unknown", [set(), {UNKNOWN}, {Y + 1}, {0}])
def test_nothing_known_leaves_the_bias(unknown: set[int]) -> None:
    """Unknown features say nothing, alone or beside known ones."""
    model = linear(BOTH)
    assert model.scores_of(unknown).tolist() == pytest.approx([0.5, 0.0])
    assert model.scores_of({X, *unknown}).tolist() == model.scores_of({X}).tolist()


def test_probabilities() -> None:
    """They add up to one and keep the order of the scores."""
    model = linear(BOTH)
    scores = model.scores_of({Y})
    probabilities = model.probabilities(scores)
    assert sum(probabilities.values()) == pytest.approx(1.0)
    assert probabilities["b"] > probabilities["a"]
    assert model.by_label(scores) == pytest.approx({"a": 0.5, "b": 3.0})


@pytest.mark.parametrize("keys", [set(), {UNKNOWN}, {X}, {Y}, {X, Y, UNKNOWN}])
def test_models_side_by_side_score_as_each_alone(keys: set[int]) -> None:
    """Features that one model does not know count for the others only."""
    only_y, steeper = stored({Y: (-6, 6)}, idf=3.0), stored({X: (4, 0), Y: (0, 6)}, scale=2.0)
    judged = judges(BOTH, only_y, steeper).judge(keys)
    models = map(linear, (BOTH, only_y, steeper))
    asks, openings, followups = (model.probabilities(model.scores_of(keys)) for model in models)
    assert judged.asks.tolist() == pytest.approx(list(asks.values()))
    assert judged.openings == pytest.approx(openings["b"])
    assert judged.followups == pytest.approx(followups["b"])


@pytest.mark.parametrize("keep", [0, 1, 1000, -1])
def test_a_torn_file(keep: int) -> None:
    """A file that was not written whole is no model, and the message names it."""
    raw = resources.files("nlp").joinpath("data", FILE).read_bytes()
    with pytest.raises(DataError, match=f"nlp/data/{FILE}"):
        read_model(raw[:keep])


@pytest.mark.parametrize(
    "change",
    [
        lambda data: {name: data[name] for name in data if name != "words"},
        lambda data: data | {"vocabulary": ["a"]},
        lambda data: data | {"asks": data["asks"] | {"weights": b""}},
        lambda data: data | {"asks": data["asks"] | {"idf": b"x"}},
    ],
)
def test_a_file_of_another_shape(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """A file that an older version made lacks what is needed, or its parts do not fit together."""
    data = msgspec.msgpack.decode(resources.files("nlp").joinpath("data", FILE).read_bytes())
    with pytest.raises(DataError, match="make model"):
        read_model(msgspec.msgpack.encode(change(data)))


def test_the_committed_model_fits_the_plan(service: Service) -> None:
    """Its places are the plan's units, all of them."""
    places = load_model().places
    assert set(places.by_label(places.scores_of(set()))) == set(service.knowledge.units)


def test_banks_name_units_that_exist(service: Service) -> None:
    """Every phrase stands under a unit, under none, or asks of the whole; none is empty."""
    phrases: list[Phrase] = load_phrases()
    assert {phrase.unit for phrase in phrases} <= {"", *service.knowledge.units}
    assert NOWHERE not in {phrase.unit for phrase in phrases}
    assert all(phrase.text.strip() for phrase in phrases)
    answered = {phrase.unit for phrase in phrases if phrase.answered and phrase.unit}
    assert answered == set(service.knowledge.units)
