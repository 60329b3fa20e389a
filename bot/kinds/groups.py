"""The groups of the table set in order: by their size, what their rows say, the rows of bodies, those that are so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.answer import Answer, Block, Items, Text
from bot.kinds import card, phrase
from bot.kinds.context import Context
from bot.kinds.selection import select
from knowledge.model import Task

_ENDS = frozenset({"most", "least"})


def by_size(context: Context) -> Answer:
    """The groups by their numbered tasks, most first; the one asked for on top."""
    if context.ask.agencies:
        return _of_bodies(context, context.ask.agencies)
    if "times" in context.cues:
        return _varied(context, "varied_times", lambda task: filter(None, (task.unit.deadline,)))
    if "most_leads" in context.cues:
        agencies = context.knowledge.agencies
        return _varied(context, "varied_bodies", lambda task: (agencies[agency].name for agency in task.lead))
    voice, knowledge = context.voice, context.knowledge
    counts = {group: sum(not knowledge.units[row].parent for row in rows) for group, rows in knowledge.groups.items()}
    ranked = sorted(counts, key=lambda group: -counts[group])
    end = counts[ranked[-1 if "least" in context.cues else 0]]
    chosen = [group for group in ranked if counts[group] == end]
    names = voice.join([voice.label(knowledge.units[group]) for group in chosen])
    said = voice.say("rank.least" if "least" in context.cues else "rank.most")
    items = tuple(
        (voice.label(unit), f"{unit.text} ({phrase.tasks(context, unit.id)})")
        for unit in (knowledge.units[group] for group in ranked)
    )
    head = Text(voice.say("rank.group", groups=names, end=said, count=end), strong=True)
    cited = dict.fromkeys((*chosen, *ranked))
    return card.counted(context, (head, Items(voice.say("rank.groups"), items)), cited)


def _varied(context: Context, key: str, said: Callable[[Task], Iterable[str]]) -> Answer:
    """The groups by how many different things their rows say: bodies that lead, or times."""
    voice, knowledge = context.voice, context.knowledge
    every = {
        group: tuple(dict.fromkeys(thing for row in rows for thing in said(knowledge.tasks[row])))
        for group, rows in knowledge.groups.items()
    }
    least = "least" in context.cues
    end = min(map(len, every.values())) if least else max(map(len, every.values()))
    chosen = [group for group, things in every.items() if len(things) == end]
    groups = voice.join([voice.label(knowledge.units[group]) for group in chosen])
    head = voice.say(f"rank.{key}", groups=groups, end=voice.say(f"rank.{'least' if least else 'most'}"), count=end)
    items = tuple(
        (voice.label(knowledge.units[group]), f"{len(things)} ({'; '.join(things)})") for group, things in every.items()
    )
    cited = (unit for group in chosen for unit in (group, *knowledge.groups[group]))
    return card.counted(context, (Text(head, strong=True), Items("", items)), cited)


def _of_bodies(context: Context, agencies: Sequence[str]) -> Answer:
    """The groups by what a body leads there, or each of several; where it leads most, or nothing, where so asked."""
    voice, knowledge, name = context.voice, context.knowledge, context.voice.names(agencies)

    def led_in(rows: Iterable[str]) -> list[str]:
        led = {agency: [row for row in rows if agency in knowledge.tasks[row].lead] for agency in agencies}
        return list(dict.fromkeys(row for each in led.values() for row in each)) if all(led.values()) else []

    led = {group: led_in(rows) for group, rows in knowledge.groups.items()}
    none, least, ended = "none" in context.cues, "least" in context.cues, bool({"most", "least"} & context.cues)
    counts = [len(rows) for rows in led.values() if rows] or [0]
    end = min(counts) if least else max(counts)
    chosen = [group for group, rows in led.items() if (len(rows) == end if ended else bool(rows) != none)]
    key = "body_groups" if ended else "body_nowhere" if none else "body_in"
    groups = voice.join([voice.label(knowledge.units[group]) for group in chosen])
    said = voice.say("rank.least" if least else "rank.most")
    head = voice.say(f"rank.{key}", agency=name, groups=groups, end=said, count=end)
    rows = [row for group in chosen for row in led[group]]
    items = tuple((voice.label(knowledge.units[g]), voice.say("rank.tasks", count=len(led[g]))) for g in led)
    listed = [card.listing(context, "", rows)] if rows else []
    blocks: list[Block] = [Text(head, strong=True), Items("", items), *listed]
    return card.counted(context, blocks, rows or chosen or knowledge.groups)


def by_rows(context: Context) -> Answer:
    """The groups by their rows that fulfil the conditions: those with all of them so, or none, most, any; or each."""
    voice, knowledge, wants = context.voice, context.knowledge, context.ask.wants
    fit = {task.unit.id for task in select(context)[0]}
    every = {
        group: [row for row in rows if knowledge.units[row].lead or row in fit]
        for group, rows in knowledge.groups.items()
    }
    found = {group: [row for row in rows if row in fit] for group, rows in every.items()}
    counts = {group: len(rows) for group, rows in found.items()}
    end = min(counts.values()) if wants == "least" else max(counts.values())
    chosen = [group for group in every if _fits(wants, counts[group], len(every[group]), end)]
    groups = voice.join([voice.say("rank.numeral", numeral=group.rpartition("-")[2]) for group in chosen])
    if not chosen:
        head = voice.say("rank.no_group")
    elif wants in _ENDS:
        labels = voice.join([voice.label(knowledge.units[group]) for group in chosen])
        head = voice.say("rank.group", groups=labels, end=voice.say(f"rank.{wants}"), count=end)
    else:
        head = voice.say(f"rank.{wants}_of", groups=groups)
    rows = [row for group in chosen for row in (every if wants == "none" else found)[group]]
    blocks: list[Block] = [Text(head, strong=True)]
    if wants in {*_ENDS, "each"} or not chosen:
        said = ((voice.label(knowledge.units[g]), voice.say("rank.tasks", count=count)) for g, count in counts.items())
        blocks.append(Items("", tuple(said)))
    if rows and wants != "each":
        blocks.append(card.listing(context, "", rows))
    return card.counted(context, blocks, (wants != "each" and rows) or chosen or every)


def _fits(wants: str, count: int, every: int, end: int) -> bool:
    """Whether a group is among those asked for, by how many of its rows are so."""
    if wants in _ENDS:
        return count == end
    return {"all": count == every, "none": not count, "each": True}.get(wants, count > 0)
