"""Questions about the document as a whole, and by their likeliest kind about the table."""

from __future__ import annotations

from knowledge.landmarks import GENERAL_TARGET
from knowledge.model import Kind as UnitKind
from nlp.ask import WHOLE_KINDS, Ask, Kind
from nlp.filter import TIMED
from nlp.mention import Name
from nlp.referents import SIDES
from nlp.rules.case import FEW, LONG, TARGET_YEARS, Case
from nlp.rules.named import titled
from nlp.rules.rows import asks_end, denied, merely, of_rows, of_share, of_subtasks
from nlp.rules.table import of_bodies, of_groups

_RANKED = frozenset({"most", "least", "at_least", "exactly", "sole", "longest", "earliest", "latest"})
_TODAY = frozenset({"next", "overdue", "days_left", "today", "this_year"})
_COUNTABLE = frozenset(
    {"tasks", "rows", "groups", "agencies", "targets", "schemes", "programmes", "bases", "collective", "purposes"}
    | {"bodies", "yearly", "ongoing", "period", "one_lead", "many_leads", "three_leads"},
)
_WIDE = frozenset({"all", "summary", "groups", "parts", "spoken", "targets", "total", "schemes", "programmes"})
"""Cues of an overview, which even a place that is surely spoken of does not stand for."""
_OTHER_NOUNS = frozenset({"schemes", "programmes", "targets", "lead", "coord", "check", "report"})
"""Cues of a question about more than a body."""


def said_plainly(case: Case) -> Ask | None:
    """Questions to the whole that a few words tell for sure."""
    if case.u.surely_lacks:
        return None
    told = _placed(case) or denied(case) or of_subtasks(case) or of_share(case)
    if told is not None or case.u.lacking >= case.thresholds["sure"]:
        return told
    for rule in (
        _group,
        of_groups,
        _side_by_side,
        _topical,
        _in_short,
        _spoken,
        _ends,
        of_bodies,
        merely,
        of_rows,
    ):
        ask = rule(case)
        if ask is not None:
            return ask
    return None


def _placed(case: Case) -> Ask | None:
    """Where a place that is surely spoken of stands ("việc vay vốn là nhiệm vụ số mấy"), a group by its own words."""
    best, cues = case.match.best, case.u.cues
    sure = best.unit in case.knowledge.groups and best.probability >= case.thresholds["sure"]
    if sure and "a_group" in cues and {"title", "where_in"} & cues and "tasks" not in cues:
        return Ask(Kind.SECTION, "a group's title", units=(best.unit,))
    if "where_in" not in cues or not case.sure_place or case.agencies:
        return None
    return Ask(Kind.SECTION, "where it stands", units=(case.sure_place,))


def _group(case: Case) -> Ask | None:
    """The group that speaks of a topic, or of bodies ("nhóm nào nói về xúc tiến thương mại", "… về Mặt trận")."""
    if not {"groups", "spoken", "asking"} <= case.u.cues or {"most", "least", "how_many", "lead"} & case.u.cues:
        return None
    group = case.topical_group
    if case.agencies:
        named = (g for g in case.knowledge.groups if titled(case.u, g, case.agencies, case.knowledge) == case.agencies)
        group = next(named, "")
    return Ask(Kind.SECTION, "the group that speaks of a topic", units=(group,)) if group else None


def _side_by_side(case: Case) -> Ask | None:
    """Two or three tasks set side by side ("đề án A và đề án B khác nhau thế nào", "mỗi cái ai chủ trì")."""
    u, units = case.u, case.knowledge.units
    if not {"compare", "each", "pair"} & u.cues or {"most", "least", "all"} & u.cues:
        return None
    if len(case.agencies) > 1 or u.numbered or "both_columns" in u.cues:
        return None
    if "pair" in u.cues and case.match.best.unit in u.recurring and len(u.parts) <= 1 and not case.lacks:
        return Ask(Kind.COMPARE, "the places of a topic side by side", units=u.recurring)
    sides = u.spoken if "pair" in u.cues and 1 < len(u.spoken) <= SIDES else u.halves
    halves = tuple(unit for unit in sides if units[unit].kind is UnitKind.TASK)
    return Ask(Kind.COMPARE, "places side by side", units=halves) if 1 < len(halves) <= SIDES else None


def _topical(case: Case) -> Ask | None:
    """All places of a topic."""
    cues, u = case.u.cues, case.u
    named = case.match.best.unit in u.recurring and {"which", "places", "where"} & cues and {"tasks", "all"} & cues
    if _surveys(case):
        units = tuple(sorted(u.surveyed, key=lambda unit: -u.margins[unit]))
        return Ask(Kind.OVERVIEW, "all places that a topic is met at", units=units)
    if named and len(u.topic) <= LONG and not case.lacks and not case.agencies:
        return Ask(Kind.CONTENT, "the places of a topic that recurs", units=u.recurring)
    return None


def _in_short(case: Case) -> Ask | None:
    """The plan in short, its general target, its parts."""
    cues, u = case.u.cues, case.u
    if case.agencies or u.numbered:
        return None
    whole = {"summary", "own_plan"} <= cues and not {"purposes", "targets", "groups", "bases"} & cues
    if whole and case.margin < case.thresholds["faint"]:
        return Ask(Kind.OVERVIEW, "the plan in short")
    if "general" in cues and len(u.topic) <= FEW:
        return Ask(Kind.CONTENT, "the general target", units=(GENERAL_TARGET,))
    if "parts" in cues and len(u.topic) <= FEW and case.weak:
        return Ask(Kind.OVERVIEW, "the parts of the plan")
    return None


def _spoken(case: Case) -> Ask | None:
    """Where the plan speaks of a thing, or whether it does."""
    cues, u = case.u.cues, case.u
    if "spoken" not in cues or not (u.topic or u.named(Name.DOCUMENT)) or len(u.topic) > LONG or case.agencies:
        return None
    where = {"places", "all", "which", "how_many"} & cues
    if where and u.spoken:
        return Ask(Kind.OVERVIEW, "where the plan speaks of it")
    if not where and not u.spoken and u.surveyed and u.asks_whether:
        return Ask(Kind.OVERVIEW, "all places that a topic is met at", units=u.surveyed)
    unsure = case.match.best.probability < case.thresholds["sure"]
    if not where and not u.spoken and case.margin < 0 and unsure and u.asks_whether:
        return case.decline("the plan does not speak of it", "mention")
    return None


def _surveys(case: Case) -> bool:
    """Whether all places that a topic is met at are asked for, and no other place is spoken of."""
    u = case.u
    asked = {"survey", "spoken", "summary"} & u.cues and not (u.asks_whether or case.agencies or u.numbered)
    asked = asked and not u.besides  # What is set aside is not what is asked for.
    return bool(u.surveyed and asked) and (case.match.best.unit in u.surveyed or case.margin < case.thresholds["owned"])


def _ends(case: Case) -> Ask | None:
    """The largest group, the commonest time, the task that takes longest, or ends first or last."""
    cues, ends = case.u.cues, {"most", "least"} & case.u.cues
    if (ends or "longest" in cues) and "groups" in cues and not (case.u.numbered or case.agencies):
        return Ask(Kind.RANK, "groups by their size")
    if ends and "times" in cues and not case.agencies:
        return Ask(Kind.RANK, "times by their number of tasks")
    if asks_end(case) and not case.agencies and len(case.u.topic) <= FEW:
        return Ask(Kind.RANK, "the end of the times")
    return None


def structured(case: Case) -> Ask | None:
    """A question about the table or the document as a whole, by its likeliest kind; each kind needs its own words."""
    years = case.u.named(Name.YEAR)
    kind, sure = case.whole_kind, sum(case.likely(each) for each in WHOLE_KINDS)
    if "compare" in case.u.cues and set(years) >= TARGET_YEARS:
        kind, sure = Kind.COMPARE, 1.0
    if kind is Kind.DUTIES and case.group and not case.agencies:
        return Ask(Kind.COUNT, "the rows of the group spoken of", filter=case.conditions)
    if not worded(case, kind):
        return None
    if sure >= case.thresholds["structured"]:
        return Ask(kind, f"asks for {kind}", agencies=case.agencies, role=case.role, years=years)
    return _only_body(case)


def worded(case: Case, kind: Kind) -> bool:
    """Whether a message has the words that a question of a kind needs."""
    u = case.u
    match kind:
        case Kind.COUNT:
            counted = case.agencies or u.named(Name.YEAR) or _COUNTABLE & u.cues
            return bool(counted) and not _counted_elsewhere(case)
        case Kind.SCHEDULE:
            timed = u.named(Name.YEAR) or u.named(Name.QUARTER)
            if "targets" in u.cues and not {"tasks", "rows"} & u.cues:
                return False  # "Chỉ tiêu nào tính theo năm": the table's times are those of tasks.
            return bool(timed or (TIMED | _TODAY | {"times"}) & u.cues)
        case Kind.RANK:
            return bool(_RANKED & u.cues)
        case Kind.DUTIES:
            return case.about_body
        case Kind.OVERVIEW:
            return case.margin < case.thresholds["owned"] or bool(_WIDE & u.cues)
    return True


def _counted_elsewhere(case: Case) -> bool:
    """Whether nothing is counted, or what stands in a place outside the table that is clearly spoken of."""
    if "whole_table" in case.u.cues:
        return False
    if case.u.recurring and "how_many" not in case.u.cues:
        return True  # "Việc chuyển đổi số": the last word is no number.
    if case.agencies and not case.u.topic:
        return False  # Its own name may speak for a place ("Sở Kế hoạch và Đầu tư chủ trì mấy việc").
    kind = case.knowledge.units[case.match.best.unit].kind
    spoken_of = case.margin >= case.thresholds["told"] or bool(case.sure_place)
    return kind in {UnitKind.RECIPIENTS, UnitKind.EXECUTION} and spoken_of


def _only_body(case: Case) -> Ask | None:
    """A body named, and hardly anything beside it."""
    weak = case.weak and len(case.u.topic) <= FEW
    if "report" in case.u.cues and case.u.ask() == Kind.REPORT:
        return None
    told = case.margin > case.thresholds["faint"] and case.likely(Kind.DUTIES) < case.thresholds["near"]
    # "Hợp tác xã" alone is no topic: the whole plan is about them.
    bare = case.u.vague and not _OTHER_NOUNS & case.u.cues
    spare = weak or bare or not case.u.topic or case.bodied
    if not case.agencies or told or case.u.named(Name.DOCUMENT) or not spare:
        return None
    years = case.u.named(Name.YEAR)
    return Ask(Kind.DUTIES, "only a body is named", agencies=case.agencies, role=case.role, years=years)
