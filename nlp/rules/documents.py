"""Cited documents: what they are, and that their inside is not in the plan."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.landmarks import ARTICLES, BASES, EFFECT, ISSUED, RECIPIENTS
from knowledge.model import Kind as UnitKind
from nlp import issuers
from nlp.ask import Ask, Kind
from nlp.mention import OWN_DECISION, Name
from nlp.normalise import fold
from nlp.rules.after_document import PARTS
from nlp.rules.case import FEW, SEVERAL, Case, asks_role

DESCRIBES = frozenset({"about", "issuer", "issued", "number_of"})
_OWN = frozenset({OWN_DECISION, "luat-htx", "luat-tccqdp", "luat-sua-doi"})
_PROPOSED = "QD-can-cu-6"
_BARE = frozenset(
    {"bases", "decision", "issued", "issues", "own_plan", "picks", "wanting", "agencies", "anaphora"}
    | {"all", "a_list", "heard", "just", "briefly", "summary"}
)
"""Cues of a message that names the bases and asks nothing of them."""
_ISSUING = frozenset({"decision", "issues", "own_plan"})
_WHICH = _BARE | {"asking", "which", "documents", "whether", "also", "may_lack:reason"}
"""… or what the decision was issued on ("quyết định dựa vào đâu mà ban hành")."""
_HELD = frozenset({"whether", "of_whole", "inside", "own_plan", "named", "spoken"})
"""Cues of a message that asks whether the plan holds a document."""
_OF_IT = frozenset({"about", "anaphora", "asking", "decision"})
_DAY = frozenset({"issued", "issues", "day", "day_of", "date", "also", *_OF_IT})
"""Cues of a message that asks for the day of the decision alone."""
_LEADING = re.compile(r"^\d+")


def unnamed(case: Case) -> Ask | None:
    """A document that the plan never names, or the inside of one that it cites ("Điều 5 Nghị định 98")."""
    u = case.u
    undated = [d for d in u.named(Name.DOCUMENT) if not case.knowledge.documents[d].date]
    if undated and {"issued", "date", "effect", "number_of"} & u.cues and not {"lead", "coord", "tasks"} & u.cues:
        return case.decline("a document without number and date", "law_content")
    foreign = set(u.named(Name.DOCUMENT)) - {OWN_DECISION}
    if foreign and any(each.article for each in u.numbered):
        return case.decline("an article of a cited document", "law_content")
    if not u.named(Name.UNNAMED) or u.named(Name.DOCUMENT):
        return None
    settled = "check" in u.cues and case.margin >= case.thresholds["weak"] and "spoken" not in u.cues
    return None if settled else case.decline("a document that the plan does not name", "unnamed_document")


def origin(case: Case) -> Ask | None:
    """Who proposed or issued the plan, and on which day; what became of a body since."""
    meant = case.agencies or case.bodies
    if "renamed" in case.u.cues and meant and len(case.u.topic) < FEW:
        return replace(case.decline("what became of a body since", "renamed"), agencies=meant)
    elsewhere = case.margin >= case.thresholds["faint"] and case.match.best.unit != _PROPOSED
    asked = "proposed" in case.u.cues and not elsewhere
    few = len(case.u.topic) <= FEW or case.match.best.unit == _PROPOSED
    if asked and not case.agencies and few and not case.u.surely_lacks:
        return Ask(Kind.LEGAL, "who proposed the decision", units=(_PROPOSED,))
    first = case.state is None or not case.state.units
    if "issuer" in case.u.cues and case.place_kind is Kind.LEGAL and not case.u.topic and not case.agencies:
        own = case.document is None and (case.state is None or not case.knowledge.tasks.keys() & case.state.units[:1])
        if set(case.u.named(Name.DOCUMENT)) <= {OWN_DECISION} and not case.u.surely_lacks and own:
            return Ask(Kind.LEGAL, "who issued the plan", units=(ISSUED,))
    if _doubted(case):
        return Ask(Kind.LEGAL, "whether a body issued the plan", units=(ISSUED,))
    dated = {"own_plan", "issues", "issued"} <= case.u.cues and "before_issue" not in case.u.cues
    if first and dated and not (case.u.topic or case.u.mentions or case.u.surely_lacks):
        return Ask(Kind.LEGAL, "the day of the plan itself", units=(ISSUED,))
    told = case.u.named(Name.DOCUMENT) == (OWN_DECISION,)
    if told and not (first or case.u.topic or case.u.mentions[1:]) and "issued" in case.u.cues and case.u.cues <= _DAY:
        return Ask(Kind.LEGAL, "the day of the decision named", units=(ISSUED,))
    signed = not case.u.mentions[1:] and {"issued", "decision"} <= case.u.cues
    if (told or signed) and case.u.named(Name.DAY) and not case.u.topic:
        return Ask(Kind.LEGAL, "a day said of the decision", units=(ISSUED,))
    return None


def _doubted(case: Case) -> bool:
    """Whether a message asks if the plan is some body's, or another province's."""
    u = case.u
    if "check" in u.cues and u.surely_lacks == "other_place":
        return len(u.topic) < FEW and not u.cues & {"asking", "whether", "spoken"}
    own = "own_plan" in u.cues or u.named(Name.DOCUMENT) == (OWN_DECISION,)
    if not own or "issues" not in u.cues or "overdue" in u.cues:
        return False
    # Who asks nothing else asks which of two it is ("do Tỉnh ủy hay UBND tỉnh ban hành").
    asked = case.doubts or "issuer" in u.cues or not {"asking", "tasks", "lead", "coord"} & u.cues
    elsewhere = case.match.best.unit == _PROPOSED or not (case.weak or case.match.best.unit == ISSUED or not u.topic)
    # A document named by no number is the body that issued it ("… của Chính phủ").
    bodies = bool(case.agencies or set(u.named(Name.DOCUMENT)) - {OWN_DECISION}) and not issuers.by_number(u)
    return asked and bodies and not elsewhere


def received(case: Case) -> Ask | None:
    """Whether a body is among those to whom the decision was sent ("Sở Y tế có được gửi quyết định không")."""
    listed = case.match.best.unit == RECIPIENTS and "recipients" in case.u.cues
    sent = {"decision", "send"} <= case.u.cues and not case.u.topic
    if not (listed or sent) or not (case.agencies and case.doubts):
        return None
    return Ask(Kind.CONTENT, "whether a body is sent the decision", units=(RECIPIENTS,), agencies=case.agencies)


def articles(case: Case) -> Ask | None:
    """How many articles the decision has, and what each says ("quyết định có mấy điều, mỗi điều nói gì")."""
    u, state = case.u, case.state
    if "articles" not in u.cues or case.agencies or u.surely_lacks or len(set(u.topic)) > FEW:
        return None
    # "Quyết định kèm kế hoạch này" is the decision, unless the place spoken of cites another one.
    own = case.document is not None and case.document.id == OWN_DECISION
    called = own and bool({"decision", "own_plan"} & u.cues)
    about_it = called or state is None or not state.units or state.units[0] in {*ARTICLES, ISSUED, RECIPIENTS}
    named = set(u.named(Name.DOCUMENT))
    if u.named(Name.UNNAMED) or not named <= {OWN_DECISION} or not (named or about_it):
        return None
    return Ask(Kind.SECTION, "the articles of the decision", units=ARTICLES, missing="place")


def bases(case: Case) -> Ask | None:
    """All bases of the decision, or those of the Party ("quyết định căn cứ những văn bản nào")."""
    cues, u = case.u.cues, case.u
    elsewhere = case.margin >= case.thresholds["faint"] and not case.match.best.unit.startswith(BASES)
    foreign = set(u.named(Name.DOCUMENT)) - {OWN_DECISION}
    lacks = u.surely_lacks or u.lacking >= case.thresholds["sure"]
    # "Nó căn cứ vào đâu" asks it of the task spoken of.
    of_row = case.spoken_of is not None and case.spoken_of.kind in {UnitKind.TASK, UnitKind.TARGET}
    pointed = of_row and "anaphora" in cues and "own_plan" not in cues
    if not ("bases" in cues or {"party", "documents"} <= cues) or foreign or elsewhere or lacks or pointed:
        return None
    spare = not (u.asks_whether or case.agencies or case.role or {"tasks", "body"} & cues)
    own = u.named(Name.DOCUMENT) == (OWN_DECISION,) and spare and len(u.topic) <= FEW
    bare = (cues <= _BARE or ("about" in cues and cues <= _BARE | _OF_IT)) and len(u.topic) <= FEW
    counted = "how_many" in cues and not {"issued", "date"} & cues
    likeliest = case.margin < case.thresholds["owned"] or not case.match.best.unit.startswith(BASES)
    issuing = bool(_ISSUING & cues) and cues <= _WHICH and likeliest and len(u.topic) <= FEW
    if not (own or bare or issuing or counted or {"all", "documents"} & cues):
        return None
    every = tuple(unit for unit in case.knowledge.units if unit.startswith(BASES))
    if "party" in cues and "of_state" not in cues:
        of_party = {d.units[0] for d in case.knowledge.documents.values() if d.of_party}
        every = tuple(unit for unit in every if unit in of_party)
    kind = Kind.COUNT if counted and "bases" in cues and "party" not in cues else Kind.SECTION
    return Ask(kind, "all bases", units=every)


def document(case: Case) -> Ask | None:
    """What a cited document is: its number, date, issuer, subject; not what it says inside."""
    cited = _citing(case)
    if cited:
        return Ask(Kind.CONTENT, "the tasks that cite a document", units=cited)
    spare = {*_OWN, *issuers.beside_number(case.u, case.knowledge)}
    named = [d for d in case.u.named(Name.DOCUMENT) if d not in spare]
    replaced = "replaces" in case.u.cues and not case.u.surely_lacks and "reason" not in case.u.may_lack
    old = "replaced" in case.u.cues or any(case.knowledge.documents[d].relation == "replaces" for d in named)
    # "Kế hoạch 280 còn dùng không": of what was replaced nothing else is asked in so few words.
    whether = case.u.asks_whether and bool(named) and not case.u.cues
    if old and ("effect" in case.u.cues or whether or _lacks_status(case)):
        return Ask(Kind.LEGAL, "whether a replaced document still stands", units=(EFFECT,), wants="status")
    told = "how_many" in case.u.cues if "replaces" in case.u.cues else "replaced" in case.u.cues
    if told and PARTS & case.u.cues and not case.u.surely_lacks:
        return case.decline("what the replaced document says inside", "law_content")
    if replaced and (named or (len(case.u.topic) <= FEW and not case.agencies and not case.lacks)):
        return Ask(Kind.LEGAL, "what the decision replaces", units=(EFFECT,), wants="replaced")
    of_effect = case.match.best.unit == EFFECT and (case.u.may_lack or not DESCRIBES & case.u.cues)
    of_effect = of_effect and any(EFFECT in case.knowledge.documents[d].units for d in named)
    inside = case.u.surely_lacks or case.u.may_lack == "law_content"
    if not named or inside or case.agencies or asks_role(case) or of_effect:
        return None
    described = DESCRIBES & case.u.cues - ({"about"} if _inside(case) else set()) and len(case.u.topic) <= FEW
    # "Quán triệt nghị quyết 20 là việc của ai": of a task that cites it who does it is asked.
    done = "tasks" in case.u.cues and case.place_kind is Kind.LEAD and bool(case.u.topic)
    if done and case.match.best.unit in case.knowledge.tasks and case.margin >= case.thresholds["faint"]:
        return None
    if described or _bare(case) or (not case.u.topic and case.place_kind is Kind.LEGAL):
        units = tuple(dict.fromkeys(case.knowledge.documents[d].units[0] for d in named))
        return Ask(Kind.LEGAL, "what a cited document is", units=units)
    return None


def _lacks_status(case: Case) -> bool:
    return case.lacks and "status" in {case.u.surely_lacks, case.lacking_kind}


def _citing(case: Case) -> tuple[str, ...]:
    """The tasks that cite the documents named, where these are asked for ("nhiệm vụ nào", "có trong kế hoạch không").

    More of them than a few are a list of their own.
    """
    u, documents = case.u, case.knowledge.documents
    named = [documents[d] for d in u.named(Name.DOCUMENT) if d != OWN_DECISION]
    places = dict.fromkeys(unit for document in named for unit in document.units)
    citing = tuple(u for u in places if u in case.knowledge.tasks or ("bases" in case.u.cues and u.startswith(BASES)))
    held = u.asks_whether and u.cues <= _HELD and not (u.topic or issuers.beside_number(u, case.knowledge))
    asked = {"tasks", "which"} <= u.cues and "targets" not in u.cues and not _inside(case) and not u.surely_lacks
    # "Trong kế hoạch 94 có những nhiệm vụ gì" asks what it says.
    asked = asked and not ("of_whole" in u.cues and u.lacking >= case.thresholds["sure"])
    return citing if (held or asked) and not case.agencies and len(citing) <= SEVERAL else ()


def _inside(case: Case) -> bool:
    """Whether a message surely asks what a document says inside; one without a topic asks what it is."""
    surely = case.lacking_kind == "law_content" and case.u.lacking >= case.thresholds["surely_lacking"]
    return surely and bool(case.u.topic) and not case.u.vague


def _bare(case: Case) -> bool:
    """Whether a message names a document and nothing else, or goes on to it from another one ("còn nghị quyết 20?")."""
    goes_on = case.carries_on or "also" in case.u.cues
    another = case.state is not None and case.state.kind == Kind.LEGAL and goes_on and not case.u.topic
    based = "bases" in case.u.cues and case.place_kind is Kind.LEGAL and len(case.u.topic) <= 1
    which = case.u.vague and case.u.cues <= {"asking", "documents", "day"} and case.place_kind is Kind.LEGAL
    return case.u.cues <= {"also", "picks"} if another else based or which or (case.u.vague and not case.u.cues)


def by_number(case: Case) -> Ask | None:
    """A document by its bare number, where documents are spoken of ("còn 94 thì sao")."""
    u = case.u
    if case.state is None or case.state.kind != Kind.LEGAL or u.topic or u.named(Name.DOCUMENT):
        return None
    said = set(u.named(Name.NUMBER))
    found = [d for d in case.knowledge.documents.values() if set(_LEADING.findall(d.number)) & said]
    return Ask(Kind.LEGAL, "a document by its bare number", units=found[0].units[:1]) if found else None


def sought(case: Case) -> Ask | None:
    """Which document a place cites ("theo thông tư nào", "nghị định số mấy"), or from when the decision is in force."""
    u, best = case.u, case.match.best
    if u.surely_lacks or u.named(Name.UNNAMED) or case.agencies:
        return None
    own = set(u.named(Name.DOCUMENT)) <= {OWN_DECISION} and not case.of_cited and u.may_lack != "status"
    if own and "effect" in u.cues and {"date", "issued", "check"} & u.cues:
        return Ask(Kind.LEGAL, "from when the decision is in force", units=(EFFECT,), wants=OWN_DECISION)
    if not u.sought_document:
        return None
    focus = case.state.units[:1] if case.state is not None and _goes_on(case) else ()
    spoken_of = (d for d in case.knowledge.documents.values() if set(focus) & set(d.units) and d.number)
    kinds = [d.id for d in spoken_of if fold(d.kind) == u.sought_document and "successor" not in u.cues]
    if kinds:
        units = (ISSUED,) if kinds[0] == OWN_DECISION else focus
        return Ask(Kind.LEGAL, "which document the place spoken of cites", units=units, from_context=True)
    if case.margin < case.thresholds["background"] or u.named(Name.DOCUMENT):
        return None
    if best.unit == ISSUED and not (focus or u.topic):
        return Ask(Kind.LEGAL, "the number of the decision itself", units=(ISSUED,))
    cited = [d for d in case.knowledge.documents.values() if best.unit in d.units and d.number]
    if best.unit in case.knowledge.tasks and any(fold(d.kind) == u.sought_document for d in cited):
        return Ask(Kind.LEGAL, "which document the place cites", units=(best.unit,))
    return None


def _goes_on(case: Case) -> bool:
    """Whether a message seeks a document of the place spoken of, naming no other place nor the plan itself."""
    bare = not case.u.topic and not {"own_plan", "issues"} & case.u.cues
    few = len(case.u.topic) <= FEW and case.margin < case.thresholds["owned"]
    return case.elliptic or bare or few or ("anaphora" in case.u.cues and case.margin < case.thresholds["faint"])


def document_inside(case: Case) -> Ask | None:
    """What a cited document makes a body do: that is inside the document."""
    foreign = [d for d in case.u.named(Name.DOCUMENT) if d not in _OWN]
    if foreign and case.whole_kind is Kind.DUTIES and case.likely(Kind.DUTIES) >= case.thresholds["structured"]:
        return case.decline("what a cited document says inside", "law_content")
    return None
