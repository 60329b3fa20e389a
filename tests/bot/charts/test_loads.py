"""The bars of the bodies: every body, every row that names it, nothing twice."""

from __future__ import annotations

from bot.charts.loads import chart, loads
from bot.commands.words import load_words
from bot.web.site import FILE
from knowledge.load import Knowledge


def test_every_body_that_a_row_names_has_its_rows_counted(knowledge: Knowledge) -> None:
    """Counted anew from the cells: led alone, led with others or beside a collective, coordinated."""
    found = {load.agency: (load.sole, load.shared, load.coord) for load in loads(knowledge)}
    expected: dict[str, list[int]] = {}
    for task in knowledge.tasks.values():
        alone = len(task.lead) == 1 and not task.lead_reaches
        for agency in task.lead:
            expected.setdefault(agency, [0, 0, 0])[0 if alone else 1] += 1
        for agency in task.coord:
            expected.setdefault(agency, [0, 0, 0])[2] += 1
    assert found == {agency: tuple(counts) for agency, counts in expected.items()}
    assert len(loads(knowledge)) == len(found) == 18


def test_those_that_lead_most_come_first(knowledge: Knowledge) -> None:
    """Then those that join most."""
    order = [(load.lead, load.coord) for load in loads(knowledge)]
    assert order == sorted(order, reverse=True)
    assert [load.agency for load in loads(knowledge)][:4] == ["ubndhuyen", "skhdt", "lmhtx", "snn"]


def test_the_chart_has_what_the_loads_say(knowledge: Knowledge) -> None:
    """A bar and a line of the table for each, of the same numbers; the longest bar is full."""
    found = loads(knowledge)
    made = chart(found, load_words(FILE))
    for load, bar, row in zip(found, made.bars, made.table.rows, strict=True):
        assert bar.name.lower() == load.name.lower() == row[0].lower()
        assert bar.pieces == (("a", load.sole), ("b", load.shared), ("c", load.coord))
        assert bar.link == f"/co-quan/{load.agency}"
        assert [int(cell) for cell in row[1:]] == [load.lead, load.sole, load.shared, load.coord]
        assert bar.value == (f"{load.lead} + {load.coord}" if load.coord else str(load.lead))
    assert max(sum(length for _, length in bar.pieces) for bar in made.bars) == made.bars[0].full
    assert [key.kind for key in made.keys] == ["a", "b", "c"]
    assert len(made.table.head) == 5
