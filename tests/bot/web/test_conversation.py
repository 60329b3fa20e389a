"""A conversation from its steps: the same answers for whoever replays it, each with the shortest run that gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import asks
from bot.answer import Answer, Outcome, Reason
from bot.service import Reply, Service
from bot.web.conversation import name, replay
from bot.web.site import Site
from bot.web.steps import LONGEST, MOST, Steps, address, parted, read
from nlp.bank import Phrase
from nlp.state import State

SAMPLE = 60
LOAN = "III-II-5"
ON_ONE = (
    "vay vốn ngân hàng hỏi ai",
    "bao giờ xong",
    "ai phối hợp",
    "nội dung là gì",
    "thế ai chủ trì",
    "thời hạn thế nào",
    "đơn vị nào phối hợp",
    "nguyên văn",
    "bao giờ xong",
    "ai phối hợp",
    "ai chủ trì",
    "nội dung là gì",
    "bao giờ xong",
)
"""A subject, and twelve follow-ups that all leave it out."""
VARIED = (
    "Sở Công Thương phải làm gì",
    "cái thứ hai bao giờ xong",
    "vay vốn ngân hàng hỏi ai",
    "thời tiết hôm nay",
    "ai phối hợp",
    "đề án bao giờ xong",
    "@III-II-4-1",
    "chỉ tiêu nữ giám đốc",
    "còn năm 2045",
    "@stc",
    "việc nào có thời hạn",
    "@III-IV-9",
    "ai chủ trì",
)


def test_a_conversation_is_the_one_that_was_had(site: Site, ask: Callable[[str, State | None], Reply]) -> None:
    """Step by step, each from the state that the one before left."""
    steps = ("vay vốn ngân hàng hỏi ai", "bao giờ xong", "ai phối hợp")
    state = None
    for turn, step in zip(replay(site, steps), steps, strict=True):
        reply = ask(step, state)
        assert turn.reply.answer == reply.answer
        assert (turn.asked, turn.text) == (step, step)
        state = reply.state


def test_its_own_address(site: Site) -> None:
    """A question that stands alone needs nothing; a follow-up what it goes on from; nothing needs more."""
    steps = ("Sở Công Thương phải làm gì", "vay vốn ngân hàng hỏi ai", "bao giờ xong", "ai phối hợp")
    turns = replay(site, steps)
    assert [turn.own for turn in turns] == [steps[:1], steps[1:2], steps[1:3], steps[1:4]]
    for turn in turns:
        assert replay(site, turn.own)[-1].reply.answer == turn.reply.answer


def test_any_follow_up_has_an_address(site: Site, sample: Callable[[int], list[Phrase]]) -> None:
    """Whatever was asked before it."""
    phrases = [phrase.text for phrase in sample(SAMPLE)]
    for first, second, third in zip(phrases[::3], phrases[1::3], phrases[2::3], strict=True):
        for turn in replay(site, (first, second, third)):
            assert replay(site, turn.own)[-1].reply.answer == turn.reply.answer


def test_what_is_opened(site: Site) -> None:
    """A place, a body, a figure: shown by name, and nothing was typed."""
    turns = replay(site, (f"@{LOAN}", "@sct", "@htx-nn", "@III-9-9"))
    assert [turn.asked for turn in turns] == [
        "Vay ngân hàng",
        "Việc của Sở Công Thương",
        "825 hợp tác xã nông nghiệp",
        "@III-9-9",
    ]
    assert [turn.text for turn in turns] == [None, None, None, "@III-9-9"]
    assert [turn.reply.answer.outcome for turn in turns[:3]] == [Outcome.ANSWER] * 3
    assert turns[0].reply.answer.citations[0].id == LOAN
    assert name(site, "@III-9-9") == name(site, "III-II-5") == ""


def test_a_choice_answers_the_question_before(site: Site) -> None:
    """Its address has that question too, where the place alone would be told otherwise."""
    (asked,) = replay(site, ("đề án bao giờ xong",))
    assert asked.reply.answer.reason is Reason.SEVERAL_PLACES
    chosen = f"@{asked.reply.answer.choices[0].id}"
    turn = replay(site, (*asked.steps, chosen))[-1]
    assert turn.own == (*asked.steps, chosen)
    assert str(turn.reply.answer.blocks[0]).startswith("Text(text='Thời gian thực hiện: Giai đoạn 2023 - 2025")
    (alone,) = replay(site, (chosen,))
    assert alone.reply.answer != turn.reply.answer


@pytest.mark.parametrize("steps", [ON_ONE, VARIED, tuple(f"{step} {'ế' * 90}" for step in ON_ONE)])
def test_a_long_conversation_is_the_one_that_was_had(site: Site, steps: Steps) -> None:
    """Its address holds the last steps only, yet every answer is the line's with the running state.

    Asked one by one, as people do, each from the address of the one before; a reload gives the same turns.
    """
    state: State | None = None
    held: Steps = ()
    shown: list[tuple[str, Answer]] = []
    for step in steps:
        thing = asks.named(step.removeprefix("@"), state, site.service.knowledge) if step.startswith("@") else None
        reply = site.service.answer(step, state) if thing is None else site.service.tell(thing, state)
        turns = replay(site, read((*held, step)))
        assert turns[-1].reply.answer == reply.answer
        assert turns[-1].reply.state == reply.state
        state, held = reply.state, turns[-1].steps
        assert len(parted(held)[1]) <= MOST
        assert len(address(held)) <= LONGEST
        shown.append((turns[-1].asked, reply.answer))
        again = replay(site, read(held))
        assert [(turn.asked, turn.reply.answer) for turn in again] == shown[-len(again) :]
        assert [turn.own for turn in again] == [turn.own for turn in turns]
        assert replay(site, turns[-1].own)[-1].reply.answer == reply.answer


@pytest.mark.parametrize("steps", [ON_ONE[:MOST], VARIED[:MOST]])
def test_a_conversation_costs_little(site: Site, monkeypatch: pytest.MonkeyPatch, steps: Steps) -> None:
    """Not each step from each: at most four times the steps are answered, of those that fell away one more."""
    calls = 0

    def counted(method: Callable[..., Reply]) -> Callable[..., Reply]:
        def call(*given: object) -> Reply:
            nonlocal calls
            calls += 1
            return method(*given)

        return call

    monkeypatch.setattr(Service, "answer", counted(Service.answer))
    monkeypatch.setattr(Service, "tell", counted(Service.tell))
    turns = replay(site, steps)
    assert len(steps) <= calls <= 4 * len(steps)
    calls = 0
    replay(site, (*turns[-1].steps, "ai phối hợp"))
    assert calls <= 4 * MOST + 1
