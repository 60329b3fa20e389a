"""What a message holds against the figures of a target: values, their bounds, of whom they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from knowledge.landmarks import SUMMED
from knowledge.load import Knowledge
from knowledge.model import Figure, Unit
from nlp.figures import spans_of, told, told_side_by_side
from nlp.mention import Mention, Name
from nlp.normalise import fold, plain_text, plain_words
from nlp.understand import Understanding

FIGURES = (Name.PERCENT, Name.NUMBER)
_AGREES = {
    "": {"min", "over", "about", "exact"},
    "min": {"min", "over"},
    **{bound: {bound} for bound in ("over", "about", "exact")},
}
"""The bounds of figures that one said beside the same value agrees with ("" for none said)."""
_DENIED = {"max": {"min", "over"}, "under": {"min", "over", "exact"}}
"""Those that it contradicts; of the rest a value with a bound is neither right nor wrong."""
_NEAR, _NEARER, _FAR = 0.02, 0.01, 0.05
"""How far from a figure a lesser number may be that it exceeds, how far one about it is, and how far surely none is."""
_RECKONED = frozenset({"compare", "by_how_much", "sum"})
"""Cues of what the two kinds of cooperatives make together, or by how much they differ."""
_TWO, _THREE = 2, 3


def values(u: Understanding, unit: Unit, knowledge: Knowledge) -> Iterator[tuple[Mention, bool | None]]:
    """Each value that a message says, with whether the target says so too: None where that cannot be told."""
    said = [mention for mention in u.mentions if mention.name in FIGURES]
    figures = [figure for figure in knowledge.figures if figure.unit == unit.id]
    if len(said) > 1:
        yield from ((mention, _of_several(said, mention, u, figures, knowledge)) for mention in said)
    elif said and (len(said[0].value) > 1 or said[0].name is Name.PERCENT or told(u.question.plain, figures)):
        right, more = _alone(u, said[0], figures, knowledge), _speaks_of_more(u, unit, figures, knowledge)
        unsure = (right and more) or any(words(u, unit, knowledge)) or _asks_whether_reached(u, knowledge)
        yield said[0], None if unsure else right


def words(u: Understanding, unit: Unit, knowledge: Knowledge) -> Iterator[str]:
    """What a message wrongly says of a figure: a bound against its own, that it is of others, that it is of all."""
    said = [mention for mention in u.mentions if mention.name in FIGURES]
    plain, forms = u.question.plain, knowledge.figure_words
    figures = [figure for figure in knowledge.figures if figure.unit == unit.id]
    same = [figure for figure in figures if len(said) == 1 and _same(said[0], figure)]
    meant = [figure for figure in told(plain, figures) if figure in same] or same
    for figure in meant[:1]:
        bounds = _bounds(plain, figures, knowledge)
        wrong = [bound for bound in bounds if figure.bound in _DENIED.get(bound, ())] if len(bounds) == 1 else ()
        denied = (*figure.others, *(form for bound in wrong for form in forms.bounds[bound]))
        found = [form for form in denied if spans_of(plain, [form])]
        after = " ".join(u.question.folded[said[0].end : said[0].end + _THREE])
        own = plain_text(figure.span)
        found += [form for form in forms.periods if spans_of(after, [form]) and not spans_of(own, [form])]
        yield from (form for form in found if not any(form in other for other in found if other != form))
    shares = [figure for figure in told(plain, figures) if figure.value.endswith("%")]
    if not said and len(shares) == 1 and not shares[0].value.startswith("100"):
        yield from [form for form in forms.whole if spans_of(plain, [form])][:1]


def reached(u: Understanding, unit: Unit, knowledge: Knowledge) -> bool | None:
    """Whether a number that a message holds against a target reaches it, None where none is."""
    said = [mention for mention in u.mentions if mention.name in FIGURES]
    figures = told(u.question.plain, [figure for figure in knowledge.figures if figure.unit == unit.id])
    if len(said) != 1 or len(figures) != 1 or not _asks_whether_reached(u, knowledge):
        return None
    figure, value = figures[0], _number(said[0])
    bounds = _bounds(u.question.plain, figures, knowledge)
    if figure.bound not in _DENIED["max"] or (said[0].name is Name.PERCENT) != figure.value.endswith("%"):
        return None
    if bounds or value == _own(figure):
        return False if bounds and bounds <= set(_DENIED) and value <= _own(figure) else None
    return value > _own(figure)


def _asks_whether_reached(u: Understanding, knowledge: Knowledge) -> bool:
    return bool(spans_of(u.question.plain, knowledge.figure_words.reached))


def _alone(u: Understanding, said: Mention, figures: Sequence[Figure], knowledge: Knowledge) -> bool | None:
    """Whether the only value is that of the figure told, with the bound said, or what two figures told make."""
    plain = u.question.plain
    meant, every = told(plain, figures), told_side_by_side(plain, figures)
    parts = figures[1:_THREE] if figures[0].unit == SUMMED and _RECKONED & u.cues else every
    if len(parts) == _TWO and not any(_same(said, figure) for figure in parts):
        made = _made(sorted([_number(said), *map(_own, parts)]))
        if made or not any(_same(said, figure) for figure in figures):
            return made
    bounds = _bounds(plain, figures, knowledge)
    fits = {_fits(said, bounds, figure) for figure in meant or figures}
    if True in fits:
        return True
    return None if mixed(u, figures) or None in fits else False


def mixed(u: Understanding, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures whose value and words are said, beside longer words of others ("5 liên hiệp HTX nông nghiệp").

    Words that are those others' as well are no sign ("85% HTX nông nghiệp dùng công nghệ cao").
    """
    plain = u.question.plain
    said = [mention for mention in u.mentions if mention.name in FIGURES]
    meant = told(plain, figures)
    spans = " ".join(plain_text(figure.span) for figure in meant)
    same = [f for f in told_side_by_side(plain, figures) if len(said) == 1 and _same(said[0], f) and f not in meant]
    return tuple(f for f in same if any(spans_of(plain, [c]) and not spans_of(spans, [c]) for c in f.cues))


def _fits(said: Mention, bounds: frozenset[str], figure: Figure) -> bool | None:
    """Whether a value with its bounds is a figure's; one said to be rounded may be near it."""
    bound = next(iter(bounds), "")
    if len(bounds) > 1:
        return None if _same(said, figure) else False
    if _same(said, figure):
        return figure.bound in _AGREES.get(bound, ()) or None
    if (said.name is Name.PERCENT) != figure.value.endswith("%"):
        return None if len(said.value) == 1 and said.name is Name.NUMBER else False
    value, own = _number(said), _own(figure)
    apart = abs(value - own) / own
    rounded = not bound and said.name is Name.NUMBER and said.end - said.start > 1
    if bound == "about" or rounded:
        return apart <= _NEARER or (None if apart <= _FAR else False)
    if bound == "over" and value < own:
        return apart <= _NEAR or None
    return None if bound == "under" and value > own else False


def _of_several(
    said: Sequence[Mention], mention: Mention, u: Understanding, figures: Sequence[Figure], knowledge: Knowledge
) -> bool | None:
    """Whether one of several values is the figure told right beside it, or all of them are figures that add up."""
    folded = u.question.folded
    before = folded[max((each.end for each in said if each.end <= mention.start), default=0) : mention.start]
    after = folded[mention.end : min((each.start for each in said if each.start >= mention.end), default=len(folded))]
    told_here = [figure for part in (before, after) for figure in told(" ".join(part), figures)]
    right = [figure for figure in told_here if _same(mention, figure)]
    if right:
        bounds = _bounds(" ".join((*before, *after)), right, knowledge)
        return all(right[0].bound in _AGREES.get(bound, ()) for bound in bounds) or None
    known = [each for each in said if any(_same(each, figure) for figure in knowledge.figures)]
    if len(said) == _THREE and len(known) >= _TWO and all(figure.general for figure in told_here):
        shares = [_number(each) for each in said if each.name is Name.PERCENT]
        numbers = sorted(_number(each) for each in said if each.name is Name.NUMBER)
        if _made(numbers) or (len(shares) == 1 and numbers[0] == numbers[1] * shares[0] / 100):
            return True
    return None if mention in known or len(mention.value) == 1 else False


def _made(numbers: Sequence[float]) -> bool:
    """Whether the greatest of three numbers is the sum of the others."""
    return len(numbers) == _THREE and numbers[0] + numbers[1] == numbers[2]


def _bounds(plain: str, figures: Sequence[Figure], knowledge: Knowledge) -> frozenset[str]:
    """The bounds that words (folded) say, outside longer ones and those of a figure's own ("khá trở lên")."""
    found = {bound: spans_of(plain, forms) for bound, forms in knowledge.figure_words.bounds.items()}
    found[""] = [span for figure in figures for span in spans_of(plain, figure.cues)]
    every = [span for spans in found.values() for span in spans]
    outer = [s for s in every if not any(a <= s[0] and s[1] <= b and (a, b) != s for a, b in every)]
    return frozenset(bound for bound, spans in found.items() if bound and not set(outer).isdisjoint(spans))


def _speaks_of_more(u: Understanding, unit: Unit, figures: Sequence[Figure], knowledge: Knowledge) -> bool:
    """Whether a message speaks of what neither a target nor the words of its figures do ("… phi nông nghiệp")."""
    cues = (cue for figure in figures for cue in figure.cues)
    neutral = (*knowledge.figure_words.neutral, *chain(*knowledge.figure_words.bounds.values()))
    own = {word for form in (*cues, *neutral) for word in fold(form).split()} | plain_words(unit.text)
    return unit.id not in u.measured and not own.issuperset(u.topic)


def _same(said: Mention, figure: Figure) -> bool:
    """Whether a value is a figure's; the sign of a share may be left out."""
    digits = figure.digits.lstrip("0")
    if said.name is Name.PERCENT:
        return digits == f"{said.value}%"
    return said.value == (digits.removesuffix("%") if len(said.value) > 1 else digits)


def _number(said: Mention) -> float:
    return float(said.value.replace(",", "."))


def _own(figure: Figure) -> float:
    return float(figure.digits.removesuffix("%"))
