"""A standalone SVG as a picture (PNG): the one door to resvg_py."""

from __future__ import annotations

from pathlib import Path

import resvg_py

from bot.charts.poster import FAMILY, WIDTH

_FONTS = tuple(map(str, sorted(Path(__file__).with_name("fonts").glob("*.ttf"))))


def png(svg: str) -> bytes:
    """The picture of an SVG, `WIDTH` wide. Only the letters that lie beside this module are used.

    Raises:
        ValueError: it is no SVG.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=WIDTH,
            skip_system_fonts=True,
            font_files=list(_FONTS),
            font_family=FAMILY,
        )
    )
