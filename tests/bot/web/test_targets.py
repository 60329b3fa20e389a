"""/muc-tieu: every figure of both years, its words verbatim, its place cited, the chart with its table."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from knowledge.load import Knowledge
from knowledge.model import Kind
from tests.parsed import Element, parsed


@pytest.fixture
def page(client: TestClient) -> Element:
    """The page."""
    answer = client.get("/muc-tieu")
    assert answer.status_code == 200
    return parsed(answer.text)


def test_every_figure_stands_once_under_its_place(page: Element, knowledge: Knowledge) -> None:
    """In the plan's order, each with its number and its verbatim words, below it the place that has them."""
    shown = []
    for unit in dict.fromkeys(figure.unit for figure in knowledge.figures):
        (section,) = [each for each in page.every("section") if each.attributes["aria-labelledby"] == unit]
        assert f"/muc/{unit}" in section.links
        assert knowledge.units[unit].text in [quote.text for quote in section.every("blockquote")]
        for figure in section.every(kind="figure"):
            (value,) = figure.every("dd", "figure-value")
            (words,) = figure.every(kind="verbatim")
            shown.append((unit, value.text.split()[-1], words.text))
    assert shown == [(figure.unit, figure.value, figure.span) for figure in knowledge.figures]


def test_bounds_stand_by_their_figures(page: Element) -> None:
    """No minimum is shown as an exact number."""
    values = [value.text for value in page.every("dd", "figure-value")]
    assert values[:5] == ["từ 1.280", "825", "455", "05", "trên 60%"]
    assert "khoảng 7.516" in values


def test_both_years_have_a_chart_with_all_figures_behind_it(page: Element, knowledge: Knowledge) -> None:
    """The table says what the chart shows, and the figures that no chart can show."""
    charts = page.every("figure", "chart")
    assert len(charts) == 2
    for chart, year in zip(charts, ("2030", "2045"), strict=True):
        assert len(chart.every("svg")) == 1
        rows = [[cell.text for cell in row.every() if cell.tag in {"th", "td"}] for row in chart.every("tr")]
        assert [row[2] for row in rows[1:]] == [f.span for f in knowledge.figures if f.year == year]
        assert year in chart.every("figcaption")[0].text


def test_the_general_target_is_there(page: Element, knowledge: Knowledge) -> None:
    """Its words and its place."""
    (unit,) = [each for each in knowledge.plan.units if each.kind is Kind.GENERAL_TARGET]
    assert unit.text in page.text
    assert f"/muc/{unit.id}" in page.links
