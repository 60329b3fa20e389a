"""The places that stretches of a message speak of: its clauses, and what it sets aside or says not to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.aside import DENIED, Signals, Stretch
from nlp.features import place_features
from nlp.language import Language
from nlp.model import Model
from nlp.question import Question, Syllable

BACKGROUND = -0.6
"""Raw scores of places that nothing in a message speaks for lie below this."""
_SURE = 0.0
_ALONE = 1.0
_PEAK = -0.45
_GAP = 0.2
"""Two places stand out together where the second is above the one and the third this far below it."""
_LEAST_SYLLABLES = 5
_TWO = 2
_WRONG = "blame"
"""The signal of words that say that the answer was wrong."""


def halves(question: Question, language: Language, model: Model) -> tuple[str, ...]:
    """The likeliest place of each clause that speaks of any, each once."""
    found: dict[str, None] = {}
    for clause in question.clauses(language.connectors):
        best, margin = likeliest(clause, model)
        if margin > _PEAK:
            found[best] = None
    return tuple(found)


def likeliest(syllables: Sequence[Syllable], model: Model) -> tuple[str, float]:
    """The likeliest place of a stretch of a message and its raw score."""
    features = place_features([s.folded for s in syllables], [s.marked for s in syllables if s.marked])
    margins = model.places.by_label(model.places.scores_of(features.keys(model.vocabulary)))
    best = max(margins, key=margins.__getitem__)
    return best, margins[best]


def besides(question: Question, stretch: Stretch | None, model: Model) -> tuple[tuple[str, ...], Question]:
    """The place that a message sets aside in a stretch ("ngoài ngân hàng ra"), and the message without it."""
    if stretch is None or stretch.adds or stretch.denies or not stretch.closed:
        return (), question
    best, margin = likeliest(question.syllables[stretch.said : stretch.end], model)
    if margin <= BACKGROUND:
        return (), question
    return (best,), question.without(stretch.start, stretch.end)


def parts(question: Question, margins: Mapping[str, float], language: Language, model: Model) -> tuple[str, ...]:
    """The places that single clauses are sure of, where the whole message speaks for more than one of them."""
    joined = bool(question.breaks) or not language.connectors.isdisjoint(question.folded)
    if not joined or len(question.syllables) < _LEAST_SYLLABLES:
        return ()
    if sum(margin > BACKGROUND for margin in margins.values()) < _TWO:
        return ()
    found: dict[str, None] = {}
    for clause in question.clauses(language.connectors):
        best, own = likeliest(clause, model)
        spoken = margins.get(best, BACKGROUND) > BACKGROUND or own > _ALONE
        if own > _SURE and spoken:
            found[best] = None
    parents = {language.parents.get(unit, "") for unit in found}
    found = {unit: None for unit in found if unit not in parents}
    if len(found) >= _TWO:
        return tuple(found)
    first, second, third = sorted(margins, key=margins.__getitem__, reverse=True)[:3]
    peaks = margins[second] > _PEAK and margins[third] < margins[second] - _GAP
    return (first, second) if peaks else ()


def affirmed(question: Question, signals: Signals) -> Question:
    """A message without what it says not to mean ("…, không phải bán hàng"), up to the next punctuation.

    And without a word before it all that the answer was wrong ("sai rồi, …").
    """
    wrong = [end for start, end in signals.of(_WRONG) if not start and end in question.breaks]
    if wrong:
        return question.part(max(wrong), len(question.syllables))
    denials = {start for start, _ in signals.of(DENIED)}
    start = min((place for place in denials & question.breaks if place > 1), default=0)
    if not start:
        return question
    end = min((place for place in question.breaks if place > start), default=len(question.syllables))
    return question.without(start, end)
