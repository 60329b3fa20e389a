"""What a message points at of what was shown, or told one thing after the other ("cái trước", "hai việc đó", "sở kia").

Things stand in a row: the list that is talked about, else what was told one at a time, oldest first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.landmarks import SCHEMES
from knowledge.load import Knowledge
from knowledge.model import Document, Kind, Unit
from nlp.ask import Kind as AskKind
from nlp.figures import spans_of
from nlp.mention import OWN_DECISION
from nlp.normalise import plain_words
from nlp.state import State
from nlp.stretches import BACKGROUND
from nlp.understanding import Understanding

SIDE_BY_SIDE = frozenset({"compare", "against", "comparative", "shared"})
"""Cues of things set side by side."""
_BEFORE = frozenset({"former", "back"})
_NEIGHBOURS = frozenset({"following", "preceding", "next_few"})
"""Cues of what stands beside a place in the list or in the plan, whenever it was told."""
BODIES = frozenset({"both_bodies", "first_body", "former_body", "latter_body", "other_body", "fewer_body", "more_body"})
"""Cues that point at bodies by their place in the conversation."""
_SORTS = {"targets": Kind.TARGET, "tasks": Kind.TASK, "a_group": Kind.GROUP}
"""Cues of what the places pointed at are called."""
_CLAUSES = frozenset({Kind.PURPOSE, Kind.EXECUTION, Kind.BASIS, Kind.ARTICLE})
SIDES = 3
"""So many places are set side by side."""
_TWO = 2
_OWN = frozenset({"issues", "replaces"})
"""How the plan stands to the province's own documents of its sort: the decision, and the plan that it replaces."""
_ALIKE = 0.5
"""Two places whose words are alike to this share may be each other's counterpart."""


def told(u: Understanding, state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """The places told one at a time, oldest first, of the sort that the message calls them."""
    row = tuple(reversed(state.told))
    return tuple(unit for unit in row if _called(u, knowledge.units[unit])) or row


def _called(u: Understanding, unit: Unit) -> bool:
    """Whether a message may call a place so; groups of the table are only meant where they are called groups."""
    if "schemes" in u.cues:
        return unit.parent == SCHEMES
    sorts = {kind for cue, kind in _SORTS.items() if cue in u.cues}
    return unit.kind in sorts if sorts else unit.kind is not Kind.GROUP


def rewound(u: Understanding, state: State) -> State:
    """The conversation as it was when a list was shown that the message goes back to ("trong danh sách lúc đầu")."""
    lists = [rows for rows in (state.listed, *state.lists) if rows and rows != state.units]
    if not (lists and {"a_list", "inside"} & u.cues and {"back", "at_first", "returning"} & u.cues):
        return state
    rows = lists[-1 if "at_first" in u.cues else 0]
    return replace(state, units=rows, listed=rows, kind=AskKind.COUNT)


def partner(unit_id: str, knowledge: Knowledge) -> str:
    """The place beside one whose words are like it most of all, and much ("đề án kia"); "" where there is none."""
    parent = knowledge.units[unit_id].parent
    rows = {unit: alike(unit_id, unit, knowledge) for unit in knowledge.children.get(parent, ()) if unit != unit_id}
    best = max(rows, key=lambda unit: rows[unit], default="")
    return best if best and rows[best] >= _ALIKE else ""


def alike(one: str, other: str, knowledge: Knowledge) -> float:
    """The share of the words of two places that both have."""
    a, b = (plain_words(knowledge.units[unit].text) for unit in (one, other))
    return len(a & b) / len(a | b)


def count(u: Understanding) -> int:
    """How many things a message speaks of: the number that it says, else two."""
    return next((number for number in u.counts if number > 1), _TWO)


def several(u: Understanding, state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """The places that a message points at together ("hai việc đó", "việc này với việc hồi nãy"), () for none."""
    row = told(u, state, knowledge)
    if _NEIGHBOURS & u.cues:
        return ()
    if _BEFORE & u.cues and SIDE_BY_SIDE & u.cues and "pair" not in u.cues:
        before = earlier(u, state, knowledge)
        return (before, state.units[0]) if before else ()
    both = {"former", "latter"} <= u.cues
    compared = "comparative" in u.cues and len(state.listed) <= 1 < len(row)
    if not ("pair" in u.cues or both or compared):
        return ()
    if not (max(u.counts, default=1) > 1 or both or compared) and len(state.listed) > _TWO:
        # "Các việc này" are all of a list, as long as it may be set side by side.
        return state.listed if len(state.listed) <= SIDES else ()
    number = count(u)
    lists = (state.listed, state.units, tuple(unit for rows in (*state.lists[:1], state.listed) for unit in rows))
    shown = next((units for units in lists if len(units) == number), ())
    if shown and any(_called(u, knowledge.units[unit]) for unit in shown):
        return shown
    spoken = tuple(dict.fromkeys((*state.units, *state.earlier)))[:number]
    return row[-number:] if len(row) >= number else tuple(reversed(spoken))


def earlier(u: Understanding, state: State, knowledge: Knowledge) -> str:
    """The place told last before the one under discussion, the first of all where the message says so; "" for none."""
    row = told(u, state, knowledge)
    order = row if "at_first" in u.cues else reversed(row)
    return next((unit for unit in (*order, *state.earlier) if unit not in state.units), "")


def recalled(u: Understanding, state: State, knowledge: Knowledge) -> str:
    """The place spoken of before that a message means by most of its words ("cái liên kết lúc đầu"), "" for none.

    One that has not these words is meant where they speak most for it ("quay lại chuyện bán hàng").
    """
    before = dict.fromkeys((*state.told, *state.units, *state.earlier))
    topic = set(u.topic)
    held = [unit for unit in before if 2 * len(topic & plain_words(knowledge.units[unit].text)) > len(topic)]
    likely = u.best if u.best in before and u.margin > BACKGROUND else ""
    return max(held, key=lambda unit: u.margins[unit], default=likely)


def step(u: Understanding) -> int:
    """Whether a message means what stands after the place whose number it says (1), or before it (-1; 0 for itself)."""
    start = u.numbered[0].start if u.numbered else 0
    before = {cue.signal for cue, _, end in u.signals.spans if end == start and end not in u.question.breaks}
    return 1 if {"after", "latter", "following"} & before else -1 if {"ahead", "former", "preceding"} & before else 0


def beside(units: Sequence[str], step: int, rows: Sequence[str], several: int = 1) -> tuple[str, ...]:
    """The rows, one or more, that stand next to the first of some places found among them; () where none does."""
    at = next((rows.index(unit) + step for unit in units if unit in rows), -1)
    return tuple(rows[at : at + several]) if at >= 0 else ()


def clauses(state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """Of a single clause of a section, or article, spoken of all that stand beside it; () for others."""
    first = state.units[0] if len(state.units) == 1 else ""
    if not first or knowledge.units[first].kind not in _CLAUSES:
        return ()
    part = first.rpartition("-")[0]
    return tuple(unit for unit in knowledge.units if unit.rpartition("-")[0] == part)


def around(state: State) -> tuple[str, ...]:
    """The list that the place told last is talked about in: what the last one was narrowed to, else that itself."""
    told, listed = set(state.units), set(state.listed)
    return next((rows for rows in state.lists if told < set(rows) < listed), state.listed)


def latest(state: State) -> tuple[str, ...]:
    """The rows that "trong số đó" means: what a list was narrowed to last, no body's own, else that it was out of."""
    return state.units if state.narrowed and not state.agencies else around(state)


def one_of_two(u: Understanding, state: State, knowledge: Knowledge) -> str:
    """The one of the two things told last or shown that comes or ends first or second ("cái trước"), "" for neither."""
    by_end = bool({"ends_later", "ends_sooner"} & u.cues) and "which" not in u.cues
    if not (by_end or {"former", "latter"} & u.cues) or _NEIGHBOURS & u.cues or state.numbered:
        return ""
    row = told(u, state, knowledge)[-_TWO:]
    if len(state.listed) > 1:
        row = state.listed if len(state.listed) == _TWO else ()
    if by_end:
        # "Cái dài hơn ai làm": those without an end, or with the same, cannot be told apart so.
        times = [task.time for unit in row if (task := knowledge.tasks.get(unit)) is not None]
        ends = [time.last for time in times if time is not None and time.last is not None]
        row = tuple(unit for _, unit in sorted(zip(ends, row, strict=False))) if len(set(ends)) == len(row) else ()
    return row["latter" in u.cues or "ends_later" in u.cues] if len(row) == _TWO else ""


def bodies(u: Understanding, state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """The bodies pointed at by their place in the conversation ("hai sở đó", "sở trước", "bên ít hơn"), () for none."""
    if len(state.met) <= 1:
        return state.met if {"first_body", "former_body"} & u.cues else ()
    leads = _led(state.units[:1], knowledge)
    current = state.agencies or leads
    pair = state.agencies if len(state.agencies) == _TWO else ()
    if "first_body" in u.cues:
        return state.met[-1:]
    if "latter_body" in u.cues:
        return pair[1:] or state.met[:1]
    if pair and "former_body" in u.cues:
        return pair[:1]
    if {"former_body", "other_body"} & u.cues:
        # Of two asked about it is the one that does not lead the place told.
        last = set(current).intersection(leads) if pair else current
        return next(((body,) for body in state.met if body not in last), ())
    if {"fewer_body", "more_body"} & u.cues and len(current) > 1:
        ranked = sorted(current, key=lambda body: sum(body in task.lead for task in knowledge.tasks.values()))
        return (ranked[-1 if "more_body" in u.cues else 0],)
    number = count(u)
    met = tuple(reversed(state.met[:number]))
    return next((joint for joint in (state.agencies, current, met) if len(joint) == number), ())


def of_place(found: Collection[str], state: State, knowledge: Knowledge) -> bool:
    """Whether some bodies are only known as those that lead the place under discussion."""
    return set(found) <= set(_led(state.units[:1], knowledge)) and set(found) != set(state.agencies)


def led_by_each(found: Sequence[str], state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """For each of some bodies the place told last that it leads; () where one leads none."""
    last = [next((unit for unit in state.told if body in _led([unit], knowledge)), "") for body in found]
    return tuple(dict.fromkeys(last)) if all(last) else ()


def _led(units: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The bodies that lead some places, each once."""
    return tuple(dict.fromkeys(b for u in units if u in knowledge.tasks for b in knowledge.tasks[u].lead))


def document(u: Understanding, state: State, knowledge: Knowledge) -> Document | None:
    """The document under discussion: of those that the place cites the one that the message calls by its sort.

    Else the one told, else the one that the place is about.
    """
    documents, unit = knowledge.documents, next(iter(state.units), "")
    if not unit or "own_plan" in u.cues:
        return documents[OWN_DECISION] if unit else None
    said = [each for each in documents.values() if calls(u, each)]
    cited = [each for each in documents.values() if unit in each.units]
    called = [each for each in cited if each in said]
    if said and not called:
        return next((each for each in said if each.id == OWN_DECISION), None)
    rows = called or cited
    told = [each for each in rows if each.id == state.document]
    about = [each for each in rows if each.units[0] == unit]
    own = [each for each in rows if each.id == OWN_DECISION]
    return next(iter(told or about or own or (rows if len(rows) == 1 else [])), None)


def calls(u: Understanding, each: Document) -> bool:
    """Whether a message has the word for a document's sort."""
    return bool(spans_of(u.question.plain, (each.kind,)))


def calls_other(u: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message has the word for a sort of document that none of the province's own is ("thông tư")."""
    documents = knowledge.documents.values()
    own = {each.kind for each in documents if each.relation in _OWN}
    return any(calls(u, each) for each in documents if each.kind not in own)
