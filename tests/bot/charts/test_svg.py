"""The drawings: well formed, told by title and description, everything within, nothing unescaped, no colours."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.charts import loads, schedule, shares, svg
from bot.charts.values import Bar, Bars, Key, Table, Timeline
from bot.commands.words import load_words
from bot.web.site import FILE
from knowledge.load import Knowledge

WORDS = load_words(FILE)
NOTHING = Table((), ())


@pytest.fixture(scope="module")
def made(knowledge: Knowledge) -> dict[str, tuple[Bars | Timeline, ET.Element]]:
    """Every chart of the page with its drawing."""
    today = dt.date(2024, 6, 3)
    bars = [loads.chart(loads.loads(knowledge), WORDS)]
    bars += [shares.chart([f for f in knowledge.figures if f.year == year], WORDS) for year in ("2030", "2045")]
    line = schedule.chart(schedule.by_time(knowledge, today), today, WORDS)
    drawn: dict[str, tuple[Bars | Timeline, ET.Element]] = {each.id: (each, tree(svg.bars(each))) for each in bars}
    return drawn | {line.id: (line, tree(svg.timeline(line)))}


def tree(text: str) -> ET.Element:
    """A drawing, read again."""
    return ET.fromstring(text)  # noqa: S314  # our own


def percent(element: ET.Element, name: str) -> float:
    """A measure across."""
    text = element.get(name, "")
    assert text.endswith("%")
    return float(text[:-1])


def em(text: str | None) -> float:
    """A measure down."""
    assert text is not None
    assert text.endswith("em")
    return float(text[:-2])


NAMES = ["bieu-do-co-quan", "bieu-do-2030", "bieu-do-2045", "bieu-do-thoi-han"]


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_one_image_with_a_name_and_a_description(
    name: str, made: dict[str, tuple[Bars | Timeline, ET.Element]]
) -> None:
    """Those who do not see it are told what it shows."""
    chart, drawing = made[name]
    told = {each.get("id"): each.text for each in drawing if each.tag in {"title", "desc"}}
    assert drawing.get("role") == ("group" if name == "bieu-do-co-quan" else "img")
    assert told[drawing.get("aria-labelledby")] == chart.title
    assert told[drawing.get("aria-describedby")] == chart.description


@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_within(name: str, made: dict[str, tuple[Bars | Timeline, ET.Element]]) -> None:
    """No shape reaches beyond the edges, and no two lines of words that begin at one side stand on one another."""
    _, drawing = made[name]
    height = em(drawing.get("height"))
    for box in drawing.iter("rect"):
        assert percent(box, "x") >= 0
        assert percent(box, "width") > 0
        assert percent(box, "x") + percent(box, "width") <= 100.01
        assert em(box.get("y")) + em(box.get("height")) <= height
    for point in drawing.iter("circle"):
        assert 0 <= percent(point, "cx") <= 100
    lines = [em(text.get("y")) for text in drawing.iter("text") if text.get("x") == "0.00%"]
    assert all(below - above >= 1.2 for above, below in pairwise(lines))
    assert max(lines) <= height


@pytest.mark.parametrize("name", NAMES)
def test_looks_are_left_to_the_stylesheet(name: str, made: dict[str, tuple[Bars | Timeline, ET.Element]]) -> None:
    """Nothing but classes says what something looks like: no style, fill or stroke."""
    _, drawing = made[name]
    for element in drawing.iter():
        assert not {"style", "fill", "stroke", "font-size"} & set(element.attrib)
    assert all(each.get("class", "").startswith("chart-") for each in drawing if each.tag not in {"title", "desc"})


@pytest.mark.parametrize("name", NAMES[:3])
def test_bars_are_as_long_as_their_numbers(name: str, made: dict[str, tuple[Bars | Timeline, ET.Element]]) -> None:
    """Every piece of every bar, in order, in proportion to a full one."""
    chart, drawing = made[name]
    assert isinstance(chart, Bars)
    boxes = list(drawing.iter("rect"))[len(chart.keys) :]
    full = percent(boxes[0], "width")
    pieces = iter(boxes)
    for bar in chart.bars:
        assert next(pieces).get("class") == "chart-track"
        for kind, length in bar.pieces:
            if length:
                box = next(pieces)
                assert box.get("class") == f"chart-{kind}"
                assert percent(box, "width") == pytest.approx(full * length / bar.full, abs=0.01)
    assert next(pieces, None) is None
    words = [text.text for text in drawing.iter("text")]
    assert [word for word in words if word in {bar.value for bar in chart.bars}] == [bar.value for bar in chart.bars]


def test_the_timeline_has_a_stripe_for_each_task(made: dict[str, tuple[Bars | Timeline, ET.Element]]) -> None:
    """As many boxes as tasks, eight for each that comes round every year; a point for each report."""
    chart, drawing = made["bieu-do-thoi-han"]
    assert isinstance(chart, Timeline)
    stripes = [box for box in drawing.iter("rect") if box.get("class") != "chart-ground"]
    assert len(stripes) == sum(lane.count * len(lane.spans) for lane in chart.lanes)
    assert len(list(drawing.iter("circle"))) == 8
    kinds = [line.get("class") for line in drawing.iter("line")]
    assert kinds == ["chart-grid"] * 8 + ["chart-issued", "chart-today"]


def test_words_are_escaped() -> None:
    """What reads like markup is words."""
    text = svg.bars(Bars("b", "<b>&", '"<i>', (), (Bar("<script>", "<", (("a", 1),), 1),), NOTHING))
    assert "<script>" not in text
    assert "<b>" not in text
    assert [each.text for each in tree(text).iter("text")] == ["<script>", "<"]


def test_a_long_name_is_broken_evenly() -> None:
    """Into as few lines as a narrow phone has room for, about as long as one another; no word is lost."""
    name = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"
    drawing = tree(svg.bars(Bars("b", "", "", (Key("a", "khóa"),), (Bar(name, "1", (("a", 1),), 1),), NOTHING)))
    lines = [text.text or "" for text in drawing.iter("text") if text.get("class") == "chart-name"]
    assert " ".join(lines) == name
    assert [len(line) for line in lines] == [18, 19]
