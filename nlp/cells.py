"""What a message says of the table's columns ("ô phối hợp không ghi huyện"), or denies of a body ("không chủ trì")."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nlp.cues import Span
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


def says(question: Question, found: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Says, ...]:
    """What a message asks of cells, each once; nothing where it speaks of no column.

    A body or a collective belongs to the column named before it in its clause, else after it, else in the clause
    before. A denial ("không ghi") holds for all that follows up to "ghi" or an edge ("mà", "nhưng"). One of a role
    ("không phải phối hợp") holds for that role, and where no column is spoken of roles are what is meant. What no body
    is named for is said of the one before, else of whom the conversation is about ("").
    """
    spans = [(cue.signal, start, end) for cue, start, end in found]
    columns = {start: _COLUMNS[signal] for signal, start, _ in spans if signal in _COLUMNS}
    denied = _denied(spans, mentions)
    if not spoken(found):
        if not denied:
            return ()
        columns = _roles(spans) | denied
    unsaid = {place for signal, start, end in spans if signal == _UNSAID for place in range(start, end)}
    edges = sorted({start for signal, start, _ in spans if signal == _EDGE})
    turns = {start: True for signal, start, _ in spans if signal == _UNSAID}
    turns |= {start: False for signal, start, _ in spans if signal == _SAID and start not in unsaid}
    turns |= {start: False for start in edges if start not in turns}
    told: dict[Says, None] = {}
    left, last_told = dict(columns if denied and not spoken(found) else denied), ""
    for what, start in _things(spans, mentions):
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


def headed(question: Question, found: Sequence[Span], mentions: Sequence[Mention], joints: Collection[str]) -> bool:
    """Whether a message lists headings ("nhiệm vụ, phối hợp, thời gian"): rows, and who joins in each of them.

    Then "phối hợp" is the heading of a column, not what the body named does.
    """
    spans = [(cue.signal, start, end) for cue, start, end in found]
    first = min((start for signal, start, _ in spans if signal == _MATTER), default=len(question.syllables))
    joined = {place for place, word in enumerate(question.folded) if word in joints}
    begins = question.breaks | {place + 1 for place in joined} | {end for signal, _, end in spans if signal == _JOINT}
    of = {start for signal, start, _ in spans if signal == _HEADING_ENDS}
    ends = question.breaks | joined | of | {len(question.syllables)} | {mention.start for mention in mentions}
    leads = any(signal == "lead" for signal, _, _ in spans)
    return not leads and any(
        signal == _WITH and first < start and start in begins and end in ends for signal, start, end in spans
    )


def _roles(spans: Sequence[tuple[str, int, int]]) -> dict[int, tuple[str, ...]]:
    """The roles that a message speaks of, and where."""
    found = sorted((list(_ROLES).index(signal), start) for signal, start, _ in spans if signal in _ROLES)
    return {start: (tuple(_ROLES.values())[sort],) for sort, start in found}


def _denied(spans: Sequence[tuple[str, int, int]], mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """The roles that a word right before them denies, or right before their body ("không giao huyện phối hợp")."""
    # "Không chủ trì một mình" denies how, not that.
    how = {place for signal, start, end in spans if signal in _MANNERS for place in (start, end)}
    led = {start for signal, start, end in spans if signal == "lead" and {start, end} & how}
    denials = {end for signal, _, end in spans if signal == _DENIES} - led
    reached = denials.union(mention.end for mention in mentions if mention.start in denials)
    return {start: roles for start, roles in _roles(spans).items() if start in reached}


def refuses(question: Question, found: Sequence[Span]) -> bool:
    """Whether a message begins by putting right what was said ("không, vay vốn cơ")."""
    return any(cue.signal == _DENIES and start == 0 and end in question.breaks for cue, start, end in found)


def manners(found: Sequence[Span]) -> frozenset[str]:
    """How the rows meant are led, where a message denies that they are led so ("không chủ trì một mình mà …")."""
    spans = [(cue.signal, start, end) for cue, start, end in found]
    ends = {end for signal, _, end in spans if signal == _DENIES}
    ends |= {end for signal, start, end in spans if signal == "lead" and start in ends}
    return frozenset(_MANNERS[signal] for signal, start, _ in spans if signal in _MANNERS and start in ends)


def spoken(found: Sequence[Span]) -> bool:
    """Whether a message in which cues are `found` speaks of a column."""
    return any(cue.signal in {_COLUMN, _BOTH} for cue, _, _ in found)


def _things(spans: Sequence[tuple[str, int, int]], mentions: Sequence[Mention]) -> list[tuple[str, int]]:
    """The bodies and the collectives that a message names, and where."""
    bodies = [(m.value, m.start) for m in mentions if m.name in {Name.AGENCY, Name.DISTRICT}]
    longest = {start: signal for signal, start, _ in spans if signal.startswith(CELL) and signal not in _WORDS}
    return sorted([*bodies, *((s.removeprefix(CELL), at) for at, s in longest.items())], key=lambda each: each[1])
