"""Picks from what was offered or listed: by number, group, body, topic or meaning."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Kind as UnitKind
from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.case import FEW, LONG, SHORT, Case
from nlp.state import State
from nlp.understand import BACKGROUND, Understanding

_TWO = 2


def pick(case: Case) -> Ask | None:
    """A choice among places offered: by number, or by meaning; or one of a list by its place in it."""
    state = case.state
    if state is None:
        return None
    if not state.choices:
        return _of_list(case, state)
    kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
    grouped = _in_group(case, state.choices)
    if grouped:
        return Ask(kind, "picked by its group", units=(grouped,), from_context=True)
    order = None if case.u.numbered and case.u.numbered[0].group else _ordinal(case.u, len(state.choices))
    if order is not None:
        return Ask(kind, "picked by number", units=(state.choices[order],), from_context=True)
    if case.agencies and case.elliptic:
        led = [
            c for c in state.choices if c in case.knowledge.tasks and case.agencies[0] in case.knowledge.tasks[c].lead
        ]
        if len(led) == 1 and "other" not in case.u.cues:
            return Ask(kind, "picked by its body", units=(led[0],), from_context=True)
    told = _best_told(case, state.choices)
    if told:
        return Ask(kind, "picked by its topic", units=(told,), from_context=True)
    by_unit = {c.unit: c.probability for c in case.match.candidates}
    chosen = max(state.choices, key=lambda unit: by_unit.get(unit, 0.0))
    sure = by_unit.get(chosen, 0.0)
    meant = sure >= case.thresholds["place"] or ("correction" in case.u.cues and sure > case.thresholds["hint"])
    best = case.match.best.unit
    other = best not in state.choices and case.u.margins[best] > max(case.u.margins[c] for c in state.choices)
    if case.u.topic and meant and not case.lacks and not (other and case.margin >= case.thresholds["weak"]):
        return Ask(kind, "picked by meaning", units=(chosen,), from_context=True)
    return None


def _in_group(case: Case, choices: Sequence[str]) -> str:
    """The one choice that stands in the group named ("nhóm III"), "" where there is none."""
    if case.u.topic or len(case.u.numbered) != 1 or case.u.numbered[0].task:
        return ""
    groups = {f"III-{numeral}" for numeral in (case.u.numbered[0].group, *case.u.numbered[0].loose)}
    inside = [unit for unit in choices if case.knowledge.units[unit].group in groups]
    return inside[0] if len(inside) == 1 else ""


def _of_list(case: Case, state: State) -> Ask | None:
    """One of the places just listed ("cái thứ 2 nói rõ hơn", "việc đầu hạn bao giờ")."""
    u = case.u
    rows = case.knowledge.groups[case.group] if case.group else state.listed or _beside(case, state)
    if not case.group and state.kind in LISTS and 1 < len(state.units) < len(rows):
        rows = state.units  # Of those told last.
    dated = _dated(case, rows if len(rows) > 1 else state.earlier)
    if dated:
        return Ask(case.kind_carried, "of the list, by its time", units=dated, from_context=True)
    foreign = not set(u.named(Name.AGENCY)) <= set(state.agencies)
    told = _told(case, state)
    if told:
        return Ask(case.kind_carried, "one of the list, by its topic", units=(told,), from_context=True)
    if len(rows) <= 1 or "ordinal" not in u.cues or "next_few" in u.cues or foreign:
        return None
    if not case.elliptic_but_numbered:
        return _quoted(case, rows)
    if any(each.group or each.part or each.article for each in u.numbered) or (u.numbered and "same_group" in u.cues):
        return None
    several = next((number for number in u.counts if 1 < number < len(rows)), 0) if "ends" in u.cues else 0
    if several:
        some = rows[-several:] if "last" in u.cues else rows[:several]
        return Ask(case.place_kind, "the first or last of the list", units=some, from_context=True)
    order = _ordinal(u, len(rows))
    if order is None:
        return None
    whole = {"detail", "verbatim"} & u.cues or case.place_kind is Kind.CONTENT
    kind = Kind.SECTION if whole else case.place_kind
    return Ask(kind, "one of the list", units=(rows[order],), from_context=True)


def _dated(case: Case, rows: Sequence[str]) -> tuple[str, ...]:
    """The one of the list whose time holds the only year named ("cái đến 2030"), or all but it; () for neither."""
    u, units = case.u, case.knowledge.units
    years = u.named(Name.YEAR)
    if "picks" not in u.cues or len(u.topic) > 1 or len(years) != 1 or "which" in u.cues:
        return ()
    held = tuple(unit for unit in rows if years[0] in units[unit].deadline)
    if len(held) != 1 or len(rows) <= 1:
        return ()
    return tuple(unit for unit in rows if unit not in held) if {"except", "rest"} & u.cues else held


def _quoted(case: Case, rows: Sequence[str]) -> Ask | None:
    """One of the list by its place in it, asked about in its own words ("cái thứ hai ưu tiên nguồn vốn nào")."""
    order = next((number - 1 for number in case.u.counts if 1 <= number <= len(rows)), None)
    if order is None or case.u.numbered:
        return None
    held = plain_words(case.knowledge.units[rows[order]].text).intersection(case.u.topic)
    if 2 * len(held) <= len(set(case.u.topic)) or case.lacks:
        return None
    return Ask(Kind.CONTENT, "one of the list, in its own words", units=(rows[order],), from_context=True)


def _beside(case: Case, state: State) -> tuple[str, ...]:
    """The places of the last answer; of a single clause of a section all clauses beside it."""
    units = case.knowledge.units
    clauses = {UnitKind.PURPOSE, UnitKind.EXECUTION, UnitKind.BASIS}
    if len(state.units) != 1 or units[state.units[0]].kind not in clauses:
        return state.units
    part = state.units[0].rpartition("-")[0]
    return tuple(unit for unit in units if unit.rpartition("-")[0] == part)


def _told(case: Case, state: State) -> str:
    """The one of the list, else of the places near the last, that a few words tell ("cái miền núi"), "" for none."""
    rows = state.listed or tuple(unit for unit in state.near if case.same_sort(unit))
    if case.lacks:
        return ""
    told = _best_told(case, rows) if case.margin < case.thresholds["told"] else ""
    return told if told not in state.units[:1] else ""


def _best_told(case: Case, rows: Sequence[str]) -> str:
    """The row that a few words speak of clearly more than of the others ("cái cho nông nghiệp"), "" for none."""
    u = case.u
    if "picks" not in u.cues or not 0 < len(u.topic) <= FEW or u.mentions or len(rows) < _TWO:
        return ""
    rank = sorted(rows, key=lambda unit: -u.margins[unit])
    first, second = u.margins[rank[0]], u.margins[rank[1]]
    return rank[0] if first > BACKGROUND and first - second > case.thresholds["gap"] else ""


def _ordinal(u: Understanding, count: int) -> int | None:
    """The place in a list that a short message names ("cái thứ 2", "số 1", "cái cuối"), from 0."""
    if len(u.topic) > 1 or len(u.question.syllables) > (LONG if "ordinal" in u.cues else SHORT):
        return None
    if "last" in u.cues:
        return count - 1
    if "first" in u.cues:
        return 0
    tasks = (int(each.task) for each in u.numbered if each.task.isdecimal())
    return next((number - 1 for number in (*tasks, *u.counts) if 1 <= number <= count), None)
