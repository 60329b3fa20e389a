"""Which places a message is about: evidence from several views added up, every part kept to be shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.load import Knowledge
from knowledge.model import Record
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.state import State
from nlp.understanding import Understanding

_FLOOR = 1e-6
"""A place that something else speaks for has at least so much of the phrases' probability."""
_LEAST = 1e-5
"""A place with less than this, for which nothing else speaks, is no candidate."""
POINTING_BACK = frozenset({"anaphora", "back"})


class Candidate(Record, frozen=True):
    """A place with its probability after all evidence; `phrases` and what else speaks for it, by view, log scale.

    A record, as it is made four times as fast as a dataclass, and thirty times for every message.
    """

    unit: str
    probability: float
    phrases: float
    more: tuple[tuple[str, float], ...]

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """The parts of its score, by view."""
        return ("phrases", self.phrases), *self.more


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
    """The places that anything speaks for, ranked.

    Views: the phrase model's probability; agencies, documents, figures and years that the message names and the place
    holds; the place under discussion where the message points back, and places of its sort where it goes on. Weights
    are data (weights.yaml).
    """
    extra = _evidence(understanding, state, knowledge, weights)
    # Best first, places that are as good in the plan's order.
    scored: list[tuple[float, int, str, float, tuple[tuple[str, float], ...]]] = []
    order = knowledge.order
    for unit_id, probability in understanding.places.items():
        if probability >= _LEAST or unit_id in extra:
            base = math.log(max(probability, _FLOOR))
            more = tuple(extra.get(unit_id, ()))
            score = base + sum(value for _, value in more) if more else base
            scored.append((-score, order[unit_id], unit_id, base, more))
    scored.sort()
    top = scored[0][0]
    raised = [math.exp(top - row[0]) for row in scored]
    total = sum(raised)
    return Match(
        tuple(Candidate(row[2], r / total, row[3], row[4]) for r, row in zip(raised, scored, strict=True)),
    )


def _evidence(
    understanding: Understanding,
    state: State | None,
    knowledge: Knowledge,
    weights: Mapping[str, float],
) -> dict[str, list[tuple[str, float]]]:
    """What speaks for a place beside its phrases: part names and values by unit."""
    made: dict[str, list[tuple[str, float]]] = {}

    def add(units: Iterable[str], part: str) -> None:
        for unit_id in dict.fromkeys(units):
            made.setdefault(unit_id, []).append((part, weights[part]))

    agencies = set(understanding.named(Name.AGENCY))
    if agencies and not understanding.confirms:
        led = [unit_id for unit_id, task in knowledge.tasks.items() if agencies.intersection(task.lead)]
        add(led, "agency")
        joined = (u for u, task in knowledge.tasks.items() if u not in led and agencies.intersection(task.coord))
        add(joined, "agency_coord")
    add((u for d in understanding.named(Name.DOCUMENT) for u in knowledge.documents[d].units), "document")
    values = {f"{value}%" for value in understanding.named(Name.PERCENT)}
    values |= {value for value in understanding.named(Name.NUMBER) if int(value) > _SMALL}
    if values:
        figures = [(figure.digits, figure.unit) for figure in knowledge.figures]
        held = [unit for value, unit in figures if value in values]
        swapped = {tuple(sorted(value)) for value in values if len(value) >= _LONG}
        add(held, "figure")
        add((unit for value, unit in figures if not held and tuple(sorted(value)) in swapped), "swapped")
    for year in understanding.named(Name.YEAR):
        add((figure.unit for figure in knowledge.figures if figure.year == year), "year")
    add(understanding.besides, "besides")
    if state is None:
        return made
    surest = understanding.margin
    spoken_of = tuple(u for u in state.units if u not in understanding.besides)
    anew = (
        "asking" in understanding.cues
        and bool(understanding.topic)
        and not understanding.carries_on
        and surest >= weights["anew"]
    )
    # A topic of which the place spoken of has no word is another one, even where no place is sure of it.
    corrected = "correction" in understanding.cues and len(understanding.topic) > 1
    corrected = corrected and (
        surest >= weights["corrected"]
        or all(plain_words(knowledge.units[unit].text).isdisjoint(understanding.topic) for unit in spoken_of)
    )
    # "Có ai đi phổ biến kế hoạch này cho dân không" points at the plan.
    of_plan = "own_plan" in understanding.cues and len(understanding.topic) > 1
    pointing = POINTING_BACK & understanding.cues and not (corrected or of_plan)
    if pointing or (len(understanding.topic) <= 1 and not anew):
        add(spoken_of, "focus")
    elsewhere = understanding.carries_on and "asking" not in understanding.cues
    if understanding.topic and surest < weights["echoed"] and not elsewhere:
        topic = understanding.topic
        add((unit for unit in spoken_of[:1] if plain_words(knowledge.units[unit].text).issuperset(topic)), "echo")
    if state.units and elsewhere:
        before = knowledge.units[state.units[0]]
        add((u.id for u in knowledge.plan.units if u.kind is before.kind), "sort")
        add((u.id for u in knowledge.plan.units if u.parent and u.parent == before.parent), "sibling")
    return made


_LONG = 3
"""So many digits tell a figure in another order; of two each pair would be another's ("58%", "85%")."""
_SMALL = 100
"""Numbers up to here ("3 nhiệm vụ") are counts, not figures of the plan."""
