"""Figures of the targets: in their own words, alone, all of a year; and things that the plan lacks."""

from __future__ import annotations

from knowledge.model import Kind as UnitKind
from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import PLAN_YEARS, TARGET_YEARS, Case
from nlp.understand import LACKING

_BROAD = ("II-2-2030-1", "II-2-2045")
"""Targets in whose words alone a message must speak to mean all targets."""


def measured(case: Case) -> Ask | None:
    """A figure of which the message speaks in the figure's own words alone, whatever else the words may look like."""
    u = case.u
    best = case.match.best
    years = set(u.named(Name.YEAR))
    odd = {Name.DISTRICT, Name.AGENCY, Name.DOCUMENT} & {mention.name for mention in u.mentions}
    asked = case.place_kind is Kind.FIGURE or "how_many" in u.cues
    # The words alone cannot tell a target that is set from one that is not: the figure's own words can.
    unset = sum(u.asks.get(f"{LACKING}{kind}", 0.0) for kind in ("absent_target", "other_year"))
    hopeless = u.surely_lacks or u.lacking - unset >= case.thresholds["decline"]
    if len(u.parts) > 1 or best.unit not in u.measured or odd or not asked or hopeless:
        return None
    own = {year for year in years if year in best.unit}
    if years != own or best.probability < case.thresholds["sure"]:
        return None
    if own or ("present" not in u.cues and u.lacking < case.thresholds["sure"]):
        return Ask(Kind.FIGURE, "a figure in its own words", units=(best.unit,), years=tuple(own))
    return None


def values(case: Case) -> Ask | None:
    """A figure alone ("100%"): every target that holds it."""
    u = case.u
    held_days = [unit.id for unit in case.knowledge.plan.units for day in u.named(Name.DAY) if day in unit.text]
    if held_days and not u.topic and not case.agencies:
        return Ask(Kind.REPORT, "a day alone", units=tuple(dict.fromkeys(held_days))[:1])
    values = {*(f"{value}%" for value in u.named(Name.PERCENT)), *u.named(Name.NUMBER)}
    if u.topic or not values or case.agencies or u.numbered or len(u.mentions) != len(values):
        return None
    held = [f.unit for f in case.knowledge.figures if f.value.replace(".", "") in values]
    return Ask(Kind.FIGURE, "a figure alone", units=tuple(dict.fromkeys(held))) if held else None


def all_targets(case: Case) -> Ask | None:
    """All targets of a year ("liệt kê các chỉ tiêu tới 2030")."""
    u = case.u
    years = tuple(year for year in u.named(Name.YEAR) if year in TARGET_YEARS)
    listed = {"all", "targets"} <= u.cues and not u.surely_lacks and not case.agencies
    if years and listed and all(unit in u.measured for unit in _BROAD) and "how_many" not in u.cues:
        return Ask(Kind.OVERVIEW, "all targets of a year", years=years)
    return None


def lacking(case: Case) -> Ask | None:
    """A thing that the plan lacks, by its words; or a target's figure for a year or a district that has none."""
    u = case.u
    if case.lacks:
        return case.decline("the plan lacks the thing wanted")
    target = case.knowledge.units[case.match.best.unit].kind is UnitKind.TARGET
    if target and case.place_kind is Kind.FIGURE and "check" not in u.cues:
        years = set(u.named(Name.YEAR))
        if (years and not years & PLAN_YEARS) or years == {"2025"}:
            return case.decline("no target for that year", "other_year")
        if len(years) == 1 and years <= TARGET_YEARS and not any(year in case.match.best.unit for year in years):
            return case.decline("the target is set for another year", "absent_target")
        if u.named(Name.DISTRICT) and u.lacking > case.thresholds["near"]:
            return case.decline("no target by district", "absent_target")
    return None
