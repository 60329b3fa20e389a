"""All that binds a body, each sort apart, nothing left out."""

from __future__ import annotations

import pytest

from bot.answer import Items, NoteKind, Outcome, Text
from bot.kinds.table import duties
from bot.service import Service
from nlp.ask import Ask, Kind


def test_every_row_that_binds_a_body_is_listed_once(service: Service) -> None:
    """For every body that any row binds, with the count in each title."""
    for agency in service.knowledge.agencies:
        found = duties(service.knowledge, agency)
        rows = (*found.sole, *found.shared, *found.coord, *found.lead_collective, *found.coord_collective)
        if not rows:
            continue
        answer = service.tell(Ask(Kind.DUTIES, "test", agencies=(agency,), wants="all")).answer
        assert tuple(citation.id for citation in answer.citations) == rows
        lists = [block for block in answer.blocks if isinstance(block, Items)]
        assert sum(len(block.items) for block in lists) == len(rows)
        assert all(f"{len(block.items)} nhiệm vụ" in block.title for block in lists)


@pytest.mark.parametrize(
    ("agency", "head"),
    [
        ("lmhtx", "Liên minh Hợp tác xã tỉnh được nêu tên ở 9 nhiệm vụ: chủ trì 9, phối hợp 0."),
        ("vpubnd", "Văn phòng UBND tỉnh không được nêu tên chủ trì nhiệm vụ nào."),
        ("snv", "Kế hoạch không nêu tên Sở Nội vụ."),
    ],
)
def test_the_counts_stand_first(service: Service, agency: str, head: str) -> None:
    """Named or not; that whom a collective reaches is our reading is noted."""
    answer = service.tell(Ask(Kind.DUTIES, "test", agencies=(agency,), wants="all")).answer
    assert answer.blocks[0] == Text(head, strong=True)
    assert sum(note.kind is NoteKind.DERIVED for note in answer.notes) == 2


def test_a_body_that_no_row_binds(service: Service) -> None:
    """It is told as when it is asked for."""
    asked = service.tell(Ask(Kind.DUTIES, "test", agencies=("btc",), wants="all")).answer
    assert asked.outcome is Outcome.ABSTAIN
    assert asked == service.tell(Ask(Kind.DUTIES, "test", agencies=("btc",))).answer
