"""Pictures: the letters are those that lie beside, wherever it runs."""

from __future__ import annotations

import pytest

from bot.charts.picture import png
from bot.charts.poster import BOLD, FAMILY


def written(words: str, family: str) -> bytes:
    """The picture of some words."""
    text = f'<text y="40" font-family="{family}">{words}</text>'
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">{text}</svg>')


def test_the_letters_are_ours() -> None:
    """Both sorts are there; others, which a machine may have, are not used."""
    assert written("ế", FAMILY) != written("ế", BOLD)
    assert written("ế", FAMILY) != written(" ", FAMILY)
    assert written("ế", "DejaVu Sans") == written("ế", "No Such Letters")


def test_what_is_no_drawing() -> None:
    """It is refused."""
    with pytest.raises(ValueError, match=r"."):
        png("no drawing")
