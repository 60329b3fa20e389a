"""Charts drawn as SVG that stands alone: for a phone, with sizes, colours and letters of its own.

Drawn from the values that the page's charts are drawn from. Everything is in pixels of a picture `WIDTH` wide.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from bot.charts.values import Bars, Lane, Mark, Timeline

WIDTH = 1080
FAMILY, BOLD = "Be Vietnam Pro", "Be Vietnam Pro SemiBold"
"""The letters, which lie beside in `fonts`: the same on every machine."""
_EDGE = 48
_INNER = WIDTH - 2 * _EDGE
_TITLE, _NAME, _NOTE = 42, 32, 30
"""Heights of letters: of titles, of names and values, of everything else."""
_LINE = 1.32
"""From line to line, of the height of letters."""
_BROAD = 0.55
"""The width of a letter on average, of its height, on the safe side."""
_GAP = 24
_BAR = 34
_BARS = 0.7
"""The part of the width that bars have; what stands at their ends has the rest."""
_STRIPE, _BETWEEN = 7, 4
_RADIUS = 11
_APART = 10
"""Between the years of what comes round every year."""
_FAR = 60.0
"""A mark beyond so many percent has its words to the left."""
_GROUND, _INK, _SOFT = "#fffefb", "#1b2523", "#55615d"
_GRID = {"stroke": "#dbd7ca", "stroke-width": "2"}
_SHAPES = {
    "a": {"fill": "#0b5f54"},
    "b": {"fill": "#d9a441", "stroke": "#85530f", "stroke-width": "2"},
    "c": {"fill": "#e6edf6", "stroke": "#28507f", "stroke-width": "3", "stroke-dasharray": "8 5"},
    "track": {"fill": "#edeae0"},
    "time": {"fill": "#0b5f54"},
    "past": {"fill": "#8a948f"},
    "open": {"fill": "#8fb9b0"},
    "point": {"fill": "#962d1e"},
    "issued": {"stroke": "#85530f", "stroke-width": "3", "stroke-dasharray": "10 6"},
    "today": {"stroke": "#962d1e", "stroke-width": "4"},
}
"""How the sorts of shapes look; they differ without colour too."""


def bars(chart: Bars) -> str:
    """Bars below one another, each under its name, with its value at the end of its line."""
    canvas = _Canvas()
    _title(canvas, chart.title)
    for key in chart.keys:
        canvas.down += _GAP / 3
        canvas.box(0, 60, _BAR, key.kind)
        canvas.words(key.words, _NOTE, across=80, fill=_SOFT)
    for bar in chart.bars:
        canvas.down += _GAP
        canvas.words(bar.name, _NAME, bold=True)
        canvas.down += _BETWEEN
        canvas.box(0, _INNER * _BARS, _BAR, "track")
        begin = 0.0
        for kind, length in bar.pieces:
            share = _INNER * _BARS * length / bar.full
            if length:
                canvas.box(begin, share, _BAR, kind)
            begin += share
        canvas.words(bar.value, _NAME, across=_INNER * _BARS + _GAP, bold=True)
    if chart.rest:
        canvas.down += _GAP
    for name, value in chart.rest:
        canvas.down += _GAP / 2
        canvas.pair(name, value)
    return canvas.drawn(chart.title)


def timeline(chart: Timeline) -> str:
    """Lanes below one another, each under its name, over the lines of the years and of the days marked."""
    canvas = _Canvas()
    _title(canvas, chart.title)
    for mark in chart.marks:
        _mark(canvas, chart, mark)
    for year in chart.years:
        canvas.line(_at(chart, dt.date(year, 1, 1)), _GRID)
    for year in chart.years:
        middle = _at(chart, dt.date(year, 7, 1))
        canvas.text(str(year), _NOTE, middle, fill=_SOFT, anchor="middle")
    canvas.down += _NOTE * _LINE
    for lane in chart.lanes:
        _lane(canvas, chart, lane)
    return canvas.drawn(chart.title)


def _title(canvas: _Canvas, title: str) -> None:
    """The title; what it says of its subject stands below that."""
    subject, colon, said = title.partition(": ")
    canvas.words(subject + colon.strip(), _TITLE, bold=True)
    canvas.words(said, _TITLE, bold=True)
    canvas.down += _GAP / 2


def _at(chart: Timeline, day: dt.date) -> float:
    return _INNER * chart.share(day) / 100


def _mark(canvas: _Canvas, chart: Timeline, mark: Mark) -> None:
    at = _at(chart, mark.day)
    canvas.line(at, _SHAPES[mark.kind])
    far = chart.share(mark.day) > _FAR
    canvas.text(mark.words, _NOTE, at - 12 if far else at + 12, fill=_SOFT, anchor="end" if far else "start")
    canvas.down += _NOTE * _LINE


def _lane(canvas: _Canvas, chart: Timeline, lane: Lane) -> None:
    canvas.down += _GAP
    canvas.pair(lane.name, lane.note)
    canvas.down += 2 * _BETWEEN
    apart = _APART if len(lane.spans) > 1 else 0
    for _ in range(lane.count):
        for first, last in lane.spans:
            begin = _at(chart, first)
            canvas.box(begin, _at(chart, last + dt.timedelta(1)) - begin - apart, _STRIPE, lane.kind)
        canvas.down += _STRIPE + _BETWEEN
    for day in lane.days:
        canvas.point(_at(chart, day))
    canvas.down += 2 * _RADIUS * bool(lane.days)


@dataclass
class _Canvas:
    """A picture as it grows downwards: `down` is where the next thing stands, within the edges.

    Lines run behind everything, from where they are drawn to the end.
    """

    down: float = 0
    lines: list[ET.Element] = field(default_factory=list)
    shapes: list[ET.Element] = field(default_factory=list)

    def words(self, words: str, size: int, *, across: float = 0, fill: str = _INK, bold: bool = False) -> None:
        """Words, in as many lines as they need; the next thing stands below."""
        for line in _broken(words, int((_INNER - across) / (size * _BROAD))):
            self.text(line, size, across, fill=fill, bold=bold)
            self.down += size * _LINE

    def pair(self, name: str, value: str) -> None:
        """A name and what is said of it: on one line where both have room."""
        if (len(name) * _NAME + len(value) * _NOTE) * _BROAD + _GAP <= _INNER:
            self.text(value, _NOTE, _INNER, anchor="end")
            self.words(name, _NAME, bold=True)
        else:
            self.words(name, _NAME, bold=True)
            self.words(value, _NOTE)

    def text(  # noqa: PLR0913  # the words, where, how they look
        self, words: str, size: int, across: float, *, fill: str = _INK, bold: bool = False, anchor: str = "start"
    ) -> None:
        """A line of words; the next thing stands beside it. Lines that run through it leave it a halo."""
        family = BOLD if bold else FAMILY
        look = {"fill": fill, "font-family": family, "font-size": str(size), "text-anchor": anchor}
        halo = {"stroke": _GROUND, "stroke-width": "8", "stroke-linejoin": "round", "paint-order": "stroke"}
        made = ET.Element("text", {"x": _px(across), "y": _px(self.down + size), **look, **halo})
        made.text = words
        self.shapes.append(made)

    def box(self, across: float, width: float, height: float, kind: str) -> None:
        """A rectangle whose top is here."""
        place = {"x": _px(across), "y": _px(self.down), "width": _px(width), "height": _px(height)}
        self.shapes.append(ET.Element("rect", {**place, **_SHAPES[kind]}))

    def point(self, across: float) -> None:
        """A dot whose top is here."""
        place = {"cx": _px(across), "cy": _px(self.down + _RADIUS), "r": _px(_RADIUS)}
        self.shapes.append(ET.Element("circle", {**place, **_SHAPES["point"]}))

    def line(self, across: float, look: Mapping[str, str]) -> None:
        """A line from here to the bottom."""
        self.lines.append(ET.Element("line", {"x1": _px(across), "x2": _px(across), "y1": _px(self.down), **look}))

    def drawn(self, title: str) -> str:
        """The SVG as text; everything in it is escaped."""
        height = self.down + 2 * _EDGE
        for line in self.lines:
            line.set("y2", _px(self.down))
        svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height:.0f}"})
        ET.SubElement(svg, "title").text = title
        ET.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": _GROUND})
        inner = ET.SubElement(svg, "g", {"transform": f"translate({_EDGE} {_EDGE})"})
        inner.extend([*self.lines, *self.shapes])
        return ET.tostring(svg, encoding="unicode")


def _broken(words: str, most: int) -> list[str]:
    """Words in as few lines of up to so many letters as they need, about as long as one another."""
    lines = len(textwrap.wrap(words, most))
    return next(made for width in range(1, most + 1) if len(made := textwrap.wrap(words, width)) <= lines)


def _px(length: float) -> str:
    return f"{length:.1f}"
