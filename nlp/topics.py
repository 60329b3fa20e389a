"""The places of topics that a message names, where several places share one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nlp.language import Language

_BESIDE = 2
"""Words of a topic beside those of the topics that the message is a survey of."""


def recurring(cues: Collection[str], language: Language) -> tuple[str, ...]:
    """The places of the only topic named that several places share, none where there are two such topics or none."""
    found = [units for signal, units in language.recurring.items() if signal in cues]
    return found[0] if len(found) == 1 else ()


def surveyed(cues: Collection[str], topic: Sequence[str], language: Language) -> tuple[str, ...]:
    """All places that the topics named are met at; none where hardly a word of the topic is theirs."""
    if language.surveys.keys().isdisjoint(cues):
        return ()
    found = [survey for signal, survey in language.surveys.items() if signal in cues]
    own = frozenset[str]().union(*(words for _, words in found))
    if sum(1 for word in topic if word not in own) > _BESIDE:
        return ()
    return tuple(dict.fromkeys(unit for units, _ in found for unit in units))


def akin(units: Sequence[str], language: Language) -> frozenset[str]:
    """The places beside some units that a topic of theirs is met at too."""
    found = (set(places) for places, _ in language.surveys.values() if not set(units).isdisjoint(places))
    return frozenset[str]().union(*found).difference(units) if units else frozenset()


def measured(topic: Sequence[str], language: Language) -> frozenset[str]:
    """The targets of whose figures alone a topic speaks."""
    if not topic:
        return frozenset()
    return frozenset(unit for unit, words in language.measures.items() if words.issuperset(topic))


def met(cues: frozenset[str], language: Language) -> frozenset[str]:
    """All places that any topic named is met at."""
    return frozenset(unit for signal in language.surveys.keys() & cues for unit in language.surveys[signal][0])


def answering(cues: frozenset[str], language: Language) -> frozenset[str]:
    """The places whose own words answer what is asked."""
    return frozenset(unit for signal in language.answers.keys() & cues for unit in language.answers[signal])


def covering(cues: frozenset[str], language: Language) -> frozenset[str]:
    """The places that speak of people of the sort that is named."""
    return frozenset(unit for signal in language.covers.keys() & cues for unit in language.covers[signal])
