"""The times of the table as addresses have them."""

from __future__ import annotations

from bot.charts.schedule import in_order
from knowledge.load import Knowledge
from nlp.normalise import fold


def slug(time: str) -> str:
    """A time of the table as the address has it.

    >>> slug("Quý IV/2022")
    'quy-iv-2022'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in fold(time)).split())


def times(knowledge: Knowledge) -> dict[str, str]:
    """The times of the table by how the address has them, in the order of /thoi-han."""
    return {slug(time.text): time.text for time in in_order(knowledge)}
