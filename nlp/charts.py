"""How messages ask to see a chart: of the targets, the times, the bodies, one body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Record
from nlp.forms import by_edge
from nlp.mention import Mention, Name
from nlp.normalise import agrees
from nlp.question import Question

AGENCY = "agency"
"""The sort of a chart of one body."""
_CHART, _DRAWING, _BESIDE = "chart", "drawing", "beside"
_ASKED = frozenset({_CHART, _DRAWING})
_NAMES = frozenset({Name.AGENCY, Name.YEAR})


class Subject(Record, frozen=True):
    """What a chart may be of: the words that say so, and the question that its answer in words answers."""

    words: tuple[str, ...]
    asks: str


class ChartsFile(Record, frozen=True):
    """charts.yaml."""

    charts: tuple[str, ...]
    drawings: tuple[str, ...]
    subjects: dict[str, Subject]
    own: str
    besides: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that is asked for: of which sort ("" where that is not told), of which body or year ("" for all).

    `asks` is the question whose answer says it in words, "" of one body, and where the sort is not told.
    """

    sort: str
    name: str
    asks: str


@dataclass(frozen=True)
class Charts:
    """The words by their folded syllables, each with its marks and what it is; the lengths, the longest first.

    `asked` are those for charts themselves, by their first syllable, `asks` the questions by sort, `own` the one for
    the writer's own body.
    """

    forms: Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], str]]]
    lengths: Sequence[int]
    asked: Mapping[str, Sequence[tuple[str, ...]]]
    asks: Mapping[str, str]
    own: str

    def met(self, question: Question) -> bool:
        """Whether a message may ask for a chart: most hold none of the words for one, and need not be read for it."""
        folded = question.folded
        return not self.asked.keys().isdisjoint(folded) and any(
            folded[place : place + len(form)] == form
            for place, syllable in enumerate(folded)
            for form in self.asked.get(syllable, ())
        )

    def find(self, question: Question, mentions: Sequence[Mention]) -> Chart | None:
        """The chart that a message asks for; None where it asks for none, or for anything besides."""
        named = {mention.start: mention for mention in mentions if mention.name in _NAMES}
        spans = list(self._spans(question, named))
        said = {what for _, what in spans}
        if not _ASKED & said or sum(length for length, _ in spans) < len(question.syllables):
            return None
        bodies = {mention.value for mention in named.values() if mention.name is Name.AGENCY}
        years = {mention.value for mention in named.values() if mention.name is Name.YEAR}
        sorts = said & self.asks.keys()
        if len(bodies) == 1 and not years:
            (body,) = bodies
            return Chart(AGENCY, body, "")
        sort = sorts.pop() if len(sorts) == 1 else ""
        return Chart(sort, years.pop() if len(years) == 1 else "", self.asks.get(sort, ""))

    def _spans(self, question: Question, named: Mapping[int, Mention]) -> Sequence[tuple[int, str]]:
        """The stretches of a message that are known, from the front, each with its length and what it is."""
        found: list[tuple[int, str]] = []
        place = 0
        while place < len(question.syllables):
            length, what = self._at(question, place)
            mention = named.get(place)
            if mention is not None and mention.end - place >= length:
                length, what = mention.end - place, _BESIDE
            if length:
                found.append((length, what))
            place += length or 1
        return found

    def _at(self, question: Question, place: int) -> tuple[int, str]:
        """The longest word of ours at a place; of length 0 where there is none. Typed marks must agree."""
        for length in self.lengths:
            for marked, what in self.forms.get(question.folded[place : place + length], ()):
                typed = tuple(syllable.marked for syllable in question.syllables[place : place + len(marked)])
                if typed == marked or (what != _DRAWING and all(map(agrees, typed, marked))):
                    return len(marked), what
        return 0, ""


def make_charts(words: ChartsFile, known: Callable[[str], Question]) -> Charts:
    """The words, each of which `known` reads like a message."""
    texts = [(text, _CHART) for text in words.charts] + [(text, _DRAWING) for text in words.drawings]
    texts += [(text, sort) for sort, subject in words.subjects.items() for text in subject.words]
    texts += [(text, _BESIDE) for group in words.besides for text in group]
    forms: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
    for text, what in texts:
        question = known(text)
        forms.setdefault(question.folded, []).append((question.own_marks, what))
    return Charts(
        forms=forms,
        own=words.own,
        asked=by_edge(form for form, known_as in forms.items() if any(what in _ASKED for _, what in known_as)),
        lengths=sorted({len(form) for form in forms}, reverse=True),
        asks={sort: subject.asks for sort, subject in words.subjects.items()},
    )
