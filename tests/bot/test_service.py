"""The line as a whole: what a person's own body makes of a message, and what a message may cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from unittest.mock import patch

import pytest

from bot import asks
from bot import service as line
from bot.answer import Text
from bot.service import LIMIT, Reply, Service

_MOST = 12
"""Messages understood for one: it whole, and a few questions of it, each perhaps together with the one after it."""
ASKED = (
    ("nhiệm vụ của tôi", "nhiệm vụ của {}"),
    ("co quan minh chu tri viec gi", "{} chu tri viec gi"),
    ("cơ quan tôi phối hợp việc gì", "{} phối hợp việc gì"),
    ("đơn vị em phải báo cáo khi nào", "{} phải báo cáo khi nào"),
    ("sắp tới hạn gì", "{} sắp tới hạn gì"),
    ("bên em có việc nào quá hạn không", "{} có việc nào quá hạn không"),
)


@pytest.mark.parametrize(("mine", "named"), ASKED)
def test_ones_own_body_is_answered_as_its_name(
    service: Service, ask: Callable[..., Reply], mine: str, named: str
) -> None:
    """For every body the same answer and the same conversation after it as if the name had been said.

    But for those whose names have a comma in them, at which a message is cut where it is typed.
    """
    for agency in service.knowledge.agencies.values():
        if "," in agency.name:
            continue
        own, said = ask(mine, None, agency.id), ask(named.format(agency.name))
        assert own.answer == said.answer, agency.id
        assert own.state == said.state, agency.id


@pytest.mark.parametrize("own", ["", "gone"])
def test_a_body_that_is_not_known(ask: Callable[..., Reply], own: str) -> None:
    """Not said, or no body of ours any more: it is asked for."""
    for mine, _ in ASKED[:3]:
        assert ask(mine, None, own).answer == ask(mine).answer
        assert "/settings" in str(ask(mine, None, own).answer.blocks)


def test_what_is_asked_of_others_is_the_same_for_all(service: Service, ask: Callable[..., Reply]) -> None:
    """Where somebody works changes nothing in an answer that does not ask for it."""
    for text in (
        "Sở Tài chính phải làm gì",
        "vay vốn hỏi ai",
        "tôi muốn vay vốn",
        "báo cáo gửi ai",
        "năm 2023 có việc gì",
    ):
        for agency in service.knowledge.agencies:
            assert ask(text, None, agency).answer == ask(text).answer


@pytest.mark.parametrize("piece", ["ai? ", "sở nào chủ trì? ", "vay vốn hỏi ai? ", "bao giờ; "])
def test_no_message_is_understood_more_than_a_few_times(service: Service, piece: str) -> None:
    """However many questions a message is made of, it costs no more than a few."""
    with patch.object(line, "understand", wraps=line.understand) as understood:
        service.answer((piece * LIMIT)[:LIMIT])
    assert 1 <= understood.call_count <= _MOST


@pytest.mark.parametrize(
    ("said", "asked"),
    [("biểu đồ mục tiêu", "các mục tiêu đến 2030 và 2045"), ("sơ đồ thời gian", "các thời hạn của nhiệm vụ")],
)
def test_a_chart_is_said_in_words(service: Service, said: str, asked: str) -> None:
    """Whatever was spoken of before, the answer is that of the whole that the chart shows, with its places."""
    before = service.answer("Sở Công Thương phải làm gì").state
    reply = service.answer(said, before)
    assert reply.chart is not None
    assert reply.answer == service.answer(asked).answer
    assert reply.answer.citations
    assert service.answer(asked).chart is None


def test_a_chart_of_a_body(service: Service) -> None:
    """All of its duties are told."""
    reply = service.answer("vẽ biểu đồ Sở Công Thương")
    assert reply.chart is not None
    assert reply.answer == service.tell(asks.duties("sct")).answer


def test_a_chart_of_nothing_in_particular(service: Service) -> None:
    """It is asked which; each that is proposed is one."""
    reply = service.answer("cho xem biểu đồ")
    (said,) = reply.answer.blocks
    assert isinstance(said, Text)
    proposed = re.findall("“([^”]+)”", said.text)
    charts = [service.answer(text).chart for text in proposed]
    assert [chart.sort for chart in charts if chart is not None] == ["targets", "times", "agencies"]


@pytest.mark.parametrize("own", ["", "sct"])
@pytest.mark.parametrize(
    "text",
    [
        "cơ sở của tôi được hỗ trợ gì",
        "co so cua toi co viec gi",
        "tôi là giám đốc hợp tác xã, nhiệm vụ của tôi là gì",
        "đơn vị tôi là HTX nông nghiệp, việc của đơn vị tôi là gì",
    ],
)
def test_a_manager_has_no_body(ask: Callable[..., Reply], text: str, own: str) -> None:
    """Who says to be of a cooperative or a business is not taken for an official, whatever is set."""
    reply = ask(text, None, own)
    assert reply.answer == ask(text).answer
    assert not reply.own
    assert "Bạn ở cơ quan nào" not in str(reply.answer.blocks)


def test_a_chart_of_ones_own_body(ask: Callable[..., Reply]) -> None:
    """Is that of the body that is set; where none is, it is asked for."""
    mine, said = ask("biểu đồ cơ quan tôi", None, "sct"), ask("biểu đồ Sở Công Thương")
    assert (mine.answer, mine.chart) == (said.answer, said.chart)
    assert mine.own
    assert "Bạn ở cơ quan nào" in str(ask("cho xem biểu đồ của cơ quan tôi").answer.blocks)
