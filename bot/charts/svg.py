"""Charts drawn as SVG that goes along with the page.

What runs across is in percent and what runs down in em, so letters keep their size at any width. Colours, weights and
hatching are classes: the stylesheet has them for light, dark and paper. Every chart is one image (where its bars are
links, a group) with a name and a description; its table stands behind it on the page.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from bot.charts.values import Bars, Lane, Mark, Timeline

_LETTERS = 36
"""A name is broken so that it stands on a narrow phone."""
_LINE = 1.35
"""From line to line of text, in em, as all that runs down."""
_GAP = 0.8
_BAR = 1.0
_BARS = 66.0
"""The percent of the width that bars have; what stands at their ends has the rest."""
_STRIPE = 0.36
_BETWEEN = 0.14
_AFTER = 2.0
"""Percent between a bar and what stands at its end."""
_APART = 1.0
"""Percent between the years of what comes round every year."""
_WHOLE = 100.0
"""Percent of the width; where letters stand across the lines, the lines are covered."""
_FAR = 60.0
"""A mark beyond so many percent has its words to the left."""


def bars(chart: Bars) -> str:
    """Bars below one another, each under its name, with its value at the end of its line."""
    canvas = _Canvas()
    for key in chart.keys:
        canvas.box(0, 0.3, 4, _BAR, f"chart-{key.kind}")
        canvas.text(6, key.words, "chart-note")
    for bar in chart.bars:
        canvas.down += _GAP
        first = len(canvas.shapes)
        for line in _broken(bar.name):
            canvas.text(0, line, "chart-name")
        canvas.box(0, 0.3, _BARS, _BAR, "chart-track")
        begin = 0.0
        for kind, length in bar.pieces:
            share = _BARS * length / bar.full
            if length:
                canvas.box(begin, 0.3, share, _BAR, f"chart-{kind}")
            begin += share
        canvas.text(_BARS + _AFTER, bar.value, "chart-value")
        if bar.link:
            canvas.link(first, bar.link)
    return canvas.drawn(chart.id, chart.title, chart.description)


def timeline(chart: Timeline) -> str:
    """Lanes below one another, each under its name, over the lines of the years and of the days marked."""
    canvas = _Canvas()
    for year in chart.years:
        canvas.line(chart.share(dt.date(year, 1, 1)), "chart-grid")
    for mark in chart.marks:
        _mark(canvas, chart, mark)
    canvas.box(0, 0, _WHOLE, _LINE, "chart-ground")
    for year in chart.years:
        canvas.text(chart.share(dt.date(year, 7, 1)), str(year), "chart-tick", anchor="middle", stay=True)
    canvas.down += _LINE
    for lane in chart.lanes:
        canvas.down += _GAP
        _lane(canvas, chart, lane)
    return canvas.drawn(chart.id, chart.title, chart.description)


def _broken(name: str) -> list[str]:
    """A name in lines that are about as long as one another."""
    lines = len(textwrap.wrap(name, _LETTERS))
    return next(made for width in range(1, _LETTERS + 1) if len(made := textwrap.wrap(name, width)) <= lines)


def _mark(canvas: _Canvas, chart: Timeline, mark: Mark) -> None:
    at = chart.share(mark.day)
    canvas.line(at, f"chart-{mark.kind}")
    far = at > _FAR
    canvas.box(0, 0, _WHOLE, _LINE, "chart-ground")
    canvas.text(at - 1 if far else at + 1, mark.words, "chart-note", anchor="end" if far else "start")


def _lane(canvas: _Canvas, chart: Timeline, lane: Lane) -> None:
    canvas.box(0, 0, _WHOLE, 2 * _LINE, "chart-ground")
    canvas.text(0, lane.name, "chart-name")
    canvas.text(0, lane.note, "chart-note")
    canvas.down += 2 * _BETWEEN
    apart = _APART if len(lane.spans) > 1 else 0
    for _ in range(lane.count):
        for first, last in lane.spans:
            begin = chart.share(first)
            width = chart.share(last + dt.timedelta(1)) - begin - apart
            canvas.box(begin, 0, width, _STRIPE, f"chart-{lane.kind}")
        canvas.down += _STRIPE + _BETWEEN
    for day in lane.days:
        canvas.point(chart.share(day), _STRIPE)
    canvas.down += 2 * _STRIPE * bool(lane.days)


@dataclass
class _Canvas:
    """A drawing as it grows downwards: `down` is where the next thing stands. Lines run through all of it, behind."""

    down: float = 0
    lines: list[ET.Element] = field(default_factory=list)
    shapes: list[ET.Element] = field(default_factory=list)

    def text(self, across: float, words: str, kind: str, *, anchor: str = "start", stay: bool = False) -> None:
        """A line of words; the next thing stands below it unless one stays."""
        made = _element("text", kind, x=f"{across:.2f}%", y=f"{self.down + 1:.2f}em")
        made.set("text-anchor", anchor)
        made.text = words
        self.shapes.append(made)
        self.down += 0 if stay else _LINE

    def box(self, across: float, below: float, width: float, height: float, kind: str) -> None:
        """A rectangle, so far below."""
        y = f"{self.down + below:.2f}em"
        self.shapes.append(
            _element("rect", kind, x=f"{across:.2f}%", y=y, width=f"{width:.2f}%", height=f"{height:.2f}em")
        )

    def point(self, across: float, radius: float) -> None:
        """A dot whose top is here."""
        y = f"{self.down + radius:.2f}em"
        self.shapes.append(_element("circle", "chart-point", cx=f"{across:.2f}%", cy=y, r=f"{radius:.2f}em"))

    def line(self, across: float, kind: str) -> None:
        """A line from top to bottom."""
        self.lines.append(_element("line", kind, x1=f"{across:.2f}%", x2=f"{across:.2f}%", y1="0", y2="100%"))

    def link(self, first: int, address: str) -> None:
        """Make what was drawn since the shape of a number a link."""
        made = _element("a", "chart-link", href=address)
        made.extend(self.shapes[first:])
        self.shapes[first:] = [made]

    def drawn(self, name: str, title: str, description: str) -> str:
        """The SVG as text; everything in it is escaped."""
        height = f"{self.down + _BETWEEN:.2f}em"
        svg = _element("svg", "chart-svg", width="100%", height=height)
        # The parts of an image are none to those who hear the page: where some are links it is a group.
        svg.set("role", "group" if any(each.tag == "a" for each in self.shapes) else "img")
        svg.attrib |= {"aria-labelledby": name, "aria-describedby": f"{name}-mo-ta"}
        for tag, words, suffix in (("title", title, ""), ("desc", description, "-mo-ta")):
            made = ET.SubElement(svg, tag, id=f"{name}{suffix}")
            made.text = words
        svg.extend([*self.lines, *self.shapes])
        return ET.tostring(svg, encoding="unicode")


def _element(tag: str, kind: str, **attributes: str) -> ET.Element:
    return ET.Element(tag, {"class": kind, **attributes})
