"""What a message says of the table's columns ("ô phối hợp không ghi huyện"), or denies of a body ("không chủ trì")."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nlp.aside import Signals
from nlp.filter import JOINS, PART, Says
from nlp.mention import Mention, Name
from nlp.question import Question

CELL = "cell:"
"""What begins the signals of words that speak of cells (`cells` of cues.yaml); after it may stand a collective."""
_SORTS = ("column", "unsaid", "said", "edge", "matter", "with", "of", "denies", "part", "joint")
_COLUMN, _UNSAID, _SAID, _EDGE, _MATTER, _WITH, _HEADING_ENDS, _DENIES, _PART, _JOINT = (
    f"{CELL}{sort}" for sort in _SORTS
)
_WORDS = frozenset(f"{CELL}{sort}" for sort in _SORTS)
_BOTH = "both_columns"
_COLUMNS = {"lead": ("lead",), "coord": ("coord",), _BOTH: ("lead", "coord")}
_ROLES = {"lead": "lead", "coord": JOINS, _PART: PART}
"""Which role of a body words deny; of several at one place the last tells most."""
_MANNERS = {"sole": "not_sole", "jointly": "unshared"}
"""How a body leads rows, and what is meant where that is denied."""


def says(question: Question, signals: Signals, mentions: Sequence[Mention]) -> tuple[Says, ...]:
    """What a message asks of cells, each once; nothing where it speaks of no column.

    A body or a collective belongs to the column named before it in its clause, else after it, else in the clause
    before. A denial ("không ghi") holds for all that follows up to "ghi" or an edge ("mà", "nhưng"). One of a role
    ("không phải phối hợp") holds for that role, and where no column is spoken of roles are what is meant. What no body
    is named for is said of the one before, else of whom the conversation is about ("").
    """
    denied = _denied(signals, mentions)
    of_columns = spoken(signals)
    if not of_columns and not denied:
        return ()
    columns = {start: columns for signal, columns in _COLUMNS.items() for start, _ in signals.of(signal)}
    if not of_columns:
        columns = _roles(signals) | denied
    unsaid = {place for start, end in signals.of(_UNSAID) for place in range(start, end)}
    edges = sorted({start for start, _ in signals.of(_EDGE)})
    turns = {start: True for start, _ in signals.of(_UNSAID)}
    turns |= {start: False for start, _ in signals.of(_SAID) if start not in unsaid}
    turns |= {start: False for start in edges if start not in turns}
    told: dict[Says, None] = {}
    left, last_told = dict(denied if of_columns else columns), ""
    for what, start in _things(signals, mentions):
        first = max((edge for edge in edges if edge <= start), default=0)
        last = min((edge for edge in edges if edge > start), default=len(question.syllables))
        before = [place for place in columns if place < start]
        within = [place for place in before if place >= first]
        after = [place for place in columns if start < place < last]
        place = max(within) if within else min(after) if after else max(before, default=-1)
        turn = max((turn for turn in turns if turn < start), default=-1)
        for column in columns.get(place, ()):
            told[Says(column, what, denied=place in denied or turns.get(turn, False))] = None
        left.pop(place, None)
        last_told = what
    for place, roles in left.items():
        told |= dict.fromkeys(Says(role, last_told, denied=place in denied) for role in roles)
    return tuple(told)


def headed(question: Question, signals: Signals, mentions: Sequence[Mention], joints: Collection[str]) -> bool:
    """Whether a message lists headings ("nhiệm vụ, phối hợp, thời gian"): rows, and who joins in each of them.

    Then "phối hợp" is the heading of a column, not what the body named does.
    """
    first = min((start for start, _ in signals.of(_MATTER)), default=len(question.syllables))
    columns = [(start, end) for start, end in signals.of(_WITH) if first < start]
    if not columns or signals.of("lead"):
        return False
    joined = {place for place, word in enumerate(question.folded) if word in joints}
    begins = question.breaks | {place + 1 for place in joined} | {end for _, end in signals.of(_JOINT)}
    of = {start for start, _ in signals.of(_HEADING_ENDS)}
    ends = question.breaks | joined | of | {len(question.syllables)} | {mention.start for mention in mentions}
    return any(start in begins and end in ends for start, end in columns)


def _roles(signals: Signals) -> dict[int, tuple[str, ...]]:
    """The roles that a message speaks of, and where."""
    return {start: (role,) for signal, role in _ROLES.items() for start, _ in signals.of(signal)}


def _denied(signals: Signals, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """The roles that a word right before them denies, or right before their body ("không giao huyện phối hợp")."""
    if _DENIES not in signals.at:
        return {}
    # "Không chủ trì một mình" denies how, not that.
    how = {place for span in signals.of(*_MANNERS) for place in span}
    led = {start for start, end in signals.of("lead") if {start, end} & how}
    denials = {end for _, end in signals.of(_DENIES)} - led
    reached = denials.union(mention.end for mention in mentions if mention.start in denials)
    return {start: roles for start, roles in _roles(signals).items() if start in reached}


def refuses(question: Question, signals: Signals) -> bool:
    """Whether a message begins by putting right what was said ("không, vay vốn cơ")."""
    return any(start == 0 and end in question.breaks for start, end in signals.of(_DENIES))


def manners(signals: Signals) -> frozenset[str]:
    """How the rows meant are led, where a message denies that they are led so ("không chủ trì một mình mà …")."""
    if _DENIES not in signals.at:
        return frozenset()
    ends = {end for _, end in signals.of(_DENIES)}
    ends |= {end for start, end in signals.of("lead") if start in ends}
    return frozenset(meant for signal, meant in _MANNERS.items() if any(s in ends for s, _ in signals.of(signal)))


def spoken(signals: Signals) -> bool:
    """Whether a message speaks of a column."""
    return _COLUMN in signals.at or _BOTH in signals.at


def _things(signals: Signals, mentions: Sequence[Mention]) -> list[tuple[str, int]]:
    """The bodies and the collectives that a message names, and where."""
    bodies = [(m.value, m.start) for m in mentions if m.name in {Name.AGENCY, Name.DISTRICT}]
    found = ((cue.signal, start) for cue, start, _ in signals.spans)
    longest = {start: signal for signal, start in found if signal.startswith(CELL) and signal not in _WORDS}
    return sorted([*bodies, *((s.removeprefix(CELL), at) for at, s in longest.items())], key=lambda each: each[1])
