"""What is asked without words, by a button or a link: the decided questions that go through the line unread.

Of places, bodies and figures that exist; their ids are all different.
"""

from __future__ import annotations

from knowledge.load import Knowledge
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.state import State

ALL = "all"
"""What is wanted of a body: all of its duties, every sort apart."""
_REASON = "a button"


def named(name: str, state: State | None, knowledge: Knowledge) -> Ask | None:
    """What the place, body or figure of an id is asked.

    Args:
        name: the id.
        state: what the conversation remembers: a place of those just offered answers the question before. Of any
            other its own page is what is seen: its words.
        knowledge: what there is.

    Returns:
        None: there is no such thing.
    """
    if name in knowledge.units:
        offered = state is not None and name in state.choices
        return chosen(name, state, knowledge) if offered else words(name, knowledge)
    if name in knowledge.agencies:
        return duties(name)
    figures = {figure.id: figure for figure in knowledge.figures}
    return Ask(Kind.FIGURE, _REASON, units=(figures[name].unit,), wants=name) if name in figures else None


def chosen(unit_id: str, state: State | None, knowledge: Knowledge) -> Ask:
    """What a place is asked that is chosen of those offered: what the question before wanted; of others as `place`."""
    if state is None or unit_id not in state.choices:
        return place(unit_id, knowledge)
    kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
    return Ask(kind, _REASON, units=(unit_id,), from_context=True)


def place(unit_id: str, knowledge: Knowledge) -> Ask:
    """What the card of a place tells: of a task who does it and when, of a group its rows, of others their words."""
    if knowledge.units[unit_id].lead:
        return Ask(Kind.LEAD, _REASON, units=(unit_id,))
    return words(unit_id, knowledge)


def words(unit_id: str, knowledge: Knowledge) -> Ask:
    """As `place`, but of a task too its words first."""
    return Ask(Kind.SECTION, _REASON, units=(unit_id, *knowledge.groups.get(unit_id, ())))


def duties(agency_id: str) -> Ask:
    """All that binds a body."""
    return Ask(Kind.DUTIES, _REASON, agencies=(agency_id,), wants=ALL)
