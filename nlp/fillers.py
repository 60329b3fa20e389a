"""Words that name no topic, told from topics by their marks and by the compounds that they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nlp.normalise import agrees, canonical, fold
from nlp.question import Question


@dataclass(frozen=True)
class Fillers:
    """Single fillers by their folded syllable with the marked forms that they have, and compounds, folded."""

    single: dict[str, frozenset[str]]
    compounds: frozenset[tuple[str, str]]

    def holds(self, syllable: str) -> bool:
        """Whether a syllable is a filler, or without marks may be one."""
        marks = self.single.get(fold(syllable), ())
        return canonical(syllable) in marks or (bool(marks) and fold(syllable) == syllable)

    def topic(self, question: Question, spent: Collection[int], words: Collection[str]) -> tuple[str, ...]:
        """The syllables that name a topic.

        Args:
            question: the message.
            spent: the places of syllables that mean something else (names, cues).
            words: the compounds of the plan and the phrase bank, folded ("tin dung"): both syllables are a topic even
                where each alone is a filler ("tín dụng" is no "tin", "đúng").
        """
        syllables = question.syllables
        made: list[str] = []
        place = 0
        while place < len(syllables):
            if place in spent:
                place += 1
                continue
            here = syllables[place]
            if place + 1 < len(syllables) and place + 1 not in spent:
                pair = (here.folded, syllables[place + 1].folded)
                if pair in self.compounds or f"{pair[0]} {pair[1]}" in words:
                    if pair not in self.compounds:
                        made.extend(pair)
                    place += 2
                    continue
            marks = self.single.get(here.folded)
            known = marks is not None and (here.marked in marks or any(agrees(here.marked, mark) for mark in marks))
            if not known:
                made.append(here.folded)
            place += 1
        return tuple(made)


def make_fillers(forms: Iterable[Question]) -> Fillers:
    """Fillers out of words read like messages."""
    single: dict[str, set[str]] = {}
    compounds: set[tuple[str, str]] = set()
    for form in forms:
        match form.folded:
            case (folded,):
                single.setdefault(folded, set()).add(form.syllables[0].marked or folded)
            case (first, second):
                compounds.add((first, second))
    return Fillers({folded: frozenset(marks) for folded, marks in single.items()}, frozenset(compounds))
