"""What a message sets aside of the rows that it asks for ("trừ việc chung"), as conditions."""

from __future__ import annotations

from dataclasses import replace

from knowledge.landmarks import DISTRICTS
from knowledge.load import Knowledge
from nlp.filter import EVERY_ROW, SHARED, Filter, conditions
from nlp.mention import Name
from nlp.places import locate
from nlp.understanding import Understanding

_SURE = 0.0
"""The place that words speak of is what they mean from this raw score on."""


def without(
    said: Filter, left: Understanding, bodies: tuple[str, ...], knowledge: Knowledge, *, who: bool = False
) -> Filter:
    """Conditions with those that a message sets aside.

    Args:
        said: the conditions of the rest.
        left: what is set aside, understood by itself.
        bodies: those that the message or the conversation is about.
        knowledge: the plan.
        who: whether the bodies beside those set aside are asked for ("ngoài hai sở đó còn ai chủ trì"), which lead rows
            with them as well; else rows in which they have no part.
    """
    found = [locate(each, said.group, knowledge) for each in left.numbered]
    units = tuple(dict.fromkeys(unit for each in found for unit in (*each.units, *each.choices)))
    group = found[0].part if len(found) == 1 and len(found[0].units) > 1 else ""
    told = conditions(left.cues, years=left.named(Name.YEAR), quarters=left.named(Name.QUARTER), group=group)
    if "not_ongoing" in left.cues:
        return replace(said, times=said.times | {"ongoing"})  # What is left of "trừ việc không thường xuyên".
    if told.times and told.times <= said.times:
        return said  # "Hàng năm, không tính kế hoạch hàng năm": a time's own words tell no part of it.
    named = (*left.named(Name.AGENCY), *left.named(Name.DISTRICT))
    others = tuple(body for body in dict.fromkeys(named) if body not in bodies)
    if who and others:
        left_with = {*others, *bodies}
        alone = (
            u for u, t in knowledge.tasks.items() if t.lead and left_with.issuperset(t.lead) and not t.lead_reaches
        )
        theirs = (u for u in alone if set(others).intersection(knowledge.tasks[u].lead))
        return replace(said, but=Filter(inside=tuple(theirs)))
    # Of a body "việc chung" are the rows that it shares, of the table those that all sở have.
    shared_by = bool(bodies) and bodies != (DISTRICTS,) and "shared" in left.cues
    together = {"collective"} | ({"shared", "jointly"} if bodies == (DISTRICTS,) else set())
    collective = bool(together & left.cues) and not others and not shared_by
    # "Đề án phụ nữ" is one of the schemes.
    one = (left.best,) if told.sort and not left.vague and left.margins[left.best] > _SURE else ()
    one = one if one and knowledge.units[one[0]].parent else ()
    but = replace(
        told,
        inside=one or (() if group else units),
        led="collective" if collective else told.led,
        alone="",
        sort="" if one else "subtasks" if "subtasks" in left.cues else told.sort,
        bodies=others,
    )
    if but != EVERY_ROW:
        return replace(said, but=but)
    shared = bool({"shared", "jointly"} & left.cues) and not named and not left.numbered
    return replace(said, alone="sole", but=SHARED) if shared else said
