"""What a message holds against the figures of a target: values, their bounds, of whom they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from knowledge.landmarks import SUMMED
from knowledge.load import Knowledge
from knowledge.model import Figure, Unit
from nlp.figures import spans_of, told, told_side_by_side
from nlp.mention import Mention, Name
from nlp.normalise import fold, plain_text, plain_words
from nlp.understanding import Understanding

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
_NOW = frozenset({"now", "present"})
"""Cues of a figure as it stands, which no target tells."""
_EVEN = 0.001
"""How far a share said may be from that which two numbers make, as people round it."""
_TWO, _THREE, _ALL = 2, 3, "100%"


@dataclass(frozen=True)
class Held:
    """A message held against one target's figures."""

    u: Understanding
    unit: Unit
    knowledge: Knowledge

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The target's figures."""
        return tuple(figure for figure in self.knowledge.figures if figure.unit == self.unit.id)

    @cached_property
    def said(self) -> tuple[Mention, ...]:
        """The values said."""
        return tuple(mention for mention in self.u.mentions if mention.name in FIGURES)

    @cached_property
    def told(self) -> tuple[Figure, ...]:
        """The figures told by their words."""
        return told(self.u.question.plain, self.figures)

    @property
    def values(self) -> Iterator[tuple[Mention, bool | None]]:
        """Each value said, with whether the target says so too: None where that cannot be told."""
        if len(self.said) > 1:
            yield from ((mention, self._of_several(mention)) for mention in self.said)
        for only in self.said if len(self.said) == 1 else ():
            if len(only.value) > 1 or only.name is Name.PERCENT or self.told:
                right = self._alone(only)
                more = self._speaks_of_more or not _NOW.isdisjoint(self.u.cues)
                # "Bình quân mỗi hợp tác xã 262 thành viên" is none of the figures, and may yet follow from them.
                other = any(spans_of(self.u.question.plain, figure.others) for figure in self.told)
                unsure = (right and more) or (other and not right) or any(self.words) or self._asks_whether_reached
                yield only, None if unsure else right

    @property
    def words(self) -> Iterator[str]:
        """What is wrongly said of a figure: a bound against its own, that it is of others, of a period, of all."""
        plain, forms = self.u.question.plain, self.knowledge.figure_words
        same = [figure for figure in self.figures if len(self.said) == 1 and _same(self.said[0], figure)]
        for figure in ([figure for figure in self.told if figure in same] or same)[:1]:
            bounds = _bounds(plain, self.figures, self.knowledge)
            wrong = [bound for bound in bounds if len(bounds) == 1 and figure.bound in _DENIED.get(bound, ())]
            denied = (*figure.others, *(form for bound in wrong for form in forms.bounds[bound]))
            end = self.said[0].end
            after, own = " ".join(self.u.question.folded[end : end + _THREE]), plain_text(figure.span)
            found = [form for form in denied if spans_of(plain, (form,))]
            found += [form for form in forms.periods if spans_of(after, (form,)) and not spans_of(own, (form,))]
            yield from (form for form in found if not any(form in other for other in found if other != form))
        shares = [figure for figure in self.told if figure.value.endswith("%")]
        if not self.said and len(shares) == 1 and shares[0].value != _ALL:
            yield from [form for form in forms.whole if spans_of(plain, (form,))][:1]

    @property
    def reached(self) -> bool | None:
        """Whether a number that the message holds against a figure reaches it, None where none is or is the same."""
        if len(self.said) != 1 or len(self.told) != 1 or not self._asks_whether_reached:
            return None
        figure, value = self.told[0], self.said[0]
        if figure.bound not in _DENIED["max"] or (value.name is Name.PERCENT) != figure.value.endswith("%"):
            return None
        bounds, beyond = _bounds(self.u.question.plain, self.told, self.knowledge), _number(value) - _own(figure)
        if bounds:
            return False if bounds <= set(_DENIED) and beyond <= 0 else None
        return beyond > 0 if beyond else None

    @property
    def mixed(self) -> tuple[Figure, ...]:
        """The figures whose value and words are said, beside longer words of others ("5 liên hiệp HTX nông nghiệp").

        Words that are those others' as well are no sign ("85% HTX nông nghiệp dùng công nghệ cao").
        """
        plain, spans = self.u.question.plain, " ".join(plain_text(figure.span) for figure in self.told)
        every = told_side_by_side(plain, self.figures) if len(self.said) == 1 else ()
        same = [figure for figure in every if _same(self.said[0], figure) and figure not in self.told]
        return tuple(f for f in same if any(spans_of(plain, (c,)) and not spans_of(spans, (c,)) for c in f.cues))

    def _alone(self, said: Mention) -> bool | None:
        """Whether the only value is that of the figure told, with the bound said, or what two figures told make."""
        reckoned = self.unit.id == SUMMED and _RECKONED & self.u.cues
        parts = self.figures[1:_THREE] if reckoned else told_side_by_side(self.u.question.plain, self.figures)
        if len(parts) == _TWO and not any(_same(said, figure) for figure in parts):
            made = _made(sorted([_number(said), *map(_own, parts)]))
            if made or not any(_same(said, figure) for figure in self.figures):
                return made
        bounds = _bounds(self.u.question.plain, self.figures, self.knowledge)
        fits = {_fits(said, bounds, figure) for figure in self.told or self.figures}
        return True if True in fits else None if self.mixed or None in fits else False

    def _of_several(self, mention: Mention) -> bool | None:
        """Whether one of several values is the figure told right beside it, or all of them are figures that add up."""
        folded, said = self.u.question.folded, self.said
        before = folded[max((each.end for each in said if each.end <= mention.start), default=0) : mention.start]
        end = min((each.start for each in said if each.start >= mention.end), default=len(folded))
        after = folded[mention.end : end]
        told_here = [figure for part in (before, after) for figure in told(" ".join(part), self.figures)]
        right = [figure for figure in told_here if _same(mention, figure)]
        if right:
            bounds = _bounds(" ".join((*before, *after)), right, self.knowledge)
            return all(right[0].bound in _AGREES.get(bound, ()) for bound in bounds) or None
        known = [each for each in said if any(_same(each, figure) for figure in self.knowledge.figures)]
        if len(said) == _THREE and len(known) >= _TWO and all(figure.general for figure in told_here):
            shares = [_number(each) for each in said if each.name is Name.PERCENT]
            numbers = sorted(_number(each) for each in said if each.name is Name.NUMBER)
            if _made(numbers) or (len(shares) == 1 and abs(numbers[0] / numbers[1] - shares[0] / 100) < _EVEN):
                return True
        return None if mention in known or len(mention.value) == 1 else False

    @property
    def _speaks_of_more(self) -> bool:
        """Whether the message speaks of what neither the target nor the words of its figures do."""
        forms = self.knowledge.figure_words
        cues = (cue for figure in self.figures for cue in figure.cues)
        own = {word for form in (*cues, *forms.neutral, *chain(*forms.bounds.values())) for word in fold(form).split()}
        return self.unit.id not in self.u.measured and not (own | plain_words(self.unit.text)).issuperset(self.u.topic)

    @property
    def _asks_whether_reached(self) -> bool:
        return bool(spans_of(self.u.question.plain, self.knowledge.figure_words.reached))


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


def _made(numbers: Sequence[float]) -> bool:
    """Whether the greatest of three numbers is the sum of the others."""
    return len(numbers) == _THREE and numbers[0] + numbers[1] == numbers[2]


def _bounds(plain: str, figures: Sequence[Figure], knowledge: Knowledge) -> frozenset[str]:
    """The bounds that words (folded) say, outside longer ones and those of a figure's own ("khá trở lên")."""
    found = {bound: spans_of(plain, forms) for bound, forms in knowledge.figure_words.bounds.items()}
    found[""] = tuple(span for figure in figures for span in spans_of(plain, figure.cues))
    every = [span for spans in found.values() for span in spans]
    outer = [s for s in every if not any(a <= s[0] and s[1] <= b and (a, b) != s for a, b in every)]
    return frozenset(bound for bound, spans in found.items() if bound and not set(outer).isdisjoint(spans))


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
