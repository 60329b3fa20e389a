"""Figures of the targets by their value, or by the words that stand beside them."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.model import Figure
from nlp.ask import Ask, Kind
from nlp.figures import spans_of
from nlp.mention import Name
from nlp.normalise import plain_text
from nlp.rules.case import FEW, LONG, TARGET_YEARS, Case

_TWO = 2


def values(case: Case) -> Ask | None:
    """A figure alone ("100%"): every target that holds it; or those of which it has words ("… của A hay của B")."""
    u = case.u
    units = case.knowledge.plan.units
    held_days = [next((unit.id for unit in units if day in unit.text), "") for day in u.named(Name.DAY)]
    if any(held_days) and not u.topic and not case.agencies:
        return Ask(Kind.REPORT, "a day alone", units=tuple(dict.fromkeys(filter(None, held_days))))
    which = {"places", "each", "pair"} & u.cues or {"all", "targets"} <= u.cues
    years = u.named(Name.YEAR) if which else ()
    percents, numbers = u.named(Name.PERCENT), u.named(Name.NUMBER)
    values = {*(f"{value}%" for value in percents), *numbers}
    counted = {"places", "how_many", "pair", "spoken"} & u.cues or len(percents) > 1
    several = len(percents) > 1 and len(u.topic) <= 1
    alone = (
        not u.topic
        or (u.vague and "targets" in u.cues and "asking" in u.cues)
        or several
        or bool(u.besides)
        or (bool(percents) and bool(counted) and len(u.topic) <= FEW and case.weak)
        or (bool(percents) and {"spoken", "targets"} <= u.cues and not case.figures_said)
        or (bool(percents) and {"all", "targets"} <= u.cues and len(u.topic) <= _TWO)
    )
    if case.doubts_count or (case.doubts and (case.figured or case.asks_number)):
        return None  # It is held against the figure spoken of, or the number of tasks.
    shared = _shared(case, values)
    if len(shared) > 1 and not case.agencies:
        return Ask(Kind.FIGURE, "a figure with the words of several targets", units=shared)
    said = {mention.value for mention in u.mentions} - {*years}
    if not alone or not values or case.agencies or u.numbered or len(said) != len(values):
        return None
    held = [f.unit for f in case.knowledge.figures if f.digits in values]
    pointed = {"check", "anaphora", "asking"} & u.cues and "other" not in u.cues
    spoken_of = case.state.units[:1] if case.state is not None and pointed else ()
    if spoken_of and spoken_of[0] in held:
        return Ask(Kind.FIGURE, "a figure of the target spoken of", units=spoken_of, from_context=True)
    # A single digit counts something ("5 cái đó", "sau 5 năm").
    shares = [number for number in numbers if len(number) > 1]
    bare = [f.unit for f in case.knowledge.figures if f.value.removesuffix("%") in shares]
    found = tuple(unit for unit in dict.fromkeys(held or bare) if unit not in u.besides)
    found = tuple(unit for unit in found if any(year in unit for year in years)) or found
    return Ask(Kind.FIGURE, "a figure alone", units=found) if found else None


def _shared(case: Case, values: Collection[str]) -> tuple[str, ...]:
    """The targets that hold the only figure said and of whose own words for it the message has some."""
    plain = case.u.question.plain
    held = (f for f in case.knowledge.figures if f.value in values and not f.general and spans_of(plain, f.cues))
    return tuple(dict.fromkeys(figure.unit for figure in held)) if len(values) == 1 else ()


def worded(case: Case) -> Ask | None:
    """The targets whose figures have some words beside them ("chỉ tiêu nào ghi chữ 'khoảng'")."""
    u = case.u
    if "targets" not in u.cues or case.agencies:
        return None
    ends = [end for _, end in u.signals.of("worded")]
    said = [" ".join(u.question.folded[end : end + n]) for end in ends for n in range(LONG, 0, -1)]
    years = TARGET_YEARS.intersection(u.named(Name.YEAR)) or TARGET_YEARS
    figures = [f for f in case.knowledge.figures if f.year in years]
    held = ({f.unit: None for f in figures if _beside(words, f)} for words in said)
    units = tuple(next(filter(None, held), ()))
    return Ask(Kind.FIGURE, "figures beside some words", units=units) if units else None


def _beside(words: str, figure: Figure) -> bool:
    """Whether words stand in what is said of a figure, a single one right before it ("khoảng 75%")."""
    alone = "" if " " in words else f"{plain_text(figure.value)} "
    return f" {words} {alone}" in f" {plain_text(figure.span)} "


def contrasted(case: Case) -> Ask | None:
    """Two figures of different targets set against each other ("85% với 75% khác nhau chỗ nào")."""
    u = case.u
    values = (*(f"{value}%" for value in u.named(Name.PERCENT)), *u.named(Name.NUMBER))
    # After a figure: "thế là từ 85 xuống 75 à".
    goes_on = case.figured and u.asks_whether and "correction" not in u.cues
    if not ("compare" in u.cues or goes_on) or case.agencies or u.numbered:
        return None
    held = [[f.unit for f in case.knowledge.figures if f.digits in {value, f"{value}%"}] for value in values]
    if len(held) == 1 and TARGET_YEARS.issubset(u.named(Name.YEAR)):
        held = [[unit] for unit in held[0]]  # "30% năm 2030 với 30% năm 2045".
    if len(held) != _TWO:
        return None
    units = tuple(dict.fromkeys(max(each, key=lambda unit: u.margins[unit]) for each in held if each))
    return Ask(Kind.COMPARE, "figures side by side", units=units) if len(units) == _TWO else None
