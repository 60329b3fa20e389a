"""What single words of a message tell beside its cues: how it begins and ends, small numbers, a document sought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from nlp.language import Language
from nlp.question import Question

_TWO = 2


def begins(question: Question, forms: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether a message begins with one of some forms, given by their first word."""
    folded = question.folded
    return bool(folded) and any(folded[: len(form)] == form for form in forms.get(folded[0], ()))


def may_lack(question: Question, bodies: Iterable[int], language: Language) -> str:
    """What a message may want that the plan lacks: a person in a body that begins there, a reason; "" for others.

    A reason is what a message of one clause wants that begins by asking why.
    """
    folded = question.folded
    if any(folded[max(start - len(form), 0) : start] == form for start in bodies for form in language.within):
        return "person"
    return "reason" if not question.breaks and begins(question, language.why) else ""


def asks_whether(question: Question, language: Language) -> bool:
    """Whether a message ends as one that asks for yes or no."""
    folded = question.folded
    return bool(folded) and any(folded[-len(form) :] == form for form in language.whether.get(folded[-1], ()))


def sought_document(folded: Sequence[str], cues: Collection[str], language: Language) -> str:
    """The sort of document that a message seeks the number of ("thông tư mấy", "nghị định số bao nhiêu")."""
    if language.document_nouns.keys().isdisjoint(folded):
        return ""
    for place, syllable in enumerate(folded):
        for noun in language.document_nouns.get(syllable, ()):
            end = place + len(noun)
            asked = "number_of" in cues or any(folded[end : end + n] in language.which for n in (1, 2))
            if folded[place:end] == noun and asked:
                return " ".join(noun)
    return ""


def counts(folded: Sequence[str], language: Language) -> Iterator[int]:
    """Small numbers in figures or words, in order; words that mean something else without an ordinal are none."""
    words = language.keywords
    for syllable in folded:
        if syllable.isdecimal() and len(syllable) <= _TWO:
            yield int(syllable)
        elif words.numbers.get(syllable) and syllable not in words.unsure:
            yield words.numbers[syllable]


def nth(folded: Sequence[str], language: Language) -> int:
    """The first small number right after an ordinal word ("cái thứ tư"), 0 for none."""
    words = language.keywords
    after = (number for ordinal, number in pairwise(folded) if (ordinal,) in words.ordinal)
    small = (int(each) if each.isdecimal() else words.numbers.get(each, 0) for each in after)
    return next(filter(None, small), 0)
