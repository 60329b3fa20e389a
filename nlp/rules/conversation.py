"""Messages that leave out what the conversation is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import LISTS, PLACE_KINDS, WHOLE_KINDS, Ask, Kind
from nlp.figures import told
from nlp.filter import EVERY_ROW, Filter
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.bodies import alone, body, same_body
from nlp.rules.case import DOCUMENT, FEW, SEVERAL, SHORT, TARGET_YEARS, Case, asks_role
from nlp.rules.documents import DESCRIBES, ISSUED
from nlp.rules.lists import among, narrow, neighbour, others, pair, rest, siblings
from nlp.state import State

_WHOLE = frozenset(
    {"all", "bodies", "most", "exactly", "none", "many_leads", "one_lead", "three_leads", "longest", "times", "groups"}
    | {"blank", "not_so"}
)
"""Cues of questions to the whole, which need no referent."""
_NEEDING = frozenset({Kind.LEAD, Kind.COORD, Kind.DEADLINE, Kind.REPORT})
"""Kinds that need a referent."""
_POINTING = frozenset({"correction", "often", "sure", "more"})
"""Cues of messages that mean something only after others."""
_FURTHER = frozenset({"other", "how_many", "longest", "earliest", "most", "least", "date", "inside"})
"""Cues of more than to tell a list once more."""
_ELSEWHERE = frozenset({"statistic", "other_year", "other_place", "reason", "person"})
"""Things that the plan lacks which no other words of a target make up for."""
_TIMES, _FIGURES = frozenset({Name.YEAR, Name.QUARTER}), frozenset({Name.PERCENT, Name.NUMBER})
"""What people hold against a time and against a figure."""
_YEARLY, _GATHERED = "IV-2", "IV-3"
"""The place that says by when bodies report, and the one that says who gathers the reports."""
_SCHEMES = "III-II-4"
_SCHEME_REVIEW = "III-II-4-3"


def follow_up(case: Case) -> Ask | None:
    """A message that leaves out what the conversation was about, or that has nothing to refer to."""
    state = case.state
    if state is None or not (state.units or state.agencies):
        return _nothing_before(case)
    for rule in _RULES:
        ask = rule(case, state)
        if ask is not None:
            return ask
    return None


def _nothing_before(case: Case) -> Ask | None:
    """A message that points back, or names nothing, at the beginning of a conversation."""
    u = case.u
    if u.surely_lacks:
        return None
    if "anaphora" in u.cues and u.vague and not u.mentions and "own_plan" not in u.cues:
        likely = tuple(c.unit for c in case.match.candidates[:4])
        return Ask(Kind.UNCLEAR, "points back to nothing", units=likely, missing="place", role=case.place_kind)
    short = len(u.topic) < FEW and not u.mentions and case.margin < case.thresholds["faint"]
    if case.pointed and not case.bodies and short and case.likely(Kind.DUTIES) >= case.thresholds["near"]:
        return Ask(Kind.UNCLEAR, "a body pointed back to", missing="agency", role=Kind.DUTIES)
    untold = "schemes" in u.cues and (u.vague or "rest" in u.cues) and not u.mentions
    if untold and not {"all", "how_many", "which", "which_schemes"} & u.cues:
        schemes = tuple(unit for unit in case.knowledge.children[_SCHEMES] if unit != _SCHEME_REVIEW)
        return Ask(Kind.UNCLEAR, "a scheme, and no word which", units=schemes, missing="place", role=case.place_kind)
    goes_on = u.goes_on and "also" in u.cues and case.elliptic
    if (
        goes_on
        or ("that_task" in u.cues and short)
        or ({"rest", "anaphora"} <= u.cues and not u.topic and not u.mentions)
    ):
        return Ask(Kind.UNCLEAR, "a task pointed back to", missing="referent", role=case.place_kind)
    placed = any(each.group or each.part or each.article or each.loose for each in u.numbered)
    if "ordinal" in u.cues and not u.topic and not placed and len(u.question.syllables) <= SHORT and not case.agencies:
        return Ask(Kind.UNCLEAR, "one of a list, and there is none", missing="referent", role=case.place_kind)
    of_the_whole = (
        bool(_WHOLE & u.cues)
        or {"coord", "named"} <= u.cues
        or ("how_many" in u.cues and bool({"tasks", "rows"} & u.cues))
    )
    needing = u.ask() in _NEEDING or _POINTING & u.cues
    if case.elliptic and not u.mentions and not of_the_whole and needing and "report" not in u.cues:
        return Ask(Kind.UNCLEAR, "nothing to refer to", missing="referent", role=u.ask())
    return None


def _pointed_back(case: Case, state: State) -> Ask | None:
    """The place pointed back to by a noun that needs a referent ("đề án đó"), or a day said of it."""
    u = case.u
    if not state.units or case.agencies:
        return None
    called = u.may_lack == "person" and {"schemes", "programmes"} & u.cues
    described = bool(DESCRIBES & u.cues or called) and not u.surely_lacks
    if "anaphora" in u.cues and u.vague and not _FIGURES & case.names and (described or not case.lacks):
        return Ask(case.place_kind, "the place pointed back to", units=state.units[:1], from_context=True)
    if "anaphora" in u.cues and case.figured and not u.topic and set(u.named(Name.YEAR)) >= TARGET_YEARS:
        return Ask(Kind.FIGURE, "the year of the figure pointed back to", units=state.units[:1], from_context=True)
    cites = any(state.units[0] in document.units for document in case.knowledge.documents.values())
    of_document = state.kind == Kind.LEGAL or state.units[0] not in case.knowledge.tasks
    if "own_plan" in u.cues and "day_of" in u.cues and case.elliptic:
        return Ask(Kind.LEGAL, "the day of the plan itself", units=(ISSUED,))
    if case.elliptic and "issued" in u.cues and cites and of_document:
        units = tuple(unit for unit in (ISSUED, state.units[0]) if unit in state.units)[:1]
        return Ask(Kind.LEGAL, "the date of the document spoken of", units=units, from_context=True)
    if u.named(Name.DAY) and len(u.topic) < FEW:
        return Ask(Kind.REPORT, "a day said of the same place", units=state.units[:1], from_context=True)
    return None


def _approved(case: Case, state: State) -> Ask | None:
    """Who approved the scheme spoken of, by which document, where its task says so."""
    approving = (d for d in case.knowledge.documents.values() if d.relation == "approves")
    said = any(set(state.units[:1]) & set(document.units) for document in approving)
    if not said or "approved" not in case.u.cues or case.names or not (case.elliptic or case.u.vague):
        return None
    return Ask(Kind.LEGAL, "what approved the scheme spoken of", units=state.units[:1], from_context=True)


def _inside(case: Case, _state: State) -> Ask | None:
    """What a document spoken of says inside ("nghị định ấy hỗ trợ những gì")."""
    u = case.u
    described = case.agencies or (DESCRIBES | {"replaces", "effect", "check", "lead", "coord", "date"}) & u.cues
    asked = case.lacks or "summary" in u.cues or (u.topic and not u.vague and "asking" in u.cues)
    if DOCUMENT not in u.cues or described or not asked:
        return None
    return case.decline("the inside of the document spoken of", "law_content")


def _sent(case: Case, state: State) -> Ask | None:
    """To whom and through whom the report under discussion goes ("gửi cho ai", "nộp thẳng lên tỉnh à")."""
    if state.kind != Kind.REPORT or "send" not in case.u.cues or len(case.u.topic) > FEW or case.lacks:
        return None
    if case.u.topic and case.margin >= case.thresholds["owned"] and case.match.best.unit not in state.units:
        return None
    return Ask(Kind.REPORT, "where the report goes", units=state.units[:1], from_context=True)


def _gathered(case: Case, state: State) -> Ask | None:
    """Who gathers the yearly reports under discussion, and what becomes of them ("nhận xong thì sở ấy làm gì")."""
    u = case.u
    if state.units[:1] != (_YEARLY,) or "gathers" not in u.cues or u.mentions or len(u.topic) > FEW or u.surely_lacks:
        return None
    return Ask(case.place_kind, "where the reports come together", units=(_GATHERED,), from_context=True)


def _where(case: Case, state: State) -> Ask | None:
    """Where in the plan the places spoken of stand ("nằm ở nhóm nào")."""
    u = case.u
    explicit = "where_in" in u.cues
    lacks = u.surely_lacks or ((len(u.topic) > 1 or u.mentions) and case.lacks)
    if not ("where" in u.cues or explicit) or (lacks and not explicit) or {"most", "least"} & u.cues:
        return None
    if (case.elliptic or u.vague) and not u.mentions:
        return Ask(Kind.SECTION, "where it stands", units=state.units[:1], from_context=True) if state.units else None
    return Ask(Kind.SECTION, "where it stands", units=(case.sure_place,)) if case.sure_place else None


def _same_figure(case: Case, _state: State) -> Ask | None:
    """Another figure of the target under discussion, told by its words ("trong đó nông nghiệp bao nhiêu")."""
    u, unit = case.u, case.spoken_of
    if unit is None or not case.figured or not u.topic or u.vague or u.mentions or u.surely_lacks:
        return None
    figures = [figure for figure in case.knowledge.figures if figure.unit == unit.id]
    meant = any(not figure.general for figure in told(u.question.plain, figures))
    elsewhere = "present" in u.cues or (case.lacks and case.lacking_kind in _ELSEWHERE and not meant)
    goes_on = case.carries_on and ("correction" in u.cues or not elsewhere)
    own = case.match.best.unit == unit.id and not elsewhere
    if case.place_kind in {Kind.LEAD, Kind.COORD}:
        return None  # A target has no bodies.
    asked = goes_on or ("how_many" in u.cues and ("inside" in u.cues or own)) or (meant and not u.cues)
    if not asked or not plain_words(unit.text).issuperset(u.topic):
        return None
    return Ask(Kind.FIGURE, "another figure of the target", units=(unit.id,), from_context=True)


def _held(case: Case, state: State) -> Ask | None:
    """Whether the place spoken of holds a few words, all of which are its own ("có dính tới thuế không")."""
    u, unit = case.u, case.spoken_of
    few = 0 < len(u.topic) <= FEW and not u.vague
    if unit is None or len(state.units) != 1 or not few or u.mentions or case.pointed:
        return None
    if (
        (case.lacks and (u.cues or u.surely_lacks or u.asks_whether or not case.figured))
        or {"asking", "lead", "coord", "other", "which", "date"} & u.cues
        or not plain_words(unit.text).issuperset(u.topic)
    ):
        return None
    told = "also" in u.cues and (case.weak or case.match.best.unit == unit.id)
    asked = told or "spoken" in u.cues or case.doubts or (case.figured and state.kind == Kind.FIGURE)
    kind = Kind.FIGURE if case.figured else Kind.CONTENT
    return Ask(kind, "words of the place spoken of", units=(unit.id,), from_context=True) if asked else None


def _directs(case: Case, state: State) -> Ask | None:
    """Who directs the bodies of the task spoken of: the one task whose text names them ("ai chỉ đạo họ")."""
    tasks, agencies, units = case.knowledge.tasks, case.knowledge.agencies, case.knowledge.units
    if "directs" not in case.u.cues or len(case.u.topic) > 1 or not state.units or state.units[0] not in tasks:
        return None
    bodies = {*state.agencies, *tasks[state.units[0]].lead}
    named = (unit for unit in tasks if any(agencies[body].stands_in(units[unit].text) for body in bodies))
    rows = case.led_by_others(named, bodies)
    return Ask(Kind.LEAD, "who directs the bodies spoken of", units=rows, from_context=True) if len(rows) == 1 else None


def _by_district(case: Case, _state: State) -> Ask | None:
    """A district's share of the target spoken of, or in which one it is: there is none by district."""
    u = case.u
    if not case.figured or not u.named(Name.DISTRICT) or not case.elliptic or {"lead", "coord"} & u.cues:
        return None
    return case.decline("no target by district", "absent_target")


def _compared(case: Case, state: State) -> Ask | None:
    """The years just compared, of a topic ("riêng về công nghệ thì sao")."""
    figured = all(case.knowledge.units[unit].kind is UnitKind.TARGET for unit in state.units)
    goes_on = case.carries_on or {"also", "only"} & case.u.cues
    if state.kind != Kind.COMPARE or not figured or not goes_on or not case.u.topic or case.u.mentions or case.lacks:
        return None
    return Ask(Kind.COMPARE, "the years compared, of a topic", years=("2030", "2045"), from_context=True)


def _against(case: Case, state: State) -> Ask | None:
    """The place under discussion set against another ("so với nhiệm vụ thanh tra thì …")."""
    u, units, years = case.u, case.knowledge.units, case.u.named(Name.YEAR)
    if "against" not in u.cues or case.agencies or not state.units or len(u.halves) > 1:
        return None
    # A year tells which target is meant.
    rows = [unit for unit in units if not years or (units[unit].kind is UnitKind.TARGET and years[0] in unit)]
    best = max(rows, key=lambda unit: u.margins[unit], default="")
    spoken_of = state.units[0]
    sure = bool(best) and u.margins[best] >= case.thresholds["owned"]
    if not sure or best == spoken_of or units[best].kind is not units[spoken_of].kind:
        return None
    return Ask(Kind.COMPARE, "set against the place spoken of", units=(spoken_of, best), from_context=True)


def _title(case: Case, state: State) -> Ask | None:
    """What the title of the scheme under discussion says of its years ("tên đề án ghi 2022 mà")."""
    task = state.units[0] if state.units and state.units[0] in case.knowledge.tasks else ""
    if "titled" not in case.u.cues or not task or case.agencies or len(case.u.topic) >= FEW:
        return None
    return Ask(Kind.SECTION, "the title of the scheme spoken of", units=(task,), from_context=True)


def _same_time(case: Case, state: State) -> Ask | None:
    """The other tasks of the time of the task under discussion ("còn việc nào cũng đến hạn khi đó")."""
    units, tasks = case.knowledge.units, case.knowledge.tasks
    spoken_of = next((unit for unit in state.units if unit in tasks), "")
    asked = {"other", "which", "places", "body"} & case.u.cues
    if "same_time" not in case.u.cues or not asked or not spoken_of or len(case.u.topic) > FEW or case.u.surely_lacks:
        return None
    rows = tuple(u for u in tasks if units[u].deadline == units[spoken_of].deadline and u != spoken_of)
    return Ask(Kind.COUNT, "others of the same time", units=rows, from_context=True) if rows else None


def _doubted(case: Case, _state: State) -> Ask | None:
    """A value held against what was said of a target or of a task's time ("tưởng là 50% chứ", "2022 thật à")."""
    u, unit = case.u, case.spoken_of
    timed = unit is not None and unit.kind is UnitKind.TASK
    kind, names = (Kind.DEADLINE, _TIMES) if timed else (Kind.FIGURE, _FIGURES)
    said = {mention.name for mention in u.mentions}
    doubts = (case.doubts or "blame" in u.cues) and not {"other", "which", "places"} & u.cues
    if unit is None or not (timed or case.figured) or not doubts or not said or said - names or u.topic:
        return None
    return Ask(kind, "a value held against what was said", units=(unit.id,), from_context=True)


def _referred(case: Case, state: State) -> Ask | None:
    """Something told before, asked about as if it had been told last ("cái trước hạn nào", "quay lại cái hồi nãy")."""
    u = case.u
    unit = referents.one_of_two(u, state, case.knowledge) if not case.group else ""
    if {"back", "at_first"} & u.cues and not {"that_task", "inside"} & u.cues:
        unit = referents.earlier(u, state, case.knowledge) or next(iter(state.units), "")
    if not unit or not case.elliptic or case.agencies:
        return None
    # As the state was then, but for what was asked, which goes on.
    then = replace(state, units=(unit,), listed=())
    again = replace(case, state=then)
    asked = (ask for rule in _OF_ONE if (ask := rule(again, then)) is not None)
    ask = next(asked, None)
    if ask is None or ask.kind is not Kind.CONTENT:
        return ask
    return replace(ask, kind=case.kind_carried if u.carries_on or "also" in u.cues else Kind.SECTION)


def _how_many_bodies(case: Case, state: State) -> Ask | None:
    """How many bodies lead or join the one task spoken of ("mấy cơ quan chủ trì")."""
    u, wide = case.u, {"own_plan", "all", "total", "rows", "tasks", "groups"} & case.u.cues
    if "bodies" not in u.cues or not case.role or wide or u.topic or u.mentions or len(state.units) != 1:
        return None
    if state.units[0] not in case.knowledge.tasks:
        return None
    return Ask(case.place_kind, "the bodies of the task spoken of", units=state.units, from_context=True)


def _in_role(case: Case, state: State) -> Ask | None:
    """Of the tasks told before the one where the body under discussion has a role ("việc chủ trì lúc nãy")."""
    tasks, role, kind = case.knowledge.tasks, case.role, case.place_kind
    if not role or "back" not in case.u.cues or not case.elliptic or kind not in {Kind.DEADLINE, Kind.COORD, Kind.LEAD}:
        return None
    told = (unit for unit in (*state.units, *state.earlier) if unit in tasks)
    bodies = set(case.agencies or state.agencies)
    held = (u for u in told if bodies & set(tasks[u].lead if role == "lead" else tasks[u].coord))
    found = next(held, "")
    return Ask(kind, "the task told before in a role", units=(found,), from_context=True) if found else None


def _more(case: Case, state: State) -> Ask | None:
    """More of the same ("còn nữa không"), or the place whole ("nguyên văn", "chi tiết")."""
    u = case.u
    if not case.elliptic or not state.units or u.mentions or case.referred:
        return None
    # "Còn việc gì nữa" asks for others, "còn nữa không" whether that was all.
    if "more" in u.cues and not asks_role(case) and not {"asking", "which", "besides_this"} & u.cues:
        why, units, bodies = "anything more", state.units, state.agencies
        return Ask(Kind.DUTIES, why, units=units, agencies=bodies, filter=state.filter, wants="more", from_context=True)
    again = _again(case, state)
    told = u.cues <= {"all", "asking"} and "all" in u.cues and not u.topic and state.kind in PLACE_KINDS
    if again is None and (told or {"detail", "verbatim"} & u.cues):
        return Ask(Kind.SECTION, "the same place whole", units=state.units[:1], from_context=True)
    return again


def _again(case: Case, state: State) -> Ask | None:
    """What was listed, told once more ("liệt kê ra"): the rows, or those of the group that was ranked first."""
    u, first = case.u, state.units[0]
    told = {"all", "which"} & u.cues and {"tasks", "all"} & u.cues
    if not told or _FURTHER & u.cues or case.conditions != EVERY_ROW or u.topic:
        return None
    if state.kind == Kind.RANK and first in case.knowledge.groups:
        units = (first, *case.knowledge.groups[first])
        return Ask(Kind.SECTION, "the first group ranked", units=units, filter=Filter(group=first), from_context=True)
    if asks_role(case) or len(state.listed) <= 1 or state.kind not in LISTS:
        return None
    some = 1 < len(state.units) < len(state.listed) and set(state.units) < set(state.listed)
    rows = state.units if some else state.listed  # Those told last.
    return Ask(Kind.COUNT, "the list once more", units=rows, from_context=True)


def _other_role(case: Case, state: State) -> Ask | None:
    """What the body under discussion does in the other role ("còn phối hợp?", "việc phối hợp?")."""
    u, bodies = case.u, state.agencies
    if state.kind != Kind.DUTIES or len(bodies) != 1 or not case.role or u.topic or u.mentions:
        return None
    switched = state.role not in {"", case.role} or "tasks" in u.cues
    if not switched or {"asking", "anaphora", "check", "sole", "shared"} & u.cues or u.asks_whether:
        return None
    return Ask(Kind.DUTIES, "the same body in the other role", agencies=bodies, role=case.role, from_context=True)


def _confirmed(case: Case, state: State) -> Ask | None:
    """Whether what was said is right, in no other words ("chắc không", "đúng không đấy"): it is said once more."""
    u = case.u
    if "sure" not in u.cues or u.topic or u.mentions or not case.elliptic or not state.units:
        return None
    if {"asking", "body"} & u.cues or asks_role(case) or state.kind not in PLACE_KINDS:
        return None
    return Ask(Kind(state.kind), "said once more", units=state.units[:1], from_context=True)


def _how_often(case: Case, state: State) -> Ask | None:
    """How often the task spoken of is done ("mấy lần một năm"), or at which terms, which its words tell."""
    u, unit, spoken_of = case.u, case.spoken_of, state.units[:1]
    if not {"terms", "often"} & u.cues or case.names or case.lacks:
        return None
    if unit is None or unit.id not in {_YEARLY, *case.knowledge.tasks}:
        return None
    if not case.elliptic and not plain_words(unit.text).issuperset(u.topic):
        return None
    told = {"terms", "report"} & u.cues
    kind = Kind.REPORT if unit.id == _YEARLY else Kind.CONTENT if told else Kind.DEADLINE
    return Ask(kind, "how often", units=spoken_of, from_context=True)


def _other_year(case: Case, state: State) -> Ask | None:
    """The same figure for the other target year ("còn năm 2045?")."""
    u, named = case.u, case.u.named(Name.YEAR)
    years = [year for year in named if year in TARGET_YEARS]
    units = case.knowledge.units
    checked = "check" in u.cues or (u.asks_whether and "anaphora" in u.cues)
    if case.elliptic and years and case.figured and checked and not case.agencies:
        return Ask(Kind.FIGURE, "whether it is that year's", units=state.units[:1], years=named, from_context=True)
    if case.elliptic and named and not years and case.figured and case.carries_on:
        return case.decline("no target for that year", "other_year")
    own = case.figured and years and years[0] in state.units[0]
    if own and "correction" in u.cues and u.vague:
        return Ask(Kind.FIGURE, "the figure itself", units=state.units[:1], years=named, from_context=True)
    if not (case.elliptic or (case.figured and not u.topic)) or not years or case.agencies:
        return None
    general = case.spoken_of is not None and case.spoken_of.kind is UnitKind.GENERAL_TARGET
    if state.kind == Kind.OVERVIEW or general:
        return Ask(Kind.OVERVIEW, "the targets of another year", years=tuple(years), from_context=True)
    found = [unit for unit in (*state.units, *state.near) if units[unit].kind is UnitKind.TARGET and years[0] in unit]
    if found:
        return Ask(Kind.FIGURE, "the same figure in another year", units=tuple(found[:1]), from_context=True)
    # Which of that year's targets would be the same figure nobody can tell: most figures are set for one year.
    several = len([unit for unit in units if unit.startswith(f"II-2-{years[0]}")]) > 1
    if case.figured and (several or "how_many" in u.cues):
        return case.decline("no such figure for that year", "absent_target")
    return None


def _same_place(case: Case, state: State) -> Ask | None:
    """Another question of the same place ("còn phối hợp?", "hạn?")."""
    u = case.u
    if not case.elliptic or not state.units or u.surely_lacks or "leave" in u.cues:
        return None
    compared = case.likely(Kind.COMPARE) >= case.thresholds["structured"] or "compare" in u.cues
    if compared and len(state.units) > 1:
        return Ask(Kind.COMPARE, "the places listed side by side", units=state.units, from_context=True)
    beside = {Name.DAY, Name.QUARTER, *([Name.DISTRICT] if "body" in u.cues else [])}
    if case.names - beside and "check" not in u.cues:
        return None
    if case.lacks and (u.topic or u.may_lack or u.lacking >= case.thresholds["surely_lacking"]):
        return None
    if "present" in u.cues and case.figured and "check" not in u.cues:
        return case.decline("what there is now beside a target", "statistic")
    if u.topic and u.unknown > case.thresholds["strange"]:
        return case.decline("words that the plan does not know", "mention")
    spoken_of = plain_words(case.knowledge.units[state.units[0]].text)
    # "Còn vốn thì sao": what one goes on to is another topic.
    told = len(u.topic) > 1 or (bool(u.topic) and bool(u.surveyed) and (case.carries_on or "also" in u.cues))
    if told and not spoken_of.intersection(u.topic) and not {"anaphora", "check"} & u.cues and not u.vague:
        return None
    if u.lacking >= case.thresholds["sure"] or u.ask() == Kind.SMALL_TALK:
        return None
    of_one = "check" in u.cues or ("anaphora" in u.cues and "which" not in u.cues)
    if max(case.likely(kind) for kind in WHOLE_KINDS) >= case.thresholds["structured"] and not of_one:
        return None
    return _of_units(case, state)


def _of_units(case: Case, state: State) -> Ask:
    """A question about what was said last: one place, each of a few listed, or which of many."""
    rows = state.listed if state.kind in LISTS and len(state.units) > 1 else ()
    if state.kind == Kind.SECTION and state.units[0] not in case.knowledge.groups:
        rows = ()
    if len(rows) > SEVERAL:
        return Ask(Kind.UNCLEAR, "which of the list", units=rows, missing="place", role=case.place_kind)
    units, kind = rows if len(rows) > 1 else state.units[:1], case.place_kind
    target = case.knowledge.units[units[0]].kind is UnitKind.TARGET
    if kind in {Kind.LEAD, Kind.COORD} and target:
        # A target has no agencies; the likeliest task of the same topic has.
        units = tuple(unit for unit in state.near if unit in case.knowledge.tasks)[:1] or units
    if kind is Kind.FIGURE and not target:
        # Only targets have figures: one that was told with the task.
        figured = (unit for unit in state.units if case.knowledge.units[unit].kind is UnitKind.TARGET)
        units = tuple(figured)[:1] or units
    timed = units[0] == _YEARLY and kind in {Kind.DEADLINE, Kind.LEGAL}
    return Ask(Kind.REPORT if timed else kind, "the same place", units=units, from_context=True)


def _surveyed(case: Case, state: State) -> Ask | None:
    """The same question of a topic met at several places, no more than named ("rồi tới vốn")."""
    u = case.u
    goes_on = case.carries_on or "also" in u.cues
    if not goes_on or not u.surveyed or len(u.topic) > FEW or u.mentions or case.lacks or "asking" in u.cues:
        return None
    if not state.units or not case.weak or case.kind_carried is Kind.FIGURE:
        return None
    units = tuple(sorted(u.surveyed, key=lambda unit: -u.margins[unit]))
    return Ask(case.kind_carried, "the same of a topic met at several places", units=units, from_context=True)


def _recurring(case: Case, state: State) -> Ask | None:
    """A topic that several places share, named again where one of them is spoken of ("cái quỹ á")."""
    u = case.u
    if not state.units or state.units[0] not in u.recurring or len(u.topic) > FEW or case.agencies or case.lacks:
        return None
    if {"asking", "other", "pair", "places", "compare"} & u.cues:
        return None
    clear = max(u.margins[unit] for unit in u.recurring) - u.margins[state.units[0]] > case.thresholds["gap"]
    why = "the place spoken of, its topic again"
    return None if clear else Ask(case.kind_carried, why, units=state.units[:1], from_context=True)


def _inside_group(case: Case, state: State) -> Ask | None:
    """Of the places of the topic spoken of the one in a group that is named ("bên quản lý nhà nước")."""
    u, best = case.u, case.match.best.unit
    said = {"a_group", "summary", "all", "where", "which", "how_many"} & u.cues
    if best not in case.knowledge.groups or said or case.agencies or u.numbered or len(u.topic) > SHORT:
        return None
    inside = [unit for unit in state.near if unit in case.knowledge.groups[best]]
    if not inside or best in state.units:
        return None
    return Ask(case.kind_carried, "the one in the group named", units=tuple(inside[:1]), from_context=True)


def _contrast(case: Case, state: State) -> Ask | None:
    """The task beside the one under discussion that the topic tells from it ("à nhầm, nông nghiệp cơ").

    Of several that hold the topic's words it is the one whose text is most like the other's.
    """
    u, units = case.u, case.knowledge.units
    parent = case.spoken_of.parent if case.spoken_of is not None else ""
    if not case.carries_on or not u.topic or "asking" in u.cues or case.agencies or u.surely_lacks:
        return None
    spoken_of = plain_words(case.spoken_of.text) if case.spoken_of is not None else frozenset()
    near = tuple(row for row in state.near if row in case.knowledge.tasks)
    rows = case.knowledge.children[parent] if parent else near
    beside = {unit: plain_words(units[unit].text) for unit in rows if unit not in state.units}
    held = [unit for unit, words in beside.items() if words.issuperset(u.topic)]
    best, sure = case.match.best.unit, case.margin >= case.thresholds["owned"]
    if not held or best not in (*held, *state.units) or (sure and best not in held):
        return None
    if sure:
        return Ask(case.kind_carried, "the one beside it", units=(best,), from_context=True)
    most = max(held, key=lambda unit: len(beside[unit] & spoken_of) / len(beside[unit] | spoken_of))
    return Ask(case.kind_carried, "the one beside it", units=(most,), from_context=True)


def _sibling(case: Case, state: State) -> Ask | None:
    """The same question of another place ("còn phi nông nghiệp?", "à nhầm, đề án nông nghiệp")."""
    u, best = case.u, case.match.best
    if "asking" in u.cues or not case.carries_on or not u.topic or not state.units or case.agencies or u.surely_lacks:
        return None
    if u.lacking >= case.thresholds["sure"] or best.probability < case.thresholds["place"]:
        return None
    parents = [case.knowledge.units[unit].parent for unit in (best.unit, *state.units[:1])]
    beside = parents[0] and len(set(parents)) == 1
    held = beside and plain_words(case.knowledge.units[best.unit].text).issuperset(u.topic)
    near = "unspoken" if beside else "background"
    if not held and u.margins[best.unit] < case.thresholds[near if case.same_sort(best.unit) else "faint"]:
        return None
    again = best.unit in state.units and u.asks_whether
    kind = case.kind_carried if case.same_sort(best.unit) and not again else case.place_kind
    return Ask(kind, "the same of another place", units=(best.unit,), from_context=True)


_OF_ONE: Sequence[Callable[[Case, State], Ask | None]] = (
    _approved,
    _where,
    _doubted,
    alone,
    _how_often,
    _more,
    _same_place,
)
"""Rules for what may be asked of one thing told before."""

_RULES: Sequence[Callable[[Case, State], Ask | None]] = (
    pair,
    _referred,
    neighbour,
    rest,
    siblings,
    _approved,
    _inside,
    _sent,
    _gathered,
    _where,
    _by_district,
    _compared,
    _against,
    _same_figure,
    _held,
    _directs,
    _title,
    _same_time,
    _doubted,
    _how_many_bodies,
    _in_role,
    _pointed_back,
    alone,
    _confirmed,
    _how_often,
    _other_role,
    among,
    others,
    narrow,
    _more,
    _other_year,
    body,
    same_body,
    _recurring,
    _inside_group,
    _contrast,
    _same_place,
    _sibling,
    _surveyed,
)
