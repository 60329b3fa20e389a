"""What a stretch of a message does: it sets aside ("trừ việc chung"), takes in, tells apart ("…, việc nào chung")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.cues import Cues, Span
from nlp.filter import TIMED, TIMED_APART, TOLD_APART
from nlp.mention import Mention
from nlp.numbered import ROMAN
from nlp.question import Question

ASIDE = "aside:"
"""What begins the signals of words that begin or end such a stretch (`aside` of cues.yaml)."""
_SORTS_OF = ("left", "beyond", "out", "denied", "added")
_LEFT, _BEYOND, _OUT, DENIED, _ADDED = (f"{ASIDE}{sort}" for sort in _SORTS_OF)
_OPENINGS = frozenset({_LEFT, _BEYOND, _OUT, DENIED, _ADDED})
_CLOSED = frozenset({_LEFT, _BEYOND})
_CLOSING, _END, _FURTHER, _NONE, _PLURAL = (
    f"{ASIDE}{sort}" for sort in ("closing", "end", "further", "none", "plural")
)
_LONGEST = 7
"""Syllables of a stretch that names a place, at the most."""
_ROWS = frozenset({"which", "places", "all", "asking", "how_many", "check"})
_AGAIN = frozenset({"which", "body", "how_many", "whether"})
_NOUNS = frozenset({"which", "which_schemes", "rows"})
PAIR, _INSIDE = "pair", "inside"
_AND_WHICH = "and_which"
_NUMERALS = frozenset((numeral,) for numeral in ROMAN)
"""What goes on with a list of groups after punctuation ("không thuộc nhóm II, III")."""
_SORTS = frozenset({"sole", "shared", "jointly", "unshared", "not_sole"})
_SORTED = _SORTS | TIMED


@dataclass(frozen=True, slots=True)
class Stretch:
    """The syllables `start` to `end`, of which those from `said` on say what; whether it `adds` it, or `denies` it.

    `closed` where a word says that it is over ("ngoài ngân hàng ra"), or punctuation or "còn" after "ngoài": other
    words that begin one mean much else ("bớt thủ tục").
    """

    start: int
    said: int
    end: int
    adds: bool
    denies: bool
    closed: bool

    def within(self, start: int, end: int) -> bool:
        """Whether the syllables from `start` to `end` are all among those that say what."""
        return self.said <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Signals:
    """The cues of a message where they stand, and the first stretch that sets something aside or takes it in.

    `spans` are in the order of the message; `at` tells for each signal where it begins and ends.
    """

    spans: Sequence[Span]
    at: Mapping[str, Sequence[tuple[int, int]]]
    stretch: Stretch | None

    def of(self, *signals: str) -> list[tuple[int, int]]:
        """Where some signals stand: the syllable where each begins and the one after it."""
        return [span for signal in signals for span in self.at.get(signal, ())]


def hear(question: Question, cues: Cues) -> Signals:
    """The signals of a message."""
    spans = cues.spans(question)
    at: dict[str, list[tuple[int, int]]] = {}
    for cue, start, end in spans:
        at.setdefault(cue.signal, []).append((start, end))
    return Signals(spans, at, None if _OPENINGS.isdisjoint(at) else _first(question, spans))


def _first(question: Question, found: Sequence[Span]) -> Stretch | None:
    """The first such stretch of a message in which cues are `found`, None where there is none.

    It ends at punctuation, that within a wording aside ("các sở, ngành"), or at a word that ends it; one that takes
    out ("bỏ … ra") only at a word that closes it.
    """
    spans = [(cue.signal, start, end) for cue, start, end in found]
    other = {place for signal, start, end in spans if signal == _NONE for place in range(start, end)}
    openings = [(signal, start, end) for signal, start, end in spans if signal in _OPENINGS and start not in other]
    joined = {place for signal, start, end in spans if signal != PAIR for place in range(start + 1, end)}
    listed = {place for place in question.breaks if question.folded[place : place + 1] in _NUMERALS}
    breaks = question.breaks - joined - listed
    further = {place for name, place, _ in spans if name == _FURTHER and place not in joined}
    ends = [*further, *(place for name, place, _ in spans if name == _END and place not in joined)]
    plurals = {start: end for name, start, end in sorted(spans, key=lambda each: each[2]) if name == _PLURAL}
    for signal, start, opened in sorted(openings, key=lambda each: (each[1], -each[2])):
        said = plurals.get(opened, opened)  # "Trừ những việc chung" is "trừ việc chung", not "những việc nào".
        over = [after for name, _, after in spans if name == _CLOSING and after > said] if signal in _CLOSED else []
        end = min((place for place in (*ends, *breaks, *over) if place > said), default=len(question.syllables))
        if signal == _OUT:
            end = next((after for name, _, after in spans if name == _CLOSING and said < after <= end), said)
        if said < end and said not in breaks:
            closing = signal != _OUT and any(name == _CLOSING and after == end for name, _, after in spans)
            closed = (closing or (signal == _BEYOND and end in breaks | further)) and end - start <= _LONGEST
            return Stretch(start, said, end, signal == _ADDED, signal == DENIED, closed)
    return None


def tells_apart(question: Question, signals: Signals, times: Sequence[Mention]) -> frozenset[str]:
    """What a message that asks for rows asks only then: which of them are led alone or not, which are due when.

    "Làm gì, việc nào chung" is `told_apart`, "chủ trì mấy việc, việc nào trong năm 2023" `timed_apart`, as is "việc nào
    thường xuyên, việc nào có mốc": neither narrows the rows. `times` are the years and quarters that the message
    names. "Trong đó" and "và việc nào" begin such a question as punctuation does, but the former alone asks of what
    was said before.
    """
    if not times and _SORTED.isdisjoint(signals.at):
        return frozenset()
    asked = min((start for start, _ in signals.of(*_ROWS)), default=len(question.syllables))
    inside = [start for start, _ in signals.of(_INSIDE)]
    if any(start <= asked for start in inside):
        return frozenset()
    spans = [(cue.signal, start, end) for cue, start, end in signals.spans]
    further = [start for start, _ in signals.of(_AND_WHICH)]
    edges = [place for place in (*question.breaks, *inside, *further) if place > asked]
    again_asked = (start for start, _ in signals.of("which", "rows") if start > asked)
    each = {TIMED_APART} if any(_each_time(spans, times, edge) for edge in (*edges, *again_asked)) else set()
    first = min(edges, default=0)
    again = {signal for signal, start, _ in spans if start >= first and signal in _AGAIN}
    denied = "which" not in again and any(start >= first for start, _ in signals.of("unshared"))
    if not first or not again or denied:
        return frozenset(each)
    sorts = [end for _, end in signals.of(*_SORTS)]
    dated = [*(time.end for time in times), *(end for _, end in signals.of(*TIMED))]
    told = ((TOLD_APART, sorts), (TIMED_APART, dated if "which" in again and not inside else []))
    return frozenset(each.union(name for name, ends in told if ends and min(ends) > first))


def _each_time(spans: Sequence[tuple[str, int, int]], times: Sequence[Mention], edge: int) -> bool:
    """Whether rows of one time are asked for before an edge, those of another after it."""
    before = {signal for signal, _, end in spans if end <= edge}
    after = {signal for signal, start, _ in spans if start >= edge}
    sooner = _times(before).union(time.value for time in times if time.end <= edge)
    later = _times(after).union(time.value for time in times if time.end > edge)
    return bool(_NOUNS & before & after) and bool(sooner and later) and sooner.isdisjoint(later)


def _times(signals: set[str]) -> set[str]:
    """The times among some signals; "không thường xuyên" is not "thường xuyên", nor "kế hoạch hàng năm" "hàng năm"."""
    inside = (("not_ongoing", "ongoing"), ("yearly_plan", "yearly"))
    return set(signals & TIMED) - {shorter for longer, shorter in inside if longer in signals}
