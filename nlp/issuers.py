"""How a message names documents: by their number, or by the body that issued them alone ("của Chính phủ")."""

from __future__ import annotations

from knowledge.load import Knowledge
from nlp.mention import OWN_DECISION, Mention, Name
from nlp.normalise import fold
from nlp.understand import Understanding


def by_number(u: Understanding) -> tuple[str, ...]:
    """The cited documents that a message names by their number, in order."""
    return tuple(dict.fromkeys(each.value for each in _named(u) if _numbered(u, each)))


def by_issuer(u: Understanding, knowledge: Knowledge) -> frozenset[str]:
    """The numbered documents of which a message says who issued them, and neither their number nor their sort."""
    made = set()
    for each in _named(u):
        document, words = knowledge.documents[each.value], " ".join(u.question.folded[each.start : each.end])
        if document.number and not _numbered(u, each) and fold(document.kind) not in words:
            made.add(document.id)
    return frozenset(made)


def beside_number(u: Understanding, knowledge: Knowledge) -> frozenset[str]:
    """Those named only to say whose another one is, which has a number ("nghị quyết 09 của Chính phủ")."""
    return by_issuer(u, knowledge).difference(by_number(u)) if by_number(u) else frozenset()


def _named(u: Understanding) -> list[Mention]:
    return [each for each in u.mentions if each.name is Name.DOCUMENT and each.value != OWN_DECISION]


def _numbered(u: Understanding, mention: Mention) -> bool:
    return any(word[0].isdecimal() for word in u.question.folded[mention.start : mention.end])
