"""The place spoken of, asked about again: by pointing back, whole, once more, how often, where it stands."""

from __future__ import annotations

from knowledge.landmarks import YEARLY_REPORT
from knowledge.model import Kind as UnitKind
from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.filter import EVERY_ROW, Filter
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.after_figure import FIGURES
from nlp.rules.case import FEW, SEVERAL, TARGET_YEARS, Case, asks_role
from nlp.rules.documents import DESCRIBES
from nlp.rules.whole import worded
from nlp.state import State

_FURTHER = frozenset({"other", "how_many", "longest", "earliest", "latest", "most", "least", "date", "inside"})
"""Cues of more than to tell a list once more."""

_ONCE_MORE = frozenset({"briefly", "summary", "just", "heard", "above", "more_than", "anaphora", "that_task", "tasks"})
_ONCE_MORE |= {"picks", "ok", "all", "whether"}
"""Cues of a message that has what was said told more briefly."""
_IN_A_LIST = frozenset({Kind.LEAD, Kind.COORD, Kind.DEADLINE})
"""What a list tells of each of its rows."""
_PLURAL = frozenset({"places", "which", "all", "pair"})
"""Cues that speak of more than one row ("các việc đó")."""


def pointed_back(case: Case, state: State) -> Ask | None:
    """The place pointed back to by a noun that needs a referent ("đề án đó"), or a day said of it."""
    u = case.u
    if not state.units or case.agencies:
        return None
    if case.asks_aim:
        return Ask(Kind.CONTENT, "what the place spoken of is for", units=state.units[:1], from_context=True)
    called = u.may_lack == "person" and {"schemes", "programmes"} & u.cues
    described = bool(DESCRIBES & u.cues or called) and not u.surely_lacks
    if "anaphora" in u.cues and u.vague and not FIGURES & case.names and (described or not case.lacks):
        several = "which_schemes" in u.cues and len(state.units) <= SEVERAL
        units = state.units if several else state.units[:1]
        return Ask(case.place_kind, "the place pointed back to", units=units, from_context=True)
    asked = "that_task" in u.cues and case.doubts and not {"asking", "back", "inside"} & u.cues
    if asked and not case.lacks and not u.mentions and case.margin < case.thresholds["faint"]:
        why = "whether it is so of the place pointed back to"  # "Cái đó cũng bên ngân hàng lo à".
        return Ask(case.place_kind, why, units=state.units[:1], from_context=True)
    spoken_of = plain_words(case.knowledge.units[state.units[0]].text)
    told = "anaphora" in u.cues and case.figured and spoken_of.issuperset(u.topic)
    if told and set(u.named(Name.YEAR)) >= TARGET_YEARS:
        return Ask(Kind.FIGURE, "the year of the figure pointed back to", units=state.units[:1], from_context=True)
    if u.named(Name.DAY) and len(u.topic) < FEW:
        own = u.best != YEARLY_REPORT or spoken_of.issuperset(u.topic)
        units = state.units[:1] if own else (YEARLY_REPORT,)
        return Ask(Kind.REPORT, "a day said of the same place", units=units, from_context=True)
    return None


def where(case: Case, state: State) -> Ask | None:
    """Where in the plan the places spoken of stand ("nằm ở nhóm nào")."""
    u = case.u
    if case.held_in_group and state.units:
        why = "whether it stands in a group"
        return Ask(Kind.SECTION, why, units=state.units[:1], wants="group", from_context=True)
    parent = case.knowledge.units[state.units[0]].parent if len(state.units) == 1 else ""
    if parent and "over" in u.cues and not (u.mentions or u.surely_lacks) and len(u.topic) <= FEW:
        return Ask(Kind.SECTION, "what the place spoken of belongs to", units=(parent,), from_context=True)
    explicit = "where_in" in u.cues
    lacks = u.surely_lacks or ((len(u.topic) > 1 or u.mentions) and case.lacks)
    if not ("where" in u.cues or explicit) or (lacks and not explicit) or {"most", "least"} & u.cues:
        return None
    if (case.elliptic or u.vague) and not u.mentions:
        several = bool(_PLURAL & u.cues)
        rows = state.units if state.narrowed else state.listed
        if several and len(rows) > SEVERAL:
            return Ask(Kind.COUNT, "where each of a long list stands", units=rows, from_context=True)
        units = state.units if several else state.units[:1]
        return Ask(Kind.SECTION, "where it stands", units=units, wants="group", from_context=True) if units else None
    found = case.sure_place
    return Ask(Kind.SECTION, "where it stands", units=(found,), wants="group") if found else None


def held(case: Case, state: State) -> Ask | None:
    """Whether the place spoken of holds some words, all of which are its own or mean what is ("có tới vùng cao không").

    More than a few do where no other place is sure of them.
    """
    u, unit = case.u, case.spoken_of
    most = 2 * FEW if case.margin < case.thresholds["faint"] else FEW
    few = 0 < len(u.topic) <= most and not u.vague
    if unit is None or len(state.units) != 1 or unit.id in u.besides or not few or u.mentions or case.pointed:
        return None
    reports = case.likely(Kind.REPORT) >= case.thresholds["structured"]
    if reports and u.best != unit.id and case.margin >= case.thresholds["told"]:
        return None
    # "Nguyên tắc là gì": what is asked about stands in it, as neighbouring words.
    about = "about" in u.cues and len(u.topic) > 1 and unit.id in u.spoken
    elsewhere = {"lead", "coord", "other", "which", "date", *(() if about else ("asking",))}
    if (
        (case.lacks and (u.cues or u.surely_lacks or u.asks_whether or not case.figured))
        or elsewhere & u.cues
        or not (unit.id in u.met or plain_words(unit.text).issuperset(u.topic))
    ):
        return None
    told = "also" in u.cues and (case.weak or case.match.best.unit == unit.id)
    asked = told or about or "spoken" in u.cues or case.doubts or (case.figured and state.kind == Kind.FIGURE)
    kind = Kind.FIGURE if case.figured else Kind.CONTENT
    return Ask(kind, "words of the place spoken of", units=(unit.id,), from_context=True) if asked else None


def answered(case: Case, state: State) -> Ask | None:
    """What the place spoken of answers in its own words ("tiền từ nguồn nào", "có bắt buộc không")."""
    u = case.u
    units = tuple(unit for unit in state.units[:SEVERAL] if unit in u.answering)
    if len(units) != 1 or len(state.units) > SEVERAL or case.names - {Name.DISTRICT} or len(u.topic) > 2 * FEW:
        return None
    elsewhere = case.margin >= case.thresholds["faint"] and case.match.best.unit not in units
    if elsewhere or asks_role(case) or u.surely_lacks or u.may_lack or u.lacking >= case.thresholds["sure"]:
        return None
    return Ask(Kind.CONTENT, "what the place spoken of answers", units=units, from_context=True)


def covered(case: Case, state: State) -> Ask | None:
    """Whether the place spoken of covers people of a sort that its text speaks of ("xã viên có được vay không")."""
    u, units = case.u, state.units[:1]
    whether = "whether" in u.cues or u.asks_whether
    if len(state.units) > SEVERAL or not u.covering.issuperset(units) or not whether or case.names - {Name.DISTRICT}:
        return None
    best = case.match.best.unit
    # A target speaks of the same people, but of nothing that they may do.
    target = best in u.covering and case.knowledge.units[best].kind is UnitKind.TARGET
    elsewhere = case.margin >= case.thresholds["faint" if target else "owned"] and best not in units
    lacks = (case.lacks or case.goes_on_to_lacking) and case.lacking_kind != "eligibility"
    if elsewhere or lacks or asks_role(case) or u.surely_lacks or u.may_lack not in {"", "absent_target"}:
        return None
    return Ask(Kind.CONTENT, "whom the place spoken of covers", units=units, from_context=True)


def confirmed(case: Case, state: State) -> Ask | None:
    """What was said, once more: doubted in words of no place ("chắc không"), or too long ("nói ngắn thôi")."""
    u = case.u
    doubted = "sure" in u.cues or case.wonders
    briefly = "briefly" in u.cues and u.cues <= _ONCE_MORE and not case.names_sort
    spoken = bool(u.topic) and (not case.weak or len(u.topic) > FEW)
    # "Sao lại thế, tôi đọc là tốt mà" doubts it too.
    if not (doubted or briefly) or spoken or u.mentions or not case.elliptic or not state.units:
        return None
    if {"asking", "body"} & u.cues or asks_role(case):
        return None
    if state.kind in LISTS and len(state.listed) > 1:
        return Ask(Kind.COUNT, "the list once more", units=state.listed, from_context=True)
    if state.kind not in PLACE_KINDS:
        return None
    return Ask(Kind(state.kind), "said once more", units=state.units[:1], from_context=True)


def recounted(case: Case, state: State) -> Ask | None:
    """A number held against rows just listed ("sai rồi, phải là 5 chứ"): they are listed and counted once more."""
    if not case.doubts_count:
        return None
    why, bodies, kept = "a number held against the list", state.agencies, state.filter
    if bodies or kept != EVERY_ROW:
        kind = Kind.DUTIES if bodies else Kind.COUNT
        return Ask(kind, why, agencies=bodies, role=state.role, filter=kept, years=kept.years)
    return Ask(Kind.COUNT, why, units=state.units, from_context=True)


def how_often(case: Case, state: State) -> Ask | None:
    """How often the task spoken of is done ("mấy lần một năm"), or at which terms, which its words tell."""
    u, unit, spoken_of = case.u, case.spoken_of, state.units[:1]
    lacks = u.surely_lacks or u.may_lack or (u.topic and case.lacks)
    if not {"terms", "often"} & u.cues or case.names or lacks:
        return None
    if unit is None or unit.id not in {YEARLY_REPORT, *case.knowledge.tasks}:
        return None
    if not case.elliptic and not plain_words(unit.text).issuperset(u.topic):
        return None
    told = {"terms", "report"} & u.cues
    kind = Kind.REPORT if unit.id == YEARLY_REPORT else Kind.CONTENT if told else Kind.DEADLINE
    return Ask(kind, "how often", units=spoken_of, from_context=True)


def more(case: Case, state: State) -> Ask | None:
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
    told = ({"all", "which"} & u.cues and {"tasks", "all"} & u.cues) or {"a_list", "returning"} <= u.cues
    if not told or _FURTHER & u.cues or case.conditions != EVERY_ROW or u.topic:
        return None
    if state.kind == Kind.RANK and first in case.knowledge.groups:
        units = (first, *case.knowledge.groups[first])
        return Ask(Kind.SECTION, "the first group ranked", units=units, filter=Filter(group=first), from_context=True)
    if asks_role(case) or len(state.listed) <= 1 or state.kind not in LISTS:
        return None
    rows = state.units if state.narrowed else state.listed  # Those told last.
    return Ask(Kind.COUNT, "the list once more", units=rows, from_context=True)


def recurring(case: Case, state: State) -> Ask | None:
    """A topic that several places share, named again where one of them is spoken of ("cái chuyển đổi số á")."""
    u = case.u
    if not state.units or state.units[0] not in u.recurring or len(u.topic) > FEW or case.agencies or case.lacks:
        return None
    if {"asking", "other", "pair", "places", "compare"} & u.cues:
        return None
    clear = max(u.margins[unit] for unit in u.recurring) - u.margins[state.units[0]] > case.thresholds["gap"]
    why = "the place spoken of, its topic again"
    return None if clear else Ask(case.kind_carried, why, units=state.units[:1], from_context=True)


def asked_again(case: Case, state: State) -> Ask | None:
    """Another question of the same place ("còn phối hợp?", "hạn?")."""
    u = case.u
    another = case.goes_on_to and "asking" in u.cues and case.match.best.unit not in state.units
    if not case.elliptic or not state.units or u.surely_lacks or "leave" in u.cues or another:
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
    pointed = "check" in u.cues or ("anaphora" in u.cues and "correction" not in u.cues)
    if told and not spoken_of.intersection(u.topic) and not pointed and not u.vague:
        return None
    if u.lacking >= case.thresholds["sure"] or u.ask() == Kind.SMALL_TALK:
        return None
    back = {"anaphora", "former", "latter"} & u.cues and "which" not in u.cues
    # "Còn thời gian?" and "còn hạn không" have no word of other rows.
    of_one = "check" in u.cues or back or ("that_task" in u.cues and "inside" not in u.cues) or u.cues <= {"today"}
    if case.likely(case.whole_kind) >= case.thresholds["structured"] and worded(case, case.whole_kind) and not of_one:
        return None
    return _of_units(case, state)


def _of_units(case: Case, state: State) -> Ask:
    """A question about what was said last: one place, each of a few listed, or which of many."""
    each = state.units == state.listed and len(state.listed) <= SEVERAL
    listed = state.units if state.narrowed else state.listed
    rows = listed if (state.kind in LISTS or each) and len(state.units) > 1 else ()
    # "Trong đó việc nào về quỹ": those that share the topic.
    sharing = tuple(row for row in rows if row in case.u.recurring)
    rows = sharing if len(sharing) > 1 else rows
    kind = case.place_kind
    if state.kind == Kind.SECTION and state.units[0] not in case.knowledge.groups:
        rows = ()
    if len(rows) > SEVERAL and case.group:
        units, inside = (case.group, *case.knowledge.groups[case.group]), Filter(group=case.group)
        return Ask(Kind.SECTION, "the group spoken of, row by row", units=units, filter=inside, from_context=True)
    of_each = "those" in case.u.cues or (kind in _IN_A_LIST and _PLURAL & case.u.cues)
    if len(rows) > SEVERAL and of_each:
        why = "what is asked of each of a long list"
        return Ask(Kind.COUNT, why, units=rows, role=kind if kind is Kind.COORD else "", from_context=True)
    if len(rows) > SEVERAL:
        return Ask(Kind.UNCLEAR, "which of the list", units=rows, missing="place", role=kind)
    units = rows if len(rows) > 1 else state.units[:1]
    target = case.knowledge.units[units[0]].kind is UnitKind.TARGET
    if kind in {Kind.LEAD, Kind.COORD} and target:
        # A target has no agencies; the likeliest task of the same topic has.
        units = tuple(unit for unit in state.near if unit in case.knowledge.tasks)[:1] or units
    if kind is Kind.FIGURE and not target:
        # Only targets have figures: one that was told with the task.
        figured = (unit for unit in state.units if case.knowledge.units[unit].kind is UnitKind.TARGET)
        units = tuple(figured)[:1] or units
    timed = units[0] == YEARLY_REPORT and kind in {Kind.DEADLINE, Kind.LEGAL}
    return Ask(Kind.REPORT if timed else kind, "the same place", units=units, from_context=True)
