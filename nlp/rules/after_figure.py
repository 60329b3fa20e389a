"""What follows a figure: another of its target or its year, a value held against it, a share by district."""

from __future__ import annotations

from knowledge.model import Kind as UnitKind
from nlp.ask import Ask, Kind
from nlp.figures import told_of
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.case import FEW, TARGET_YEARS, Case
from nlp.state import State

_ELSEWHERE = frozenset({"statistic", "other_year", "other_place", "reason", "person"})
"""Things that the plan lacks which no other words of a target make up for."""
_TIMES, FIGURES = frozenset({Name.YEAR, Name.QUARTER}), frozenset({Name.PERCENT, Name.NUMBER})
"""What people hold against a time and against a figure."""


def same_target(case: Case, _state: State) -> Ask | None:
    """Another figure of the target under discussion, told by its words ("trong đó nông nghiệp bao nhiêu")."""
    u, unit = case.u, case.spoken_of
    if unit is None or not case.figured or not u.topic or u.vague or u.mentions or u.surely_lacks:
        return None
    meant = any(not figure.general for figure in told_of(u.question.plain, unit.id, case.knowledge.figures))
    elsewhere = "present" in u.cues or (case.lacks and case.lacking_kind in _ELSEWHERE and not meant)
    goes_on = case.carries_on and ("correction" in u.cues or not elsewhere)
    own = case.match.best.unit == unit.id and not elsewhere
    if case.place_kind in {Kind.LEAD, Kind.COORD}:
        return None  # A target has no bodies.
    asked = goes_on or ("how_many" in u.cues and ("inside" in u.cues or own)) or (meant and not u.cues)
    if not asked or not plain_words(unit.text).issuperset(u.topic):
        return None
    return Ask(Kind.FIGURE, "another figure of the target", units=(unit.id,), from_context=True)


def bound(case: Case, state: State) -> Ask | None:
    """Whether the figure told is a minimum, about or exact ("là tối thiểu à", "chính xác không")."""
    if "bound" not in case.u.cues or not case.figured or case.u.mentions or len(case.u.topic) > 2 * FEW:
        return None
    return Ask(Kind.FIGURE, "how the figure spoken of is meant", units=state.units[:1], from_context=True)


def doubted(case: Case, _state: State) -> Ask | None:
    """A value held against what was said of a target or of a task's time ("tưởng là 50% chứ", "2022 thật à")."""
    u, unit = case.u, case.spoken_of
    timed = unit is not None and unit.kind is UnitKind.TASK
    kind, names = (Kind.DEADLINE, _TIMES) if timed else (Kind.FIGURE, FIGURES)
    said = {mention.name for mention in u.mentions}
    doubts = (case.doubts or "blame" in u.cues) and not {"other", "which", "places"} & u.cues
    if unit is None or not (timed or case.figured) or not doubts or not said or said - names or u.topic:
        return None
    return Ask(kind, "a value held against what was said", units=(unit.id,), from_context=True)


def other_year(case: Case, state: State) -> Ask | None:
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


def compared(case: Case, state: State) -> Ask | None:
    """The years just compared, of a topic ("riêng về công nghệ thì sao")."""
    figured = all(case.knowledge.units[unit].kind is UnitKind.TARGET for unit in state.units)
    goes_on = case.carries_on or {"also", "only"} & case.u.cues
    if state.kind != Kind.COMPARE or not figured or not goes_on or not case.u.topic or case.u.mentions or case.lacks:
        return None
    return Ask(Kind.COMPARE, "the years compared, of a topic", years=("2030", "2045"), from_context=True)


def by_district(case: Case, _state: State) -> Ask | None:
    """A district's share of the target spoken of, or in which one it is: there is none by district."""
    u = case.u
    if not case.figured or not u.named(Name.DISTRICT) or not case.elliptic or {"lead", "coord"} & u.cues:
        return None
    return case.decline("no target by district", "absent_target")
