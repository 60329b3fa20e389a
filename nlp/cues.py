"""Word sequences that signal something, found in one pass over a message."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.normalise import agrees
from nlp.question import Question

THOSE = "those"
"""The signal of words that point at all that was shown ("mấy việc ấy")."""
_HIDES: Mapping[str, Collection[str]] = {
    THOSE: frozenset({"asking", "amount", "how_many", "which"}),
    "share": frozenset({"picks", "parts"}),
    "inside": frozenset({"that:so", "that:any"}),
    "area:cooperative": frozenset({"area:local"}),
}
"""What words signal no more within longer ones.

"Mấy việc ấy" asks for no number, "phần trăm" is no part of the plan, "so do" in "trong so do" no body, "hợp tác xã tôi"
no commune.
"""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word sequence by its marks; what it signals; whether it is a topic too."""

    marked: tuple[str, ...]
    signal: str
    topical: bool


Span = tuple[Cue, int, int]
"""A cue, the syllable where it begins and the one after it."""


@dataclass(frozen=True)
class Cues:
    """Cues by their folded syllables; `combined` are signals that several others make together ("nhiều … nhất").

    `lengths` are those of the cues that begin with a syllable.
    """

    forms: Mapping[tuple[str, ...], Sequence[Cue]]
    lengths: Mapping[str, Sequence[int]]
    combined: Mapping[str, Sequence[str]]

    def find(self, question: Question) -> tuple[frozenset[str], set[int]]:
        """The signals that occur, and the syllables that signal and are no topic."""
        return self.told(self.spans(question))

    def told(self, spans: Iterable[Span]) -> tuple[frozenset[str], set[int]]:
        """The signals of cues found, and their syllables that are no topic."""
        found: set[str] = set()
        spent: set[int] = set()
        for cue, start, end in spans:
            found.add(cue.signal)
            if not cue.topical:
                spent.update(range(start, end))
        found.update(signal for signal, parts in self.combined.items() if found.issuperset(parts))
        return frozenset(found), spent

    def spans(self, question: Question) -> list[Span]:
        """Each cue that occurs, with the syllables where it begins and ends. Typed marks must agree."""
        folded, marks = question.folded, [syllable.marked for syllable in question.syllables]
        found: list[Span] = []
        for place, syllable in enumerate(folded):
            for length in self.lengths.get(syllable, ()):
                end = place + length
                if end > len(folded):
                    break
                cues = self.forms.get(folded[place:end], ())
                found.extend((cue, place, end) for cue in cues if all(map(agrees, marks[place:end], cue.marked)))
        outer = [(_HIDES[cue.signal], start, end) for cue, start, end in found if cue.signal in _HIDES]
        return [each for each in found if not _hidden(each, outer)] if outer else found


def _hidden(span: Span, outer: Iterable[tuple[Collection[str], int, int]]) -> bool:
    """Whether a cue begins in a longer one that hides what its words signal elsewhere."""
    cue, place, _ = span
    return any(start <= place < end and cue.signal in hidden for hidden, start, end in outer)


def make_cues(forms: Iterable[tuple[Question, str, bool]], combined: Mapping[str, Sequence[str]]) -> Cues:
    """Cues out of forms read like messages, each with its signal and whether it is a topic too."""
    made: dict[tuple[str, ...], list[Cue]] = {}
    for form, signal, topical in forms:
        made.setdefault(form.folded, []).append(Cue(form.own_marks, signal, topical))
    lengths: dict[str, set[int]] = {}
    for folded in made:
        lengths.setdefault(folded[0], set()).add(len(folded))
    return Cues(made, {first: tuple(sorted(found)) for first, found in lengths.items()}, combined)
