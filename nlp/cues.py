"""Word sequences that signal something, found in one pass over a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cues:
    """Forms by their first syllable: the whole form, the signal, and whether the form is a topic too."""

    forms: Mapping[str, Sequence[tuple[tuple[str, ...], str, bool]]]

    def find(self, syllables: tuple[str, ...]) -> tuple[frozenset[str], set[int]]:
        """The signals that occur, and the syllables that signal and are no topic."""
        found: set[str] = set()
        spent: set[int] = set()
        for place, syllable in enumerate(syllables):
            for form, signal, topical in self.forms.get(syllable, ()):
                end = place + len(form)
                if syllables[place:end] == form:
                    found.add(signal)
                    if not topical:
                        spent.update(range(place, end))
        return frozenset(found), spent


def make_cues(forms: Iterable[tuple[tuple[str, ...], str, bool]]) -> Cues:
    """Cues out of forms, each with its signal and whether it is a topic too."""
    made: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for form, signal, topical in forms:
        made.setdefault(form[0], []).append((form, signal, topical))
    return Cues(made)
