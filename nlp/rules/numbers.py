"""Places named by their number."""

from __future__ import annotations

from dataclasses import replace

from knowledge.landmarks import TABLE
from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import LISTS, Ask, Kind
from nlp.filter import EVERY_ROW, TIMED, TIMED_APART, Filter
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.numbered import ROMAN, Numbered
from nlp.places import Found, locate
from nlp.referents import SIDES
from nlp.rules.case import Case
from nlp.rules.named import titled
from nlp.rules.rows import asks_end, denied, of_cells
from nlp.rules.spoken import DOCUMENT

_RANKED = frozenset({"most", "least", "at_least", "exactly", "longest", "earliest", "latest"})
_COUNTED = frozenset({"share", "rows", "subtasks"})
"""Cues by which the rows of a group are counted, which the plan holds."""
_TIMES = frozenset({"times", "next", "overdue", "today"})
_TWO = 2


def numbered(case: Case) -> Ask | None:
    """Places by their number."""
    u = case.u
    if not u.numbered or case.ranks_bodies or case.asks_aim or _of_table(case):
        return None
    if len(u.named(Name.PERCENT)) > 1 and all(each.part and not each.clause for each in u.numbered):
        return None  # "60% và 90% trong phần mục tiêu là gì": the figures are asked about.
    # "Mục 3 của nó"; but "mục 3 nhóm đó" and "việc thứ hai" are of the plan.
    of_it = case.of_documents and "anaphora" in u.cues and not {"own_plan", "that_task", "tasks", "a_group"} & u.cues
    parts = any(each.article or each.clause or (of_it and (each.part or each.loose)) for each in u.numbered)
    if parts and (case.of_cited or of_it):
        return case.decline("the inside of the document spoken of", "law_content")
    opened = case.state.part if case.state else ""
    said = [_in_that(each, case.group) for each in u.numbered]
    found = [locate(each, opened, case.knowledge) for each in said]
    # A place said twice is one ("phần IV về tổ chức thực hiện").
    found = list(dict.fromkeys(each for each in found if each.units or each.choices or each.near))
    if not found:
        return None
    one = _beside(case, found[0])
    asked = case.asks_title or _counted(case)
    counted = len(one.units) > 1 and bool(_COUNTED & case.u.cues)
    if not (asked or counted) and (_lacks_row(case, one) or (case.lacks_of_any and not case.doubts)):
        lacking = case.decline("a thing that the place of a number lacks")
        wants = "mention" if lacking.wants == "off_topic" else lacking.wants
        return replace(lacking, units=one.units[:1] or lacking.units, wants=wants)
    return _several(case, found) if len(found) > 1 else _one(case, one)


def _beside(case: Case, one: Found) -> Found:
    """What stands next to a numbered place, where a word right before it says so ("sau Điều 2"); else the place."""
    step = referents.step(case.u)
    if not step or not one.units or (len(one.units) > 1 and one.part not in case.knowledge.groups):
        return one
    rows = (tuple(case.knowledge.groups), tuple(case.knowledge.tasks), tuple(case.knowledge.units))
    units = next((found for each in rows if (found := referents.beside(one.units[:1], step, each))), ())
    return replace(one, units=(*units, *case.knowledge.groups.get(units[0], ()))) if units else one


def _lacks_row(case: Case, one: Found) -> bool:
    """Whether what is asked of a row or a group is what the plan lacks; articles and sections are looked up whole."""
    groups, tasks = case.knowledge.groups, case.knowledge.tasks
    of_table = bool(one.units) and (one.part in groups or one.units[0] in tasks)
    return of_table and case.goes_on_to_lacking


def _of_table(case: Case) -> bool:
    """Whether what a body leads or joins is asked for in the part that is the table ("tại mục III, Sở Tài chính …")."""
    table = all(each.loose == (TABLE,) or (each.part == TABLE and not each.group) for each in case.u.numbered)
    return table and bool(case.agencies) and case.likely(Kind.DUTIES) >= case.thresholds["structured"]


def _counted(case: Case) -> bool:
    """Whether a number of rows is asked for after a list ("ở nhóm III thì bao nhiêu")."""
    u, listed = case.u, case.state is not None and case.state.kind in LISTS and len(case.state.listed) > 1
    return listed and "how_many" in u.cues and not (u.topic or u.surely_lacks or u.may_lack or "tasks" in u.cues)


def _one(case: Case, one: Found) -> Ask | None:
    """One numbered place: a title, carried on from what was asked, a part by its name, or the place itself."""
    u = case.u
    if "each_group" in u.cues and one.part in case.knowledge.groups and {"how_many", "rows"} & u.cues:
        return None  # "Từng nhóm I đến VI": all of them.
    if case.asks_title and one.part in case.knowledge.groups and "places" not in u.cues:
        return Ask(Kind.SECTION, "a group's title", units=(one.part,))
    if case.held_in_group:
        return None
    carried = _carried(case, one)
    if carried is not None or not _named_part(u.numbered[0], case):
        return carried or _of_one(case, one)
    return _in_part(case, one)


def _in_part(case: Case, one: Found) -> Ask | None:
    """A part of the plan by its name: the one place in it that the topic speaks of, else the part whole."""
    u, best = case.u, case.match.best
    elsewhere = best.unit not in one.units and best.probability > case.thresholds["sure"]
    told = u.topic or u.named(Name.DOCUMENT) or case.margin >= case.thresholds["told"]
    if DOCUMENT in u.cues or (elsewhere and told):
        return None  # "Tổ chức thực hiện luật ấy" is no title.
    if best.unit in u.recurring and not set(u.recurring) <= set(one.units):
        return None
    inside = [unit for unit in one.units if u.margins[unit] >= case.thresholds["faint"]]
    if u.topic and len(one.units) > 1 and len(inside) == 1 and "how_many" not in u.cues:
        return Ask(Kind.SECTION, "the one of a part that the topic speaks of", units=tuple(inside))
    return _of_one(case, one)


def _of_one(case: Case, one: Found) -> Ask:
    """One numbered place: a group, a choice, the place itself, or what there is instead."""
    u = case.u
    asked = max((Kind.DUTIES, Kind.COUNT), key=case.likely)
    if one.part == TABLE and len(one.units) > 1 and case.agencies and case.likely(asked) >= case.thresholds["near"]:
        years = u.named(Name.YEAR)
        return Ask(asked, "a body in the whole table", agencies=case.agencies, role=case.role, years=years)
    if one.part == TABLE and len(one.units) > 1 and {"tasks", "how_many"} <= u.cues:
        return Ask(Kind.COUNT, "the tasks of the whole table", role=case.role)
    if len(one.units) > 1 and one.part in case.knowledge.groups:
        whole = _in_group(case, one.part)
        if whole is not None:
            return whole
        titled = plain_words(case.knowledge.units[one.part].text).issuperset(u.topic)
        if case.sure_place in one.units and not titled and {"lead", "coord", "date", "which"} & u.cues:
            return Ask(case.place_kind, "the row of a group that the topic speaks of", units=(case.sure_place,))
    if one.choices:
        return _of_several(case, one.choices)
    parts, which = case.knowledge.children.get(one.units[0], ()) if one.units else (), {"which", "which_schemes"}
    if parts and case.conditions.timed and which & u.cues:
        return _of_rows(case, parts)
    inside = Filter(group=one.part)
    if one.units:
        return Ask(Kind.SECTION, "numbered place", units=one.units, filter=inside, agencies=case.agencies)
    if u.numbered[0].article and (case.of_documents or referents.calls_other(u, case.knowledge)):
        return case.decline("an article that the decision does not have", "law_content")
    return Ask(Kind.SECTION, "no such place", units=one.near, missing="place", filter=inside)


def _of_rows(case: Case, rows: tuple[str, ...]) -> Ask:
    """More rows than are set side by side: counted, those of a body or a time among them, or all."""
    inside = replace(case.conditions, inside=rows)
    if "how_many" in case.u.cues:
        return Ask(Kind.COUNT, "of several rows", agencies=case.agencies, filter=inside, role=case.role)
    if case.agencies:
        return Ask(Kind.DUTIES, "a body within several rows", agencies=case.agencies, filter=inside, role=case.role)
    if case.conditions.timed:
        return Ask(Kind.SCHEDULE, "a time within several rows", filter=inside)
    return Ask(Kind.SECTION, "numbered rows", units=rows)


def _of_several(case: Case, choices: tuple[str, ...]) -> Ask:
    """A number that several places have: the one in the group spoken of, the schemes, by the topic; else a choice."""
    u, units, state = case.u, case.knowledge.units, case.state
    open_in = state is not None and ({"anaphora", "same_group"} & u.cues or case.carries_on)
    group = units[state.units[0]].group if state and state.units and open_in else ""
    if "a_group" in u.cues and u.topic:
        group = case.topical_group or group
    fitting = tuple(unit for unit in choices if group and units[unit].group == group)
    if len(fitting) == 1:
        return Ask(Kind.SECTION, "a number in the group spoken of", units=fitting, from_context=True)
    inside = _told_apart(case, choices)
    if inside:
        return Ask(Kind.SECTION, "those of a number that the message tells apart", units=inside)
    schemes = [unit for unit in choices if unit in case.knowledge.children]
    if "schemes" in u.cues and len(schemes) == 1:
        kind = Kind.RANK if asks_end(case) else Kind.SECTION
        return Ask(kind, "the schemes of a number", units=case.knowledge.children[schemes[0]], from_context=True)
    likely = [c.unit for c in case.match.candidates if c.unit in choices and c.probability > case.thresholds["sure"]]
    if likely and u.topic:
        told = tuple(likely[:1])
        return Ask(Kind.SECTION, "numbered place, told apart by its topic", units=told, agencies=case.agencies)
    return Ask(Kind.UNCLEAR, "a number that several places have", units=choices, missing="place")


def _told_apart(case: Case, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Those of several places called what the message says ("yêu cầu"), of its year, or the one that has its words."""
    units, years = case.knowledge.units, case.u.named(Name.YEAR)
    dated = tuple(unit for unit in choices if units[unit].kind is UnitKind.TARGET and years and years[0] in unit)
    if dated:
        return dated
    if "purposes" in case.u.cues:
        return tuple(unit for unit in choices if units[unit].kind is UnitKind.PURPOSE)
    spoken = tuple(unit for unit in case.u.spoken if unit in choices or units[unit].group in choices)
    return spoken if len(spoken) == 1 else ()


def _carried(case: Case, one: Found) -> Ask | None:
    """A group said to go on from what was asked: the same number there, or the same body's duties there."""
    state, u = case.state, case.u
    # "Nhóm III?" alone, where a body's rows of a group were told, asks for those of another.
    narrowed = state is not None and bool(state.filter.group) and u.cues <= {"a_group"}
    which = "which" in u.cues and state is not None and ("tasks" not in u.cues or bool(state.agencies))
    which = (which and "how_many" not in u.cues) or _counted(case)
    going_on = case.carries_on or {"also", "only", "inside"} & u.cues or narrowed or which
    if state is None or not going_on or len(u.topic) > 1:
        return None
    if one.part not in case.knowledge.groups or len(one.units) <= 1:
        return None
    within = state.filter.narrowed(Filter(group=one.part))
    if state.kind == Kind.RANK and state.filter.group and not case.agencies:
        return Ask(Kind.RANK, "the same ranking in another group", filter=within)
    if state.filter.cells and not case.agencies:
        return Ask(Kind.COUNT, "the same of another group", role=state.role, filter=replace(within, inside=()))
    if state.agencies and not state.numbered and not case.agencies:
        return Ask(Kind.DUTIES, "the same body in a group", agencies=state.agencies, filter=within, role=state.role)
    inside = tuple(unit for unit in state.listed if unit in one.units)
    if ({"only", "inside"} & u.cues or which) and inside and set(case.agencies) <= set(state.agencies):
        return Ask(Kind.COUNT, "the list, within a group", units=inside, from_context=True)
    numbers = {case.knowledge.units[unit].number for unit in state.units[:1] if unit in case.knowledge.tasks}
    same = [unit for unit in one.units if case.knowledge.units[unit].number in numbers]
    if not same or not state.numbered or state.kind in LISTS - {Kind.SECTION}:
        return None
    kind = Kind(state.kind) if "asking" not in u.cues and state.kind else case.place_kind
    return Ask(kind, "the same number in another group", units=(same[0],), from_context=True)


def _in_that(numbered: Numbered, group: str) -> Numbered:
    """A task said to be of the group pointed back to ("nhiệm vụ 5 nhóm đó")."""
    if not group or not numbered.task or numbered.group or numbered.part or numbered.loose:
        return numbered
    return replace(numbered, group=group.rpartition("-")[2])


def _named_part(numbered: Numbered, case: Case) -> bool:
    """Whether a place is no more than a part, by its name ("phần căn cứ")."""
    more = numbered.task or numbered.clause or numbered.dash or numbered.loose or numbered.group
    by_numeral = case.u.question.folded[numbered.end - 1] in ROMAN
    return bool(numbered.part) and not by_numeral and not more


def _several(case: Case, found: list[Found]) -> Ask | None:
    """Several numbered places: side by side."""
    grouped = all(each.part in case.knowledge.groups and len(each.units) > 1 for each in found)
    units = tuple(dict.fromkeys(each.units[0] for each in found if each.units))
    if grouped and case.asks_title:
        return Ask(Kind.SECTION, "titles of groups", units=units)
    if grouped and case.agencies and {"compare", "comparative", "many"} & case.u.cues and "lead" not in case.u.cues:
        return Ask(Kind.COMPARE, "groups by what a body leads there", units=units, agencies=case.agencies)
    if grouped and case.agencies:
        inside = Filter(inside=tuple(unit for each in found for unit in each.units))
        return Ask(Kind.DUTIES, "a body within several groups", agencies=case.agencies, filter=inside, role=case.role)
    shared, margins = case.u.recurring, case.u.margins
    rows = tuple(max(each.units[1:], key=lambda u: (u in shared, margins[u])) for each in found) if grouped else ()
    spoken_of = rows and all(row in shared or margins[row] > case.thresholds["unspoken"] for row in rows)
    if spoken_of and case.u.topic and "many" not in case.u.cues:
        return Ask(Kind.COMPARE, "a topic in several groups", units=tuple(dict.fromkeys(rows)))
    if "subtasks" in case.u.cues:
        units = tuple(part for unit in units for part in case.knowledge.children.get(unit, (unit,)))
    if len(units) > SIDES and set(units) <= set(case.knowledge.tasks):
        return _of_rows(case, units)
    if len(units) > 1:
        return Ask(Kind.COMPARE, "numbered places", units=units)
    if units:
        return Ask(Kind.SECTION, "numbered place", units=units, agencies=case.agencies)
    return Ask(Kind.SECTION, "no such place", units=found[0].near, missing="place") if found[0].near else None


def _in_group(case: Case, group: str) -> Ask | None:
    """A question to the table within a group."""
    ranks = [Kind.RANK] if _RANKED & case.u.cues else []
    kind, wanted = max((Kind.DUTIES, Kind.COUNT, Kind.SCHEDULE, *ranks), key=case.likely), case.conditions
    inside = replace(wanted, group=group)
    rows = _rows_in(case, inside)
    if rows is not None:
        return rows
    leads = "several_bodies" in case.u.cues and not ranks and "coord" not in case.u.cues
    if leads and not case.agencies and wanted == EVERY_ROW:
        return Ask(Kind.COUNT, "the bodies that lead in a group", filter=inside, role=case.role)
    if not case.agencies and {"share", TIMED_APART} & case.u.cues:
        return Ask(Kind.COUNT, "a part of a group, or its rows by time", filter=inside)
    if wanted.led or (kind is Kind.SCHEDULE and not (wanted.timed or _TIMES & case.u.cues)):
        kind = Kind.COUNT
    # "Nhóm V về Mặt trận" names the group by a body of its title, "việc của Mặt trận trong nhóm V" narrows it.
    first = next((m.start for m in case.u.mentions if m.name is Name.AGENCY), 0) < case.u.numbered[0].start
    roles = {start for start, _ in case.u.signals.of("lead", "coord")}
    leads = any(m.name is Name.AGENCY and m.end in roles for m in case.u.mentions)
    narrowed = first or leads or {"inside", "only"} & case.u.cues
    by_title = titled(case.u, group, case.agencies, case.knowledge) == case.agencies
    agencies = () if by_title and not narrowed else case.agencies
    if case.likely(kind) >= case.thresholds["structured"] and (kind is not Kind.DUTIES or agencies):
        return Ask(kind, "within a group", agencies=agencies, filter=inside, role=case.role, years=wanted.years)
    if agencies:
        return Ask(Kind.DUTIES, "a body within a group", agencies=agencies, filter=inside, role=case.role)
    if wanted.but is not None or wanted.led or wanted.alone or wanted.sort:
        return Ask(Kind.COUNT, "rows of a group, some left out", filter=inside)
    if TIMED & case.u.cues:
        return Ask(Kind.SCHEDULE, "a time within a group", filter=inside, years=wanted.years)
    return None


def _rows_in(case: Case, inside: Filter) -> Ask | None:
    """Rows of a group that their cells tell, or that the message sets side by side."""
    by_cell = of_cells(case) or denied(case)
    if by_cell is not None:
        return replace(by_cell, filter=replace(inside, cells=by_cell.filter.cells))
    sides = tuple(unit for unit in case.u.halves if unit in case.knowledge.groups[inside.group])
    if "compare" not in case.u.cues or len(sides) < _TWO or case.agencies:
        return None
    return Ask(Kind.COMPARE, "rows of a group side by side", units=sides)
