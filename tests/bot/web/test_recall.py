"""What fell away of a conversation: its state comes back as it was, and nobody else can make one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.web import recall
from bot.web.conversation import replay
from bot.web.site import Site
from bot.web.steps import parted

LOAN = "vay vốn ngân hàng hỏi ai"


def test_a_state_comes_back(site: Site) -> None:
    """All of it, and as of now: an address that is opened later begins no conversation anew."""
    for question in (LOAN, "Sở Công Thương phải làm gì", "nhiệm vụ 5 do ai chủ trì", "chỉ tiêu 2030"):
        state = site.service.answer(question).state
        assert state is not None
        step = recall.written(site, replace(state, at=state.at.replace(year=2020)))
        assert parted((step, LOAN)) == ((step,), (LOAN,))
        assert recall.read(site, step) == state
        assert len(step) < 1000


@pytest.mark.parametrize("change", ["x{}", "@@x{}", "{}0", "@@x.0"])
def test_a_strangers_state_counts_as_none(site: Site, change: str) -> None:
    """It is not ours, whatever it says; the conversation begins where it stands."""
    state = site.service.answer(LOAN).state
    assert state is not None
    step = change.format(recall.written(site, state).removeprefix("@@"))
    assert recall.read(site, step) is None
    if step.startswith("@@"):
        (turn,) = replay(site, (step, "ai phối hợp"))
        assert (turn.steps, turn.reply.answer) == (("ai phối hợp",), site.service.answer("ai phối hợp").answer)
