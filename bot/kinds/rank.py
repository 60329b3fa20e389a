"""Which body is named most often as lead, which just so often or more; which group, which time; ties are said."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Mapping

from bot.answer import Answer, Block, Items, Reason, Text
from bot.kinds import card, groups, times
from bot.kinds.context import Context
from bot.kinds.selection import select
from bot.kinds.table import LED, Duties, duties, filtered
from knowledge.landmarks import DISTRICTS

_BOUNDS: Mapping[str, Callable[[int, int], bool]] = {
    "exactly": operator.eq,
    "at_least": operator.ge,
    "at_most": operator.le,
    "below": operator.lt,
    "above": operator.gt,
}
"""How a body's number of rows lies to the one asked for, by the cue that says so."""
_FIXED = frozenset({"exactly", "at_least"})
"""Those whose cues hold a number themselves."""
_BY_GROUPS = frozenset({"one_group", "most_groups"})
_ORDERS = frozenset({"nth", "top", "order"})
"""What is wanted of all bodies in order: one so far down, the first so many, or all."""


def compose(context: Context) -> Answer:
    """All bodies named as lead with their counts, most first; the rows of those that answer the question."""
    if context.ask.wants in _BY_GROUPS:
        return _by_groups(context)
    if context.ask.wants not in {"", "without", *_ORDERS}:
        return groups.by_rows(context)
    for cue, special in _SPECIAL:
        if cue in context.cues and not (cue == "groups" and context.ask.filter.group):
            return special(context)
    voice, knowledge = context.voice, context.knowledge
    rows = filtered(context)
    every = [duties(knowledge, agency, rows) for agency in knowledge.agencies if _may_rank(context, agency)]
    ranked = sorted((d for d in every if _rows(context, d)), key=lambda d: -len(_rows(context, d)))
    if context.ask.wants == "without":
        return _without(context, {each.agency for each in ranked})
    if not ranked:
        return card.answer(context, [], knowledge.units[context.ask.filter.group or "III-I"], reason=Reason.COUNTED)
    blocks: list[Block] = []
    if context.ask.filter.group:
        blocks.append(Text(voice.say("rank.within", place=voice.label(knowledge.units[context.ask.filter.group]))))
    head, chosen = _answering(context, ranked)
    blocks.append(Text(head, strong=True))
    if not chosen:
        chosen = ranked
        blocks.append(Text(voice.say("rank.none")))
    shown = chosen if _bound(context) else ranked
    blocks.append(Items(voice.say("rank.list"), tuple(_row(context, d) for d in shown)))
    districts = duties(knowledge, DISTRICTS, rows)
    if len(districts.lead) > len(_rows(context, districts)) and "sort_so" not in context.cues:
        blocks.append(Text(voice.say("rank.districts", count=len(districts.lead))))
    return card.counted(context, blocks, (unit for d in chosen for unit in _rows(context, d)))


def _may_rank(context: Context, agency: str) -> bool:
    """Whether a body is among those asked about: of the sort named, and not itself the yardstick.

    Where it is asked whether it is at the end, or it is taken in, it is ranked with the others.
    """
    if "sort_so" in context.cues and context.knowledge.agencies[agency].kind != "so":
        return False
    doubted = ("check" in context.cues or context.understanding.asks_whether) and context.understanding.aside is None
    return agency not in context.ask.agencies or doubted or "including" in context.cues


def _answering(context: Context, ranked: list[Duties]) -> tuple[str, list[Duties]]:
    """What is said first, and the bodies that it is said of: with just so many rows, at least so many, or at an end."""
    say, number = context.voice.say, next(iter(context.understanding.counts), 1)
    if context.ask.wants in _ORDERS:
        return _in_order(context, ranked)
    bound = _bound(context)
    if bound:
        return say(f"rank.{bound}", number=number), [
            d for d in ranked if _BOUNDS[bound](len(_rows(context, d)), number)
        ]
    end = len(_rows(context, ranked[-1 if "least" in context.cues else 0]))
    chosen = [d for d in ranked if len(_rows(context, d)) == end]
    return _verdict(context, chosen), chosen


def _bound(context: Context) -> str:
    """How the number of rows asked for bounds them ("đúng 2 việc", "trên 5 việc"), "" where it does not."""
    counted = bool(context.understanding.counts)
    return next((name for name in _BOUNDS if name in context.cues and (counted or name in _FIXED)), "")


def _without(context: Context, having: set[str]) -> Answer:
    """The bodies that lead rows, but none that fulfils the conditions."""
    voice, knowledge = context.voice, context.knowledge
    led = {agency: duties(knowledge, agency).lead for agency in knowledge.agencies if _may_rank(context, agency)}
    found = {agency: rows for agency, rows in led.items() if rows and agency not in having}
    head = Text(voice.say("rank.without", count=len(found), agencies=voice.names(found)), strong=True)
    rows = [row for each in found.values() for row in each]
    listed = [card.listing(context, voice.say("rank.their_rows"), list(dict.fromkeys(rows)))] if rows else []
    return card.counted(context, (head, *listed), rows or knowledge.groups)


def _in_order(context: Context, ranked: list[Duties]) -> tuple[str, list[Duties]]:
    """All bodies in order, those so far down, or the first so many and whoever is level with the last of them."""
    voice, understanding, wants = context.voice, context.understanding, context.ask.wants
    counted = [(d, len(_rows(context, d))) for d in ranked]
    if "least" in context.cues:
        counted.reverse()
    if wants == "order":
        return voice.say("rank.order", count=len(ranked)), ranked
    end = voice.say("rank.least" if "least" in context.cues else "rank.most")
    number = understanding.nth if wants == "nth" else max(understanding.counts)
    if wants == "nth":
        levels = list(dict.fromkeys(count for _, count in counted))
        level = levels[number - 1] if number <= len(levels) else None
        chosen = [d for d, count in counted if count == level]
        key = "nth" if chosen else "nth_none"
    else:
        last = counted[min(number, len(counted)) - 1][1]
        chosen = [d for d, count in counted if abs(count - counted[0][1]) <= abs(last - counted[0][1])]
        level, key = last, "top" if len(chosen) <= number else "top_level"
    names = voice.names([d.agency for d in chosen])
    return voice.say(f"rank.{key}", number=number, end=end, agencies=names, count=level, all=len(chosen)), chosen


def _verdict(context: Context, chosen: list[Duties]) -> str:
    voice = context.voice
    end = voice.say("rank.least" if "least" in context.cues else "rank.most")
    names, count = voice.names([d.agency for d in chosen]), len(_rows(context, chosen[0]))
    return voice.say("rank.tie" if len(chosen) > 1 else "rank.one", agencies=names, end=end, count=count)


def _rows(context: Context, found: Duties) -> tuple[str, ...]:
    """The rows that count: led by name, alone or shared where the message asks so.

    Not those beside a collective, unless the message takes the body in.
    """
    taken_in = "including" in context.cues and found.agency in context.ask.agencies
    beside = () if taken_in else found.beside(context.knowledge)
    return tuple(row for row in found.of(context.ask.filter.alone) if row not in beside)


def _row(context: Context, found: Duties) -> tuple[str, str]:
    rows = set(_rows(context, found))
    counts = {"count": len(rows), "sole": len(rows & set(found.sole)), "shared": len(rows & set(found.shared))}
    beside = {*found.of(context.ask.filter.alone)} - rows
    key = "row_beside" if beside else "row"
    return context.knowledge.agencies[found.agency].name, context.voice.say(f"rank.{key}", **counts, beside=len(beside))


def _by_groups(context: Context) -> Answer:
    """The bodies that lead in most groups, or in one alone."""
    voice, knowledge, one = context.voice, context.knowledge, context.ask.wants == "one_group"
    may = (agency for agency in knowledge.agencies if _may_rank(context, agency))
    found = {agency: rows for agency in may if (rows := duties(knowledge, agency).lead)}
    stands = {agency: {knowledge.units[row].group: row for row in rows} for agency, rows in found.items()}
    end = 1 if one else max(map(len, stands.values()))
    chosen = [agency for agency, each in stands.items() if len(each) == end]
    key = "of_groups_one" if one else "of_groups_most"
    head = Text(voice.say(f"rank.{key}", agencies=voice.names(chosen), count=end), strong=True)
    items = tuple(
        (knowledge.agencies[agency].name, voice.join([voice.label(knowledge.units[group]) for group in each]))
        for agency, each in sorted(stands.items(), key=lambda each: -len(each[1]))
    )
    return card.counted(context, (head, Items("", items)), (row for agency in chosen for row in found[agency]))


def _times(context: Context) -> Answer:
    """The times of the table by how many tasks have each, most first."""
    voice, tasks = context.voice, context.knowledge.tasks
    counts = times.counts(context)
    items = tuple((time, voice.say("rank.tasks", count=count)) for time, count in counts.most_common())
    first = counts.most_common(1)[0]
    head = Text(voice.say("rank.time", time=first[0], count=first[1]), strong=True)
    rows = [unit for time, _ in counts.most_common() for unit, task in tasks.items() if task.unit.deadline == time]
    return card.counted(context, (head, Items("", items)), rows)


def _longest(context: Context) -> Answer:
    """The tasks whose time has an end and lies farthest from its beginning."""
    rows = [task for task in select(context)[0] if task.time and task.time.first and task.time.last]
    spans = {t.unit.id: t.time.last - t.time.first for t in rows if t.time and t.time.first and t.time.last}
    if not spans:
        return _endless(context)
    longest = [unit for unit, span in spans.items() if span == max(spans.values())]
    return _listed(context, "rank.longest", longest)


def _ended(context: Context, key: str, end: Callable[[Iterable[dt.date]], dt.date]) -> Answer:
    """The tasks whose time ends at the first or the last of all days on which one ends."""
    ends = {t.unit.id: t.time.last for t in select(context)[0] if t.time is not None and t.time.last is not None}
    if not ends:
        return _endless(context)
    return _listed(context, key, [unit for unit, last in ends.items() if last == end(ends.values())])


def _earliest(context: Context) -> Answer:
    return _ended(context, "rank.earliest", min)


def _endless(context: Context) -> Answer:
    """That none of the rows has an end; where no row is of the time asked for, which times there are."""
    rows = [task.unit.id for task in select(context)[0]]
    return _listed(context, "rank.endless", rows) if rows else _times(context)


def _latest(context: Context) -> Answer:
    return _ended(context, "rank.latest", max)


def _listed(context: Context, key: str, rows: list[str], **values: object) -> Answer:
    """The rows at an end, with their number."""
    head = Text(context.voice.say(key, count=len(rows), **values), strong=True)
    return card.counted(context, (head, card.listing(context, "", rows)), rows)


def _most_leads(context: Context) -> Answer:
    """The rows that most bodies lead by name, but those of bodies that the message leaves out."""
    left, within = set(context.ask.agencies), filtered(context)
    every = [*filter(LED["many_leads"], context.knowledge.tasks.values() if within is None else within)]
    rows = [task for task in every if not left & set(task.lead)] or every
    if not rows:
        return _times(context)
    most = max(len(task.lead) for task in rows)
    return _listed(context, "rank.most_leads", [task.unit.id for task in rows if len(task.lead) == most], bodies=most)


_SPECIAL: tuple[tuple[str, Callable[[Context], Answer]], ...] = (
    ("groups", groups.by_size),
    ("most_leads", _most_leads),
    ("longest", _longest),
    ("earliest", _earliest),
    ("latest", _latest),
    ("times", _times),
)
