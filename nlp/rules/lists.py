"""The places just listed or spoken of: several together, the next one, what is left, those of a sort."""

from __future__ import annotations

from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.rules.case import SEVERAL, TIMED, Case
from nlp.state import State
from nlp.understand import Understanding

_SUMMED = "II-2-2030-1"
_LEADS = frozenset({"sole", "jointly", "shared", "collective"})


def pair(case: Case, state: State) -> Ask | None:
    """Two or three places spoken of, together ("hai việc đó khác gì nhau", "cả ba cái đều thường xuyên à")."""
    u = case.u
    if "sum" in u.cues and case.elliptic and not u.mentions and state.units[:1] == (_SUMMED,):
        return Ask(Kind.FIGURE, "figures spoken of, added up", units=state.units[:1], from_context=True)
    if not (case.elliptic or u.vague) or "pair" not in u.cues or not case.names_nothing or "which" in u.cues:
        return None
    both = _spoken(state, _count(u))
    if "sum" in u.cues:
        return Ask(Kind.FIGURE, "figures spoken of, added up", units=state.units[:1], from_context=True)
    compared = "compare" in u.cues or u.ask() not in PLACE_KINDS - {Kind.CONTENT}
    kind = Kind.COMPARE if compared or "check" in u.cues else case.place_kind
    return Ask(kind, "the places spoken of side by side", units=both, from_context=True)


def _count(u: Understanding) -> int:
    """How many places a message speaks of: the number that it says, else two."""
    return next((number for number in u.counts if number > 1), 2)


def _spoken(state: State, count: int) -> tuple[str, ...]:
    """So many places spoken of: those listed, those of the last answer, else the last ones, newest first."""
    spoken = tuple(dict.fromkeys((*state.units, *state.earlier)))
    return next((units for units in (state.listed, state.units) if len(units) == count), spoken[:count])


def neighbour(case: Case, state: State) -> Ask | None:
    """The task after or before the one under discussion, in the list or in the plan ("nhiệm vụ tiếp theo")."""
    step = 1 if "following" in case.u.cues else -1 if "preceding" in case.u.cues else 0
    if not step or not state.units or len(case.u.topic) > 1 or case.agencies:
        return None
    lists = (state.listed, tuple(case.knowledge.tasks), tuple(case.knowledge.units))
    rows = next(rows for rows in lists if state.units[0] in rows)
    place = rows.index(state.units[0]) + step
    if not 0 <= place < len(rows):
        return None
    kind = case.place_kind if "asking" in case.u.cues and case.place_kind is not Kind.CONTENT else Kind.SECTION
    return Ask(kind, "the neighbouring task", units=(rows[place],), from_context=True)


def rest(case: Case, state: State) -> Ask | None:
    """What is left of the places spoken of ("cái còn lại", "việc kia")."""
    if "rest" not in case.u.cues or not case.elliptic or case.agencies or case.u.named(Name.YEAR):
        return None
    left = tuple(unit for unit in state.listed if unit not in state.units)
    left = left or tuple(unit for unit in state.earlier if unit not in state.units)[:1]
    if not left:
        return None
    if len(left) > SEVERAL:
        return Ask(Kind.UNCLEAR, "several are left", units=left, missing="place", role=case.kind_carried)
    return Ask(case.kind_carried, "what is left of the list", units=left, from_context=True)


def siblings(case: Case, state: State) -> Ask | None:
    """The schemes or programmes that stand beside the one under discussion ("còn đề án nào khác")."""
    u, units = case.u, case.knowledge.units
    parent = units[state.units[0]].parent if state.units else ""
    if not parent or case.agencies or "other" not in u.cues or not {"schemes", "programmes"} & u.cues:
        return None
    beside = tuple(unit for unit in case.knowledge.children[parent] if unit not in state.units)
    if not beside or not {"which", "picks"} & u.cues:
        return None
    return Ask(Kind.SECTION, "what stands beside it", units=beside, from_context=True)


def within_list(case: Case, state: State) -> Ask | None:
    """Of the places just listed, or of the same body's, those of a time, a sort of lead, with a body; their number."""
    u = case.u
    inside = {"pair", "inside"} & u.cues
    if not case.elliptic or (state.kind not in LISTS and not state.listed and not inside):
        return None
    timed = bool(u.named(Name.YEAR) or u.named(Name.QUARTER) or TIMED & u.cues)
    counted = "how_many" in u.cues and bool({"tasks", "all", "total"} & u.cues)
    narrowed = bool(_LEADS & u.cues or case.role) and (bool({"which", "named", "places"} & u.cues) or counted)
    listed = state.listed or (_spoken(state, _count(u)) if inside else ())
    rows = tuple(unit for unit in listed if unit in case.knowledge.tasks)
    years = u.named(Name.YEAR)
    if "inside" in u.cues and u.named(Name.AGENCY) and rows:
        return Ask(Kind.DUTIES, "a body among the places listed", units=rows, agencies=case.agencies, from_context=True)
    if u.named(Name.AGENCY) or u.numbered:
        return None
    bodies = case.agencies or state.agencies
    if bodies and (narrowed or counted or ("all" in u.cues and state.kind in {Kind.COUNT, Kind.DUTIES})):
        kind = Kind.COUNT if counted else Kind.DUTIES
        role = case.role or state.role
        return Ask(kind, "the same body's, narrowed", agencies=bodies, role=role, years=years, from_context=True)
    led = all(set(bodies) & set(case.knowledge.tasks[row].lead) for row in rows)
    if bodies and timed and "which" in u.cues and state.kind in LISTS and led:
        return Ask(Kind.DUTIES, "the same body's of a time", agencies=bodies, role=state.role, years=years)
    plural = "which" in u.cues or counted or "inside" in u.cues
    if len(rows) > 1 and timed and (plural or (not years and len(state.units) > 1)):
        return Ask(Kind.SCHEDULE, "a time among the places listed", units=rows, years=years, from_context=True)
    if len(rows) > 1 and (narrowed or counted):
        return Ask(Kind.COUNT, "the places listed, narrowed or counted", units=rows, from_context=True)
    return None
