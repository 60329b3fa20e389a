"""Inline results: the usual places, the answer and what is near; within Telegram's limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.service import Reply, Service
from bot.telegram.message import Result
from bot.telegram.surface import Surface, load_surface
from nlp.bank import Phrase
from tests.bot.telegram.valid import problems

MOST = 50
SAMPLE = 200
LOAN = "III-II-5"


@pytest.fixture(scope="module")
def surface(service: Service) -> Surface:
    """The surface of a bot of that name."""
    return load_surface(service, "HoiKeHoachBot")


def valid(results: tuple[Result, ...]) -> bool:
    """Whether Telegram takes them: how many, their ids, titles, messages."""
    ids = [result.id for result in results]
    limits = 0 < len(ids) <= MOST and len(set(ids)) == len(ids) and all(0 < len(i.encode()) <= 64 for i in ids)
    return limits and all(result.title and not problems(result.message) for result in results)


def test_results_are_valid(surface: Surface, sample: Callable[[int], list[Phrase]]) -> None:
    """Of any question, and of what people type on the way to it."""
    for phrase in sample(SAMPLE):
        assert valid(surface.results(phrase.text)), phrase.text
        assert valid(surface.results(phrase.text[: len(phrase.text) // 2])), phrase.text


@pytest.mark.parametrize("query", ["", "  ", "xin chào"])
def test_the_usual_places(surface: Surface, query: str) -> None:
    """Where nothing is asked."""
    assert [result.id for result in surface.results(query)] == surface.words.at("inline.usual")


@pytest.mark.parametrize("query", ["thời tiết hôm nay", "???", "x" * 2000])
def test_a_query_without_a_hit(surface: Surface, service: Service, query: str) -> None:
    """It is said first that the plan has nothing of it, to be sent as we would say it; the usual places follow."""
    first, *others = surface.results(query)
    assert first.title == "Kế hoạch không nêu điều này"
    assert first.message == surface.sent(service.answer(query), short=False)
    assert [result.id for result in others] == surface.words.at("inline.usual")


def test_a_place(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """Its name, who leads and when; what is sent is the answer with its citation, and the way to the bot."""
    first = surface.results("vay vốn ngân hàng ai chủ trì")[0]
    assert (first.id, first.title) == (LOAN, "Vay ngân hàng")
    assert first.description == "Ngân hàng Nhà nước chi nhánh Thanh Hóa · Quý IV/2022"
    assert first.message.html == surface.shown(ask("vay vốn ngân hàng ai chủ trì"), short=False)[0][0].html
    ((copy, opened),) = first.message.rows
    assert "Mục III, nhóm II, nhiệm vụ 5" in copy.copy
    assert opened.url == "https://t.me/HoiKeHoachBot?start=III-II-5"


def test_choices_are_results(surface: Surface) -> None:
    """Where several places fit, each is one."""
    found = [result.id for result in surface.results("đề án")]
    assert found[:4] == ["III-II-4-1", "III-II-4-2", "III-II-4-4", "III-II-4-5"]


def test_what_the_plan_lacks(surface: Surface) -> None:
    """It is said, before the nearest place."""
    first, near, *_ = surface.results("vay ngân hàng lãi suất bao nhiêu phần trăm")
    assert first.title.startswith("Kế hoạch không nêu")
    assert near.id == LOAN


def test_a_list_is_sent_with_its_count(surface: Surface) -> None:
    """The first page, and the way to the rest."""
    first = surface.results("Sở Công Thương làm gì")[0]
    assert first.title == "Sở Công Thương được nêu tên chủ trì 2 nhiệm vụ, đều một mình."
    assert first.message.rows[0][1].url == "https://t.me/HoiKeHoachBot?start=sct"
