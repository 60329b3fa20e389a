"""What binds an agency: rows of the table, and places outside it."""

from __future__ import annotations

import pytest

from bot.kinds.table import bodies, charges, duties
from knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("agency", "places"),
    [
        ("skhdt", ("QD-thi-hanh", "IV-1", "IV-2", "IV-3")),
        ("snv", ("QD-thi-hanh", "IV-1", "IV-2")),
        ("ubndhuyen", ("QD-thi-hanh", "IV-1", "IV-2")),
        ("lmhtx", ("QD-thi-hanh",)),
        ("hnd", ("QD-thi-hanh",)),
        ("ubndtinh", ()),
    ],
)
def test_places_outside_the_table(knowledge: Knowledge, agency: str, places: tuple[str, ...]) -> None:
    """By name or as one of a collective, in plan order."""
    assert charges(knowledge, agency) == places


def test_the_bodies_that_the_table_binds(knowledge: Knowledge) -> None:
    """Each once: those that it names, the one with most rows first, then those that a collective reaches."""
    found = bodies(knowledge)
    named = [len(each.lead) + len(each.coord) for each in (duties(knowledge, agency) for agency in found)]
    assert named == sorted(named, reverse=True)
    assert sorted(found) == sorted(agency for agency in knowledge.agencies if duties(knowledge, agency).every)
