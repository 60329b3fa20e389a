"""Word sequences that signal something, found in one pass over a message."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Node(NamedTuple):
    """The cues that end with a syllable, and what may follow it in longer ones."""

    cues: list[Cue]
    after: dict[str, Node]


@dataclass(frozen=True)
class Cues:
    """Cues by their folded syllables; `combined` are signals that several others make together ("nhiều … nhất").

    `tree` are the forms syllable by syllable: many begin alike, and few words of a message begin any.
    """

    forms: Mapping[tuple[str, ...], Sequence[Cue]]
    tree: Mapping[str, Node]
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
        folded, marks = (*question.folded, ""), [syllable.marked for syllable in question.syllables]
        found: list[Span] = []
        for place, syllable in enumerate(folded):
            node, end = self.tree.get(syllable), place
            while node is not None:
                end += 1
                if node.cues:
                    typed = marks[place:end]
                    found.extend((cue, place, end) for cue in node.cues if all(map(agrees, typed, cue.marked)))
                node = node.after.get(folded[end])
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
    tree: dict[str, Node] = {}
    for folded, cues in made.items():
        after = tree
        for syllable in folded:
            node = after.setdefault(syllable, Node([], {}))
            after = node.after
        node.cues.extend(cues)
    return Cues(made, tree, combined)
