"""Rows of the task table that a message tells: by their cells, time, number of leads, or what they stand under."""

from __future__ import annotations

from knowledge.landmarks import PROGRAMMES, SCHEMES
from nlp import cells
from nlp.ask import Ask, Kind
from nlp.cells import CELL
from nlp.filter import TIMED, TIMED_APART, Filter
from nlp.mention import Name
from nlp.rules.case import FEW, TARGET_YEARS, Case

_ROWS_ASKED = frozenset({"asking", "which", "tasks", "places", "all", "rows", "how_many"})
_SEVERAL_ASKED = frozenset({"which", "all", "places", "how_many"})
"""Cues of what asks for several rows."""
_ELSEWHERE = frozenset({"compare", "inside", "groups"})
"""Cues of a question about cells that no rows by what these say answer."""
_ROW_NOUNS = frozenset({"tasks", "rows", "picks", "schemes", "programmes"})
_BODY_ASKED = frozenset({"body", "bodies", "beside"})


def tells_rows(case: Case) -> bool:
    """Whether a message says which rows it is about, by their time or by who leads them."""
    told = case.conditions
    return bool(told.timed or told.led or told.alone or "collective" in case.u.cues)


def asks_end(case: Case) -> bool:
    """Whether a message asks what takes longest, or ends first or last; "muộn nhất năm 2025" sets a bound."""
    cues = case.u.cues
    return bool({"longest", "earliest"} & cues) or ("latest" in cues and not case.u.named(Name.YEAR))


def of_cells(case: Case) -> Ask | None:
    """Rows by what their cells say or do not ("ô phối hợp không ghi UBND cấp huyện"), where that is more than a body.

    Of one body the column of coordination may name it beside its lead.
    """
    cues, said = case.u.cues, case.u.cells
    if not said or case.u.surely_lacks or not _ROWS_ASKED & cues or _ELSEWHERE & cues:
        return None
    if not cells.spoken(case.u.signals) or "beside" in cues:
        return None
    if "both_columns" in cues and not all(each.denied for each in said):
        return None  # Rows that name a body twice.
    if _BODY_ASKED & cues and ("tasks" not in cues or (case.sure_place and not _SEVERAL_ASKED & cues)):
        return None  # Whom a cell names.
    if len(said) == 1 and said[0].what in case.agencies and not said[0].denied:
        counted = Kind.COUNT if "how_many" in cues else Kind.DUTIES
        one = Ask(
            counted, "what the column of coordination names", agencies=case.agencies, role="coord", wants="column"
        )
        return one if said[0].column == "coord" and "tasks" in cues else None
    columns = {each.column for each in said}
    if len(columns) == 1 and all(each.what in case.knowledge.agencies and not each.denied for each in said):
        return None
    role = "coord" if "coord" in columns else "lead"
    return Ask(Kind.COUNT, "rows by what their cells say", role=role, filter=Filter(cells=said))


def denied(case: Case) -> Ask | None:
    """Rows in which a body has not the role that the message denies ("huyện không phải phối hợp việc nào")."""
    u, cues, said = case.u, case.u.cues, case.cells
    if not any(each.denied for each in said) or cells.spoken(u.signals):
        return None
    words = {
        u.question.folded[at] for cue, *span in u.signals.spans if cue.signal.startswith(CELL) for at in range(*span)
    }
    if not (words.issuperset(u.topic) or u.vague) or case.doubts or case.lacks or {"groups", "compare"} & cues:
        return None
    # "Việc Sở Tài chính không chủ trì": a clause about the rows, where the body comes after these.
    nouns = [start for start, _ in u.signals.of(*_ROW_NOUNS)]
    bodies = [mention.start for mention in u.mentions if mention.name in {Name.AGENCY, Name.DISTRICT}]
    about = bool(nouns and bodies) and min(nouns) < min(bodies) and "that_task" not in cues
    if "body" in cues or not nouns or not (about or {"which", "places", "how_many", "all", "which_schemes"} & cues):
        return None
    role = "lead" if all(each.column == "lead" for each in said) else "coord"
    return Ask(Kind.COUNT, "rows in which a body has not a role", role=role, filter=Filter(cells=said))


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


def of_rows(case: Case) -> Ask | None:
    """Rows of the table by time, by the number of their leads, or by the sort of scheme; no body being named."""
    cues, u = case.u.cues, case.u
    if case.agencies or u.numbered:
        return None
    years, few = u.named(Name.YEAR), len(u.topic) < FEW or bool(case.titled_group)
    if "collective" in cues and {"which", "tasks"} <= cues and few and case.margin < case.thresholds["faint"]:
        return Ask(Kind.COUNT, "rows led by all sở")
    if {"rows", "evenly"} <= cues and case.doubts and few and not _timed(case):
        return Ask(Kind.COUNT, "rows whose cells are blank", filter=Filter(led="blank"))
    if case.conditions.led and few:
        return Ask(Kind.COUNT, "rows by their number of leads")
    ended = "schemes" in cues and bool(years or case.conditions.but)
    if ended and {"period", "all", "each", "how_many", "which_schemes"} & cues and few:
        kind = Kind.SCHEDULE if years or case.conditions.timed else Kind.COUNT
        return Ask(kind, "schemes of a time, or but some", years=years)
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
    timed = not u.topic or case.titled_group or (few and case.weak) or "before_issue" in cues
    return _of_times(case, years) if timed else None


def merely(case: Case) -> Ask | None:
    """All rows but those set aside, or led so, where a message says no more ("việc nào không do Sở Tài chính")."""
    said, u = case.conditions, case.u
    joint = said.alone == "shared" and not {"body", "that_task"} & u.cues
    told = (said.but is not None or joint) and {"tasks", "which", "places"} & u.cues and not (u.topic or case.doubts)
    if not told or said.timed or case.agencies or u.numbered:
        return None
    return Ask(Kind.COUNT, "rows told by this alone")


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
    if timed and {"body", "none"} <= cues:
        return Ask(Kind.RANK, "bodies that lead no row of a time", wants="without")
    if timed and "how_many" in cues and (quarters or {"tasks", "rows"} & cues):
        return Ask(Kind.COUNT, "rows of a time", years=years)
    told = "tasks" in cues and {"all", "each", "which", "body", "a_list"} & cues
    whose = "body" in cues and case.weak and not case.u.topic and (quarters or len(years) == 1)
    if timed and (told or whose or {"rows", "times"} & cues):
        return Ask(Kind.SCHEDULE, "rows of a time", years=years)
    if "before_issue" in cues and {"tasks", "which"} & cues:
        return Ask(Kind.SCHEDULE, "rows of a time before the day of issue")
    if (
        "times" in cues
        and not case.u.topic
        and not timed
        and {"all", "how_many", "asking"} & cues
        and (case.weak or "rows" in cues)
    ):
        return Ask(Kind.SCHEDULE, "all times of the table")
    return None
