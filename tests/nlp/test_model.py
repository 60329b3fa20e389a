"""The learned part: sums of weights, turned into probabilities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import pytest

from bot.service import Service
from knowledge.yamlfile import DataError
from nlp.bank import NOWHERE, Phrase, load_phrases
from nlp.model import FILE, Linear, judges, load_model, read_model

X, Y, UNKNOWN = 10, 20, 15


@pytest.fixture
def linear() -> Linear:
    """Two labels, two features: X speaks for a with weight 2, Y for b with weight 3."""
    return Linear(
        labels=("a", "b"),
        rows={X: 0, Y: 1},
        weights=np.array([[4, 0], [0, 6]], dtype=np.float32),
        idf=np.array([1.0, 1.0], dtype=np.float32),
        scale=0.5,
        bias=np.array([0.5, 0.0], dtype=np.float32),
        temperature=1.0,
    )


def test_scores_worked_out_by_hand(linear: Linear) -> None:
    """Bias plus weights over the norm of the features found."""
    assert linear.scores({X}).tolist() == pytest.approx([2.5, 0.0])
    assert linear.scores({X, Y}).tolist() == pytest.approx([0.5 + 2 / 2**0.5, 3 / 2**0.5])


@pytest.mark.parametrize("unknown", [set(), {UNKNOWN}, {Y + 1}, {0}])
def test_nothing_known_leaves_the_bias(linear: Linear, unknown: set[int]) -> None:
    """Unknown features say nothing, alone or beside known ones."""
    assert linear.scores(unknown).tolist() == pytest.approx([0.5, 0.0])
    assert linear.scores({X, *unknown}).tolist() == linear.scores({X}).tolist()


def test_probabilities(linear: Linear) -> None:
    """They add up to one and keep the order of the scores."""
    scores = linear.scores({Y})
    probabilities = linear.probabilities(scores)
    assert sum(probabilities.values()) == pytest.approx(1.0)
    assert probabilities["b"] > probabilities["a"]
    assert linear.by_label(scores) == pytest.approx({"a": 0.5, "b": 3.0})


@pytest.mark.parametrize("keys", [set(), {UNKNOWN}, {X}, {Y}, {X, Y, UNKNOWN}])
def test_models_side_by_side_score_as_each_alone(linear: Linear, keys: set[int]) -> None:
    """Features that one model does not know count for the others only."""
    only_y = replace(linear, rows={Y: 0}, weights=linear.weights[1:], idf=np.array([3.0], dtype=np.float32))
    judged = judges(linear, only_y, replace(linear, scale=2.0)).judge(keys)
    assert judged.asks.tolist() == pytest.approx(linear.scores(keys).tolist())
    assert judged.openings.tolist() == pytest.approx(only_y.scores(keys).tolist())
    assert judged.followups.tolist() == pytest.approx(replace(linear, scale=2.0).scores(keys).tolist())


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
    assert set(places.by_label(places.scores(set()))) == set(service.knowledge.units)


def test_banks_name_units_that_exist(service: Service) -> None:
    """Every phrase stands under a unit, under none, or asks of the whole; none is empty."""
    phrases: list[Phrase] = load_phrases()
    assert {phrase.unit for phrase in phrases} <= {"", *service.knowledge.units}
    assert NOWHERE not in {phrase.unit for phrase in phrases}
    assert all(phrase.text.strip() for phrase in phrases)
    answered = {phrase.unit for phrase in phrases if phrase.answered and phrase.unit}
    assert answered == set(service.knowledge.units)
