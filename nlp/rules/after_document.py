"""What follows a document, a scheme or a report: who approved it, its title, its inside, where it goes."""

from __future__ import annotations

from nlp.ask import Ask, Kind
from nlp.rules.case import DOCUMENT, FEW, YEARLY, Case
from nlp.rules.documents import DESCRIBES
from nlp.state import State

_GATHERED = "IV-3"
"""The place that says who gathers the reports."""


def approved(case: Case, state: State) -> Ask | None:
    """Who approved the scheme spoken of, by which document, where its task says so."""
    approving = (d for d in case.knowledge.documents.values() if d.relation == "approves")
    said = any(set(state.units[:1]) & set(document.units) for document in approving)
    if not said or "approved" not in case.u.cues or case.names or not (case.elliptic or case.u.vague):
        return None
    return Ask(Kind.LEGAL, "what approved the scheme spoken of", units=state.units[:1], from_context=True)


def title(case: Case, state: State) -> Ask | None:
    """What the title of the scheme under discussion says of its years ("tên đề án ghi 2022 mà")."""
    task = state.units[0] if state.units and state.units[0] in case.knowledge.tasks else ""
    if "titled" not in case.u.cues or not task or case.agencies or len(case.u.topic) >= FEW:
        return None
    return Ask(Kind.SECTION, "the title of the scheme spoken of", units=(task,), from_context=True)


def inside(case: Case, _state: State) -> Ask | None:
    """What a document spoken of says inside ("nghị định ấy hỗ trợ những gì")."""
    u = case.u
    described = case.agencies or (DESCRIBES | {"replaces", "effect", "check", "lead", "coord", "date"}) & u.cues
    asked = case.lacks or "summary" in u.cues or (u.topic and not u.vague and "asking" in u.cues)
    if DOCUMENT not in u.cues or described or not asked:
        return None
    return case.decline("the inside of the document spoken of", "law_content")


def sent(case: Case, state: State) -> Ask | None:
    """To whom and through whom the report under discussion goes ("gửi cho ai", "nộp thẳng lên tỉnh à")."""
    if state.kind != Kind.REPORT or "send" not in case.u.cues or len(case.u.topic) > FEW or case.lacks:
        return None
    if case.u.topic and case.margin >= case.thresholds["owned"] and case.match.best.unit not in state.units:
        return None
    return Ask(Kind.REPORT, "where the report goes", units=state.units[:1], from_context=True)


def gathered(case: Case, state: State) -> Ask | None:
    """Who gathers the yearly reports under discussion, and what becomes of them ("nhận xong thì sở ấy làm gì")."""
    u = case.u
    if state.units[:1] != (YEARLY,) or "gathers" not in u.cues or u.mentions or len(u.topic) > FEW or u.surely_lacks:
        return None
    return Ask(case.place_kind, "where the reports come together", units=(_GATHERED,), from_context=True)
