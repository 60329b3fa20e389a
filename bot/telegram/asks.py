"""What the presses that ask something ask: the decided questions that go through the line without being read."""

from __future__ import annotations

from bot.telegram.callback import Press, Verb
from knowledge.load import Knowledge
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.state import State

ALL = "all"
"""What is wanted of a body: all of its duties, every sort apart."""
_REASON = "a button"


def asked(press: Press, state: State | None, knowledge: Knowledge) -> Ask | None:
    """What a press asks; None where it asks nothing, or after what the plan does not have.

    A place chosen of those that the state says were offered is asked what the question before wanted.
    """
    match press:
        case Press(Verb.UNIT | Verb.CHOICE, (unit,)) if unit not in knowledge.units:
            return None
        case Press(Verb.CHOICE, (unit,)) if state is not None and unit in state.choices:
            kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
            return Ask(kind, _REASON, units=(unit,), from_context=True)
        case Press(Verb.UNIT | Verb.CHOICE, (unit,)):
            return place(unit, knowledge)
        case Press(Verb.FIGURE, (figure_id,)):
            units = {figure.id: figure.unit for figure in knowledge.figures}
            if figure_id in units:
                return Ask(Kind.FIGURE, _REASON, units=(units[figure_id],), wants=figure_id)
        case Press(Verb.AGENCY, (agency, *_)) if agency in knowledge.agencies:
            return Ask(Kind.DUTIES, _REASON, agencies=(agency,), wants=ALL)
    return None


def place(unit_id: str, knowledge: Knowledge) -> Ask:
    """What the card of a place tells: of a task who does it and when, of a group its rows, of others their words."""
    if knowledge.units[unit_id].lead:
        return Ask(Kind.LEAD, _REASON, units=(unit_id,))
    return Ask(Kind.SECTION, _REASON, units=(unit_id, *knowledge.groups.get(unit_id, ())))
