"""The journal: what Telegram has handed over is written down, and taken up again after a kill."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from telegram import Update
from telegram.error import TelegramError

from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.telegram import calls
from bot.telegram.journal import TRIES, Journal
from tests.bot.telegram.conftest import Bot
from tests.botapi import updates
from tests.botapi.updates import LAN
from tests.conftest import NOW

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"


def journal(store: Store) -> Journal:
    """A journal of that store."""
    return Journal(store, lambda: NOW)


def test_it_is_written_down_before_it_is_queued(store: Store) -> None:
    """So that it is when the library goes on to acknowledge it; what is no update passes through."""

    async def work() -> None:
        made = journal(store)
        await made.put(Update(7))
        with store.transaction():
            assert [one.update_id for one in store.mail.waiting()] == [7]
        await made.put("stop")
        assert (await made.get()).update_id == 7
        assert await made.get() == "stop"

    asyncio.run(work())


def test_what_is_fetched_together_is_written_together(store: Store) -> None:
    """And queued once, whatever has been seen before."""

    async def work() -> None:
        made = journal(store)
        await made.put(Update(7))
        made.write({7: "{}", 8: '{"update_id": 8}'})
        for number in (7, 8):
            await made.put(Update(number))
        assert made.qsize() == 2
        with store.transaction():
            assert [one.body for one in store.mail.waiting()] == ['{"update_id": 7}', '{"update_id": 8}']

    asyncio.run(work())


def test_what_cannot_be_written_down_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library hears of it and fetches it again; then it counts as new."""

    def failing(*_: object) -> None:
        raise DatabaseError("disk full")

    async def work() -> None:
        made = journal(store)
        with monkeypatch.context() as broken:
            broken.setattr(type(store.mail), "receive", failing)
            with pytest.raises(TelegramError):
                made.write({7: "{}"})
            with pytest.raises(TelegramError):
                await made.put(Update(7))
        made.write({7: "{}"})
        await made.put(Update(7))
        assert made.qsize() == 1

    asyncio.run(work())


def test_a_killed_process_loses_nothing(bot: Bot) -> None:
    """What it has written down and not answered is answered by the next one, in order, once."""
    asked = [bot.server.push(updates.message(text)) for text in (LOAN, "khi nào xong?")]
    bot.channel.journal.write({update["update_id"]: Update.de_json(update, None).to_json() for update in asked})
    bot.kill()
    bot.start()
    texts = [sent["text"] for sent in bot.server.sent(LAN.id)]
    assert len(texts) == 2
    assert "Ngân hàng" in texts[0]
    assert "Quý IV/2022" in texts[1]
    assert bot.take(*asked) == []
    assert bot.waiting() == 0


def test_what_only_helps_at_once_is_dropped_when_it_has_aged(bot: Bot) -> None:
    """A press and an inline query from before a long stop; a question is answered all the same."""
    late = [updates.asked_inline("vay vốn"), updates.pressed("1", "v1:u:III-II-5"), updates.message(LOAN)]
    pushed = [bot.server.push(body) for body in late]
    bodies = {update["update_id"]: Update.de_json(update, None).to_json() for update in pushed}
    with bot.store.transaction():
        bot.store.mail.receive(bodies, NOW - dt.timedelta(minutes=5))
    bot.kill()
    bot.start()
    assert len(bot.server.sent(LAN.id)) == 1
    assert not {"answerInlineQuery", "answerCallbackQuery"} & {call.method for call in bot.server.calls}
    assert bot.waiting() == 0


def test_calls_that_a_killed_process_has_not_made(bot: Bot) -> None:
    """Are made by the next one."""
    bot.happen(updates.message("/help"))
    update = bot.server.push(updates.message(LOAN))
    with bot.store.transaction():
        bot.store.mail.receive({update["update_id"]: "{}"}, NOW)
        bot.store.settle(update["update_id"], [calls.send(calls.Where(LAN.id), calls.Message("chưa gửi"))])
    bot.kill()
    bot.start()
    assert [sent["text"] for sent in bot.server.sent(LAN.id)][1:] == ["chưa gửi"]


def test_an_update_that_ends_processes(bot: Bot) -> None:
    """It is taken up so often and no more: then its person gets the apology, and the start goes on."""
    update = bot.server.push(updates.message(LOAN))
    body = Update.de_json(update, None).to_json()
    with bot.store.transaction():
        bot.store.mail.receive({update["update_id"]: body}, NOW)
        for _ in range(TRIES):
            bot.store.mail.take_up(update["update_id"])
    bot.kill()
    bot.start()
    (sent,) = bot.server.sent(LAN.id)
    assert "Xin lỗi" in sent["text"]
    assert bot.waiting() == 0


def test_tries_are_noted_before_they_are_made(store: Store) -> None:
    """Of what is taken up again; what comes for the first time costs no note."""

    async def work() -> None:
        first = journal(store)
        await first.put(Update(7))
        first.begin(await first.get())
        for count in range(TRIES):
            again = journal(store)
            await again.resume(None)  # type: ignore[arg-type]  # an update of no content needs no bot
            with store.transaction():
                assert store.mail.waiting()[0].tries == count
            again.begin(await again.get())

    asyncio.run(work())


@pytest.mark.parametrize("body", ["{", "[]", '{"message": 5}', '{"update_id": 9, "message": {"date": "x"}}'])
def test_what_cannot_be_read_any_more(bot: Bot, body: str) -> None:
    """Is struck out; the start goes on."""
    with bot.store.transaction():
        bot.store.mail.receive({9: body}, NOW)
    bot.kill()
    bot.start()
    assert bot.waiting() == 0
    assert bot.said(updates.message(LOAN))
