"""Questions about one place, and asking back where several fit."""

from __future__ import annotations

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import Case

_MOST_PARTS = 3


def place(case: Case) -> Ask:
    """A question about one place, or asking back where two fit alike."""
    u, best = case.u, case.match.best
    kind = case.place_kind
    years, agencies = u.named(Name.YEAR), case.agencies
    if u.unknown > case.thresholds["strange"] and best.probability < case.thresholds["certain"]:
        return case.decline("words that the plan does not know", "off_topic")
    if best.probability < case.thresholds["place"] or u.margins.get(best.unit, 0.0) < case.thresholds["background"]:
        close = tuple(c.unit for c in case.match.candidates[:4] if c.probability > best.probability / 4)
        unspoken = u.margins.get(best.unit, 0.0) < case.thresholds["unspoken"]
        if len(close) <= 1 or not u.topic or unspoken:
            return case.decline("no place is likely", "off_topic")
        return Ask(Kind.UNCLEAR, "no place is likely enough", units=close, missing="place", role=kind)
    if len(u.parts) > 1 and best.unit in u.parts:
        ordered = tuple(c.unit for c in case.match.candidates if c.unit in u.parts)[:_MOST_PARTS]
        return Ask(kind, "several places asked for", units=ordered, agencies=agencies, role=case.role, years=years)
    documented = any(best.unit in document.units for document in case.knowledge.documents.values() if document.number)
    if kind is Kind.LEGAL and best.unit in case.knowledge.tasks and not documented and {"number_of", "issued"} & u.cues:
        return case.decline("the place names no document", "document_number")
    alike = [c.unit for c in case.match.candidates[:2] if best.probability - c.probability < case.thresholds["gap"]]
    if len(alike) > 1:
        return Ask(Kind.UNCLEAR, "two places alike", units=tuple(alike), missing="place", role=kind)
    return Ask(kind, "one place", units=(best.unit,), agencies=agencies, role=case.role, years=years)
