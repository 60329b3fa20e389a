"""The places just listed or spoken of: several together, the next one, what is left, those of a sort."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.landmarks import PROGRAMME_PLAN, SCHEME_REVIEW, SUMMED
from nlp import referents
from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.filter import EVERY_ROW, Filter
from nlp.mention import Name
from nlp.rules.case import FEW, SEVERAL, TARGET_YEARS, Case, asks_role
from nlp.rules.rows import asks_end, denied
from nlp.state import State

_LEADS = frozenset({"sole", "jointly", "shared", "collective"})
_HELD = frozenset({Name.NUMBER, Name.PERCENT, Name.YEAR, Name.QUARTER, Name.DAY, Name.AGENCY})
"""What a message may hold against each of several places."""
_WIDER = frozenset({"own_plan", "whole_table", "groups", "parts", "a_group"})
"""Cues of more than the group spoken of."""
_OF_BODIES = frozenset({Kind.COMPARE, Kind.COUNT})
"""Kinds that tell several bodies by their number of tasks."""
_TABLE = frozenset({Kind.DUTIES, Kind.COUNT, Kind.SCHEDULE})
"""Kinds that are told from rows of the table."""


def pair(case: Case, state: State) -> Ask | None:
    """Two or three places spoken of, together ("hai việc đó khác gì nhau", "cả ba cái đều thường xuyên à")."""
    u = case.u
    if {"which", "jointly"} <= u.cues and len(state.agencies) > 1:
        return None  # "Việc nào cả hai cùng chủ trì": both are the bodies.
    spare = (case.elliptic or SUMMED in u.measured) and not u.mentions
    reckoned = {"sum", "by_how_much"} & u.cues and spare
    if reckoned and state.units[:1] == (SUMMED,):
        return Ask(Kind.FIGURE, "figures spoken of, reckoned with", units=state.units[:1], from_context=True)
    one = {"fewer_body", "more_body"} & u.cues
    counted = {"each_body", "how_many"} <= u.cues and spare  # "Mỗi bên mấy việc".
    if (reckoned or counted) and len(state.agencies) > 1 and state.kind in _OF_BODIES and not one:
        kind, wants = (Kind.COUNT, "sum") if "sum" in u.cues else (Kind.COMPARE, "")
        return Ask(kind, "bodies spoken of, reckoned with", agencies=state.agencies, role=state.role, wants=wants)
    lacks = case.lacks and (u.may_lack or u.lacking >= case.thresholds["surely_lacking"])
    if u.surely_lacks or lacks or {"other", "a_group"} <= u.cues:
        return None
    each = "each" in u.cues and 1 < len(state.units) <= SEVERAL
    # A time is asked of what the bodies pointed at lead, where it is not what else they do.
    timed = case.place_kind is Kind.DEADLINE and "other" not in u.cues
    led = referents.led_by_each(case.referred, state, case.knowledge) if timed else ()
    both = state.units if each else led or referents.several(u, state, case.knowledge)
    pointed = case.elliptic or u.vague or (not u.topic and "anaphora" in u.cues)
    alone = len(both) <= ("those" in u.cues)
    if not pointed or alone or {"rest", "besides_this"} & u.cues or (case.referred and not led):
        return None
    parents = {case.knowledge.units[unit].parent for unit in both}
    if "over" in u.cues and len(parents) == 1 and "" not in parents:
        return Ask(Kind.SECTION, "what the places spoken of belong to", units=tuple(parents), from_context=True)
    if u.topic and u.recurring:
        both = u.recurring
    if not _of_each(case):
        return None
    if "sum" in u.cues:
        return Ask(Kind.FIGURE, "figures spoken of, added up", units=state.units[:1], from_context=True)
    kind = _of_several(case, both)
    return Ask(kind, "the places spoken of side by side", units=both, agencies=u.named(Name.AGENCY), from_context=True)


def _of_each(case: Case) -> bool:
    """Whether a message holds against each what it names, if anything, and does not pick one of them by it."""
    held = case.names
    if case.figured and not TARGET_YEARS.issuperset(case.u.named(Name.YEAR)):
        return False  # No target is of that year.
    if "which" in case.u.cues:
        return not held and len(case.conditions.times) != 1 and not case.conditions.led
    return not held or (case.doubts and held <= _HELD)


def _of_several(case: Case, units: Sequence[str]) -> Kind:
    """What is asked of several places: a thing held against each, how they compare, else the same of each."""
    u = case.u
    sorts = {case.knowledge.units[unit].kind for unit in units}
    if u.named(Name.AGENCY):
        return Kind.LEAD
    if {"where", "where_in"} & u.cues:
        return Kind.SECTION
    if case.names:
        return Kind.DEADLINE
    unasked = u.ask() not in PLACE_KINDS - {Kind.CONTENT} and not asks_role(case)
    compared = unasked or {"compare", "comparative", "which", "check"} & u.cues
    if not compared:
        return case.place_kind
    return Kind.COMPARE if len(sorts) == 1 else Kind.CONTENT  # Only places of one sort are set side by side.


def neighbour(case: Case, state: State) -> Ask | None:
    """The task after or before the one under discussion, in the list or in the plan ("nhiệm vụ tiếp theo")."""
    step = 1 if {"following", "latter"} & case.u.cues else -1 if {"preceding", "former"} & case.u.cues else 0
    elsewhere = case.agencies or {"group_before", "next_group", "returning"} & case.u.cues
    if not step or not state.units or len(case.u.topic) > 1 or elsewhere:
        return None
    lists = (() if state.numbered else state.listed, tuple(case.knowledge.tasks), tuple(case.knowledge.units))
    several = referents.count(case.u) if "next_few" in case.u.cues else 1
    # Beyond the end of the list it is what stands next in the plan.
    beside = (referents.beside(state.units[:: -1 if several > 1 else 1], step, rows, several) for rows in lists)
    found = next((units for units in beside if units), ())
    if not found:
        return None
    kind = case.place_kind if "asking" in case.u.cues and case.place_kind is not Kind.CONTENT else Kind.SECTION
    return Ask(kind, "the neighbouring task", units=found, from_context=True)


def rest(case: Case, state: State) -> Ask | None:
    """What is left of the places spoken of ("cái còn lại", "việc kia", "phần còn lại của nhóm")."""
    timed = bool(case.u.named(Name.YEAR))
    # "Việc kia của sở đó": the list may be what the body pointed at leads.
    listed = [row for row in state.listed if row in case.knowledge.tasks]
    of_others = case.agencies and (case.u.mentions or not listed or case.led_by_others(listed, case.agencies))
    if "rest" not in case.u.cues or of_others or (timed and not case.doubts) or case.u.aside is not None:
        return None
    if state.filter.but is not None and len(state.listed) > 1:
        return None  # What was left was listed itself.
    group = _group_of(case, state)
    if not case.elliptic and not group:
        return None
    # What was told as a part of a list is set against that list.
    told = set(state.units)
    before = [rows for rows in state.lists if told < set(rows)] if len(told) > 1 else []
    groups = case.knowledge.groups
    # Where all of a list of a group's was told, what is left is of the group.
    lists = (groups.get(group) or referents.around(state), *before, groups.get(state.filter.group, ()))
    beside = case.knowledge.children.get(case.spoken_of.parent, ()) if case.spoken_of is not None else ()
    beside = tuple(unit for unit in beside if unit not in {SCHEME_REVIEW, PROGRAMME_PLAN})
    lists = (*lists, referents.clauses(state, case.knowledge))
    # "Cái còn lại" is what was not told at all; where all were, what was not told last.
    gone = [told] if group else [told.union(state.told), told]
    left = next((some for each in gone for rows in lists if (some := _without(rows, each))), ())
    left = left or tuple(unit for unit in (_other(case, state),) if unit and "the_rest" not in case.u.cues)
    unsure = len(left) > SEVERAL and not group
    if not left and {"schemes", "programmes"} & case.u.cues:
        left, unsure = _without(beside, told), True
    if not left:
        return None
    if unsure and "the_rest" not in case.u.cues:
        return Ask(Kind.UNCLEAR, "several are left", units=left, missing="place", role=case.kind_carried)
    kind = Kind.COUNT if len(left) > SEVERAL else Kind.DEADLINE if timed else case.kind_carried
    return Ask(kind, "what is left of the list", units=left, from_context=True)


def _without(rows: Sequence[str], told: Collection[str]) -> tuple[str, ...]:
    """The rows that were not told."""
    return tuple(unit for unit in rows if unit not in told)


def _other(case: Case, state: State) -> str:
    """The other one of two things: what was told before, of which the same can be asked, else what is most like it."""
    before = referents.earlier(case.u, state, case.knowledge)
    if before and (case.kind_carried not in {Kind.LEAD, Kind.COORD} or before in case.knowledge.tasks):
        return before
    return referents.partner(state.units[0], case.knowledge) if state.units else ""


def _group_of(case: Case, state: State) -> str:
    """The group that a message means without naming it ("nhóm này", "phần còn lại của nhóm"), "" for none."""
    if case.group or "a_group" not in case.u.cues or len(case.u.topic) > 1 or case.u.numbered:
        return case.group
    return state.filter.group or (state.part if state.part in case.knowledge.groups else "")


def siblings(case: Case, state: State) -> Ask | None:
    """What stands beside the place under discussion ("còn đề án nào khác", "nhóm này còn nhiệm vụ nào khác")."""
    u, units = case.u, case.knowledge.units
    if not state.units or case.agencies or "other" not in u.cues or not {"which", "picks"} & u.cues:
        return None
    if "against" in u.cues:
        return None  # "Hạn có khác đề án phụ nữ không" asks of two.
    parent = units[state.units[0]].parent
    rows, kind = case.knowledge.groups.get(_group_of(case, state), ()), Kind.COUNT
    if parent and {"schemes", "programmes"} & u.cues:
        rows, kind = case.knowledge.children[parent], Kind.SECTION
    beside = tuple(unit for unit in rows if unit not in state.units)
    return Ask(kind, "what stands beside it", units=beside, from_context=True) if beside else None


def of_group(case: Case, state: State) -> Ask | None:
    """The rows of the group pointed at, counted whoever was spoken of ("nhóm đó có bao nhiêu việc"), or all.

    Of a group just told the number alone is asked ("gồm mấy việc").
    """
    cues, groups = case.u.cues, case.knowledge.groups
    asked = "how_many" in cues or ("which" in cues and not state.agencies)
    if not (asked and "tasks" in cues) or case.agencies or not _only_narrows(case):
        return None
    told = [unit for unit in state.units if unit in groups]
    opened = told[0] if len(told) == 1 and state.units[0] == told[0] and "how_many" in cues else ""
    group = case.group or ("" if _WIDER & cues else opened)
    if not group:
        return None
    return Ask(Kind.COUNT, "the rows of the group spoken of", filter=replace(case.conditions, group=group))


def others(case: Case, state: State) -> Ask | None:
    """Rows of a time beside those just listed ("còn việc nào hạn theo quý nữa không")."""
    said = case.conditions
    if not _only_narrows(case) or not said.timed or "other" not in case.u.cues or "inside" in case.u.cues:
        return None
    if not set(state.units) <= set(case.knowledge.tasks):
        return None  # "2045 nữa" after the targets of another year.
    if case.u.named(Name.AGENCY) or case.u.numbered or state.kind not in LISTS or len(state.units) < FEW - 1:
        return None
    outside = Filter(outside=state.units)
    return Ask(Kind.SCHEDULE, "others of a time", filter=outside.narrowed(said), years=said.years)


def among(case: Case, state: State) -> Ask | None:
    """Rows just listed that are a body's ("cái nào của Sở Nông nghiệp"), or not ("Liên minh không chủ trì")."""
    u, rows = case.u, _rows(case, state)
    which = "which" in u.cues and not state.agencies and not case.carries_on and "tasks" not in u.cues
    which = which or {"which", "pair"} <= u.cues or _of_which(case, state, rows or ())
    # "Của Sở Tài chính thôi", "có Sở Tài chính mấy việc" after "trong đó có Liên minh mấy việc".
    only = "just" in u.cues and not (state.agencies or case.role or u.asks_whether)
    again = {"whether", "how_many"} <= u.cues and bool(state.filter.inside) and not case.role
    # "Cái của Liên minh" are those of the list, where it leads any.
    leads = {body for row in rows or () for body in case.knowledge.tasks[row].lead}
    mine = "picks" in u.cues and u.cues <= {"picks", "rest"} and not leads.isdisjoint(u.named(Name.AGENCY))
    which = which or only or again or (mine and not state.agencies)
    joined = {"shared", "jointly"} & u.cues and state.kind in LISTS and bool(state.agencies)
    without = denied(case)
    body = u.named(Name.AGENCY) or ((which or joined or without) and u.named(Name.DISTRICT))
    if not rows or not body or "besides_this" in u.cues:
        return None
    if without is not None:
        own = bool(state.agencies) and set(body) <= set(state.agencies)
        return without if own else replace(without, units=rows, from_context=True)
    if not which and "inside" not in u.cues and not (joined and u.named(Name.DISTRICT)):
        return None
    both = tuple(dict.fromkeys((*state.agencies, *body))) if joined else body
    why = "a body among the places listed"
    return Ask(Kind.DUTIES, why, units=rows, agencies=both, role=case.role, from_context=True)


def _of_which(case: Case, state: State, rows: Sequence[str]) -> bool:
    """Whether "việc nào" before a body asks which of some rows it leads ("việc nào của Sở Tài chính").

    Of another body's rows those that it leads too ("việc nào có Sở Tài chính").
    """
    u, tasks = case.u, case.knowledge.tasks
    asked = min((start for start, _ in u.signals.of("which")), default=None)
    body = next((mention for mention in u.mentions if mention.name is Name.AGENCY), None)
    # "Việc nào khác của Sở Tài chính" asks for more, "việc nào có thêm Sở Tài chính" for some of these.
    further = {"other", "all"} & u.cues and "whether" not in u.cues
    if asked is None or body is None or body.start < asked or case.carries_on or further:
        return False
    led = [row for row in rows if body.value in tasks[row].lead]
    return 0 < len(led) < len(rows) and (not state.agencies or "whether" in u.cues)


def _rows(case: Case, state: State) -> tuple[str, ...] | None:
    """The rows that a message narrows, those listed or so many spoken of; None where it says more than how."""
    inside = {"pair", "inside"} & case.u.cues
    if "whole_table" in case.u.cues:
        return None  # "Cộng cả kế hoạch thì sở này chủ trì mấy việc".
    if not _only_narrows(case) or (state.kind not in LISTS and not state.listed and not inside):
        return None
    listed = state.listed or (referents.several(case.u, state, case.knowledge) if inside else ())
    if {"inside", "just"} & case.u.cues and state.listed:
        listed = referents.latest(state)
    return tuple(unit for unit in listed if unit in case.knowledge.tasks)


def narrow(case: Case, state: State) -> Ask | None:
    """The rows just listed, or the same body's, of a time or a sort of lead; their number."""
    u, said, bodies, rows = case.u, case.conditions, case.told, _rows(case, state)
    # "Việc đó còn sở nào chủ trì" is asked of the one task, "ai phối hợp các việc đó" of each.
    of_told = {"that_task", "body"} <= u.cues and (len(state.units) == 1 or asks_role(case))
    if rows is None or of_told or u.named(Name.AGENCY) or u.numbered:
        return None
    left_out = u.aside is not None
    if "including" in u.cues and state.kind in _TABLE | {Kind.RANK}:
        wider = replace(state.filter, alone="", but=None)
        why = "with what is taken in"
        return Ask(Kind(state.kind), why, agencies=state.agencies, role=state.role, filter=wider, from_context=True)
    if left_out and state.kind == Kind.RANK:
        return Ask(Kind.RANK, "ranked without those left out", filter=state.filter.narrowed(said))
    if asks_end(case) and len(rows) > 1:
        return Ask(Kind.RANK, "the end of the times of the list", units=rows, from_context=True)
    counted = "how_many" in u.cues and (left_out or bool({"tasks", "all", "total"} & u.cues))
    asked = {"which", "named", "places"} & u.cues
    sorted_out = bool(_LEADS & u.cues or case.role or said.sort) and (bool(asked) or counted)
    # Without "trong số đó" a further question is of all that the body has to do there, not of the part told last.
    whole = "all" in u.cues and state.kind in {Kind.COUNT, Kind.DUTIES}
    again = "inside" in u.cues or "rest" in u.cues or left_out or (whole and said == EVERY_ROW)
    # What two bodies were asked for together is no condition on one of them without the other.
    parted = not case.agencies and bodies != state.agencies
    before = state.filter if again and not parted else Filter(group=state.filter.group)
    within, role = before.narrowed(said), case.role or state.role
    led = all(set(bodies) & set(case.knowledge.tasks[row].lead) for row in rows)
    # "Còn việc năm 2023?" goes on with the body, whatever was asked of its rows since.
    goes_on = case.carries_on and bool(rows) and "targets" not in u.cues
    of_a_time = said.timed and led and (goes_on or ({"which", "just"} & u.cues and state.kind in LISTS))
    if said.alone == "sole" or (case.role and state.filter.alone == "shared"):
        bodies = bodies[:1]
    going_on = (case.carries_on or {"only", "just"} & u.cues) and not {"body", "that_task"} & u.cues
    sorted_out = sorted_out or bool(going_on and (said.alone or (bodies and case.titled_group)))
    # "Hai việc đó": the rows themselves, not all that their bodies have to do.
    told = "pair" in u.cues and "both_bodies" not in u.cues and ("those" in u.cues or len(rows) == referents.count(u))
    # Nor all that each of several bodies has to do, where those are listed that they lead together.
    jointly = len(bodies) > 1 and bool(rows) and not said.led and not said.alone
    told = told or (jointly and all(set(case.knowledge.tasks[row].lead).issuperset(bodies) for row in rows))
    if bodies and not told and (sorted_out or counted or whole or of_a_time or left_out):
        kind = Kind.COUNT if counted else Kind.DUTIES
        why, years = "the same body's, narrowed", said.years
        return Ask(kind, why, agencies=bodies, role=role, filter=within, years=years, from_context=True)
    plural = bool({"which", "just", "inside"} & u.cues) or counted
    if len(rows) > 1 and said.timed and (plural or (not said.years and len(state.units) > 1)):
        return Ask(Kind.SCHEDULE, "a time among the places listed", units=rows, years=said.years, from_context=True)
    if len(rows) > 1 and (sorted_out or counted or left_out):
        return Ask(Kind.COUNT, "the places listed, narrowed or counted", units=rows, from_context=True)
    of_targets = state.kind not in _TABLE and (not rows or TARGET_YEARS.intersection(said.years))
    if said.timed and case.carries_on and state.filter.timed and not of_targets:
        kind = Kind(state.kind) if state.kind in _TABLE else Kind.SCHEDULE
        return Ask(kind, "the same of another time", agencies=bodies, role=role, filter=within)
    return None


def over(case: Case, state: State) -> Ask | None:
    """What of the rows listed is over ("cái nào quá hạn rồi")."""
    rows = _rows(case, state) or ()
    if "overdue" not in case.u.cues or len(rows) <= 1 or case.u.mentions or case.u.numbered:
        return None
    return Ask(Kind.SCHEDULE, "what of the list is over", units=rows, wants="overdue", from_context=True)


def by_leads(case: Case, state: State) -> Ask | None:
    """The rows listed, or those of the group spoken of, that so many bodies lead ("việc nào ba cơ quan chủ trì").

    Also who leads alone, or with others, in the group pointed at ("nhóm đó sở nào làm một mình").
    """
    said, rows = case.conditions, _rows(case, state) or ()
    who = case.group and said.alone and "body" in case.u.cues and _only_narrows(case)
    if not (who or (said.led and "which" in case.u.cues)) or case.u.named(Name.AGENCY) or case.u.numbered:
        return None
    if len(rows) > 1 and not said.group:
        return Ask(Kind.COUNT, "rows listed by their number of leads", units=rows, from_context=True)
    anew = "tasks" in case.u.cues and case.elliptic and not {"that_task", "inside"} & case.u.cues
    return Ask(Kind.COUNT, "rows by their number of leads") if said.group or anew else None


def _only_narrows(case: Case) -> bool:
    """Whether a message says no more than how to narrow what was listed."""
    said = case.conditions
    if case.lacks and (case.u.topic or case.u.may_lack):
        return False
    sort = bool(said.sort) and case.u.vague
    told = bool(said.timed or said.alone or said.led or sort or case.u.aside) and "which" in case.u.cues
    told = told and len(case.u.topic) < FEW and case.margin < case.thresholds["told"]
    grouped = case.titled_group and (case.carries_on or {"only", "just", "also"} & case.u.cues)
    return case.elliptic or told or bool(grouped)
