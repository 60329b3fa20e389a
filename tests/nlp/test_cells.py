"""What a message says of the table's columns."""

from __future__ import annotations

import pytest

from bot.service import Service
from nlp.filter import Says


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dòng nào cột phối hợp không ghi UBND cấp huyện", [Says("coord", "ubndhuyen", denied=True)]),
        (
            "Sở KHĐT chủ trì mà ô phối hợp không có UBND cấp huyện là dòng nào",
            [Says("lead", "skhdt"), Says("coord", "ubndhuyen", denied=True)],
        ),
        (
            "cột phối hợp có địa phương chứ không ghi UBND cấp huyện",
            [Says("coord", "dia-phuong"), Says("coord", "ubndhuyen", denied=True)],
        ),
        (
            "dòng nào không nhắc UBND cấp huyện ở cả hai cột",
            [Says("lead", "ubndhuyen", denied=True), Says("coord", "ubndhuyen", denied=True)],
        ),
        ("cot phoi hop khong nhac cac so nganh", [Says("coord", "so", denied=True)]),
        ("Sở Tài chính chủ trì việc nào", []),
    ],
)
def test_cells(service: Service, text: str, said: list[Says]) -> None:
    """A body belongs to the column of its clause; a denial holds up to the next edge."""
    understanding = service.answer(text).trace.understanding
    assert understanding is not None
    assert list(understanding.cells) == said
