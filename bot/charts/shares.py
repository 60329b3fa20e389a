"""The figures of the targets as bars: how many, of what there is to be; how much, of all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.values import Bar, Bars, Table
from bot.commands.words import Words
from knowledge.model import Figure

_GROWTH = "tang-von"
"""A rate of growth a year: no share of anything."""
_MINIMA = ("least", "at_least")
"""Other words for a minimum."""
_WHOLE, *_PARTS = ("htx", "htx-nn", "htx-phi-nn")
"""The figure that the plan itself makes up of two others."""


def chart(figures: Sequence[Figure], words: Words) -> Bars:
    """The bars of one year's figures that are shares or made up of parts; the table has all of them."""
    year = figures[0].year
    return Bars(
        id=f"bieu-do-{year}",
        title=words.say("charts.shares.title", year=year, shown=sum(map(_drawn, figures)), count=len(figures)),
        description=words.say(
            "charts.shares.description", year=year, figures="; ".join(_said(f, words) for f in figures)
        ),
        keys=(),
        bars=tuple(_bar(figure, figures, words) for figure in figures if _drawn(figure)),
        table=Table(
            tuple(words.at("charts.shares.table")),
            tuple((name(f, words), value(f, words), f.span) for f in figures),
        ),
        rest=tuple((name(f, words), value(f, words)) for f in figures if not _drawn(f) and f.id not in _PARTS),
    )


def name(figure: Figure, words: Words) -> str:
    """What a figure is of."""
    return words.say(f"targets.names.{figure.id}")


def value(figure: Figure, words: Words) -> str:
    """How much, with the plan's own bound: "trên 60%"."""
    return words.say(f"targets.bounds.{_bound(figure, words)}", value=figure.value)


def bound(figure: Figure, words: Words) -> str:
    """The plan's own bound alone: "trên"."""
    return words.say(f"targets.bounds.{_bound(figure, words)}", value="").strip()


def _bound(figure: Figure, words: Words) -> str:
    """The bound of a figure; of a minimum the one that the plan words so, where it stands before the number."""
    worded = (name for name in _MINIMA if words.say(f"targets.bounds.{name}", value=figure.value) in figure.span)
    return next(worded, figure.bound)


def _said(figure: Figure, words: Words) -> str:
    return words.say("charts.shares.said", name=name(figure, words), value=value(figure, words))


def _drawn(figure: Figure) -> bool:
    return figure.id == _WHOLE or (figure.value.endswith("%") and figure.id != _GROWTH)


def _bar(figure: Figure, figures: Sequence[Figure], words: Words) -> Bar:
    if figure.id != _WHOLE:
        return Bar(name(figure, words), value(figure, words), (("a", int(figure.value.rstrip("%"))),), 100)
    parts = [int(each.value) for each in figures if each.id in _PARTS]
    named = words.say("charts.shares.parts", name=name(figure, words), first=parts[0], second=parts[1])
    return Bar(named, value(figure, words), (("a", parts[0]), ("b", parts[1])), sum(parts))
