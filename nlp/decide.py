"""What to answer: the kind of question and what it is about, decided from the evidence and the conversation.

The rules stand in `RULES` in the order in which they are asked; each returns an `Ask` or passes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from knowledge.load import Knowledge
from nlp.ask import Ask
from nlp.rank import Match
from nlp.rules.case import Case
from nlp.rules.conversation import follow_up
from nlp.rules.documents import by_number, document, document_inside, sought, unnamed
from nlp.rules.figures import all_targets, lacking, measured, premise, values
from nlp.rules.numbers import numbered
from nlp.rules.opening import code, empty, talk
from nlp.rules.picking import pick
from nlp.rules.place import place
from nlp.rules.whole import said_plainly, structured
from nlp.state import State
from nlp.understand import Understanding


def decide(
    understanding: Understanding,
    match: Match,
    state: State | None,
    knowledge: Knowledge,
    thresholds: Mapping[str, float],
) -> Ask:
    """Decide what to answer.

    Args:
        understanding: the message.
        match: the places that it may be about.
        state: the living conversation, None where there is none.
        knowledge: the plan.
        thresholds: the deciding numbers (weights.yaml).
    """
    case = Case(understanding, match, state, knowledge, thresholds)
    for rule in RULES:
        ask = rule(case)
        if ask is not None:
            return ask
    return place(case)


Rule = Callable[[Case], Ask | None]


RULES: tuple[Rule, ...] = (
    empty,
    code,
    pick,
    talk,
    unnamed,
    numbered,
    document,
    by_number,
    sought,
    values,
    follow_up,
    all_targets,
    measured,
    said_plainly,
    premise,
    lacking,
    document_inside,
    structured,
)
