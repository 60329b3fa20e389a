"""Questions to the task table that a few words tell for sure: bodies, and groups by their rows."""

from __future__ import annotations

from knowledge.model import Task
from nlp.ask import Ask, Kind
from nlp.filter import TIMED_APART, Filter
from nlp.mention import Name
from nlp.referents import SIDES
from nlp.rules.case import FEW, Case
from nlp.rules.named import titled
from nlp.rules.rows import tells_rows

_COMPARED = frozenset({"compare", "comparative", "each_body"})
_BOUNDS = frozenset({"above", "below", "at_most", "at_least"})
_WHOLLY = "100"
"""The percentage that means all of them."""


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
        return _side_by_side(case) or _summed(case) or _due_together(case) or _of_one_body(case)
    return _in_order(case) or _counted(case)


def _counted(case: Case) -> Ask | None:
    """Who leads most, how many groups or bodies there are, bodies by their number of tasks; no body being named."""
    cues, u = case.u.cues, case.u
    if {"most", "tasks"} <= cues and {"agencies", "sort_so"} & cues and "one_lead" not in cues:
        return Ask(Kind.RANK, "who leads most")
    if "groups" in cues and {"how_many", "summary"} & cues and len(u.topic) <= FEW:
        return Ask(Kind.COUNT, "how many groups")
    counted = ("bodies" in cues or "not_so" in cues or {"sort_so", "how_many"} <= cues) and not u.named(Name.DOCUMENT)
    counted = counted or {"each_body", "tasks"} <= cues
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
    if {"rows", "evenly"} <= cues or ("body" in cues and _BOUNDS & cues):
        return False  # Whether all of them are so; which bodies have more.
    groups = "check" in cues and "groups" in cues and bool(u.named(Name.NUMBER))
    if not (case.asks_number or groups) or {"which", "places"} & cues:
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
    best = best if best in case.knowledge.groups else case.titled_group
    if not case.agencies or not best or case.u.numbered:
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
    """What a body leads of a topic, alone or together with others, where little else is said."""
    cues, u = case.u.cues, case.u
    agencies, role, years = case.agencies, case.role, u.named(Name.YEAR)
    if "evenly" in cues and case.conditions.timed and case.doubts and len(u.topic) < FEW:
        return Ask(Kind.DUTIES, "whether all rows of a time are a body's", agencies=agencies, role=role, years=years)
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
    if {"how_many", "tasks", "lead"} <= cues and case.u.bare_margin < case.thresholds["faint"]:
        return Ask(Kind.COUNT, "how many a body leads", agencies=agencies, role=role, years=years)
    if {"lead", "tasks"} <= cues and case.weak and not {"body", "asking"} & cues:
        return Ask(Kind.DUTIES, "what a body leads", agencies=agencies, role=role)
    return None


def _due_together(case: Case) -> Ask | None:
    """The rows of others that have the one time of a body's ("việc nào cùng hạn với việc của Cục Thuế")."""
    tasks, body, cues = case.knowledge.tasks, case.agencies[0], case.u.cues
    times = {task.unit.deadline for task in tasks.values() if body in task.lead}
    asked = "as_due" in cues and {"which", "body"} & cues and len(case.u.topic) < FEW
    if not asked or len(case.agencies) > 1 or len(times) != 1:
        return None
    rows = tuple(unit for unit, task in tasks.items() if task.unit.deadline in times and body not in task.lead)
    return Ask(Kind.COUNT, "rows due when a body's are", filter=Filter(inside=rows)) if rows else None


def _own_rows(case: Case) -> tuple[str, ...]:
    """The rows led by the body named that the topic speaks of, where the message asks for such ("mảng quỹ")."""
    u, tasks = case.u, case.knowledge.tasks
    if not u.topic or not {"which", "places"} & u.cues or len(case.agencies) > 1 or u.numbered or "coord" in u.cues:
        return ()
    if len(u.parts) > 1:
        return ()
    led = [unit for unit, task in tasks.items() if case.agencies[0] in task.lead and "so" not in task.lead_reaches]
    recurring = tuple(unit for unit in u.recurring if unit in led)
    if len(recurring) > 1:
        return recurring  # "Việc nào liên quan Quỹ": the topic is theirs alike.
    best = max((u.bare[unit] for unit in led), default=-1.0)
    if best < case.thresholds["owned"]:
        return ()
    return tuple(unit for unit in led if u.bare[unit] > best - case.thresholds["gap"])
