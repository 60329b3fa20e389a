"""What to answer: the kind of question and what it is about, decided from the evidence and the conversation.

The rules stand in `RULES` in the order in which they are asked; each returns an `Ask` or passes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from knowledge.load import Knowledge
from knowledge.model import Kind as UnitKind
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.numbered import Numbered
from nlp.places import Found, locate
from nlp.rank import Match
from nlp.state import State
from nlp.understand import LACKING, Understanding

_STRUCTURED = (Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE, Kind.COMPARE, Kind.OVERVIEW)
_TALK = ("greet", "thanks", "bye", "ok", "who", "able", "praise", "blame")
_DESCRIBES = frozenset({"about", "issuer", "issued", "number_of"})
_TARGET_YEARS = frozenset({"2030", "2045"})
_PLAN_YEARS = _TARGET_YEARS | {"2021", "2022", "2023", "2025"}
_OWN = frozenset({"qd-922", "luat-htx", "luat-tccqdp", "luat-sua-doi"})
_DIGITS = {"mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4}
_SHORT = 7
_LISTS = frozenset({Kind.DUTIES, Kind.SCHEDULE, Kind.OVERVIEW, Kind.SECTION, Kind.COUNT, Kind.RANK, Kind.COMPARE})


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    u: Understanding
    match: Match
    state: State | None
    knowledge: Knowledge
    thresholds: Mapping[str, float]

    def likely(self, kind: Kind) -> float:
        """The probability of a kind among the things that the plan holds."""
        held = 1.0 - self.u.lacking
        return self.u.asks.get(kind, 0.0) / held if held > 0 else 0.0

    @property
    def elliptic(self) -> bool:
        """Whether the message names no topic of its own, or in a conversation one that no place answers to."""
        named = self.u.named(Name.DOCUMENT) or self.u.numbered
        if named or not self.u.topic:
            return not named
        few, one = len(self.u.topic) <= _FEW, len(self.u.topic) == 1
        faint = max(self.u.margins.values()) < self.thresholds["faint"]
        faint = faint and "also" not in self.u.cues
        return self.state is not None and ((self.weak and few) or (one and faint))

    @property
    def weak(self) -> bool:
        """Whether no place is more than faintly spoken of."""
        return max(self.u.margins.values()) < self.thresholds["weak"]

    @property
    def elliptic_but_numbered(self) -> bool:
        """Whether the message names no topic of its own but perhaps a number."""
        return not self.u.topic and not self.u.named(Name.DOCUMENT)

    @property
    def about_body(self) -> bool:
        """Whether a body is named and little or nothing of one task is said beside it."""
        margin = max(self.u.margins.values())
        near_none = margin < self.thresholds["bodied"] and len(self.u.topic) < _FEW
        sure = self.likely(Kind.DUTIES) >= self.thresholds["sure"] and len(self.u.topic) <= _FEW
        few = not self.u.topic or near_none or sure or (margin < 0 and len(self.u.topic) <= 2 * _FEW)
        return bool(self.agencies) and few

    @property
    def bodied(self) -> bool:
        """Whether few words stand beside a body, none of them sure of a place, and its duties may be meant."""
        least = self.thresholds["bodied"]
        few = len(self.u.topic) <= _FEW and max(self.u.margins.values()) < least
        return few and self.likely(Kind.DUTIES) >= least

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies named."""
        return self.u.named(Name.AGENCY)

    @property
    def role(self) -> str:
        """The role asked about: "lead", "coord" or "" for either."""
        lead, coord = "lead" in self.u.cues, "coord" in self.u.cues
        return "" if lead == coord else "lead" if lead else "coord"

    @property
    def place_kind(self) -> Kind:
        """The likeliest kind that one place answers."""
        return max(PLACE_KINDS, key=lambda kind: (self.u.asks.get(kind, 0.0), kind))

    @property
    def lacks(self) -> bool:
        """Whether the plan lacks the thing wanted."""
        keyword = max(self.u.margins.values()) > 1 and len(self.u.topic) <= _FEW
        backed = bool(self.u.may_lack) and self.u.lacking >= self.thresholds["backed"]
        return bool(self.u.surely_lacks) or backed or self.u.lacking >= self.thresholds["keyword" if keyword else "decline"]

    def decline(self, reason: str, wants: str = "") -> Ask:
        """Declining, with the nearest places."""
        kinds = [kind for kind in self.u.asks if kind.startswith(LACKING)]
        likeliest = max(kinds, key=lambda kind: self.u.asks[kind]).removeprefix(LACKING)
        near = tuple(c.unit for c in self.match.candidates[:2] if c.probability > self.thresholds["near"])
        return Ask(
            Kind.DECLINE, reason, units=near, agencies=self.agencies, wants=wants or self.u.surely_lacks or self.u.may_lack or likeliest
        )


def decide(
    understanding: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask:
    """Decide what to answer.

    Args:
        understanding: the message.
        match: the places that it may be about.
        state: the living conversation, None where there is none.
        knowledge: the plan.
        thresholds: the deciding numbers (weights.yaml).
    """
    case = Case(understanding, match, state, knowledge, thresholds)
    for rule in RULES:
        ask = rule(case)
        if ask is not None:
            return ask
    return _place(case)


def _empty(case: Case) -> Ask | None:
    """A message without words."""
    if case.u.question.syllables:
        return None
    return Ask(Kind.UNCLEAR, "no words", missing="unreadable")


def _pick(case: Case) -> Ask | None:
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
    if len(rows) < 2 or not case.elliptic_but_numbered or not (said or ends) or "group" in state.kind:
        return None
    if any(each.group or each.part or each.article for each in case.u.numbered):
        return None
    order = _ordinal(case.u, len(rows))
    if order is None:
        return None
    whole = {"detail", "verbatim"} & case.u.cues or case.place_kind is Kind.CONTENT
    kind = Kind.SECTION if whole else case.place_kind
    return Ask(kind, "one of the list", units=(rows[order],), from_context=True)


_ORDINAL = frozenset({"thu", "so", "cai", "viec", "y"})
_COUNTS = frozenset({*_DIGITS, *"123456789"})


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


def _talk(case: Case) -> Ask | None:
    """Greetings, thanks and the like, where nothing else is said."""
    u = case.u
    if u.mentions or u.surely_lacks or len(u.topic) > _FEW:
        return None
    said = [name for name in _TALK if name in u.cues]
    sure = u.asks.get(Kind.SMALL_TALK, 0.0) >= case.thresholds["small_talk"]
    small = bool(said) and len(u.topic) <= 1 and len(u.question.syllables) <= _SHORT
    if sure or (small and case.match.best.probability < case.thresholds["sure"] and not _asks_role(case)):
        return Ask(Kind.SMALL_TALK, "small talk", wants=said[0] if said else "able")
    return None


def _asks_role(case: Case) -> bool:
    return bool({"lead", "coord"} & case.u.cues)


def _numbered(case: Case) -> Ask | None:
    """Places by their number."""
    u = case.u
    if not u.numbered:
        return None
    found = [locate(each, case.state.part if case.state else "", case.knowledge) for each in u.numbered]
    found = [each for each in found if each.units or each.choices or each.near]
    if not found:
        return None
    if len(found) > 1:
        return _several(case, found)
    one = found[0]
    named_part = u.numbered[0].part and not _numerals(u.numbered[0])
    if (
        named_part
        and (u.topic or u.named(Name.DOCUMENT))
        and case.match.best.unit not in one.units
        and case.match.best.probability > case.thresholds["sure"]
    ):
        return None
    if len(one.units) > 1 and one.part in case.knowledge.groups:
        whole = _in_group(case, one.part)
        if whole is not None:
            return whole
    if one.choices:
        likely = [
            c.unit for c in case.match.candidates if c.unit in one.choices and c.probability > case.thresholds["sure"]
        ]
        if likely and u.topic:
            return Ask(
                Kind.SECTION, "numbered place, told apart by its topic", units=likely[:1], agencies=case.agencies
            )
        return Ask(Kind.UNCLEAR, "a number that several places have", units=one.choices, missing="place")
    if one.units:
        return Ask(Kind.SECTION, "numbered place", units=one.units, group=one.part, agencies=case.agencies)
    return Ask(Kind.SECTION, "no such place", units=one.near, missing="place", group=one.part)


def _numerals(numbered: Numbered) -> bool:
    """Whether a place has more than the name of a part."""
    return bool(numbered.task or numbered.clause or numbered.dash or numbered.loose or numbered.group)


def _several(case: Case, found: list[Found]) -> Ask | None:
    """Several numbered places: side by side."""
    units = tuple(dict.fromkeys(each.units[0] for each in found if each.units))
    if len(units) > 1:
        return Ask(Kind.COMPARE, "numbered places", units=units)
    if units:
        return Ask(Kind.SECTION, "numbered place", units=units, agencies=case.agencies)
    return Ask(Kind.SECTION, "no such place", units=found[0].near, missing="place") if found[0].near else None


def _in_group(case: Case, group: str) -> Ask | None:
    """A question to the table within a group."""
    kind = max((Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE), key=case.likely)
    if case.likely(kind) >= case.thresholds["structured"] and (kind is not Kind.DUTIES or case.agencies):
        return Ask(
            kind, "within a group", agencies=case.agencies, group=group, role=case.role, years=case.u.named(Name.YEAR)
        )
    if case.agencies:
        return Ask(Kind.DUTIES, "a body within a group", agencies=case.agencies, group=group, role=case.role)
    if {"ongoing", "yearly", "period"} & case.u.cues:
        return Ask(Kind.SCHEDULE, "a time within a group", group=group, years=case.u.named(Name.YEAR))
    return None


def _document(case: Case) -> Ask | None:
    """What a cited document is: its number, date, issuer, subject; not what it says inside."""
    named = [d for d in case.u.named(Name.DOCUMENT) if d not in _OWN]
    if named and "replaces" in case.u.cues and not case.u.surely_lacks:
        return Ask(Kind.LEGAL, "what the decision replaces", units=(_EFFECT,))
    if not named or case.u.surely_lacks or case.agencies or _asks_role(case) or case.match.best.unit == _EFFECT:
        return None
    if (_DESCRIBES & case.u.cues and len(case.u.topic) <= _FEW) or (not case.u.topic and case.place_kind is Kind.LEGAL):
        units = tuple(dict.fromkeys(case.knowledge.documents[d].units[0] for d in named))
        return Ask(Kind.LEGAL, "what a cited document is", units=units[:1] if len(units) == 1 else units)
    return None


_FEW = 3
_EFFECT = "QD-dieu-2"


def _follow_up(case: Case) -> Ask | None:
    """A message that leaves out what the conversation was about, or that has nothing to refer to."""
    u, state = case.u, case.state
    points_back = "anaphora" in u.cues and u.vague
    if state is None or not (state.units or state.agencies):
        if points_back and not u.mentions:
            likely = tuple(c.unit for c in case.match.candidates[:4])
            return Ask(Kind.UNCLEAR, "points back to nothing", units=likely, missing="place", role=case.place_kind)
        if case.elliptic and not u.mentions and u.ask() in {Kind.LEAD, Kind.COORD, Kind.DEADLINE}:
            return Ask(Kind.UNCLEAR, "nothing to refer to", missing="referent", role=u.ask())
        return None
    if (case.elliptic or u.vague) and "pair" in u.cues and not u.mentions:
        before = tuple(unit for unit in state.earlier if unit not in state.units)
        both = state.units if len(state.units) > 1 else (*state.units, *before[:1])
        return Ask(Kind.COMPARE, "the places spoken of side by side", units=both, from_context=True)
    described = bool(_DESCRIBES & u.cues) and not u.surely_lacks
    if points_back and state.units and (described or not case.lacks) and not case.agencies:
        return Ask(case.place_kind, "the place pointed back to", units=state.units[:1], from_context=True)
    if u.named(Name.DAY) and state.units and len(u.topic) < _FEW and not case.agencies:
        return Ask(Kind.REPORT, "a day said of the same place", units=state.units[:1], from_context=True)
    if not case.elliptic:
        return None
    for rule in (_more, _time_within, _other_year, _body, _same_body, _same_place):
        ask = rule(case, state)
        if ask is not None:
            return ask
    return None


def _more(case: Case, state: State) -> Ask | None:
    """ "Còn nữa không", "nguyên văn", "chi tiết" after an answer."""
    if not state.units or case.u.mentions:
        return None
    if "more" in case.u.cues and not _asks_role(case) and "other" not in case.u.cues - {"more"}:
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
    if timed and len(rows) > 1 and state.kind in _LISTS and not case.agencies:
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
    years = [year for year in case.u.named(Name.YEAR) if year in _TARGET_YEARS]
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
    if max(case.likely(kind) for kind in _STRUCTURED) >= case.thresholds["structured"]:
        return None
    return Ask(case.place_kind, "the same place", units=state.units[:1], from_context=True)


def _measured(case: Case) -> Ask | None:
    """A figure of which the message speaks in the figure's own words alone, whatever else the words may look like."""
    u = case.u
    best = case.match.best
    years = set(u.named(Name.YEAR))
    odd = {Name.DISTRICT, Name.AGENCY, Name.DOCUMENT} & {mention.name for mention in u.mentions}
    asked = Kind.FIGURE in {case.place_kind} or "how_many" in u.cues
    if len(u.parts) > 1 or best.unit not in u.measured or odd or not asked or u.surely_lacks or u.lacking >= case.thresholds["certain"]:
        return None
    own = {year for year in years if year in best.unit}
    if years != own or best.probability < case.thresholds["sure"]:
        return None
    if own or ("present" not in u.cues and u.lacking < case.thresholds["decline"]):
        return Ask(Kind.FIGURE, "a figure in its own words", units=(best.unit,), years=tuple(own))
    return None


def _values(case: Case) -> Ask | None:
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


def _all_targets(case: Case) -> Ask | None:
    """All targets of a year ("liệt kê các chỉ tiêu tới 2030")."""
    u = case.u
    years = tuple(year for year in u.named(Name.YEAR) if year in _TARGET_YEARS)
    listed = {"all", "targets"} <= u.cues and not u.surely_lacks and not case.agencies
    if years and listed and all(unit in u.measured for unit in _BROAD) and "how_many" not in u.cues:
        return Ask(Kind.OVERVIEW, "all targets of a year", years=years)
    return None


_BROAD = ("II-2-2030-1", "II-2-2045")
"""Targets in whose words alone a message must speak to mean all targets."""


def _lacking(case: Case) -> Ask | None:
    """A thing that the plan lacks, by its words; or a target's figure for a year or a district that has none."""
    u = case.u
    if case.lacks:
        return case.decline("the plan lacks the thing wanted")
    target = case.knowledge.units[case.match.best.unit].kind is UnitKind.TARGET
    if target and case.place_kind is Kind.FIGURE and "check" not in u.cues:
        years = set(u.named(Name.YEAR))
        if (years and not years & _PLAN_YEARS) or years == {"2025"}:
            return case.decline("no target for that year", "other_year")
        if len(years) == 1 and years <= _TARGET_YEARS and not any(year in case.match.best.unit for year in years):
            return case.decline("the target is set for another year", "absent_target")
        if u.named(Name.DISTRICT) and u.lacking > case.thresholds["near"]:
            return case.decline("no target by district", "absent_target")
    return None


def _structured(case: Case) -> Ask | None:
    """A question about the table or the document as a whole."""
    kind = max(_STRUCTURED, key=case.likely)
    sure = sum(case.likely(each) for each in _STRUCTURED)
    years = case.u.named(Name.YEAR)
    foreign = [d for d in case.u.named(Name.DOCUMENT) if d not in _OWN]
    if kind is Kind.DUTIES and foreign and case.likely(kind) >= case.thresholds["structured"]:
        return case.decline("what a cited document says inside", "law_content")
    if {"bases", "all"} <= case.u.cues:
        bases = tuple(unit for unit in case.knowledge.units if unit.startswith("QD-can-cu"))
        return Ask(Kind.SECTION, "all bases", units=bases)
    if {"most", "tasks"} <= case.u.cues and not case.agencies and {"agencies", "sort_so"} & case.u.cues:
        return Ask(Kind.RANK, "who leads most")
    if "compare" in case.u.cues and len(case.agencies) > 1:
        return Ask(Kind.COMPARE, "bodies side by side", agencies=case.agencies, years=years)
    if {"groups", "how_many"} <= case.u.cues and not case.agencies and len(case.u.topic) <= _FEW:
        return Ask(Kind.COUNT, "how many groups")
    if {"coord", "named"} <= case.u.cues and set(case.agencies) <= {"ubndhuyen"} and not case.u.topic:
        return Ask(Kind.COUNT, "bodies named as coordinating", role="coord")
    if kind is Kind.COUNT and not case.agencies and not _COUNTABLE & case.u.cues and not years:
        return None
    if kind is Kind.SCHEDULE and not (years or case.u.named(Name.QUARTER) or _TIMED & case.u.cues):
        return None
    if kind is Kind.RANK and not {"most", "least", "at_least", "exactly", "sole"} & case.u.cues:
        return None
    if "bodies" in case.u.cues and not case.agencies and len(case.u.topic) < _FEW and {"lead", "named"} & case.u.cues:
        return Ask(Kind.COUNT, "which bodies are named")
    if "exactly" in case.u.cues and {"lead", "tasks"} & case.u.cues and not case.agencies and not case.u.topic:
        kind = Kind.COUNT if "one_lead" in case.u.cues else Kind.RANK
        return Ask(kind, "bodies by their number of tasks")
    if {"check", "tasks"} <= case.u.cues and case.u.named(Name.NUMBER) and not case.u.topic and not case.agencies:
        return Ask(Kind.COUNT, "a number taken for granted")
    if {"check", "groups"} <= case.u.cues and case.u.named(Name.NUMBER) and not case.agencies:
        return Ask(Kind.COUNT, "a number taken for granted")
    if "compare" in case.u.cues and set(years) >= _TARGET_YEARS:
        kind, sure = Kind.COMPARE, 1.0
    if kind is Kind.DUTIES and not case.about_body:
        return None
    if sure >= case.thresholds["structured"]:
        return Ask(kind, f"asks for {kind}", agencies=case.agencies, role=case.role, years=years)
    weak = case.weak and len(case.u.topic) <= _FEW
    told = max(case.u.margins.values()) > case.thresholds["faint"] and case.likely(Kind.DUTIES) < case.thresholds["near"]
    if case.agencies and (weak or not case.u.topic or case.bodied) and not told and not case.u.named(Name.DOCUMENT):
        return Ask(Kind.DUTIES, "only a body is named", agencies=case.agencies, role=case.role, years=years)
    return None


_TIMED = frozenset({"before_issue", "undated", "dated", "long", "yearly", "ongoing", "period", "quarterly", "next", "overdue", "days_left", "today", "this_year"})
_MOST_PARTS = 3
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


def _place(case: Case) -> Ask:
    """A question about one place, or asking back where two fit alike."""
    u, best = case.u, case.match.best
    kind = case.place_kind
    years, agencies = u.named(Name.YEAR), case.agencies
    if u.unknown > case.thresholds["strange"] and best.probability < case.thresholds["certain"]:
        return case.decline("words that the plan does not know", "off_topic")
    if best.probability < case.thresholds["place"] or u.margins.get(best.unit, 0.0) < case.thresholds["background"]:
        close = tuple(c.unit for c in case.match.candidates[:4] if c.probability > best.probability / 4)
        if len(close) < 2 or not u.topic:
            return case.decline("no place is likely", "off_topic")
        return Ask(Kind.UNCLEAR, "no place is likely enough", units=close, missing="place", role=kind)
    if len(u.parts) > 1 and best.unit in u.parts:
        ordered = tuple(c.unit for c in case.match.candidates if c.unit in u.parts)[:_MOST_PARTS]
        return Ask(kind, "several places asked for", units=ordered, agencies=agencies, role=case.role, years=years)
    documented = any(best.unit in document.units for document in case.knowledge.documents.values() if document.number)
    if kind is Kind.LEGAL and best.unit in case.knowledge.tasks and not documented and {"number_of", "issued"} & u.cues:
        return case.decline("the place names no document", "document_number")
    alike = [c.unit for c in case.match.candidates[:2] if best.probability - c.probability < case.thresholds["gap"]]
    if len(alike) > 1:
        return Ask(Kind.UNCLEAR, "two places alike", units=tuple(alike), missing="place", role=kind)
    return Ask(kind, "one place", units=(best.unit,), agencies=agencies, role=case.role, years=years)


Rule = Callable[[Case], Ask | None]
RULES: tuple[Rule, ...] = (
    _empty,
    _pick,
    _talk,
    _numbered,
    _document,
    _values,
    _follow_up,
    _all_targets,
    _measured,
    _lacking,
    _structured,
)
