"""What follows a document, a scheme or a report: number, day, issuer, title, inside, who approved or receives it."""

from __future__ import annotations

from knowledge.landmarks import EFFECT, ISSUED, RECEIVER, RECIPIENTS, SCHEMES, YEARLY_REPORT
from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import Ask, Kind
from nlp.mention import OWN_DECISION, Name
from nlp.rules.case import FEW, Case
from nlp.state import State

_GATHERED = "IV-3"
"""The place that says who gathers the reports."""
_NAMING = frozenset({RECIPIENTS, "QD-thi-hanh"})
"""The places that say whom the decision goes to, and who carries it out."""
_OF_DECISION = frozenset({UnitKind.ARTICLE, UnitKind.NUMBER, UnitKind.ENFORCEMENT})
"""Places that tell of the decision itself."""
PARTS = frozenset({"tasks", "targets", "groups"})
"""Cues of what a document may hold so many of."""
_TOLD = frozenset({"issuer", "issued", "day_of", "number_of"})
_BRIEF = 2
"""So few syllables are a question of their own ("ngày?")."""


def described(case: Case, state: State) -> Ask | None:
    """The number, the day or the issuer of the document under discussion ("ra hôm nào", "quyết định số mấy")."""
    u, document = case.u, case.document
    lacks = bool(u.surely_lacks) or u.may_lack == "reason"
    if document is None or case.agencies or case.names or lacks or not (u.vague or case.spare):
        return None
    if "own_plan" in u.cues and not (case.elliptic and {"day_of", "number_of", "issuer"} & u.cues):
        return None
    # Of a task without a word of its document, people ask for the task's own time.
    first = state.units[0]
    asked_of = state.kind == Kind.LEGAL or (state.kind == Kind.CONTENT and state.document == document.id)
    of_document = asked_of or first not in case.knowledge.tasks or document.id == OWN_DECISION
    called = referents.calls(u, document)
    dated = "day" in u.cues and len(u.question.syllables) <= _BRIEF
    dated = dated or (called and bool({"date", "year_which"} & u.cues))
    if not (_TOLD & u.cues or dated) or not (of_document or called) or {"lead", "coord", "effect", "approved"} & u.cues:
        return None
    if not document.date:
        return case.decline("a document without number and date", "law_content")
    unit = ISSUED if document.id == OWN_DECISION else first
    return Ask(Kind.LEGAL, "the document spoken of", units=(unit,), wants=document.id, from_context=True)


def old_or_new(case: Case, state: State) -> Ask | None:
    """The document that the decision replaces, or the decision told from it ("còn cái mới ra ngày nào")."""
    if state.units[:1] == (EFFECT,) and "compare" in case.u.cues and case.spare and not case.agencies:
        return case.decline("what the replaced document says inside", "law_content")
    asked = {"day", "also", *_TOLD} & case.u.cues and not case.u.surely_lacks
    if not asked or case.names or state.kind not in {Kind.LEGAL, Kind.SECTION, Kind.CONTENT}:
        return None
    if "replaced" in case.u.cues:
        return Ask(Kind.LEGAL, "the document that was replaced", units=(EFFECT,), wants="replaced", from_context=True)
    if "successor" not in case.u.cues or state.units[:1] != (EFFECT,):
        return None
    return Ask(Kind.LEGAL, "the document that replaces it", units=(ISSUED,), wants=OWN_DECISION, from_context=True)


def named_there(case: Case, state: State) -> Ask | None:
    """Whether a body is among those that the decision goes to, or that carry it out ("thế Mặt trận?")."""
    u, asks = case.u, {"asking", "lead", "coord", "tasks", "which"}
    if not (case.agencies or "recipients" in u.cues) or asks & u.cues or len(u.topic) >= FEW:
        return None
    best = case.match.best.unit
    elsewhere = u.topic and case.margin >= case.thresholds["owned"] and best not in _NAMING
    sent_on = "send" in u.cues and _decided(case)
    units = (RECIPIENTS,) if "recipients" in u.cues or sent_on else tuple(_NAMING.intersection(state.units[:1]))
    if not units or (elsewhere and "recipients" not in u.cues):
        return None
    units = (best,) if u.topic and best in _NAMING else units
    return Ask(Kind.LEGAL, "whether a body is named there", units=units, from_context=True)


def approved(case: Case, state: State) -> Ask | None:
    """Who approved the scheme spoken of, by which document, where its task says so; else that it does not."""
    approving = (d for d in case.knowledge.documents.values() if d.relation == "approves")
    said = any(set(state.units[:1]) & set(document.units) for document in approving)
    pointed = case.elliptic or case.u.vague or "anaphora" in case.u.cues
    if "approved" not in case.u.cues or case.names or not pointed:
        return None
    if not said:
        scheme = state.units[:1] and case.knowledge.units[state.units[0]].parent == SCHEMES
        return case.decline("what approved a scheme that names none", "document_number") if scheme else None
    return Ask(Kind.LEGAL, "what approved the scheme spoken of", units=state.units[:1], from_context=True)


def title(case: Case, state: State) -> Ask | None:
    """The title of the scheme under discussion ("tên đề án ghi 2022 mà"), or of the group ("nhóm đó nói về gì")."""
    about = {"about", "spoken"} <= case.u.cues and not {"tasks", "which"} & case.u.cues
    if (case.asks_title or about) and case.group:
        return Ask(Kind.SECTION, "a group's title", units=(case.group,), from_context=True)
    task = state.units[0] if state.units and state.units[0] in case.knowledge.tasks else ""
    if "titled" not in case.u.cues or not task or case.agencies or len(case.u.topic) >= FEW:
        return None
    return Ask(Kind.SECTION, "the title of the scheme spoken of", units=(task,), from_context=True)


def inside(case: Case, _state: State) -> Ask | None:
    """What a document spoken of says inside ("nghị định ấy hỗ trợ những gì")."""
    u = case.u
    if not case.of_cited or u.sought_document:
        return None
    titled = {"about"} if not u.topic or u.vague else set()
    told = case.agencies or (_TOLD | titled | {"replaces", "check", "lead", "coord", "date"}) & u.cues
    asked = case.lacks or "summary" in u.cues or (u.topic and not u.vague and "asking" in u.cues)
    asked = asked or ("how_many" in u.cues and bool(PARTS & u.cues))
    if not {"effect", "articles"} & u.cues and (told or not asked):
        return None
    return case.decline("the inside of the document spoken of", "law_content")


def _decided(case: Case) -> bool:
    """Whether the decision itself is under discussion."""
    return case.spoken_of is not None and case.spoken_of.kind in _OF_DECISION


def sent(case: Case, state: State) -> Ask | None:
    """By when, to whom and through whom the report under discussion goes ("gửi cho ai"); whom the decision goes to."""
    if _decided(case) and "send" in case.u.cues and case.elliptic and not (case.u.mentions or case.u.surely_lacks):
        return Ask(Kind.CONTENT, "whom the decision goes to", units=(RECIPIENTS,), from_context=True)
    dated = "day" in case.u.cues and state.units[:1] == (YEARLY_REPORT,) and case.elliptic and not case.u.mentions
    if state.kind != Kind.REPORT or len(case.u.topic) > FEW or case.u.surely_lacks:
        return None
    if not dated and ("send" not in case.u.cues or (case.lacks and (case.u.topic or case.u.may_lack))):
        return None
    if case.u.topic and case.margin >= case.thresholds["owned"] and case.match.best.unit not in state.units:
        return None
    # The body that gets it is spoken of next.
    gets = (RECEIVER,) if "send" in case.u.cues and state.units[:1] == (YEARLY_REPORT,) else ()
    return Ask(Kind.REPORT, "where the report goes", units=state.units[:1], agencies=gets, from_context=True)


def gathered(case: Case, state: State) -> Ask | None:
    """Who gathers the yearly reports under discussion, and what becomes of them ("nhận xong thì sở ấy làm gì")."""
    u = case.u
    spoken_of = state.units[:1] == (YEARLY_REPORT,) and "gathers" in u.cues
    others = case.names - {Name.AGENCY} or set(u.named(Name.AGENCY)) - {RECEIVER}
    if not spoken_of or others or len(u.topic) > FEW or u.surely_lacks:
        return None
    return Ask(case.place_kind, "where the reports come together", units=(_GATHERED,), from_context=True)
