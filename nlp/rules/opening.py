"""Messages without words, picks from what was offered or listed, small talk."""

from __future__ import annotations

from itertools import pairwise

from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.rules.case import DIGITS, FEW, SHORT, Case, asks_role
from nlp.state import State
from nlp.understand import Understanding

_TALK = ("greet", "thanks", "bye", "ok", "who", "able", "praise", "blame")
_ORDINAL = frozenset({"thu", "so", "cai", "viec", "y"})
_COUNTS = frozenset({*DIGITS, *"123456789"})


def empty(case: Case) -> Ask | None:
    """A message without words."""
    if case.u.question.syllables:
        return None
    return Ask(Kind.UNCLEAR, "no words", missing="unreadable")


def pick(case: Case) -> Ask | None:
    """A choice among places offered: by number, or by meaning; or one of a list by its place in it."""
    state = case.state
    if state is None:
        return None
    if not state.choices:
        return _of_list(case, state)
    kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
    order = _ordinal(case.u, len(state.choices))
    if order is not None:
        return Ask(kind, "picked by number", units=(state.choices[order],), from_context=True)
    if case.agencies and case.elliptic:
        led = [
            c for c in state.choices if c in case.knowledge.tasks and case.agencies[0] in case.knowledge.tasks[c].lead
        ]
        if len(led) == 1 and "other" not in case.u.cues:
            return Ask(kind, "picked by its body", units=(led[0],), from_context=True)
    by_unit = {c.unit: c.probability for c in case.match.candidates}
    chosen = max(state.choices, key=lambda unit: by_unit.get(unit, 0.0))
    sure = by_unit.get(chosen, 0.0)
    meant = sure >= case.thresholds["place"] or ("correction" in case.u.cues and sure > case.thresholds["hint"])
    if case.u.topic and meant and not case.lacks:
        return Ask(kind, "picked by meaning", units=(chosen,), from_context=True)
    return None


def _of_list(case: Case, state: State) -> Ask | None:
    """One of the places just listed ("cái thứ 2 nói rõ hơn", "việc đầu hạn bao giờ")."""
    rows = [unit for unit in state.units if unit not in case.knowledge.groups] or list(state.units)
    folded = case.u.question.folded
    said = any(word in _ORDINAL and following in _COUNTS for word, following in pairwise((*folded, "")))
    ends = {"dau", "cuoi"} & set(folded)
    if len(rows) <= 1 or not case.elliptic_but_numbered or not (said or ends) or "group" in state.kind:
        return None
    if any(each.group or each.part or each.article for each in case.u.numbered):
        return None
    order = _ordinal(case.u, len(rows))
    if order is None:
        return None
    whole = {"detail", "verbatim"} & case.u.cues or case.place_kind is Kind.CONTENT
    kind = Kind.SECTION if whole else case.place_kind
    return Ask(kind, "one of the list", units=(rows[order],), from_context=True)


def _ordinal(u: Understanding, count: int) -> int | None:
    """The place in a list that a short message names ("cái thứ 2", "số 1", "cái cuối"), from 0."""
    if len(u.topic) > 1 or len(u.question.syllables) > SHORT:
        return None
    folded = u.question.folded
    if "cuoi" in folded:
        return count - 1
    if "dau" in folded:
        return 0
    for syllable in folded:
        value = DIGITS.get(syllable, int(syllable) if syllable.isdecimal() else 0)
        if 1 <= value <= count:
            return value - 1
    return None


def talk(case: Case) -> Ask | None:
    """Greetings, thanks and the like, where nothing else is said."""
    u = case.u
    if u.mentions or u.surely_lacks or len(u.topic) > FEW:
        return None
    said = [name for name in _TALK if name in u.cues]
    sure = u.asks.get(Kind.SMALL_TALK, 0.0) >= case.thresholds["small_talk"]
    small = bool(said) and len(u.topic) <= 1 and len(u.question.syllables) <= SHORT
    if sure or (small and case.margin < case.thresholds["faint"] and not asks_role(case)):
        return Ask(Kind.SMALL_TALK, "small talk", wants=said[0] if said else "able")
    return None
