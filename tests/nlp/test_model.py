"""The learned part: sums of weights, turned into probabilities, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from bot.service import Service
from nlp.bank import NOWHERE, Phrase, load_phrases
from nlp.model import Linear, load_model


@pytest.fixture
def linear() -> Linear:
    """Two labels, two features: "x" speaks for a, "y" for b."""
    return Linear(
        labels=("a", "b"),
        rows={"x": 0, "y": 1},
        indptr=np.array([0, 1, 2], dtype=np.int32),
        columns=np.array([0, 1], dtype=np.int32),
        weights=np.array([2.0, 3.0], dtype=np.float32),
        idf=np.array([1.0, 1.0], dtype=np.float32),
        bias=np.array([0.5, 0.0], dtype=np.float32),
        temperature=1.0,
    )


def test_scores_worked_out_by_hand(linear: Linear) -> None:
    """Bias plus weights over the norm of the features found; a feature counts once."""
    assert linear.scores(["x"]).tolist() == pytest.approx([2.5, 0.0])
    assert linear.scores(["x", "y"]).tolist() == pytest.approx([0.5 + 2 / 2**0.5, 3 / 2**0.5])
    assert linear.scores(["x", "x"]).tolist() == linear.scores(["x"]).tolist()


def test_nothing_known_leaves_the_bias(linear: Linear) -> None:
    """Unknown features say nothing."""
    assert linear.scores(["z"]).tolist() == pytest.approx([0.5, 0.0])
    assert linear.scores([]).tolist() == pytest.approx([0.5, 0.0])


def test_probabilities(linear: Linear) -> None:
    """They add up to one and keep the order of the scores."""
    made = linear.probabilities(["y"])
    assert float(made.sum()) == pytest.approx(1.0)
    assert made[1] > made[0]


def test_the_committed_model_fits_the_plan(service: Service) -> None:
    """Its places are the plan's units, all of them."""
    assert set(load_model().places.labels) == set(service.knowledge.units)


def test_banks_name_units_that_exist(service: Service) -> None:
    """Every phrase stands under a unit, under none, or asks of the whole; none is empty."""
    phrases: list[Phrase] = load_phrases()
    assert {phrase.unit for phrase in phrases} <= {"", *service.knowledge.units}
    assert NOWHERE not in {phrase.unit for phrase in phrases}
    assert all(phrase.text.strip() for phrase in phrases)
    answered = {phrase.unit for phrase in phrases if phrase.answered and phrase.unit}
    assert answered == set(service.knowledge.units)
