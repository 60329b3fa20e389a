"""What a message wants, of what: probabilities of both, names, cues, topic words. No decision is taken here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nlp.features import ask_features, keys, place_features
from nlp.language import Language
from nlp.link import link
from nlp.mention import Mention, Name
from nlp.model import Model
from nlp.numbered import Numbered
from nlp.question import Question

LACKING = "-"
BACKGROUND = -0.6
"""Raw scores of places that nothing in a message speaks for lie below this."""
_SURE = 0.0
_ALONE = 1.0
_PEAK = -0.45
_GAP = 0.2
"""Two places stand out together where the second is above the one and the third this far below it."""
_LEAST_SYLLABLES = 5


@dataclass(frozen=True)
class Understanding:
    """A message understood.

    `asks` maps every kind of thing to its probability ("-money": a thing that the plan lacks); `places` every unit,
    `margins` every unit to its raw score (above 0 sure, below `BACKGROUND` no evidence); `parts` are the places that
    clauses of the message are sure of, each on its own, where there are several;
    `cues` are the names of the cue lists that occur; `topic` the folded syllables left when names, cues and fillers
    are taken out; `unknown` the share of topic syllables that no phrase and no place uses;
    `vague` whether the topic is only a noun that needs a referent; `surely_lacks` the kind of thing whose sure wording
    occurs ("" for none), `may_lack` one whose wording may mean it; `measured` the targets of whose figures alone the
    topic speaks.
    """

    question: Question
    mentions: tuple[Mention, ...]
    numbered: tuple[Numbered, ...]
    asks: Mapping[str, float]
    places: Mapping[str, float]
    margins: Mapping[str, float]
    parts: tuple[str, ...]
    cues: frozenset[str]
    topic: tuple[str, ...]
    unknown: float
    vague: bool
    surely_lacks: str
    may_lack: str
    measured: frozenset[str]

    def named(self, name: Name) -> tuple[str, ...]:
        """The values of the mentions of a sort, in order, each once."""
        return self._names.get(name, ())

    @cached_property
    def _names(self) -> dict[Name, tuple[str, ...]]:
        made: dict[Name, dict[str, None]] = {}
        for mention in self.mentions:
            made.setdefault(mention.name, {})[mention.value] = None
        return {name: tuple(values) for name, values in made.items()}

    @cached_property
    def lacking(self) -> float:
        """The probability that the plan lacks the thing wanted, by the words alone."""
        return sum(p for kind, p in self.asks.items() if kind.startswith(LACKING))

    def ask(self) -> str:
        """The likeliest kind of thing that the plan holds."""
        return max((kind for kind in self.asks if not kind.startswith(LACKING)), key=lambda kind: self.asks[kind])


def understand(question: Question, language: Language, model: Model) -> Understanding:
    """Understand a read message."""
    mentions, numbered = link(question, language)
    spans = {place for mention in mentions for place in range(mention.start, mention.end)}
    cues, cued = language.cues.find(question)
    topic = language.fillers.topic(question, spans | cued, model.words)
    strange = sum(1 for syllable in topic if syllable not in model.used)
    places, margins = model.places.judge(keys(place_features(question.folded, question.marked), model.vocabulary))
    asks, _ = model.asks.judge(keys(ask_features(question, mentions), model.vocabulary))
    return Understanding(
        question=question,
        mentions=mentions,
        numbered=numbered,
        asks=asks,
        places=places,
        margins=margins,
        parts=_parts(question, margins, language, model),
        cues=cues,
        topic=topic,
        unknown=strange / len(topic) if topic else 0.0,
        vague=topic in language.vague
        or (len(topic) > 1 and {s for form in language.vague for s in form} >= set(topic)),
        surely_lacks=min(language.lacks.find(question)[0], default=""),
        may_lack=min(language.may_lack.find(question)[0], default=""),
        measured=frozenset(unit for unit, words in language.measures.items() if topic and words.issuperset(topic)),
    )


def _parts(question: Question, margins: Mapping[str, float], language: Language, model: Model) -> tuple[str, ...]:
    """The places that single clauses are sure of, where the whole message speaks for more than one of them."""
    if len(question.syllables) < _LEAST_SYLLABLES or sum(margin > BACKGROUND for margin in margins.values()) < _TWO:
        return ()
    found: dict[str, None] = {}
    for clause in question.clauses(language.connectors):
        features = place_features([s.folded for s in clause], [s.marked for s in clause if s.marked])
        _, own = model.places.judge(keys(features, model.vocabulary))
        best = max(own, key=lambda unit: own[unit])
        spoken = margins.get(best, BACKGROUND) > BACKGROUND or own[best] > _ALONE
        if own[best] > _SURE and spoken:
            found[best] = None
    if len(found) >= _TWO:
        return tuple(found)
    first, second, third = sorted(margins, key=lambda unit: -margins[unit])[:3]
    joined = bool(question.breaks) or not language.connectors.isdisjoint(question.folded)
    peaks = margins[second] > _PEAK and margins[third] < margins[second] - _GAP
    return (first, second) if joined and peaks else ()


_TWO = 2
