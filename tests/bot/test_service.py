"""The line as a whole: what a message may cost."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from bot import service as line
from bot.service import LIMIT, Service

_MOST = 12
"""Messages understood for one: it whole, and a few questions of it, each perhaps together with the one after it."""


@pytest.mark.parametrize("piece", ["ai? ", "sở nào chủ trì? ", "vay vốn hỏi ai? ", "bao giờ; "])
def test_no_message_is_understood_more_than_a_few_times(service: Service, piece: str) -> None:
    """However many questions a message is made of, it costs no more than a few."""
    with patch.object(line, "understand", wraps=line.understand) as understood:
        service.answer((piece * LIMIT)[:LIMIT])
    assert 1 <= understood.call_count <= _MOST
