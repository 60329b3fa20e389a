"""The operator's report, reckoned from the question log and the feedback. Pure: rows come in, values go out."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Outcome
from bot.opinion import LABELS
from bot.store.values import Asked, Judged
from nlp.normalise import fold, split

PEOPLE = 3
"""So many people must have asked a question before it is shown: what one or two write may tell who they are."""
LISTED = 20
"""Questions in a list, at the most."""
_FAULTS = frozenset({"sai", "thieu"})
"""The labels that say what is to be mended."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of an outcome or a label."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Often:
    """A question as it is written most: how often it went wrong, and how many people asked it."""

    text: str
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds within which half, 95 and 99 of a hundred questions were answered."""

    median: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Report:
    """What happened from one day to another, both included. `times` is None where nothing was asked."""

    since: dt.date
    until: dt.date
    questions: int
    people: int
    outcomes: tuple[Count, ...]
    unanswered: tuple[Often, ...]
    labels: tuple[Count, ...]
    faulted: tuple[Often, ...]
    times: Times | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        return not self.questions and not any(label.count for label in self.labels)


def reckon(asked: Sequence[Asked], judged: Sequence[Judged], since: dt.date, until: dt.date) -> Report:
    """The report.

    Args:
        asked: the questions of these days.
        judged: the feedback of these days.
        since: the first day.
        until: the last.
    """
    voices = _voices(asked)
    return Report(
        since=since,
        until=until,
        questions=len(asked),
        people=len({each.person for each in asked}),
        outcomes=_counts(Outcome, (each.outcome for each in asked)),
        unanswered=_often(voices, (each.text for each in asked if each.outcome == Outcome.ABSTAIN)),
        labels=_counts(LABELS, (each.label for each in judged)),
        faulted=_often(voices, (each.text for each in judged if each.label in _FAULTS and each.text is not None)),
        times=_times(sorted(each.elapsed_ms for each in asked)),
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """A question, however it is written: who asked it, and how often in which writing."""

    people: set[str]
    writings: Counter[str]


def _voices(asked: Iterable[Asked]) -> dict[str, _Voice]:
    made: dict[str, _Voice] = defaultdict(lambda: _Voice(set(), Counter()))
    for each in asked:
        voice = made[_key(each.text)]
        voice.people.add(each.person)
        voice.writings[each.text] += 1
    return dict(made)


def _key(text: str) -> str:
    """What all writings of a question have in common: its words, without marks and punctuation.

    >>> _key("vay vốn hỏi ai?") == _key("vay von, hoi ai")
    True
    """
    return " ".join(split(fold(text)))


def _often(voices: dict[str, _Voice], texts: Iterable[str]) -> tuple[Often, ...]:
    """The questions that enough people asked, the most frequent first; signs without a word are none."""
    shown = [
        Often(voices[key].writings.most_common(1)[0][0], count, len(voices[key].people))
        for key, count in Counter(map(_key, texts)).items()
        if key in voices and key and len(voices[key].people) >= PEOPLE
    ]
    return tuple(sorted(shown, key=lambda each: (-each.count, each.text))[:LISTED])


def _counts(names: Iterable[str], given: Iterable[str]) -> tuple[Count, ...]:
    """How many there are of each name, in the names' order."""
    counted = Counter(given)
    return tuple(Count(str(name), counted[name]) for name in names)


def _times(ordered: Sequence[float]) -> Times | None:
    """The times by nearest rank: each is one that was measured."""
    if not ordered:
        return None
    median, p95, p99 = (ordered[math.ceil(share * len(ordered) / 100) - 1] for share in (50, 95, 99))
    return Times(median, p95, p99)
