"""Inbox and outbox: what waits to be done, in order, until it is done."""

from __future__ import annotations

import datetime as dt

from bot.store.store import Store
from bot.store.values import Call, Entry, Parcel, Waiting
from tests.conftest import NOW

LAN = 5001
DAY = dt.timedelta(days=1)


def test_an_update_is_written_down_once(store: Store) -> None:
    """Also after it is answered; its words are gone then, its number stays for two days."""
    with store.transaction():
        assert store.mail.receive({7: '{"a": 1}', 6: "{}"}, NOW) == {6, 7}
        assert store.mail.receive({7: '{"a": 2}', 8: "{}"}, NOW) == {8}
        assert store.mail.waiting() == (
            Waiting(6, "{}", 0, NOW),
            Waiting(7, '{"a": 1}', 0, NOW),
            Waiting(8, "{}", 0, NOW),
        )
        store.mail.strike(7)
        store.mail.strike(8)
        assert store.mail.waiting() == (Waiting(6, "{}", 0, NOW),)
        assert not store.mail.receive({7: "{}"}, NOW)
    store.purge(NOW + DAY, 90)
    with store.transaction():
        assert not store.mail.receive({7: "{}"}, NOW)
    store.purge(NOW + 3 * DAY, 90)
    with store.transaction():
        assert store.mail.receive({7: "{}"}, NOW) == {7}
        assert len(store.mail.waiting()) == 2


def test_tries_are_counted(store: Store) -> None:
    """How often an update was taken up again."""
    with store.transaction():
        store.mail.receive({7: "{}"}, NOW)
        store.mail.take_up(7)
        store.mail.take_up(7)
        assert store.mail.waiting()[0].tries == 2


def test_calls_wait_in_order(store: Store) -> None:
    """With all that they hold, until they are dropped; no number is given twice."""
    calls = (
        Call("sendMessage", {"text": "một", "reply_markup": {"inline_keyboard": []}}, LAN, answer=3),
        Call("sendDocument", {"document": "hai.txt"}, LAN, b"\x00hai"),
        Call("answerCallbackQuery", {"callback_query_id": "3"}),
    )
    with store.transaction():
        posted = store.mail.post(calls)
        assert [parcel.call for parcel in posted] == list(calls)
        assert store.mail.unsent() == posted
        store.mail.drop([parcel.id for parcel in posted[1:]])
        assert store.mail.unsent() == posted[:1]
        assert store.mail.post(calls[:1])[0].id > posted[-1].id


def test_what_is_never_done_goes_in_the_end(store: Store) -> None:
    """Updates and calls that have waited as long as anything is kept."""
    now = dt.datetime.now(dt.UTC)
    with store.transaction():
        store.mail.receive({7: "{}"}, now)
        store.mail.post([Call("sendMessage", {"text": "một"}, LAN)])
    store.purge(now + 89 * DAY, 90)
    with store.transaction():
        assert (len(store.mail.waiting()), len(store.mail.unsent())) == (1, 1)
    store.purge(now + 91 * DAY, 90)
    with store.transaction():
        assert (store.mail.waiting(), store.mail.unsent()) == ((), ())


def test_which_message_an_answer_became(store: Store) -> None:
    """None before it is sent, none once its person has had it deleted."""
    entry = Entry("vay vốn", "answer", "found", ("III-II-5",), 1.0)
    with store.transaction():
        answer = store.memory.answer(LAN, LAN, NOW, entry, 1)
        assert store.mail.kept(answer) is None
        store.mail.keep({answer: 12})
        assert store.mail.kept(answer) == 12
        store.memory.forget(LAN)
        store.mail.keep({answer: 12})
        assert store.mail.kept(answer) is None


def test_a_chat_with_another_number(store: Store) -> None:
    """What waits for it goes there; a settled update leaves its calls and nothing else."""
    with store.transaction():
        store.mail.receive({7: "{}"}, NOW)
        (parcel,) = store.settle(7, [Call("sendMessage", {"text": "một"}, -5)])
    store.follow(-5, -1005)
    with store.transaction():
        assert store.mail.unsent() == (Parcel(parcel.id, Call("sendMessage", {"text": "một"}, -1005)),)
        assert store.mail.waiting() == ()
