"""Messages that leave out what the conversation is about, and the order in which the rules for them are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.landmarks import SCHEME_REVIEW, SCHEMES
from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.after_document import approved, described, gathered, inside, named_there, old_or_new, sent, title
from nlp.rules.after_figure import another, bound, by_district, compared, doubted, other_year, same_figure, same_target
from nlp.rules.another_place import (
    against,
    beyond,
    contrast,
    in_role,
    inside_group,
    same_of_another,
    same_time,
    surveyed,
    told_apart,
)
from nlp.rules.bodies import alone, beside, body, directs, how_many_bodies, instead, other_role, ranked, same_body
from nlp.rules.case import FEW, SHORT, Case
from nlp.rules.lists import among, by_leads, narrow, neighbour, of_group, others, over, pair, rest, siblings
from nlp.rules.rows import denied
from nlp.rules.same_place import (
    answered,
    asked_again,
    confirmed,
    covered,
    held,
    how_often,
    more,
    pointed_back,
    recounted,
    recurring,
    where,
)
from nlp.state import State

_WHOLE = frozenset(
    {"all", "bodies", "most", "exactly", "none", "many_leads", "one_lead", "three_leads", "longest", "times", "groups"}
    | {"subtasks", "blank", "not_so", "two_leads"}
)
"""Cues of questions to the whole, which need no referent."""
_NEEDING = frozenset({Kind.LEAD, Kind.COORD, Kind.DEADLINE, Kind.REPORT})
"""Kinds that need a referent."""
_POINTING = frozenset({"correction", "often", "sure", "more"})
"""Cues of messages that mean something only after others."""
_BESIDE = frozenset({"that_task", "back", "besides_this", "inside", "other", "rest", "check", "sure", "lead", "coord"})
"""Cues of what goes on from the place spoken of, though the plan is named."""
_SAID = frozenset({"articles", "overdue", "days_left", "until", "each_group"})
"""Cues of what the plan holds: what the decision says of itself, what the day tells, when a task ends, its groups."""


def follow_up(case: Case) -> Ask | None:
    """A message that leaves out what the conversation was about, or that has nothing to refer to."""
    state = case.state
    if state is None or not (state.units or state.agencies):
        # Of a target that is not set nothing is spoken of but the target.
        in_year = other_year(case, state) if state is not None and state.sought else None
        return in_year or _nothing_before(case)
    asked = (ask for rule in (_OF_DECISION if _of_whole(case) else _RULES) if (ask := rule(case, state)) is not None)
    return next(asked, None)


def _of_whole(case: Case) -> bool:
    """Whether the plan itself or its targets are asked about, not the place told ("kế hoạch này", "các chỉ tiêu")."""
    u, unit = case.u, case.spoken_of
    of_row = unit is not None and unit.kind in {UnitKind.TASK, UnitKind.GROUP}
    targets = of_row and {"targets", "all"} <= u.cues and not {"tasks", "programmes"} & u.cues
    # "Văn bản này" may be a base.
    based = unit is not None and unit.kind is UnitKind.BASIS and not case.names_sort
    if not (targets or {"own_plan", "whole_table"} & u.cues) or case.agencies or based:
        return False
    named = {place for start, end in u.signals.of("own_plan") for place in range(start, end)}
    back = any(start not in named for start, _ in u.signals.of("anaphora"))
    return not back and len(u.topic) < FEW and not _BESIDE & u.cues


def _tells_rows(case: Case) -> bool:
    """Whether a message says which rows it is about, by their time or by who leads them, or calls them rows."""
    return bool(case.conditions.timed or case.conditions.led or "rows" in case.u.cues)


def _denied(case: Case, _: State) -> Ask | None:
    """Rows of the table in which a body has not a role."""
    return denied(case)


def _to_lacking(case: Case, _: State) -> Ask | None:
    """What the plan lacks, asked of what was said ("thế tốn bao nhiêu tiền")."""
    asked = case.goes_on_to_lacking and not _SAID & case.u.cues
    return case.decline("goes on to what the plan lacks") if asked else None


def _nothing_before(case: Case) -> Ask | None:
    """A message that points back, or names nothing, at the beginning of a conversation."""
    u = case.u
    if u.surely_lacks:
        return None
    # The last syllable of "hiện nay" points to nothing.
    if "anaphora" in u.cues and u.vague and not u.mentions and not {"own_plan", "now"} & u.cues:
        likely = tuple(c.unit for c in case.match.candidates[:4])
        if len(likely) <= 1:
            return None
        return Ask(Kind.UNCLEAR, "points back to nothing", units=likely, missing="place", role=case.place_kind)
    short = len(u.topic) < FEW and not u.mentions and case.margin < case.thresholds["faint"]
    duties = max(case.likely(Kind.DUTIES), case.likely(Kind.COUNT))
    pointed = case.pointed and not case.bodies and not _WHOLE & u.cues
    asked = "other" in u.cues or ("asking" in u.cues and not (u.topic or case.lacks))
    if pointed and short and (asked or duties >= case.thresholds["near"]):
        return Ask(Kind.UNCLEAR, "a body pointed back to", missing="agency", role=Kind.DUTIES)
    untold = "schemes" in u.cues and (u.vague or "rest" in u.cues) and not u.mentions
    if untold and not {"all", "how_many", "which", "which_schemes"} & u.cues:
        schemes = tuple(unit for unit in case.knowledge.children[SCHEMES] if unit != SCHEME_REVIEW)
        return Ask(Kind.UNCLEAR, "a scheme, and no word which", units=schemes, missing="place", role=case.place_kind)
    goes_on = u.goes_on and "also" in u.cues and case.elliptic and not u.named(Name.AGENCY)
    if (
        goes_on
        or ("that_task" in u.cues and short and not case.conditions.led)
        or ({"rest", "anaphora"} <= u.cues and not u.topic and not u.mentions)
        or ({"pair", "former"} & u.cues and case.elliptic and not u.mentions and not _tells_rows(case))
    ):
        return Ask(Kind.UNCLEAR, "a task pointed back to", missing="referent", role=case.place_kind)
    placed = case.ranks_bodies or any(each.group or each.part or each.article or each.loose for each in u.numbered)
    if "ordinal" in u.cues and not u.topic and not placed and len(u.question.syllables) <= SHORT and not case.agencies:
        return Ask(Kind.UNCLEAR, "one of a list, and there is none", missing="referent", role=case.place_kind)
    if not case.elliptic or u.mentions or "report" in u.cues:
        return None
    of_the_whole = (
        bool(_WHOLE & u.cues)
        or ("tasks" in u.cues and _tells_rows(case) and "that_task" not in u.cues)
        or bool(case.conditions.led)
        or {"coord", "named"} <= u.cues
        or {"how_many", "tasks"} <= u.cues
    )
    needing = u.ask() in _NEEDING or _POINTING & u.cues
    if needing and not of_the_whole:
        return Ask(Kind.UNCLEAR, "nothing to refer to", missing="referent", role=u.ask())
    return None


def _referred(case: Case, state: State) -> Ask | None:
    """Something told before, asked about as if it had been told last ("cái trước hạn nào", "quay lại cái hồi nãy")."""
    u = case.u
    if _named_again(case, state):
        return _recalled(case, state)
    unit = referents.one_of_two(u, state, case.knowledge) if not case.group else ""
    if {"back", "at_first"} & u.cues and not {"that_task", "inside", "a_list"} & u.cues:
        if not case.elliptic:
            return _recalled(case, state)
        told = referents.recalled(u, state, case.knowledge) if u.topic else ""
        unit = told or referents.earlier(u, state, case.knowledge) or next(iter(state.units), "")
    if not unit or not case.elliptic or case.agencies:
        return None
    # As the state was then, but for what was asked, which goes on.
    then = replace(state, units=(unit,), listed=())
    again = replace(case, state=then)
    asked = (ask for rule in _OF_ONE if (ask := rule(again, then)) is not None)
    ask = next(asked, None)
    if ask is None or ask.kind is not Kind.CONTENT:
        return ask
    return replace(ask, kind=case.kind_carried if u.carries_on or "also" in u.cues else Kind.SECTION)


def _named_again(case: Case, state: State) -> bool:
    """Whether a message points at a place told before by words that the one told last has not ("việc cấp giấy này").

    "Việc này cũng ngân hàng làm à" asks whether the one told last has them.
    """
    words = plain_words(case.spoken_of.text) if case.spoken_of is not None else frozenset()
    again = "anaphora" in case.u.cues and case.u.best in state.told and case.u.best not in state.units
    return again and not case.doubts and bool(case.u.topic) and words.isdisjoint(case.u.topic)


def _recalled(case: Case, state: State) -> Ask | None:
    """A place spoken of before, told by its words ("quay lại cái liên kết lúc đầu, bao giờ xong")."""
    u, unit = case.u, referents.recalled(case.u, state, case.knowledge)
    elsewhere = case.margin >= case.thresholds["faint"] and case.match.best.unit != unit
    if not unit or elsewhere or case.agencies or u.mentions or case.lacks or case.goes_on_to_lacking:
        return None
    kind = case.kind_carried if {"asking", "also"} & u.cues else Kind.SECTION
    return Ask(kind, "a place spoken of before, by its words", units=(unit,), from_context=True)


_OF_ONE: Sequence[Callable[[Case, State], Ask | None]] = (
    approved,
    where,
    doubted,
    alone,
    how_often,
    more,
    asked_again,
)
"""Rules for what may be asked of one thing told before."""

_OF_DECISION: Sequence[Callable[[Case, State], Ask | None]] = (old_or_new, described, named_there, sent, _to_lacking)
"""Rules for what may be asked of the plan or the decision itself."""

_RULES: Sequence[Callable[[Case, State], Ask | None]] = (
    old_or_new,
    title,
    instead,
    recounted,
    pair,
    _referred,
    same_figure,
    neighbour,
    rest,
    siblings,
    of_group,
    ranked,
    approved,
    described,
    inside,
    named_there,
    sent,
    gathered,
    where,
    by_district,
    compared,
    against,
    beyond,
    bound,
    another,
    same_target,
    held,
    answered,
    covered,
    directs,
    same_time,
    doubted,
    how_many_bodies,
    in_role,
    pointed_back,
    alone,
    confirmed,
    how_often,
    other_role,
    beside,
    among,
    _denied,
    others,
    by_leads,
    over,
    narrow,
    more,
    other_year,
    _to_lacking,
    body,
    same_body,
    recurring,
    inside_group,
    told_apart,
    contrast,
    asked_again,
    same_of_another,
    surveyed,
)
