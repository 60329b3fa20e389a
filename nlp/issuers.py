"""How a message names documents: by their number, or by the body that issued them alone ("của Chính phủ")."""

from __future__ import annotations

from knowledge.load import Knowledge
from nlp.mention import OWN_DECISION, Mention, Name
from nlp.normalise import fold
from nlp.understanding import Understanding


def by_number(u: Understanding) -> tuple[str, ...]:
    """The cited documents that a message names by their number, in order."""
    return tuple(dict.fromkeys(each.value for each in _named(u) if _numbered(u, each)))


def beside_number(u: Understanding, knowledge: Knowledge) -> frozenset[str]:
    """Those named only to say whose another one is, which has a number ("nghị quyết 09 của Chính phủ").

    Where a message says their sort as well it means them ("kế hoạch nào của Bộ Chính trị thực hiện nghị quyết 20").
    """
    others, numbered = frozenset[str](), by_number(u)
    for each in _named(u) if numbered else ():
        document, spans = knowledge.documents[each.value], (m for m in _named(u) if m is not each)
        elsewhere = {place for mention in spans for place in range(mention.start, mention.end)}
        words = " ".join(word for place, word in enumerate(u.question.folded) if place not in elsewhere)
        if document.number and document.id not in numbered and fold(document.kind) not in words:
            others |= {document.id}
    return others


def _named(u: Understanding) -> list[Mention]:
    return [each for each in u.mentions if each.name is Name.DOCUMENT and each.value != OWN_DECISION]


def _numbered(u: Understanding, mention: Mention) -> bool:
    return any(word[0].isdecimal() for word in u.question.folded[mention.start : mention.end])
