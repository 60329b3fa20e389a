"""The charts by name: all of them, and all that each shows, in words and on its picture."""

from __future__ import annotations

import html
import re
import struct

import pytest

from bot.charts import gallery, poster
from bot.charts.gallery import Gallery, load_gallery
from bot.charts.picture import png
from bot.service import Service
from tests.conftest import NOW

TODAY = NOW.date()
SMALLEST = 28
"""The height of letters that a phone still shows legibly, on a picture 1080 wide."""
TALLEST = 1500
"""Of a picture that is taller phones make everything smaller."""


@pytest.fixture(scope="module")
def charts(service: Service) -> Gallery:
    """The gallery of the plan."""
    return load_gallery(service.knowledge)


def every(charts: Gallery) -> list[gallery.Chart]:
    """Every chart that there is."""
    sorts = (gallery.TARGETS, gallery.TIMES, gallery.AGENCIES, gallery.AGENCY)
    return [charts.chart(sort, name, TODAY) for sort in sorts for name in charts.names(sort)]


def letters(svg: str) -> str:
    """The words of a drawing, in order."""
    return " ".join(html.unescape(each) for each in re.findall(r"<text[^>]*>(.*?)</text>", svg))


def test_a_picture_holds_all_that_its_chart_shows(charts: Gallery) -> None:
    """The title, and every name with its value beside or below it; the words are broken only at blanks."""
    for chart in every(charts):
        said = letters(gallery.drawn(chart)).split()
        for words in (chart.title, *(word for pair in gallery.told(chart) for word in pair)):
            parts = words.split()
            assert any(said[at : at + len(parts)] == parts for at in range(len(said))), words


def test_every_figure_is_shown(charts: Gallery, service: Service) -> None:
    """Of the targets each one of the year; of the times each with its tasks; of the bodies each, on one picture."""
    for year in charts.names(gallery.TARGETS):
        shown = " ".join(word for pair in gallery.told(charts.chart(gallery.TARGETS, year, TODAY)) for word in pair)
        for figure in service.knowledge.figures:
            assert figure.year != year or re.search(rf"(?<!\S){re.escape(figure.value)}", shown), figure.id
    times = charts.chart(gallery.TIMES, "", TODAY)
    assert {row[0] for row in times.table.rows} <= {name for name, _ in gallery.told(times)}
    pages = [charts.chart(gallery.AGENCIES, page, TODAY) for page in charts.names(gallery.AGENCIES)]
    bodies = [name for page in pages for name, _ in gallery.told(page)]
    assert bodies == [row[0] for row in pages[0].table.rows]
    assert len(bodies) == len(charts.names(gallery.AGENCY))


def test_a_body_is_told_by_sort(charts: Gallery) -> None:
    """How many rows it leads alone, with others, and joins; what it does not do is left out."""
    assert gallery.told(charts.chart(gallery.AGENCY, "ubndhuyen", TODAY)) == (
        ("Chủ trì chung với nơi khác", "12"),
        ("Phối hợp, được nêu tên", "23"),
    )


def test_there_are_no_others(charts: Gallery) -> None:
    """A sort that there is none of has no names."""
    assert charts.names("x") == ()


def test_a_picture_is_legible_on_a_phone(charts: Gallery) -> None:
    """Large letters, ours alone, colours in place; as wide as a phone's screen, and not so tall that it is shrunk."""
    for chart in every(charts):
        svg = gallery.drawn(chart)
        assert min(map(float, re.findall(r'font-size="([\d.]+)"', svg))) >= SMALLEST
        assert set(re.findall(r'font-family="([^"]+)"', svg)) <= {poster.FAMILY, poster.BOLD}
        assert "class=" not in svg
        assert "≥" not in svg
        picture = png(svg)
        width, height = struct.unpack(">II", picture[16:24])
        assert width == poster.WIDTH
        assert height <= TALLEST
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")


def test_no_words_reach_over_the_edge(charts: Gallery) -> None:
    """By the widest that its letters are on average, as the drawing reckons: it ends within the picture."""
    inner = poster.WIDTH - 96
    for chart in every(charts):
        for across, size, anchor, words in re.findall(
            r'<text x="([\d.]+)"[^>]*font-size="(\d+)" text-anchor="(\w+)"[^>]*>(.*?)</text>', gallery.drawn(chart)
        ):
            width = len(html.unescape(words)) * int(size) * 0.55
            begin = float(across) - {"start": 0, "middle": width / 2, "end": width}[anchor]
            assert begin >= 0, words
            assert begin + width <= inner + 1, words
