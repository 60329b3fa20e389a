"""The bodies that a message names and means, and those that stand in a place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from knowledge.load import Knowledge
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.understanding import Understanding

_UNION = "doan-the"


def named_bodies(u: Understanding, knowledge: Knowledge) -> tuple[str, ...]:
    """The agencies named, but a district that only says where a union is ("Mặt trận huyện tôi")."""
    said = [mention for mention in u.mentions if mention.name is Name.AGENCY]
    where = {
        following.value
        for union, following in pairwise(said)
        if union.end == following.start
        and following.start not in u.question.breaks
        and knowledge.agencies[union.value].kind == _UNION
        and knowledge.agencies[following.value].members
    }
    return tuple(agency for agency in u.named(Name.AGENCY) if agency not in where)


def titled(u: Understanding, group: str, agencies: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Those of some bodies that a group's title names, or with whose words ("nhóm VI về khoa học công nghệ")."""
    title, folded = knowledge.units[group].text, u.question.folded
    words = plain_words(title)
    subjects = {m.value for m in u.mentions if words.issuperset(folded[m.start : m.end])}
    return tuple(a for a in agencies if a in subjects or knowledge.agencies[a].stands_in(title))


def bodies_of(unit_id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The bodies that lead a place, or that its text names."""
    if unit_id in knowledge.tasks:
        return knowledge.tasks[unit_id].lead
    text = knowledge.units[unit_id].text
    return tuple(a.id for a in knowledge.agencies.values() if a.kind == "so" and a.named and a.name in text)
