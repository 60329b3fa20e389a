"""How messages speak of the body where their writer works: "cơ quan tôi", "việc của mình"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Record
from nlp.mention import Mention, Name
from nlp.normalise import agrees
from nlp.question import Question

_Syllables = tuple[tuple[str, ...], tuple[str, ...]]
_LONGEST = 8
"""Syllables of what stands before a body that is told, and more."""
_PLURAL = 2
"""Syllables of a pronoun of several people ("chúng tôi")."""


class Nouns(Record, frozen=True):
    """Nouns, and the words that may stand between one and a pronoun ("" for none)."""

    nouns: tuple[str, ...]
    links: tuple[str, ...]


class OwnWords(Record, frozen=True):
    """`own` of cues.yaml."""

    pronouns: tuple[str, ...]
    told: tuple[str, ...]
    at: tuple[str, ...]
    being: str
    bodies: Nouns
    duties: Nouns
    others: Nouns


@dataclass(frozen=True, slots=True)
class Mine:
    """The syllables `start` to `end` of a message, which mean its writer's body.

    `alone` where the pronoun does so alone, which may mean another ("cơ quan nào phải xong việc của mình").
    """

    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A way to speak of one's own, by the marks of its syllables.

    From the syllable `start` on it means the body: whole ("cơ quan tôi"), or the pronoun alone ("việc của tôi").
    `foreign` where what is spoken of is not one's own body ("HTX của tôi", "sở tôi vừa nói").
    """

    marked: tuple[str, ...]
    start: int
    foreign: bool


@dataclass(frozen=True)
class Own:
    """The forms by their folded syllables, and the lengths of those that begin with a syllable, the longest first.

    `pronouns` are the last syllables of pronouns, one of which each form holds; `at` is what stands before a body that
    is told ("tôi ở …"), `plural` the pronouns that tell it right after ("Sở Công Thương chúng tôi").
    """

    forms: Mapping[tuple[str, ...], Form]
    lengths: Mapping[str, Sequence[int]]
    pronouns: frozenset[str]
    at: frozenset[tuple[str, ...]]
    plural: frozenset[tuple[str, ...]]

    def find(self, question: Question) -> tuple[Mine, ...]:
        """What means the writer's own body; nothing where something foreign is theirs. Typed marks must agree."""
        found: list[Mine] = []
        place, folded = 0, question.folded
        if self.pronouns.isdisjoint(folded):
            return ()
        while place < len(folded):
            form = self._at(question, place) if folded[place] in self.lengths else None
            if form is not None and form.foreign:
                return ()
            length = len(form.marked) if form is not None else 1
            if form is not None:
                found.append(Mine(place + form.start, place + length, alone=form.start > 0))
            place += length
        return tuple(found)

    def _at(self, question: Question, place: int) -> Form | None:
        for length in self.lengths[question.folded[place]]:
            form = self.forms.get(question.folded[place : place + length])
            typed = question.syllables[place : place + length]
            if form is not None and all(agrees(s.marked, own) for s, own in zip(typed, form.marked, strict=True)):
                return form
        return None

    def told(self, question: Question, mentions: Iterable[Mention]) -> str:
        """The body at which a message says that its writer works; "" where it says none."""
        folded = question.folded
        for mention in mentions:
            before = (folded[max(mention.start - length, 0) : mention.start] for length in range(1, _LONGEST))
            after = folded[mention.end : mention.end + _PLURAL]
            if mention.name is Name.AGENCY and (after in self.plural or not self.at.isdisjoint(before)):
                return mention.value
        return ""


def make_own(words: OwnWords, known: Callable[[str], Question]) -> Own:
    """The forms of the words, each of which `known` reads like a message."""
    forms = dict(_forms(words, known))
    lengths: dict[str, set[int]] = {}
    for folded in forms:
        lengths.setdefault(folded[0], set()).add(len(folded))
    return Own(
        forms=forms,
        lengths={first: sorted(found, reverse=True) for first, found in lengths.items()},
        pronouns=frozenset(known(pronoun).folded[-1] for pronoun in words.pronouns),
        at=frozenset(folded for folded, _ in _joined(words.pronouns, words.at, known)),
        plural=frozenset(
            folded for folded in (known(each).folded for each in words.pronouns) if len(folded) == _PLURAL
        ),
    )


def _forms(words: OwnWords, known: Callable[[str], Question]) -> Iterator[tuple[tuple[str, ...], Form]]:
    pronouns = [*_joined(words.pronouns, ("",), known)]
    told = [*_joined(words.pronouns, words.told, known)]
    for sort, ends, foreign in (
        (words.bodies, pronouns, False),
        (words.bodies, told, True),
        (words.duties, pronouns, False),
        (words.others, pronouns, True),
    ):
        for before, marked in _joined(sort.nouns, sort.links, known):
            start = len(before) if sort is words.duties else 0
            yield from ((before + end, Form(marked + own, start, foreign)) for end, own in ends)

    # Who says to be of a cooperative ("tôi là giám đốc HTX", "đơn vị tôi là HTX") has no such body.
    bodies = [
        (before + end, marked + own)
        for before, marked in _joined(words.bodies.nouns, words.bodies.links, known)
        for end, own in pronouns
    ]
    being = known(words.being)
    said = [*_joined(words.pronouns, words.at, known)]
    said += [(folded + being.folded, marked + being.own_marks) for folded, marked in bodies]
    for noun in map(known, words.others.nouns):
        yield from ((folded + noun.folded, Form(marked + noun.own_marks, 0, foreign=True)) for folded, marked in said)


def _joined(firsts: Sequence[str], seconds: Sequence[str], known: Callable[[str], Question]) -> Iterator[_Syllables]:
    """Each of some words followed by each of others: their syllables without and with marks."""
    after = [known(second) for second in seconds]
    for before in [known(first) for first in firsts]:
        yield from ((before.folded + end.folded, before.own_marks + end.own_marks) for end in after)
