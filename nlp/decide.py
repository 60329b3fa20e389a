"""What to answer: the kind of question and what it is about, decided from the evidence and the conversation.

The rules stand in `decide` in the order in which they are asked; each returns an `Ask` or passes on."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.load import Knowledge
from knowledge.model import Kind as UnitKind
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.places import locate
from nlp.rank import Match
from nlp.state import State
from nlp.understand import LACKING, Understanding

_STRUCTURED = (Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE, Kind.COMPARE, Kind.OVERVIEW)
_TALK = ("greet", "thanks", "bye", "ok", "who", "able", "praise", "blame")
_BODY = frozenset({"quan", "so", "vi", "ben", "hoi", "ho", "ban", "nganh", "do"})


def decide(
    understanding: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask:
    """Decide what to answer. `state` is the living conversation or None."""
    u = understanding
    if not u.question.syllables:
        return Ask(Kind.UNCLEAR, "no words", missing="unreadable")
    for rule in (_pick, _talk, _numbered, _follow_up):
        ask = rule(u, match, state, knowledge, thresholds)
        if ask is not None:
            return ask
    if _lacks(u, thresholds):
        return _declined(u, match, "the plan lacks the thing wanted")
    return _structured(u, match, state, knowledge, thresholds) or _place(u, match, state, knowledge, thresholds)


def role_of(understanding: Understanding) -> str:
    """The role that a message asks about: "lead", "coord" or "" for either."""
    lead, coord = "lead" in understanding.cues, "coord" in understanding.cues
    return "" if lead == coord else "lead" if lead else "coord"


def _lacks(u: Understanding, thresholds: Mapping[str, float]) -> bool:
    return u.lacking >= thresholds["decline"]


def _declined(u: Understanding, match: Match, reason: str) -> Ask:
    wants = max((kind for kind in u.asks if kind.startswith(LACKING)), key=lambda kind: u.asks[kind])
    near = tuple(c.unit for c in match.candidates[:2] if c.probability > _NEAR)
    return Ask(Kind.DECLINE, reason, units=near, wants=wants.removeprefix(LACKING))


_NEAR = 0.2


def _pick(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask | None:
    """A choice among places offered: by number, or by meaning."""
    if state is None or not state.choices:
        return None
    kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
    order = _ordinal(u, len(state.choices))
    if order is not None:
        return Ask(kind, "picked by number", units=(state.choices[order],), from_context=True)
    by_unit = {c.unit: c.probability for c in match.candidates}
    chosen = max(state.choices, key=lambda unit: by_unit.get(unit, 0.0))
    sure = by_unit.get(chosen, 0.0)
    if u.topic and (sure >= thresholds["place"] or ("correction" in u.cues and sure > _HINT)) and not _lacks(u, thresholds):
        return Ask(kind, "picked by meaning", units=(chosen,), from_context=True)
    return None


_HINT = 0.05


def _ordinal(u: Understanding, count: int) -> int | None:
    """The place in a list that a short message names ("cái thứ 2", "số 1", "cái cuối"), from 0."""
    if len(u.topic) > 1 or len(u.question.syllables) > _SHORT:
        return None
    folded = u.question.folded
    if "cuoi" in folded:
        return count - 1
    if "dau" in folded:
        return 0
    for syllable in folded:
        value = _DIGITS.get(syllable, int(syllable) if syllable.isdigit() else 0)
        if 1 <= value <= count:
            return value - 1
    return None


_SHORT = 7
_DIGITS = {"mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4}


def _talk(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask | None:
    """Greetings, thanks and the like, where nothing else is said."""
    if u.mentions:
        return None
    said = [name for name in _TALK if name in u.cues]
    sure = u.asks.get(Kind.SMALL_TALK, 0.0) >= thresholds["small_talk"]
    if sure or (said and len(u.topic) <= 1 and len(u.question.syllables) <= _SHORT and match.best.probability < _TOPICAL):
        return Ask(Kind.SMALL_TALK, "small talk", wants=said[0] if said else "able")
    return None


_TOPICAL = 0.9


def _numbered(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask | None:
    """A place by its number."""
    if u.numbered is None:
        return None
    found = locate(u.numbered, state.part if state else "", knowledge)
    only_group = bool(found.part.startswith("III-") and len(found.units) > 1)
    if only_group:
        structured = max(_STRUCTURED, key=lambda kind: u.asks.get(kind, 0.0))
        agencies = u.named(Name.AGENCY)
        if agencies or (u.asks.get(structured, 0.0) >= thresholds["structured"] and structured in {Kind.COUNT, Kind.RANK}):
            kind = structured if u.asks.get(structured, 0.0) >= _HALF else Kind.DUTIES
            if kind in {Kind.DUTIES, Kind.COUNT, Kind.RANK}:
                return Ask(kind, "in a group", agencies=agencies, group=found.part, role=role_of(u))
    if found.choices:
        likely = [c.unit for c in match.candidates if c.unit in found.choices and c.probability > _TOPICAL]
        if likely and u.topic:
            return Ask(Kind.SECTION, "numbered place, told apart by topic", units=(likely[0],))
        return Ask(Kind.UNCLEAR, "a number that several places have", units=found.choices, missing="place")
    if found.units:
        return Ask(Kind.SECTION, "numbered place", units=found.units, group=found.part, agencies=u.named(Name.AGENCY))
    if found.near:
        return Ask(Kind.SECTION, "no such place", units=found.near, missing="place", group=found.part)
    return None


_HALF = 0.4


def _follow_up(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask | None:
    """A message that leaves out what the conversation was about."""
    agencies = u.named(Name.AGENCY)
    elliptic = not u.topic and not u.named(Name.DOCUMENT)
    if state is None:
        if elliptic and not agencies and not u.mentions and u.ask() in {Kind.LEAD, Kind.COORD, Kind.DEADLINE}:
            return Ask(Kind.UNCLEAR, "nothing to refer to", missing="referent", role=u.ask())
        return None
    kind = _kind(u)
    points_back = "anaphora" in u.cues
    if elliptic and state.units and "more" in u.cues:
        return Ask(Kind(state.kind), "anything more", units=state.units, agencies=state.agencies, role=state.role, wants="more", from_context=True)
    if elliptic and state.units and ({"detail", "verbatim"} & u.cues) and not agencies:
        return Ask(Kind.SECTION, "more of the same place", units=state.units[:1], from_context=True)
    if agencies and elliptic and state.units and _checks(u) and state.units[0] in knowledge.units and state.kind != Kind.DUTIES:
        return Ask(Kind.LEAD, "whether the body is in it", units=state.units[:1], agencies=agencies, role=role_of(u), from_context=True)
    if agencies and elliptic:
        together = agencies
        if points_back and state.agencies and "shared" in u.cues:
            together = tuple(dict.fromkeys((*state.agencies, *agencies)))
        return Ask(Kind.DUTIES, "the body's duties", agencies=together, role=role_of(u) or (state.role if state.kind == Kind.DUTIES else ""))
    if not elliptic or u.mentions:
        return None
    duties = u.asks.get(Kind.DUTIES, 0.0) >= _HALF or ("other" in u.cues and kind in {Kind.CONTENT, Kind.LEAD})
    if duties:
        bodies = state.agencies or _leads(state, knowledge)
        if bodies:
            return Ask(Kind.DUTIES, "the same body's duties", agencies=bodies, role=role_of(u), from_context=True)
    if state.units and kind in PLACE_KINDS and not _lacks(u, thresholds):
        return Ask(kind, "the same place", units=state.units, from_context=True)
    return None


def _checks(u: Understanding) -> bool:
    return "check" in u.cues or u.question.folded[-1] in {"a", "khong", "chua"} or "co" in u.question.folded


def _leads(state: State, knowledge: Knowledge) -> tuple[str, ...]:
    task = knowledge.tasks.get(state.units[0]) if state.units else None
    return task.lead if task else ()


def _kind(u: Understanding) -> Kind:
    kind = Kind(u.ask())
    return kind if kind in PLACE_KINDS else Kind.CONTENT


def _structured(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask | None:
    """A question about the table or the document as a whole."""
    agencies = u.named(Name.AGENCY)
    kind = max(_STRUCTURED, key=lambda each: u.asks.get(each, 0.0))
    sure = u.asks.get(kind, 0.0)
    common = {"agencies": agencies, "role": role_of(u), "years": u.named(Name.YEAR)}
    if sure >= thresholds["structured"]:
        if kind is Kind.DUTIES and not agencies:
            return None
        return Ask(kind, f"asks for {kind}", **common)  # type: ignore[arg-type]
    if agencies and not u.topic:
        return Ask(Kind.DUTIES, "only a body is named", **common)  # type: ignore[arg-type]
    return None


def _place(
    u: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask:
    """A question about one place, or about two that it fits alike."""
    kind = _kind(u)
    best = match.best
    common = {"agencies": u.named(Name.AGENCY), "role": role_of(u), "years": u.named(Name.YEAR)}
    if u.unknown > _HALF and best.probability < _TOPICAL:
        return Ask(Kind.DECLINE, "words that the plan does not know", wants="off_topic")
    if best.probability < thresholds["place"]:
        close = tuple(c.unit for c in match.candidates[:4] if c.probability > best.probability / 4)
        if len(close) < 2:
            return Ask(Kind.DECLINE, "no place is likely", wants="off_topic")
        return Ask(Kind.UNCLEAR, "no place is likely enough", units=close, missing="place", **common)  # type: ignore[arg-type]
    second = match.candidates[1]
    if kind is Kind.FIGURE and knowledge.units[best.unit].kind is UnitKind.TASK and u.asks.get(Kind.FIGURE, 0.0) > _TOPICAL:
        return Ask(Kind.DECLINE, "the place holds no figure", units=(best.unit,), wants="statistic")
    if best.probability - second.probability < thresholds["gap"]:
        return Ask(Kind.UNCLEAR, "two places alike", units=(best.unit, second.unit), missing="place", **common)  # type: ignore[arg-type]
    return Ask(kind, "one place", units=(best.unit,), **common)  # type: ignore[arg-type]
