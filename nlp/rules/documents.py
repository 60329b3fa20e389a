"""Cited documents: what they are, and that their inside is not in the plan."""

from __future__ import annotations

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import FEW, OWN, Case, asks_role

DESCRIBES = frozenset({"about", "issuer", "issued", "number_of"})
_EFFECT = "QD-dieu-2"


def document(case: Case) -> Ask | None:
    """What a cited document is: its number, date, issuer, subject; not what it says inside."""
    named = [d for d in case.u.named(Name.DOCUMENT) if d not in OWN]
    if named and "replaces" in case.u.cues and not case.u.surely_lacks:
        return Ask(Kind.LEGAL, "what the decision replaces", units=(_EFFECT,))
    if not named or case.u.surely_lacks or case.agencies or asks_role(case) or case.match.best.unit == _EFFECT:
        return None
    described = DESCRIBES & case.u.cues and len(case.u.topic) <= FEW
    bare = case.u.vague and not case.u.cues
    if described or bare or (not case.u.topic and case.place_kind is Kind.LEGAL):
        units = tuple(dict.fromkeys(case.knowledge.documents[d].units[0] for d in named))
        return Ask(Kind.LEGAL, "what a cited document is", units=units[:1] if len(units) == 1 else units)
    return None


def document_inside(case: Case) -> Ask | None:
    """What a cited document makes a body do: that is inside the document."""
    foreign = [d for d in case.u.named(Name.DOCUMENT) if d not in OWN]
    if foreign and case.whole_kind is Kind.DUTIES and case.likely(Kind.DUTIES) >= case.thresholds["structured"]:
        return case.decline("what a cited document says inside", "law_content")
    return None
