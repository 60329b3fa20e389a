"""Messages that leave out what the conversation is about."""

from __future__ import annotations

from knowledge.model import Kind as UnitKind
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.rules.case import FEW, LISTS, STRUCTURED, TARGET_YEARS, Case, asks_role
from nlp.rules.documents import DESCRIBES
from nlp.state import State
from nlp.understand import Understanding


def follow_up(case: Case) -> Ask | None:
    """A message that leaves out what the conversation was about, or that has nothing to refer to."""
    u, state = case.u, case.state
    points_back = "anaphora" in u.cues and u.vague
    if state is None or not (state.units or state.agencies):
        if points_back and not u.mentions:
            likely = tuple(c.unit for c in case.match.candidates[:4])
            return Ask(Kind.UNCLEAR, "points back to nothing", units=likely, missing="place", role=case.place_kind)
        of_the_whole = {"all", "bodies", "most", "exactly", "none"} & u.cues
        if case.elliptic and not u.mentions and not of_the_whole and u.ask() in {Kind.LEAD, Kind.COORD, Kind.DEADLINE}:
            return Ask(Kind.UNCLEAR, "nothing to refer to", missing="referent", role=u.ask())
        return None
    if (case.elliptic or u.vague) and "pair" in u.cues and not u.mentions:
        before = tuple(unit for unit in state.earlier if unit not in state.units)
        both = state.units if len(state.units) > 1 else (*state.units, *before[:1])
        return Ask(Kind.COMPARE, "the places spoken of side by side", units=both, from_context=True)
    described = bool(DESCRIBES & u.cues) and not u.surely_lacks
    if points_back and state.units and (described or not case.lacks) and not case.agencies:
        return Ask(case.place_kind, "the place pointed back to", units=state.units[:1], from_context=True)
    if u.named(Name.DAY) and state.units and len(u.topic) < FEW and not case.agencies:
        return Ask(Kind.REPORT, "a day said of the same place", units=state.units[:1], from_context=True)
    if not case.elliptic:
        return None
    for rule in (_more, _time_within, _other_year, _body, _same_body, _same_place):
        ask = rule(case, state)
        if ask is not None:
            return ask
    return None


def _more(case: Case, state: State) -> Ask | None:
    """More of the same ("còn nữa không"), or the place whole ("nguyên văn", "chi tiết")."""
    if not state.units or case.u.mentions:
        return None
    if "more" in case.u.cues and not asks_role(case) and "other" not in case.u.cues - {"more"}:
        return Ask(
            Kind.DUTIES, "anything more", units=state.units, agencies=state.agencies, wants="more", from_context=True
        )
    if {"detail", "verbatim"} & case.u.cues:
        return Ask(Kind.SECTION, "the same place whole", units=state.units[:1], from_context=True)
    return None


def _time_within(case: Case, state: State) -> Ask | None:
    """A time among the places just listed ("việc nào trong số đó ghi năm 2023")."""
    timed = bool(case.u.named(Name.YEAR) or case.u.named(Name.QUARTER) or {"yearly", "ongoing", "period"} & case.u.cues)
    rows = tuple(unit for unit in state.units if unit in case.knowledge.tasks)
    if timed and len(rows) > 1 and state.kind in LISTS and not case.agencies:
        return Ask(
            Kind.SCHEDULE,
            "a time among the places listed",
            units=rows,
            years=case.u.named(Name.YEAR),
            from_context=True,
        )
    return None


def _other_year(case: Case, state: State) -> Ask | None:
    """The same figure for the other target year ("còn năm 2045?")."""
    years = [year for year in case.u.named(Name.YEAR) if year in TARGET_YEARS]
    if not years or case.agencies:
        return None
    units = case.knowledge.units
    if state.kind == Kind.OVERVIEW:
        return Ask(Kind.OVERVIEW, "the targets of another year", years=tuple(years), from_context=True)
    found = [unit for unit in (*state.units, *state.near) if units[unit].kind is UnitKind.TARGET and years[0] in unit]
    if not found:
        return None
    return Ask(Kind.FIGURE, "the same figure in another year", units=tuple(found[:1]), from_context=True)


def _body(case: Case, state: State) -> Ask | None:
    """A body alone: whether it is in the task under discussion, or its duties."""
    if not case.agencies:
        return None
    one_task = len(state.units) == 1 or state.kind in PLACE_KINDS
    if state.units and one_task and _checks(case.u) and case.likely(Kind.DUTIES) < case.thresholds["sure"]:
        kind = Kind.LEAD if state.units[0] in case.knowledge.tasks else Kind.LEGAL
        return Ask(kind, "whether the body is in it", units=state.units[:1], agencies=case.agencies, from_context=True)
    agencies = case.agencies
    if "shared" in case.u.cues and "anaphora" in case.u.cues and len(agencies) == 1:
        agencies = (*_bodies(case, state), *agencies)
    role = case.role or (state.role if state.kind == Kind.DUTIES else "")
    return Ask(
        Kind.DUTIES,
        "the body's duties",
        agencies=tuple(dict.fromkeys(agencies)),
        role=role,
        years=case.u.named(Name.YEAR),
    )


def _checks(u: Understanding) -> bool:
    folded = u.question.folded
    if "other" in u.cues:
        return False
    return "check" in u.cues or folded[-1] in {"a", "khong", "chua"} or "co" in folded


def _bodies(case: Case, state: State) -> tuple[str, ...]:
    """The bodies that the conversation is about: those asked for, else those that lead the place, else those named."""
    bodies = state.agencies
    for unit in state.units[:1] if not bodies else ():
        if unit in case.knowledge.tasks:
            bodies = case.knowledge.tasks[unit].lead
        else:
            text = case.knowledge.units[unit].text
            bodies = tuple(
                a.id for a in case.knowledge.agencies.values() if a.kind == "so" and a.named and a.name in text
            )
    sorts = [body for body in bodies if case.knowledge.agencies[body].kind == "so"]
    return tuple(sorts) if sorts and "so" in case.u.question.folded else bodies


def _same_body(case: Case, state: State) -> Ask | None:
    """What the same body does besides ("cơ quan đó còn làm gì nữa")."""
    if case.u.mentions:
        return None
    asks_other = "other" in case.u.cues and case.place_kind in {Kind.CONTENT, Kind.LEAD, Kind.COORD}
    if case.likely(Kind.DUTIES) < case.thresholds["structured"] and not asks_other:
        return None
    bodies = _bodies(case, state)
    if not bodies:
        return None
    return Ask(Kind.DUTIES, "the same body's duties", agencies=bodies, role=case.role, from_context=True)


def _same_place(case: Case, state: State) -> Ask | None:
    """Another question of the same place ("còn phối hợp?", "hạn?")."""
    if not state.units or case.u.surely_lacks or {"leave"} & case.u.cues:
        return None
    if case.likely(Kind.COMPARE) >= case.thresholds["structured"] and len(state.units) > 1:
        return Ask(Kind.COMPARE, "the places listed side by side", units=state.units, from_context=True)
    if case.u.mentions and not case.u.named(Name.DAY):
        return None
    if "sole" in case.u.cues:
        return Ask(Kind.LEAD, "whether it is led alone", units=state.units[:1], from_context=True)
    if case.u.topic and case.lacks:
        return None
    if case.u.lacking >= case.thresholds["sure"] or case.u.ask() == Kind.SMALL_TALK:
        return None
    if max(case.likely(kind) for kind in STRUCTURED) >= case.thresholds["structured"]:
        return None
    return Ask(case.place_kind, "the same place", units=state.units[:1], from_context=True)
