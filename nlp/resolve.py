"""What a message leaves out and its writer's place of work fills in: the name of their body, wherever it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.language import Language
from nlp.mention import Name
from nlp.own import Mine
from nlp.question import Question
from nlp.state import State
from nlp.understanding import Understanding

_PART = frozenset({"lead", "coord", "tasks", "report", "next", "overdue", "named", "part_in", "which", "rows"})
"""Cues by which a clause asks for a body's part: what else it does ("bên tôi trồng rau") is no official's matter."""
_OF_ALL = frozenset({"all", "own_plan", "body", "collective"})
"""Cues by which a message asks of more than one body."""


def resolve(u: Understanding, body: Question, state: State | None, language: Language) -> Question:
    """A message as if its writer had said the name of their body; as it is where it means no such body.

    Args:
        u: the message.
        body: the name, read like a message.
        state: the conversation; a body that it is about goes before, and so does one that the message names.
        language: the language data.
    """
    if u.named(Name.AGENCY) or u.named(Name.DISTRICT):
        return u.question
    if u.own:
        return named(u.question, u.own, body) if _asks(u, language) else u.question
    spoken_of = state is not None and state.agencies
    left_out = "next" in u.cues and not (_OF_ALL & u.cues or u.topic or u.mentions or spoken_of)
    return named(u.question, (Mine(0, 0, alone=True),), body) if left_out else u.question


def _asks(u: Understanding, language: Language) -> bool:
    """Whether a message asks for the part of its writer's body: in the clause that speaks of it, and of no other's."""
    if not u.topic:
        return "body" not in u.cues or not all(mine.alone for mine in u.own)
    edges = (0, *sorted(u.question.breaks), len(u.question.syllables))
    clauses = [u.question.part(*edge) for edge in pairwise(edges) if any(edge[0] <= m.start < edge[1] for m in u.own)]
    return "body" not in u.cues and any(_PART & language.cues.find(clause)[0] for clause in clauses)


def named(question: Question, own: Sequence[Mine], body: Question) -> Question:
    """A message with a name in place of those of its stretches that mean its writer's body."""
    made = [*question.syllables]
    for mine in reversed(own):
        made[mine.start : mine.end] = body.syllables
    kept = [place for place in question.breaks if not any(mine.start < place < mine.end for mine in own)]
    longer = {place: [len(body.syllables) - (m.end - m.start) for m in own if m.end <= place] for place in kept}
    return Question(question.text, tuple(made), frozenset(place + sum(more) for place, more in longer.items()))
