"""Questions about the table or the document as a whole."""

from __future__ import annotations

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import FEW, STRUCTURED, TARGET_YEARS, Case

_RANKED = frozenset({"most", "least", "at_least", "exactly", "sole"})
_TIMED = frozenset(
    {"before_issue", "undated", "dated", "long", "yearly", "ongoing", "period", "quarterly"}
    | {"next", "overdue", "days_left", "today", "this_year"},
)
_COUNTABLE = frozenset(
    {
        "tasks",
        "rows",
        "groups",
        "agencies",
        "targets",
        "schemes",
        "programmes",
        "bases",
        "collective",
        "purposes",
        "one_lead",
        "many_leads",
        "bodies",
        "yearly",
        "ongoing",
        "period",
    },
)


def said_plainly(case: Case) -> Ask | None:
    """Questions to the whole that a few words tell for sure."""
    cues, u = case.u.cues, case.u
    if u.surely_lacks or u.lacking >= case.thresholds["sure"]:
        return None
    if {"bases", "all"} <= cues:
        bases = tuple(unit for unit in case.knowledge.units if unit.startswith("QD-can-cu"))
        return Ask(Kind.SECTION, "all bases", units=bases)
    if "compare" in cues and len(case.agencies) > 1:
        return Ask(Kind.COMPARE, "bodies side by side", agencies=case.agencies, years=u.named(Name.YEAR))
    if {"coord", "named"} <= cues and set(case.agencies) <= {"ubndhuyen"} and not u.topic:
        return Ask(Kind.COUNT, "bodies named as coordinating", role="coord")
    if case.agencies:
        return None
    timed = u.named(Name.YEAR) and ("period" in cues or "all" in cues or "each" in cues or "how_many" in cues)
    if "schemes" in cues and timed and len(u.topic) < FEW:
        return Ask(Kind.SCHEDULE, "schemes of a time", years=u.named(Name.YEAR))
    if {"most", "tasks"} <= cues and {"agencies", "sort_so"} & cues:
        return Ask(Kind.RANK, "who leads most")
    if {"groups", "how_many"} <= cues and len(u.topic) <= FEW:
        return Ask(Kind.COUNT, "how many groups")
    return _counted_plainly(case)


def _counted_plainly(case: Case) -> Ask | None:
    """Counts that a few words tell for sure, no body being named."""
    cues, u = case.u.cues, case.u
    if "bodies" in cues and len(u.topic) < FEW and {"lead", "named"} & cues:
        return Ask(Kind.COUNT, "which bodies are named")
    if "exactly" in cues and {"lead", "tasks"} & cues and not u.topic:
        return Ask(Kind.COUNT if "one_lead" in cues else Kind.RANK, "bodies by their number of tasks")
    if "check" in cues and u.named(Name.NUMBER) and ("groups" in cues or ("tasks" in cues and not u.topic)):
        return Ask(Kind.COUNT, "a number taken for granted")
    return None


def structured(case: Case) -> Ask | None:
    """A question about the table or the document as a whole, by its likeliest kind; each kind needs its own words."""
    years = case.u.named(Name.YEAR)
    kind, sure = case.whole_kind, sum(case.likely(each) for each in STRUCTURED)
    if "compare" in case.u.cues and set(years) >= TARGET_YEARS:
        kind, sure = Kind.COMPARE, 1.0
    needed = {
        Kind.COUNT: bool(case.agencies or years or _COUNTABLE & case.u.cues),
        Kind.SCHEDULE: bool(years or case.u.named(Name.QUARTER) or _TIMED & case.u.cues),
        Kind.RANK: bool(_RANKED & case.u.cues),
        Kind.DUTIES: case.about_body,
    }
    if not needed.get(kind, True):
        return None
    if sure >= case.thresholds["structured"]:
        return Ask(kind, f"asks for {kind}", agencies=case.agencies, role=case.role, years=years)
    return _only_body(case)


def _only_body(case: Case) -> Ask | None:
    """A body named, and hardly anything beside it."""
    weak = case.weak and len(case.u.topic) <= FEW
    told = case.margin > case.thresholds["faint"] and case.likely(Kind.DUTIES) < case.thresholds["near"]
    if not case.agencies or told or case.u.named(Name.DOCUMENT) or not (weak or not case.u.topic or case.bodied):
        return None
    years = case.u.named(Name.YEAR)
    return Ask(Kind.DUTIES, "only a body is named", agencies=case.agencies, role=case.role, years=years)
