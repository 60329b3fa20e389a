"""What follows a figure: another of its target or its year, a value held against it, a share by district."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Kind as UnitKind
from nlp.ask import Ask, Kind
from nlp.figures import counterpart, outermost, spans_of, told, told_of
from nlp.mention import Name
from nlp.normalise import fold, plain_words
from nlp.rules.case import FEW, TARGET_YEARS, Case
from nlp.state import State

_ELSEWHERE = frozenset({"statistic", "other_year", "other_place", "reason", "person"})
"""Things that the plan lacks which no other words of a target make up for."""
_YEARS = tuple(sorted(TARGET_YEARS))
_PARTS = frozenset({"htx-nn", "htx-phi-nn"})
"""Figures that are two parts of a whole."""
_AMOUNT = frozenset({"how_many", "amount", "many", "asking", "share", "just", "of_sort", "agencies", "also"})
"""Cues that ask how much, of a part too ("riêng nông nghiệp", "bên phi nông nghiệp"), and nothing else."""
_BESIDE = frozenset({"anaphora", "at_least", "attained", "check", "heard", "picks", "targets"})
_NO_MORE = _AMOUNT | _BESIDE | {"total", "whether"}
"""Cues of messages that no more than name a figure ("liên kết thì bao nhiêu", "còn chỉ tiêu nữ giám đốc")."""
_TIMES, FIGURES = frozenset({Name.YEAR, Name.QUARTER}), frozenset({Name.PERCENT, Name.NUMBER})
"""What people hold against a time and against a figure."""


def same_target(case: Case, _state: State) -> Ask | None:
    """Another figure of the target under discussion, told by its words ("trong đó nông nghiệp bao nhiêu")."""
    u, unit = case.u, case.spoken_of
    if unit is None or not case.figured or not u.topic or u.mentions or u.surely_lacks or u.may_lack:
        return None
    said = told_of(u.question.plain, unit.id, case.knowledge.figures)
    if u.vague and not said:
        return None
    meant = any(not figure.general for figure in said)
    elsewhere = "present" in u.cues or (case.lacks and case.lacking_kind in _ELSEWHERE and not meant)
    goes_on = case.carries_on and ("correction" in u.cues or not elsewhere)
    own = case.match.best.unit == unit.id and not elsewhere
    alone = meant and u.cues <= _AMOUNT
    if case.place_kind in {Kind.LEAD, Kind.COORD} and "how_many" not in u.cues:
        return None  # A target has no bodies.
    asked = goes_on or ("how_many" in u.cues and ("inside" in u.cues or own)) or alone
    if not asked or not ((alone and unit.id in u.measured) or plain_words(unit.text).issuperset(u.topic)):
        return None
    return Ask(Kind.FIGURE, "another figure of the target", units=(unit.id,), from_context=True)


def another(case: Case, state: State) -> Ask | None:
    """After a figure another one, told by its own words alone ("còn liên kết?", "nữ giám đốc thì sao").

    Of the year spoken of before the other year, of the same target before another. Those that the figure told is not
    set for have none of theirs ("còn phi nông nghiệp" after a share of the agricultural ones). After a task the message
    must speak of targets.
    """
    u, plain, unit = case.u, case.u.question.plain, case.spoken_of
    if unit is None or not (case.figured or "targets" in u.cues) or u.surely_lacks or u.may_lack:
        return None
    years = u.named(Name.YEAR) or _YEARS
    own = [figure for figure in case.knowledge.figures if figure.unit in u.measured and figure.year in years]
    in_year = [figure for figure in own if figure.year in unit.id]
    near = in_year if told(plain, in_year) else own
    # "Đúng bằng" is no degree.
    neutral = frozenset(map(fold, case.knowledge.figure_words.neutral))
    cues = {f.id: tuple(cue for cue in f.cues if f.general or fold(cue) not in neutral) for f in near}
    said = [figure for figure in told(plain, near) if spans_of(plain, cues[figure.id])]
    if not (said and u.cues <= _NO_MORE) or case.names - {Name.YEAR}:
        return None
    others = tuple(form for f in case.knowledge.figures if f.id == state.figure for form in f.others)
    words = {"": spans_of(plain, others), **{figure.id: spans_of(plain, figure.cues) for figure in said}}
    of_others, counted = "" in outermost(words), bool({"how_many", "total"} & u.cues)
    if case.doubts or ("asking" in u.cues and not counted):
        why = "whom the figure told is set for"
        return Ask(Kind.FIGURE, why, units=(unit.id,), wants=state.figure, from_context=True) if of_others else None
    found = [figure for figure in said if "share" not in u.cues or figure.value.endswith("%")]
    if not found or (of_others and not counted):
        return case.decline("a figure that is set for others", "absent_target")
    meant = next((figure for figure in found if figure.unit == unit.id), found[0])
    # "Thành viên với cán bộ" are two.
    several = any(meant not in each for clause in u.clauses if (each := told(clause, near)))
    if several or (meant.general and u.vague and not counted):
        return None
    return Ask(Kind.FIGURE, "another figure in its own words", units=(meant.unit,), wants=meant.id, from_context=True)


def same_figure(case: Case, state: State) -> Ask | None:
    """The figure told, asked for once more ("bao nhiêu phần trăm"), or the other part of its whole ("loại kia mấy")."""
    u = case.u
    if not case.figured or u.mentions or u.surely_lacks or {"present", "by_how_much"} & u.cues:
        return None
    if "rest" in u.cues and state.figure in _PARTS and len(u.topic) <= 1:
        other = min(_PARTS - {state.figure})
        return Ask(Kind.FIGURE, "the other part", units=state.units[:1], wants=other, from_context=True)
    asked = case.place_kind is Kind.FIGURE and {"how_many", "asking"} <= u.cues
    lacks = u.lacking >= case.thresholds["surely_lacking"]
    if not asked or lacks or u.topic or not case.elliptic:
        return None
    if not state.figure and state.kind != Kind.CONTENT:
        return None
    return Ask(Kind.FIGURE, "the figure spoken of", units=state.units[:1], wants=state.figure, from_context=True)


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
    elsewhere = {"other", "which"} & u.cues or ("places" in u.cues and "check" not in u.cues)
    # "Có cần xong quý I không hay làm hoài" doubts it of a task; of a figure it may ask whether it is reached.
    whether = timed and "whether" in u.cues and not u.topic
    doubts = (case.doubts or case.heard or whether or "blame" in u.cues) and not elsewhere
    # "Tôi nghe cán bộ huyện nói là 2025" names its source too.
    held = bool(said & names) if case.heard else bool(said) and said <= names
    if unit is None or not (timed or case.figured) or not doubts or not held:
        return None
    # A figure may be said with words of its target ("tôi đọc ở đâu ghi 7.516 thành viên mà").
    told = case.figured and (case.weak or plain_words(unit.text).issuperset(u.topic))
    if u.topic and not case.heard and not told:
        return None
    why, wants = "a value held against what was said", "premise" if case.heard else ""
    return Ask(kind, why, units=(unit.id,), wants=wants, from_context=True)


def other_year(case: Case, state: State) -> Ask | None:
    """The same figure for the other target year ("còn năm 2045?")."""
    u, named = case.u, case.u.named(Name.YEAR)
    years = [year for year in named if year in TARGET_YEARS]
    units = case.knowledge.units
    aimed = "targets" in u.cues and "how_many" in u.cues and not u.mentions and len(u.topic) <= 1
    if aimed and any(state.sought):
        # "Thế mục tiêu là bao nhiêu", once a figure as it stands was asked for in vain.
        meant = next(figure for figure in case.knowledge.figures if figure.id in state.sought)
        return Ask(Kind.FIGURE, "the target of what was asked", units=(meant.unit,), wants=meant.id, from_context=True)
    checked = "check" in u.cues or (u.asks_whether and "anaphora" in u.cues)
    if case.elliptic and years and case.figured and checked and not (case.agencies or "how_many" in u.cues):
        return Ask(Kind.FIGURE, "whether it is that year's", units=state.units[:1], years=named, from_context=True)
    if case.elliptic and named and not years and case.figured and case.carries_on:
        return case.decline("no target for that year", "other_year")
    own = case.figured and years and years[0] in state.units[0]
    if own and "correction" in u.cues and u.vague:
        return Ask(Kind.FIGURE, "the figure itself", units=state.units[:1], years=named, from_context=True)
    same = _same_of(case, state, years) if years and not case.agencies else None
    if same is not None:
        return same
    if not (case.elliptic or (case.figured and not u.topic)) or not years or case.agencies or "tasks" in u.cues:
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


def _same_of(case: Case, state: State, years: Sequence[str]) -> Ask | None:
    """The figure asked for last, told or not, in a year ("còn 2030"): itself, else what people call by the same word.

    A year that has neither sets no such figure.
    """
    u, figures = case.u, case.knowledge.figures
    spare = not u.topic or case.elliptic or (len(u.topic) == 1 and "how_many" in u.cues)
    elsewhere = "tasks" in u.cues or ({"targets", "picks"} & u.cues and "anaphora" not in u.cues)
    sought = state.sought or tuple(filter(None, [state.figure]))
    if not (spare and sought) or told(u.question.plain, figures) or u.surely_lacks or elsewhere:
        return None
    own = [figure for figure in figures if figure.id in sought and figure.year == years[0]]
    other = next((each for id_ in sought if (each := counterpart(id_, years[0], figures))), None)
    meant = own[0] if own else other
    if meant is not None:
        why = "the figure asked for last, in a year"
        return Ask(Kind.FIGURE, why, units=(meant.unit,), wants=meant.id, years=tuple(years), from_context=True)
    return case.decline("no such figure for that year", "absent_target")


def compared(case: Case, state: State) -> Ask | None:
    """A figure of both target years side by side ("so với 2030 thì sao"), or the years just shown, of a topic."""
    u, units = case.u, case.knowledge.units
    figured = bool(state.units) and all(units[unit].kind is UnitKind.TARGET for unit in state.units)
    if not figured or case.names - {Name.YEAR} or u.surely_lacks or "tasks" in u.cues or u.ask() == Kind.LEAD:
        return None
    both_shown = all(any(year in unit for unit in state.units) for year in _YEARS)
    goes_on = both_shown and bool(case.carries_on or {"also", "only"} & u.cues)
    of_a_topic = goes_on and bool(u.topic) and not u.mentions and not case.lacks
    if not of_a_topic and not {"compare", "against", "comparative", "by_how_much"} & u.cues:
        return None
    both = _of_both_years(case, state) or (state.units if "by_how_much" in u.cues and not u.topic else ())
    if len(both) > 1:
        return Ask(Kind.COMPARE, "a figure of both years side by side", units=both, from_context=True)
    if not of_a_topic or state.kind != Kind.COMPARE:
        return None
    return Ask(Kind.COMPARE, "the years compared, of a topic", years=_YEARS, from_context=True)


def _of_both_years(case: Case, state: State) -> tuple[str, ...]:
    """The targets of a figure that both years have: the one that a message tells, else the one told before."""
    figures, units = case.knowledge.figures, dict[str, None]()
    named = len(case.u.topic) > 1 or told(case.u.question.plain, figures)
    for year in _YEARS:
        of_year = [figure for figure in figures if figure.year == year]
        before = [figure for figure in of_year if figure.id == state.figure]
        same = before[0] if before else counterpart(state.figure, year, figures)
        said = told(case.u.question.plain, of_year) if named else [same]
        units.update((figure.unit, None) for figure in said[:1] if figure is not None)
    return tuple(units)


def by_district(case: Case, _state: State) -> Ask | None:
    """A district's share of the target spoken of, or in which one it is: there is none by district."""
    u = case.u
    if not case.figured or not u.named(Name.DISTRICT) or not case.elliptic or {"lead", "coord"} & u.cues:
        return None
    return case.decline("no target by district", "absent_target")
