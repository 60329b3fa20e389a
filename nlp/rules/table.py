"""Questions to the task table that a few words tell for sure: bodies, rows, times."""

from __future__ import annotations

from knowledge.landmarks import PROGRAMMES, SCHEMES
from knowledge.model import Task
from nlp.ask import Ask, Kind
from nlp.filter import TIMED, TIMED_APART, Filter
from nlp.mention import Name
from nlp.referents import SIDES
from nlp.rules.case import FEW, TARGET_YEARS, Case
from nlp.rules.named import titled

_COMPARED = frozenset({"compare", "comparative", "each_body"})
_ROWS_ASKED = frozenset({"asking", "which", "tasks", "places", "all", "rows", "how_many"})
_ELSEWHERE = frozenset({"compare", "inside", "groups"})
"""Cues of a question about cells that no rows by what these say answer."""
_BODY_ASKED = frozenset({"body", "bodies", "beside"})
_BOUNDS = frozenset({"above", "below", "at_most", "at_least"})
_WHOLLY = "100"
"""The percentage that means all of them."""


def tells_rows(case: Case) -> bool:
    """Whether a message says which rows it is about, by their time or by who leads them."""
    told = case.conditions
    return bool(told.timed or told.led or told.alone or "collective" in case.u.cues)


def of_groups(case: Case) -> Ask | None:
    """Groups by those of their rows that are so: which have most of them, only such, none, any; how many each has."""
    cues, u = case.u.cues, case.u
    told = case.agencies or u.named(Name.DISTRICT) or u.numbered
    if "groups" not in cues or told or {"spoken", "about"} & cues or not tells_rows(case):
        return None
    if "most_leads" in cues and "tasks" not in cues:
        return None  # Bodies are counted, not rows.
    evenly = "evenly" in cues or _WHOLLY in u.named(Name.PERCENT)
    sorts = (("none", "none" in cues), ("all", evenly), *((end, end in cues) for end in ("most", "least")))
    wanted = next((wants for wants, said in sorts if said), "")
    if len(u.topic) > FEW or not (wanted or case.margin < case.thresholds["faint"]):
        return None
    wanted = wanted or ("each" if "each_group" in cues else "any")
    return Ask(Kind.RANK, "groups by their rows that are so", wants=wanted)


def of_cells(case: Case) -> Ask | None:
    """Rows by what their cells say or do not ("ô phối hợp không ghi UBND cấp huyện"), where that is more than a body.

    Of one body the column of coordination may name it beside its lead.
    """
    cues, said = case.u.cues, case.u.cells
    if not said or case.u.surely_lacks or not _ROWS_ASKED & cues or _ELSEWHERE & cues:
        return None
    if "both_columns" in cues and not all(each.denied for each in said):
        return None  # Rows that name a body twice.
    if _BODY_ASKED & cues and "tasks" not in cues:
        return None  # Whom a cell names.
    if len(said) == 1 and said[0].what in case.agencies and not said[0].denied:
        counted = Kind.COUNT if "how_many" in cues else Kind.DUTIES
        one = Ask(counted, "what the column of coordination names", agencies=case.agencies, role="coord", wants="column")
        return one if said[0].column == "coord" and "tasks" in cues else None
    columns = {each.column for each in said}
    if len(columns) == 1 and all(each.what in case.knowledge.agencies and not each.denied for each in said):
        return None
    role = "coord" if "coord" in columns else "lead"
    return Ask(Kind.COUNT, "rows by what their cells say", role=role, filter=Filter(cells=said))


def of_subtasks(case: Case) -> Ask | None:
    """The rows under others, of the table or of a body ("việc con nào do Liên minh chủ trì"); one row's are its own."""
    u, spoken_of = case.u, case.state is not None and case.state.units
    if "subtasks" not in u.cues or u.numbered or spoken_of or not {"asking", "tasks", "all"} & u.cues:
        return None
    if {"groups", "including"} & u.cues or len(u.topic) > FEW or case.margin >= case.thresholds["faint"]:
        return None
    kind = Kind.DUTIES if case.agencies and "how_many" not in u.cues else Kind.COUNT
    return Ask(kind, "rows under others", agencies=case.agencies, role=case.role, filter=Filter(sort="subtasks"))


def of_share(case: Case) -> Ask | None:
    """Which part of all rows are so, or a body's ("việc thường xuyên chiếm bao nhiêu phần trăm")."""
    u = case.u
    told = {"share", "tasks"} <= u.cues and not (u.numbered or u.vague) and len(u.topic) <= FEW
    told = told and "attained" not in u.cues and case.role != "coord"
    if not told or not (tells_rows(case) or case.agencies) or case.margin >= case.thresholds["faint"]:
        return None
    if case.lacks and case.lacking_kind != "absent_target":
        return None  # "Sở đã hoàn thành bao nhiêu phần trăm nhiệm vụ".
    return Ask(Kind.COUNT, "the share of rows", agencies=case.agencies, role=case.role)


def of_bodies(case: Case) -> Ask | None:
    """Bodies side by side, together, or each by its number of tasks."""
    cues, u = case.u.cues, case.u
    in_columns = _in_columns(case)
    if in_columns is not None:
        return in_columns
    grouped = "groups" in cues and not {"spoken", "about"} & cues and not u.numbered
    if "body" in cues and {"one_group", "many_groups"} & cues and not case.agencies:
        wants = "one_group" if "one_group" in cues else "most_groups"
        return Ask(Kind.RANK, "the bodies by the groups in which they lead", wants=wants)
    led = bool(case.agencies) and all(_leads(case, agency) for agency in case.agencies)
    if grouped and led and len(u.topic) < FEW and (len(case.agencies) == 1 or "in_one" in cues):
        return Ask(Kind.RANK, "the groups by what a body leads there", agencies=case.agencies)
    told = _in_group_told(case)
    if told is not None:
        return told
    if _of_table_number(case) and len(case.agencies) <= 1:
        return Ask(Kind.COUNT, "a number taken for granted", agencies=case.agencies, role=case.role)
    if case.agencies:
        return _side_by_side(case) or _summed(case) or _of_one_body(case)
    return _in_order(case) or _counted(case)


def _counted(case: Case) -> Ask | None:
    """Who leads most, how many groups or bodies there are, bodies by their number of tasks; no body being named."""
    cues, u = case.u.cues, case.u
    if {"most", "tasks"} <= cues and {"agencies", "sort_so"} & cues:
        return Ask(Kind.RANK, "who leads most")
    if "groups" in cues and {"how_many", "summary"} & cues and len(u.topic) <= FEW:
        return Ask(Kind.COUNT, "how many groups")
    counted = ("bodies" in cues or "not_so" in cues or {"sort_so", "how_many"} <= cues) and not u.named(Name.DOCUMENT)
    if counted and len(u.topic) < FEW and {"lead", "named"} & cues:
        return Ask(Kind.COUNT, "which bodies are named")
    bounded = {"body", "tasks"} <= cues and _BOUNDS & cues and u.counts and not case.conditions.led
    if bounded and len(u.topic) < FEW and case.weak:
        return Ask(Kind.RANK, "bodies by a bound of their number of tasks")
    if "exactly" in cues and {"lead", "tasks"} & cues and not u.topic:
        return Ask(Kind.COUNT if "one_lead" in cues else Kind.RANK, "bodies by their number of tasks")
    return None


def _of_table_number(case: Case) -> bool:
    """Whether a message asks if the rows that it tells, or a body's, are just so many ("30 việc thường xuyên à")."""
    cues, u = case.u.cues, case.u
    groups = "check" in cues and "groups" in cues and bool(u.named(Name.NUMBER))
    if not (case.asks_number or groups) or {"which", "places"} & cues or ("body" in cues and _BOUNDS & cues):
        return False
    return groups or not u.topic or (case.weak and tells_rows(case))


def _in_order(case: Case) -> Ask | None:
    """All bodies by their number of tasks, the first so many, or the one so far down ("nhiều thứ hai", "top 3")."""
    cues, u = case.u.cues, case.u
    placed = "groups" in cues or bool(u.numbered and not case.ranks_bodies) or u.named(Name.DOCUMENT)
    told = {"agencies", "tasks", "lead"} & cues and not placed
    if not told or len(u.topic) > FEW or case.margin >= case.thresholds["faint"]:
        return None
    if "in_order" in cues:
        return Ask(Kind.RANK, "all bodies in order", wants="order")
    if "agencies" not in cues:
        return None
    if u.nth and {"many", "most", "least", "placed"} & cues:
        return Ask(Kind.RANK, "the body so far down", wants="nth")
    several = max(u.counts, default=1) > 1 and not {"which", "exactly", "at_least"} & cues
    if several and ("top" in cues or {"most", "least"} & cues):
        return Ask(Kind.RANK, "the first bodies", wants="top")
    return None


def _summed(case: Case) -> Ask | None:
    """How many tasks several bodies have in all ("tổng số nhiệm vụ của A và B")."""
    summed = {"total", "sum"} & case.u.cues and "tasks" in case.u.cues and len(case.agencies) > 1
    if not summed or {"jointly", "shared", "inside"} & case.u.cues or case.u.topic:
        return None
    return Ask(Kind.COUNT, "tasks of several bodies in all", agencies=case.agencies, role=case.role, wants="sum")


def _in_columns(case: Case) -> Ask | None:
    """What the column of coordination names; rows that name a body in both columns, or several bodies in either."""
    cues, topic, agencies = case.u.cues, case.u.topic, case.agencies
    if {"coord", "named"} <= cues and "lead" not in cues and not topic:
        # "Cơ quan nào" asks whom it names; "các sở, ngành, UBND cấp huyện" names none.
        bodies = () if {"body", "collective"} & cues else agencies or case.u.named(Name.DISTRICT)
        kind = Kind.DUTIES if bodies and "how_many" not in cues else Kind.COUNT
        return Ask(kind, "what the column of coordination names", agencies=bodies, role="coord")
    told = {*agencies, *case.u.named(Name.DISTRICT)}
    spare = len(topic) < FEW and "check" not in cues and not case.u.named(Name.DOCUMENT)
    if "coord" in cues and len(told) > 1 and spare:
        joined = tuple(unit for unit, task in case.knowledge.tasks.items() if _joined(task, told))
        if joined:
            return Ask(Kind.COUNT, "rows that one body leads and another joins", filter=Filter(inside=joined))
    if "both_columns" not in cues or len(topic) >= FEW:
        return None
    if "body" in cues and not (agencies or {"which", "rows"} & cues):
        return Ask(Kind.COUNT, "the bodies that stand in both columns", wants="both")
    twice = {unit: set(task.lead).intersection(task.coord_named) for unit, task in case.knowledge.tasks.items()}
    both = tuple(unit for unit, bodies in twice.items() if bodies.intersection(agencies or bodies))
    if not both:
        return None  # Its rows of either sort.
    return Ask(Kind.COUNT, "rows where a body stands in both columns", filter=Filter(inside=both))


def _joined(task: Task, bodies: set[str]) -> bool:
    """Whether a row names all of some bodies, in each column one of them."""
    lead, coord = bodies.intersection(task.lead), bodies.intersection(task.coord_named)
    return lead | coord == bodies and bool(lead - coord and coord - lead)


def _in_group_told(case: Case) -> Ask | None:
    """A group told by its subject, or by the bodies in its title: what a body leads there, or the group itself."""
    best, cues = case.match.best.unit, case.u.cues
    if not case.agencies or best not in case.knowledge.groups or case.u.numbered:
        return None
    named = titled(case.u, best, case.agencies, case.knowledge)
    bodies = tuple(agency for agency in case.agencies if agency not in named)
    if {"a_group", "which", "tasks"} <= cues and bodies:
        why, inside = "a body in a group told by its subject", Filter(group=best)
        return Ask(Kind.DUTIES, why, agencies=bodies, role=case.role, filter=inside)
    if case.margin < 0:
        return None
    return Ask(Kind.CONTENT, "a group, told by the bodies in its title", units=(best,))


def _leads(case: Case, agency: str) -> bool:
    """Whether a body leads any task by name."""
    return any(agency in task.lead for task in case.knowledge.tasks.values())


def _side_by_side(case: Case) -> Ask | None:
    """Several bodies, or the few tasks of one, side by side."""
    by_how_many = len(case.agencies) > 1 and ({"more_than", "amount"} <= case.u.cues or "by_how_much" in case.u.cues)
    if not (_COMPARED & case.u.cues or by_how_many):
        return None
    own = tuple(_topical(case, agency) for agency in case.agencies[:SIDES])
    if len(own) > 1 and case.u.topic and all(own):
        return Ask(Kind.COMPARE, "what bodies lead of a topic", units=tuple(dict.fromkeys(own)))
    if len(case.agencies) > 1:
        return Ask(Kind.COMPARE, "bodies side by side", agencies=case.agencies, years=case.u.named(Name.YEAR))
    rows = tuple(unit for unit, task in case.knowledge.tasks.items() if case.agencies[0] in task.lead)
    if 1 < len(rows) <= SIDES and not case.u.topic:
        return Ask(Kind.COMPARE, "the tasks of a body side by side", units=rows)
    return None


def _topical(case: Case, agency: str) -> str:
    """The row led by a body that the topic speaks of most, "" where it speaks of none of them."""
    led = [unit for unit, task in case.knowledge.tasks.items() if agency in task.lead]
    best = max(led, key=lambda unit: case.u.bare[unit], default="")
    recurring = [unit for unit in led if unit in case.u.recurring]
    if len(recurring) == 1:
        return recurring[0]
    return best if best and case.u.bare[best] >= case.thresholds["weak"] else ""


def _of_one_body(case: Case) -> Ask | None:
    """What a body leads of a topic, alone or together with others, where little else is said; what it does not lead."""
    cues, u = case.u.cues, case.u
    if case.denies_lead and not u.topic:
        return Ask(Kind.COUNT, "what a body does not lead", filter=Filter(but=Filter(bodies=case.agencies)))
    agencies, role, years = case.agencies, case.role, u.named(Name.YEAR)
    if {TIMED_APART, "tasks"} <= cues and len(u.topic) < FEW:
        return Ask(Kind.DUTIES, "a body's rows by time", agencies=agencies, role=role)
    if {"sole", "jointly", "which"} <= cues or ("including" in cues and {"shared", "jointly"} & cues):
        agencies = agencies[:1]  # "Việc nào chung với B, việc nào riêng": the other one narrows nothing.
    own = _own_rows(case)
    if own:
        return Ask(Kind.LEAD, "what a body leads of a topic", units=own, agencies=agencies)
    if u.named(Name.DOCUMENT):
        return None
    sorts = bool({"jointly", "unshared", "not_sole"} & cues) or {"sole", "which"} <= cues
    if sorts and (len(u.topic) <= FEW or case.weak) and case.likely(case.whole_kind) >= case.thresholds["near"]:
        kind = Kind.COUNT if {"how_many", "tasks"} <= cues else Kind.DUTIES
        return Ask(kind, "led alone or together", agencies=agencies, role=role, years=years)
    if {"how_many", "tasks", "lead"} <= cues and case.margin < case.thresholds["faint"]:
        return Ask(Kind.COUNT, "how many a body leads", agencies=agencies, role=role, years=years)
    if {"lead", "tasks"} <= cues and case.weak and not {"body", "asking"} & cues:
        return Ask(Kind.DUTIES, "what a body leads", agencies=agencies, role=role)
    return None


def _own_rows(case: Case) -> tuple[str, ...]:
    """The rows led by the body named that the topic speaks of, where the message asks for such ("mảng quỹ")."""
    u, tasks = case.u, case.knowledge.tasks
    if not u.topic or not {"which", "places"} & u.cues or len(case.agencies) > 1 or u.numbered or "coord" in u.cues:
        return ()
    if len(u.parts) > 1:
        return ()
    led = [unit for unit, task in tasks.items() if case.agencies[0] in task.lead and "so" not in task.lead_reaches]
    best = max((u.bare[unit] for unit in led), default=-1.0)
    if best < case.thresholds["owned"]:
        return ()
    return tuple(unit for unit in led if u.bare[unit] > best - case.thresholds["gap"])


def of_rows(case: Case) -> Ask | None:
    """Rows of the table by time, by the number of their leads, or by the sort of scheme; no body being named."""
    cues, u = case.u.cues, case.u
    if case.agencies or u.numbered:
        return None
    years, few = u.named(Name.YEAR), len(u.topic) < FEW
    if "collective" in cues and {"which", "tasks"} <= cues and few and case.margin < case.thresholds["faint"]:
        return Ask(Kind.COUNT, "rows led by all sở")
    if case.conditions.led and few:
        return Ask(Kind.COUNT, "rows by their number of leads")
    ended = "schemes" in cues and bool(years or case.conditions.but)
    if ended and {"period", "all", "each", "how_many", "which_schemes"} & cues and few:
        return Ask(Kind.SCHEDULE, "schemes of a time", years=years)
    if "which_schemes" in cues and case.match.best.unit == SCHEMES and not _timed(case):
        return Ask(Kind.OVERVIEW, "the schemes")
    if {TIMED_APART, "tasks"} <= cues and few and case.margin < case.thresholds["faint"]:
        return Ask(Kind.SCHEDULE, "rows by time")
    best = case.match.best.unit
    parts = case.knowledge.children.get(best, ())
    if parts and {"how_many", "programmes"} <= cues and case.margin >= case.thresholds["faint"] and "tasks" in cues:
        return Ask(Kind.SECTION, "the parts of a task", units=(best, *parts))
    elsewhere = case.margin >= case.thresholds["faint"] and best not in case.knowledge.children[PROGRAMMES]
    listed = {"each", "pair", "all", "how_many"} & cues and {"lead", "asking", "all"} & cues
    if "programmes" in cues and listed and not elsewhere:
        return Ask(Kind.OVERVIEW, "the national programmes")
    return _of_times(case, years) if not u.topic or (few and case.weak) or "before_issue" in cues else None


def _timed(case: Case) -> bool:
    """Whether a message names a time of the table."""
    years = case.u.named(Name.YEAR)
    if case.conditions.timed and not case.conditions.dated:
        return True
    of_table = not set(years) & TARGET_YEARS or "rows" in case.u.cues
    return bool(TIMED & case.u.cues or case.u.named(Name.QUARTER) or (years and of_table))


def _of_times(case: Case, years: tuple[str, ...]) -> Ask | None:
    """Rows of a time, listed or counted; all times of the table."""
    cues, quarters, timed = case.u.cues, bool(case.u.named(Name.QUARTER)), _timed(case)
    if timed and "how_many" in cues and (quarters or {"tasks", "rows"} & cues):
        return Ask(Kind.COUNT, "rows of a time", years=years)
    if timed and (("tasks" in cues and {"all", "each", "which", "body"} & cues) or {"rows", "times"} & cues):
        return Ask(Kind.SCHEDULE, "rows of a time", years=years)
    if "before_issue" in cues and {"tasks", "which"} & cues:
        return Ask(Kind.SCHEDULE, "rows of a time before the day of issue")
    if "times" in cues and not case.u.topic and not timed and {"all", "how_many", "asking"} & cues and case.weak:
        return Ask(Kind.SCHEDULE, "all times of the table")
    return None
