"""How many tasks each body leads and joins by name, and the bars of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.values import Bar, Bars, Key, Table
from bot.commands.words import Words
from bot.kinds.table import duties
from knowledge.load import Knowledge


@dataclass(frozen=True, slots=True)
class Load:
    """A body with the rows of the table in which it is named: led alone, led with others, coordinated."""

    agency: str
    name: str
    sole: int
    shared: int
    coord: int

    @property
    def lead(self) -> int:
        """The rows that it leads."""
        return self.sole + self.shared

    @property
    def total(self) -> int:
        """The rows that name it."""
        return self.lead + self.coord


def loads(knowledge: Knowledge) -> tuple[Load, ...]:
    """The bodies that the table names, those that lead most first, in the order of the data where they lead as many."""
    found = [(agency, duties(knowledge, agency.id)) for agency in knowledge.agencies.values()]
    made = (Load(each.id, each.name, len(d.sole), len(d.shared), len(d.coord)) for each, d in found)
    return tuple(sorted((load for load in made if load.total), key=lambda load: (-load.lead, -load.coord)))


def chart(loads: Sequence[Load], words: Words) -> Bars:
    """The bars of bodies; none is longer than that of the body named most often."""
    full = max(load.total for load in loads)
    names = [load.name[0].upper() + load.name[1:] for load in loads]
    return Bars(
        id="bieu-do-co-quan",
        title=words.say("charts.loads.title"),
        description=words.say(
            "charts.loads.description", count=len(loads), first=names[0], lead=loads[0].lead, coord=loads[0].coord
        ),
        keys=tuple(Key(kind, words.say(f"charts.loads.keys.{kind}")) for kind in "abc"),
        bars=tuple(
            Bar(
                name,
                _value(load, words),
                (("a", load.sole), ("b", load.shared), ("c", load.coord)),
                full,
                f"/co-quan/{load.agency}",
            )
            for name, load in zip(names, loads, strict=True)
        ),
        table=Table(
            tuple(words.at("charts.loads.table")),
            tuple(
                (name, str(load.lead), str(load.sole), str(load.shared), str(load.coord))
                for name, load in zip(names, loads, strict=True)
            ),
        ),
    )


def own(load: Load, words: Words) -> Bars:
    """The bars of one body, a sort each, of all rows that name it."""
    sorts = (("a", load.sole), ("b", load.shared), ("c", load.coord))
    named = [(kind, words.say(f"charts.loads.keys.{kind}"), count) for kind, count in sorts if count]
    name = load.name[0].upper() + load.name[1:]
    return Bars(
        id=f"bieu-do-{load.agency}",
        title=words.say("charts.loads.own.title", agency=name, count=load.total),
        description=words.say(
            "charts.loads.own.description", agency=name, sole=load.sole, shared=load.shared, coord=load.coord
        ),
        keys=(),
        bars=tuple(Bar(sort, str(count), ((kind, count),), load.total) for kind, sort, count in named),
        table=Table(tuple(words.at("charts.loads.own.table")), tuple((sort, str(count)) for _, sort, count in named)),
    )


def _value(load: Load, words: Words) -> str:
    return words.say("charts.loads.both" if load.coord else "charts.loads.lead", lead=load.lead, coord=load.coord)
