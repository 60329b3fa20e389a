"""An answer as plain text: the plan's words stand whole where nothing unfolds, unless they are long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.render import plain
from bot.service import Reply
from bot.voice import Voice
from knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("message", "unit", "whole"),
    [
        ("xử lý hợp tác xã ngừng hoạt động ai chủ trì", "III-III-2", True),
        ("học tập nghị quyết ai chủ trì", "III-I-1", False),
    ],
)
def test_a_task_in_a_card(
    ask: Callable[[str], Reply], voice: Voice, knowledge: Knowledge, message: str, unit: str, *, whole: bool
) -> None:
    """A task of a few lines is told whole in the terminal, one of many in short."""
    answer = ask(message).answer
    assert answer.citations[0].id == unit
    text = plain.render(answer, voice)
    assert (knowledge.units[unit].text in text) is whole
    assert ("…" in text) is not whole
