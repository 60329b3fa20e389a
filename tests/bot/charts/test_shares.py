"""The bars of the figures: every share, in proportion, with the plan's own bound."""

from __future__ import annotations

import pytest

from bot.charts import shares
from bot.commands.words import Words, load_words
from bot.web.site import FILE
from knowledge.load import Knowledge


@pytest.fixture(scope="module")
def words() -> Words:
    """The words of the page."""
    return load_words(FILE)


@pytest.mark.parametrize("year", ["2030", "2045"])
def test_every_share_is_a_bar_and_every_figure_a_row(year: str, knowledge: Knowledge, words: Words) -> None:
    """A percentage is drawn of a hundred; the table has the verbatim words of all figures of the year."""
    figures = [figure for figure in knowledge.figures if figure.year == year]
    made = shares.chart(figures, words)
    drawn = {bar.name: bar.pieces[0][1] for bar in made.bars if bar.full == 100}
    growth = "5%"
    percents = [f for f in figures if f.value.endswith("%") and f.value != growth]
    assert drawn == {shares.name(f, words): int(f.value[:-1]) for f in percents}
    assert [row[2] for row in made.table.rows] == [figure.span for figure in figures]
    assert all(figure.value in row[1] for figure, row in zip(figures, made.table.rows, strict=True))
    assert all(figure.value in made.description for figure in figures)


def test_the_whole_is_drawn_of_its_parts(knowledge: Knowledge, words: Words) -> None:
    """1.280 cooperatives are the 825 and the 455 that the plan names."""
    made = shares.chart([figure for figure in knowledge.figures if figure.year == "2030"], words)
    whole = made.bars[0]
    assert whole.pieces == (("a", 825), ("b", 455))
    assert whole.full == 1280
    assert "825" in whole.name
    assert "455" in whole.name
    assert whole.value == "từ 1.280"


def test_a_bound_is_said(knowledge: Knowledge, words: Words) -> None:
    """A minimum is not told as an exact number, nor an about."""
    said = {figure.id: shares.value(figure, words) for figure in knowledge.figures}
    assert said["xep-loai-kha"] == "trên 60%"
    assert said["can-bo"] == "khoảng 7.516"
    assert said["htx-nn"] == "825"
    assert said["nu-giam-doc"] == "ít nhất 30%"
    assert said["dan-so"] == "tối thiểu 20%"
    assert said["lien-ket"] == "từ 85%"


def test_every_figure_has_a_name_of_its_own(knowledge: Knowledge, words: Words) -> None:
    """No two figures are called the same, and no name is kept for a figure that there is none of."""
    names = [shares.name(figure, words) for figure in knowledge.figures]
    assert len(set(names)) == len(names) == len(words.at("targets.names"))
