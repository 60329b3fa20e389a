"""Which places a message is about: evidence from several views added up, every part kept to be shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.load import Knowledge
from nlp.mention import Name
from nlp.state import State
from nlp.understand import Understanding

_FLOOR = 1e-6
POINTING_BACK = frozenset({"anaphora", "back"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with its probability after all evidence and the parts of its score (log scale)."""

    unit: str
    probability: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The candidates, best first; the rejected ones are kept."""

    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The first candidate."""
        return self.candidates[0]


def rank(
    understanding: Understanding,
    state: State | None,
    knowledge: Knowledge,
    weights: Mapping[str, float],
) -> Match:
    """All places, ranked.

    Views: the phrase model's probability; agencies, documents, figures and years that the message names and the place
    holds; the place under discussion where the message points back. Weights are data (weights.yaml).
    """
    agencies = understanding.named(Name.AGENCY)
    documents = understanding.named(Name.DOCUMENT)
    percents = understanding.named(Name.PERCENT)
    numbers = understanding.named(Name.NUMBER)
    years = understanding.named(Name.YEAR)
    cited = {unit for document in documents for unit in knowledge.documents[document].units}
    figures: set[str] = set()
    for figure in knowledge.figures:
        value = figure.value.replace(".", "")
        if value.rstrip("%") in percents and value.endswith("%"):
            figures.add(figure.unit)
        if value in numbers and int(value) > _SMALL:
            figures.add(figure.unit)
    focus: tuple[str, ...] = ()
    if state is not None and (POINTING_BACK & understanding.cues or len(understanding.topic) <= 1):
        focus = state.units
    scored: list[tuple[float, str, tuple[tuple[str, float], ...]]] = []
    for unit_id, probability in understanding.places.items():
        parts = [("phrases", math.log(max(probability, _FLOOR)))]
        task = knowledge.tasks.get(unit_id)
        if task is not None and agencies:
            if any(agency in task.lead for agency in agencies):
                parts.append(("agency", weights["agency"]))
            elif any(agency in task.coord for agency in agencies):
                parts.append(("agency_coord", weights["agency_coord"]))
        if unit_id in cited:
            parts.append(("document", weights["document"]))
        if unit_id in figures:
            parts.append(("figure", weights["figure"]))
        if any(year in unit_id for year in years):
            parts.append(("year", weights["year"]))
        if unit_id in focus:
            parts.append(("focus", weights["focus"]))
        scored.append((sum(value for _, value in parts), unit_id, tuple(parts)))
    scored.sort(key=lambda row: (-row[0], knowledge.order[row[1]]))
    top = scored[0][0]
    total = sum(math.exp(score - top) for score, _, _ in scored)
    return Match(
        tuple(Candidate(unit, math.exp(score - top) / total, parts) for score, unit, parts in scored),
    )


_SMALL = 100
"""Numbers up to here ("3 nhiệm vụ") are counts, not figures of the plan."""
