"""What to answer: the kind of question and what it is about, decided from the evidence and the conversation.

The rules stand in `RULES` in the order in which they are asked; each returns an `Ask` or passes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from knowledge.load import Knowledge
from nlp import referents
from nlp.ask import PLACE_KINDS, WHOLE_KINDS, Ask, Kind
from nlp.filter import EVERY_ROW, Filter
from nlp.rank import Match
from nlp.rules import bodies
from nlp.rules.case import Case
from nlp.rules.conversation import follow_up
from nlp.rules.documents import articles, bases, by_number, document, document_inside, origin, received, sought, unnamed
from nlp.rules.figures import (
    all_targets,
    lacking,
    measured,
    of_district,
    of_each_year,
    of_part,
    of_several,
    premise,
    unsaid,
)
from nlp.rules.numbers import numbered
from nlp.rules.opening import code, empty, insult, story, talk
from nlp.rules.picking import pick
from nlp.rules.place import place
from nlp.rules.rows import of_cells
from nlp.rules.valued import contrasted, values, worded
from nlp.rules.whole import said_plainly, structured
from nlp.state import State
from nlp.understanding import Understanding


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
    then = referents.rewound(understanding, state) if state is not None else None
    case = Case(understanding, match, knowledge, thresholds, then)
    # A rule that is left with no place to ask of passes on.
    asked = (ask for rule in RULES if (ask := rule(case)) is not None and (ask.units or ask.kind not in PLACE_KINDS))
    ask = next(asked, None) or place(case)
    return _filtered(bodies.unnamed(case, ask) or story(case, ask) or ask, case)


_TOPICAL = frozenset({Kind.COUNT, Kind.OVERVIEW})
"""Kinds that a topic alone may narrow to a group."""

_OF_COLUMN = frozenset({Kind.COUNT, Kind.DUTIES})
"""Kinds that may be asked of what the column of coordination names."""


def _filtered(ask: Ask, case: Case) -> Ask:
    """A question to the whole with the conditions that the message itself says, and the rows that it is asked of."""
    if ask.kind not in WHOLE_KINDS:
        return ask
    if ask.kind in _OF_COLUMN and ask.role == "coord" and "named" in case.u.cues and not ask.filter.cells:
        ask = replace(ask, wants="column")
    if ask.kind is Kind.COUNT and not ask.wants and "share" in case.u.cues and "attained" not in case.u.cues:
        ask = replace(ask, wants="share")
    inside = Filter(inside=ask.units if ask.from_context else (), outside=case.aside)
    wanted = case.conditions.narrowed(inside).narrowed(ask.filter)
    topical = len(case.u.topic) > 1 and "groups" not in case.u.cues
    if wanted == EVERY_ROW and ask.kind in _TOPICAL and not ask.agencies and topical:
        wanted = Filter(group=case.topical_group)
    if ask.kind is Kind.RANK and wanted.but is not None:
        # Whom a message leaves out of a ranking still leads rows with others.
        ask = replace(ask, agencies=(*ask.agencies, *wanted.but.bodies))
        wanted = replace(wanted, but=replace(wanted.but, bodies=()))
    return replace(ask, filter=wanted)


Rule = Callable[[Case], Ask | None]


RULES: tuple[Rule, ...] = (
    empty,
    code,
    pick,
    insult,
    talk,
    unnamed,
    worded,
    numbered,
    origin,
    received,
    articles,
    bases,
    document,
    by_number,
    sought,
    values,
    contrasted,
    of_cells,
    bodies.due,
    bodies.all_report,
    bodies.report,
    bodies.by_task,
    follow_up,
    all_targets,
    unsaid,
    of_district,
    of_part,
    of_several,
    of_each_year,
    measured,
    said_plainly,
    premise,
    lacking,
    document_inside,
    structured,
)
