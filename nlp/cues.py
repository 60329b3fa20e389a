"""Word sequences that signal something, found in one pass over a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.normalise import agrees
from nlp.question import Question


@dataclass(frozen=True, slots=True)
class Cue:
    """A word sequence, folded and with its marks; what it signals; whether it is a topic too."""

    folded: tuple[str, ...]
    marked: tuple[str, ...]
    signal: str
    topical: bool


@dataclass(frozen=True)
class Cues:
    """Cues by their first syllable; `combined` are signals that several others make together ("nhiều … nhất")."""

    forms: Mapping[str, Sequence[Cue]]
    combined: Mapping[str, Sequence[str]]

    def find(self, question: Question) -> tuple[frozenset[str], set[int]]:
        """The signals that occur, and the syllables that signal and are no topic. Typed marks must agree."""
        found: set[str] = set()
        spent: set[int] = set()
        folded, syllables = question.folded, question.syllables
        for place, syllable in enumerate(folded):
            for cue in self.forms.get(syllable, ()):
                end = place + len(cue.folded)
                if folded[place:end] != cue.folded:
                    continue
                if all(agrees(typed.marked, own) for typed, own in zip(syllables[place:end], cue.marked, strict=True)):
                    found.add(cue.signal)
                    if not cue.topical:
                        spent.update(range(place, end))
        found.update(signal for signal, parts in self.combined.items() if found.issuperset(parts))
        return frozenset(found), spent


def make_cues(forms: Iterable[tuple[Question, str, bool]], combined: Mapping[str, Sequence[str]]) -> Cues:
    """Cues out of forms read like messages, each with its signal and whether it is a topic too."""
    made: dict[str, list[Cue]] = {}
    for form, signal, topical in forms:
        made.setdefault(form.folded[0], []).append(Cue(form.folded, form.own_marks, signal, topical))
    return Cues(made, combined)
