"""Which figures of a target a message means: by their words, a longer wording before one inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge.model import Figure
from nlp.normalise import fold


def told(plain: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of some figures whose own words a message (folded) says: those of the longest wording.

    The general ones count only without others; words inside those of another figure do not count: "phi nông nghiệp"
    says nothing of "nông nghiệp".
    """
    spans = {figure.id: spans_of(plain, figure.cues) for figure in figures}
    meant = _meant(spans, figures)
    longest = max((_longest(spans[f.id]) for f in meant), default=0)
    return tuple(f for f in meant if _longest(spans[f.id]) == longest)


def told_side_by_side(plain: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The same, of wordings of any length ("nông nghiệp nhiều hơn phi nông nghiệp")."""
    return _meant({figure.id: spans_of(plain, figure.cues) for figure in figures}, figures)


def _meant(spans: Mapping[str, Sequence[tuple[int, int]]], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of some figures whose words, by where they stand, are said; general ones only without others."""
    said = outermost(spans)
    meant = tuple(f for f in figures if f.id in said)
    return tuple(f for f in meant if not f.general) or meant


def told_each(clauses: Sequence[str], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of some figures that the clauses of a message tell, each on its own ("số thành viên và số cán bộ")."""
    return tuple(dict.fromkeys(figure for clause in clauses for figure in told(clause, figures)))


def told_of(plain: str, unit: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of one target's figures whose own words a message (folded) says."""
    return told(plain, [figure for figure in figures if figure.unit == unit])


def counterpart(figure: str, year: str, figures: Sequence[Figure]) -> Figure | None:
    """The figure of another year that people call by the same word ("liên kết"), None where there is none."""
    words = {cue for each in figures if each.id == figure and each.year != year for cue in each.cues}
    return next((each for each in figures if each.year == year and words.intersection(each.cues)), None)


def outermost(spans: Mapping[str, Sequence[tuple[int, int]]]) -> frozenset[str]:
    """Those of some wordings, by where each stands, that stand somewhere outside all longer ones."""
    every = [span for found in spans.values() for span in found]
    return frozenset(name for name, found in spans.items() if any(not _inside(span, every) for span in found))


def _longest(spans: Sequence[tuple[int, int]]) -> int:
    return max(end - start for start, end in spans)


@lru_cache(maxsize=1000)
def spans_of(plain: str, cues: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where wordings stand in a text; kept a while, as several rules ask for those of the same figures."""
    padded, made = f" {plain} ", []
    for cue in map(fold, cues):
        start = padded.find(f" {cue} ")
        while start >= 0:
            made.append((start, start + len(cue)))
            start = padded.find(f" {cue} ", start + 1)
    return tuple(made)


def _inside(span: tuple[int, int], every: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch lies within a longer one."""
    return any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in every)
