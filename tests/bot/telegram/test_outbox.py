"""The outbox: order within a chat, what is tried again, what is struck out, what is left to the next process."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.values import Call, Entry, Wish
from bot.telegram import calls
from bot.telegram.calls import Where
from bot.telegram.message import File, Message, Order
from bot.telegram.outbox import Outbox
from tests.conftest import NOW

LAN, MINH = 5001, 5002
DAY = dt.date(2024, 7, 1)
PATIENCE = 30.0
"""Seconds after which what ought to happen does not."""
SHEET = Order("docx", "agency", "sct")
ENTRY = Entry("vay vốn", "answer", "found", ("III-II-5",), 1.0)


class Line:
    """A line that fails as it is told, by the text of what is sent, or the method; the calls taken, in order."""

    def __init__(self) -> None:
        self.taken: list[Call] = []
        self.failures: dict[str, list[object]] = {}
        self.gates: dict[str, asyncio.Event] = {}

    async def call(self, call: Call) -> object:
        """Take a call, or fail."""
        text = str(call.params.get("text", call.method))
        if text in self.gates:
            await self.gates[text].wait()
        else:
            await asyncio.sleep(0)
        failures = self.failures.get(text)
        if failures:
            failure = failures.pop(0)
            if isinstance(failure, Exception):
                raise failure
            return failure
        self.taken.append(call)
        return {"message_id": 100 + len(self.taken)}

    def texts(self) -> list[Any]:
        """The texts that were taken."""
        return [call.params.get("text") for call in self.taken]


class Post:
    """An outbox with such a line. `pauses` are those that it made, none of which takes time; `ends` why it ended.

    `today` is the day whose reminders may be sent.
    """

    def __init__(self, store: Store) -> None:
        self.store, self.line = store, Line()
        self.pauses: list[float] = []
        self.ends: list[Exception] = []
        self.today = DAY
        self.workshop: Callable[[Order], Message | File] = lambda order: File(order.name, b"made", "")
        self.outbox = Outbox(
            self.line, store, self.ends.append, self._timely, self._make, sleep=self._sleep, together=0
        )  # type: ignore[arg-type]  # a stand-in

    def _make(self, order: Order) -> Message | File:
        return self.workshop(order)

    def _timely(self, day: dt.date) -> bool:
        return day == self.today

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    def push(self, *made: Call) -> None:
        """Write calls down and hand them over."""
        with self.store.transaction():
            parcels = self.store.mail.post(made)
        self.outbox.push(parcels)

    def left(self) -> list[Any]:
        """The texts of what is still written down."""
        with self.store.transaction():
            return [parcel.call.params.get("text") for parcel in self.store.mail.unsent()]


def say(text: str, chat: int = LAN) -> Call:
    """A message to a chat."""
    return Call(calls.SEND, {"text": text}, chat)


async def turns() -> None:
    """Let everybody do what they can."""
    for _ in range(20):
        await asyncio.sleep(0)


def run(store: Store, work: Callable[[Post], Coroutine[Any, Any, None]]) -> Post:
    """Do some work with an outbox; it as it is then."""

    async def begin() -> Post:
        post = Post(store)
        await work(post)
        return post

    return asyncio.run(begin())


def test_order_within_a_chat_and_none_between_chats(store: Store) -> None:
    """A message that is held up holds up its chat alone."""

    async def work(post: Post) -> None:
        post.line.gates["1"] = asyncio.Event()
        post.push(say("1"), say("2"), say("a", MINH), say("3"), say("b", MINH))
        await turns()
        assert post.line.texts() == ["a", "b"]
        post.push(say("4"))
        post.line.gates["1"].set()
        await post.outbox.idle()

    post = run(store, work)
    assert post.line.texts() == ["a", "b", "1", "2", "3", "4"]
    assert post.left() == []


@pytest.mark.parametrize(
    "failure", [TimedOut(), NetworkError("502"), RetryAfter(2), KeyError("result"), True, {"message_id": None}]
)
def test_what_fails_on_the_way_is_sent_in_the_end(store: Store, failure: object) -> None:
    """Before what comes after it in its chat."""

    async def work(post: Post) -> None:
        post.line.failures["1"] = [failure, failure]
        post.push(say("1"), say("2"))
        await post.outbox.idle()

    post = run(store, work)
    assert post.line.texts() == ["1", "2"]
    assert post.pauses == ([2, 2] if isinstance(failure, RetryAfter) else [0.25, 0.5])
    assert post.left() == []


@pytest.mark.parametrize("failure", [Forbidden("blocked"), BadRequest("Chat not found")])
def test_what_can_never_be_sent_is_struck_out(store: Store, failure: Exception) -> None:
    """After one try; what comes after it is tried as well."""

    async def work(post: Post) -> None:
        post.line.failures["1"] = [failure]
        post.push(say("1"), say("2"))
        await post.outbox.idle()

    post = run(store, work)
    assert (post.line.texts(), post.pauses, post.left()) == (["2"], [], [])


def test_an_answer_to_a_press_waits_for_no_chat(store: Store) -> None:
    """And one that comes too late is no trouble."""

    async def work(post: Post) -> None:
        post.line.gates["1"] = asyncio.Event()
        post.line.failures["old"] = [BadRequest("Query is too old and response timeout expired")]
        post.push(say("1"), calls.answer_press("7", "now"), calls.answer_press("8", "old"))
        await turns()
        assert post.line.texts() == ["now"]
        post.line.gates["1"].set()
        await post.outbox.idle()

    assert run(store, work).left() == []


def test_a_migrated_chat_is_followed(store: Store) -> None:
    """By all that waits for it, in order, without quoting messages that are not there."""

    async def work(post: Post) -> None:
        post.line.failures["1"] = [ChatMigrated(-1005)]
        quoting = calls.send(calls.Where(-5, quoted=3), calls.Message("1"))
        post.push(quoting, say("2", -5))
        await post.outbox.idle()

    post = run(store, work)
    assert [(call.chat, call.params["text"]) for call in post.line.taken] == [(-1005, "1"), (-1005, "2")]
    assert "reply_parameters" not in post.line.taken[0].params
    assert post.left() == []


def test_edits_do_not_follow_a_chat(store: Store) -> None:
    """Their messages have other numbers there: they are struck out. What is written down follows first."""
    failures = [DatabaseError("locked")]

    async def work(post: Post) -> None:
        follow = type(store).follow

        def failing(*args: Any) -> None:  # noqa: ANN401  # as the method
            if failures:
                raise failures.pop()
            follow(*args)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(store), "follow", failing)
            post.line.failures["1"] = [ChatMigrated(-1005)]
            shown = calls.Shown(-5, 3)
            post.push(say("1", -5), calls.edit(shown, calls.Message("2")), calls.edit_rows(shown, ()), say("3", -5))
            await post.outbox.idle()

    post = run(store, work)
    assert [(call.chat, call.params["text"]) for call in post.line.taken] == [(-1005, "1"), (-1005, "3")]
    assert (post.pauses, post.left()) == ([0.25], [])


def test_a_lost_line_ends_all(store: Store) -> None:
    """What is not sent stays written down."""

    async def work(post: Post) -> None:
        post.line.failures["1"] = [Conflict("terminated by other getUpdates request")]
        post.push(say("1"), say("2"))
        await post.outbox.idle()
        post.push(say("3"))
        await post.outbox.idle()

    post = run(store, work)
    assert [type(end) for end in post.ends] == [Conflict]
    assert post.line.texts() == []
    assert post.left() == ["1", "2", "3"]


def test_stopping_sends_what_can_be_sent(store: Store) -> None:
    """What fails then is not tried again, nor overtaken; the next process sends it, in order."""

    async def work(post: Post) -> None:
        post.line.gates["1"] = asyncio.Event()
        post.line.failures["b"] = [TimedOut()]
        post.push(say("1"), say("2"), say("a", MINH), say("b", MINH), say("c", MINH))
        stopping = asyncio.create_task(post.outbox.stop(5))
        await asyncio.sleep(0)
        post.line.gates["1"].set()
        await stopping
        post.push(say("d", MINH))
        await post.outbox.idle()

    post = run(store, work)
    assert sorted(post.line.texts()) == ["1", "2", "a"]
    assert post.left() == ["b", "c", "d"]

    async def again(post: Post) -> None:
        assert post.outbox.resume() == 3
        await post.outbox.idle()

    assert run(store, again).line.texts() == ["b", "c", "d"]


def test_stopping_does_not_wait_for_ever(store: Store) -> None:
    """A call that hangs is given up after the grace; a pause at once."""

    async def work(post: Post) -> None:
        post.line.gates["1"] = asyncio.Event()
        post.line.failures["a"] = [TimedOut()]
        post.outbox = Outbox(
            post.line, store, post.ends.append, bool, post.workshop, sleep=lambda _: asyncio.Event().wait()
        )  # type: ignore[arg-type, return-value]  # a stand-in
        post.push(say("1"), say("a", MINH))
        await turns()
        await post.outbox.stop(0)

    assert run(store, work).left() == ["1", "a"]


def want(store: Store, *chats: int) -> list[Call]:
    """Chats want to be reminded, and have been as far as is written down; the reminders."""
    with store.transaction():
        for chat in chats:
            store.reminders.want(Wish(chat, 4, "", DAY))
    return [calls.remind(calls.Where(chat, 4), calls.Message(f"to {chat}"), DAY) for chat in chats]


def test_a_reminder_is_sent_in_its_time(store: Store) -> None:
    """As any message; its day is no parameter of Telegram's."""

    async def work(post: Post) -> None:
        post.push(*want(store, LAN))
        await post.outbox.idle()

    post = run(store, work)
    (call,) = post.line.taken
    assert (call.method, call.chat, call.params["text"]) == (calls.SEND, LAN, f"to {LAN}")
    assert call.params["message_thread_id"] == 4
    assert "day" not in call.params
    assert post.left() == []


def test_a_reminder_that_has_missed_its_time(store: Store) -> None:
    """Is not sent, not even once the line is there again; the chat is to be reminded anew. What comes after it is."""

    async def work(post: Post) -> None:
        (reminder,) = want(store, LAN)
        post.line.failures[f"to {LAN}"] = [NetworkError("no line")] * 1000
        post.push(reminder, say("2"))
        await turns()
        assert post.pauses
        post.today += dt.timedelta(days=1)
        await post.outbox.idle()

    post = run(store, work)
    assert (post.line.texts(), post.left()) == (["2"], [])
    with store.transaction():
        assert [wish.chat for wish in store.reminders.waiting(DAY, 9)] == [LAN]


def test_a_reminder_of_a_chat_that_has_stopped_them(store: Store) -> None:
    """Is not sent."""

    async def work(post: Post) -> None:
        reminders = want(store, LAN, MINH)
        with store.transaction():
            store.reminders.stop(LAN)
        post.push(*reminders)
        await post.outbox.idle()

    assert run(store, work).line.texts() == [f"to {MINH}"]


def test_who_has_blocked_us_is_forgotten(store: Store) -> None:
    """By whatever call it comes to light; a request that is only wrong forgets nobody."""

    async def work(post: Post) -> None:
        want(store, LAN, MINH)
        post.line.failures = {"1": [Forbidden("bot was blocked by the user")], "2": [BadRequest("wrong")]}
        post.push(say("1", LAN), say("2", MINH))
        await post.outbox.idle()

    run(store, work)
    with store.transaction():
        assert store.reminders.of(LAN) is None
        assert store.reminders.of(MINH) is not None


@pytest.mark.parametrize("failure", ["Bad Request: chat not found", "Bad Request: message thread not found"])
def test_who_is_not_found_any_more_is_forgotten(store: Store, failure: str) -> None:
    """As the reminder is refused; another message may only have gone to another topic."""

    async def work(post: Post) -> None:
        reminder, _ = want(store, LAN, MINH)
        post.line.failures = {f"to {LAN}": [BadRequest(failure)], "2": [BadRequest(failure)]}
        post.push(reminder, say("2", MINH))
        await post.outbox.idle()

    assert run(store, work).left() == []
    with store.transaction():
        assert store.reminders.of(LAN) is None
        assert store.reminders.of(MINH) is not None


def test_forgetting_waits_for_no_database(store: Store) -> None:
    """Where it fails, the call is struck out all the same."""

    async def work(post: Post) -> None:
        want(store, LAN)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(store.reminders), "stop", _failing)
            post.line.failures["1"] = [Forbidden("bot was kicked from the group chat")]
            post.push(say("1"), say("2"))
            await post.outbox.idle()

    assert run(store, work).left() == []


def _failing(*_: object) -> None:
    raise DatabaseError("locked")


def test_the_message_of_an_answer_is_kept(store: Store) -> None:
    """And given anew, the answer edits it; gone, it becomes a new one; never sent, it is sent."""

    async def work(post: Post) -> None:
        where = calls.Where(LAN, topic=4, quoted=9)
        with store.transaction():
            answer = store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        post.push(calls.give(where, calls.Message("1"), answer, anew=True))
        await post.outbox.idle()
        post.push(calls.give(where, calls.Message("2"), answer, anew=True))
        await post.outbox.idle()
        post.line.failures["3"] = [BadRequest("Message to edit not found")]
        post.push(calls.give(where, calls.Message("3"), answer, anew=True))
        await post.outbox.idle()
        with store.transaction():
            assert store.mail.kept(answer) == 103

    first, second, third = run(store, work).line.taken
    assert first.method == third.method == calls.SEND
    assert second.method == calls.EDIT
    assert second.params["message_id"] == 101
    assert not {"reply_parameters", "message_thread_id"} & second.params.keys()
    assert first.params["reply_parameters"]["message_id"] == 9


def test_what_was_sent_is_not_sent_again_because_the_database_fails(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is struck out when the database lets us."""
    failures = [DatabaseError("locked"), DatabaseError("locked")]
    drop = type(store.mail).drop

    def failing(mail: Any, parcels: Any) -> None:  # noqa: ANN401  # as the method
        if failures:
            raise failures.pop()
        drop(mail, parcels)

    monkeypatch.setattr(type(store.mail), "drop", failing)

    async def work(post: Post) -> None:
        post.push(say("1"), say("2"))
        await post.outbox.idle()

    post = run(store, work)
    assert (post.line.texts(), post.pauses, post.left()) == (["1", "2"], [0.25, 0.5], [])


def ordered(chat: int = LAN) -> Call:
    """A file that is to be made."""
    return calls.make(Where(chat), SHEET)


def methods(post: Post, chat: int = LAN) -> list[str]:
    """The methods of the calls of a chat that were taken."""
    return [call.method for call in post.line.taken if call.chat == chat]


def test_what_is_ordered_is_made_in_its_turn(store: Store) -> None:
    """The chat is told; the file comes between what was sent before it and after it, where the press was."""

    async def work(post: Post) -> None:
        post.push(say("1"), calls.make(Where(LAN, 7, 3), SHEET), say("2"))
        await post.outbox.idle()

    post = run(store, work)
    assert methods(post) == [calls.SEND, calls.ACT, calls.SEND_FILE, calls.SEND]
    action, file = post.line.taken[1:3]
    assert action.params == {"action": "upload_document", "message_thread_id": 7}
    assert (file.params["document"], file.content) == ("sct", b"made")
    assert (file.params["message_thread_id"], file.params["reply_parameters"]["message_id"]) == (7, 3)
    assert post.left() == []


def test_what_is_made_holds_up_nobody_else(store: Store) -> None:
    """Others are answered while it is made; what its own chat is sent waits."""
    begun, end = threading.Event(), threading.Event()

    def slow(_: Order) -> File:
        begun.set()
        assert end.wait(PATIENCE)
        return File("slow", b"made", "")

    async def work(post: Post) -> None:
        post.workshop = slow
        post.push(ordered(), say("after"))
        assert await asyncio.to_thread(begun.wait, PATIENCE)
        post.push(say("other", MINH))
        await turns()
        assert post.line.texts() == [None, "other"]
        end.set()
        await post.outbox.idle()

    post = run(store, work)
    assert methods(post) == [calls.ACT, calls.SEND_FILE, calls.SEND]


@pytest.mark.parametrize("failing", [calls.ACT, calls.SEND_FILE])
@pytest.mark.parametrize("failure", [TimedOut(), NetworkError("502"), RetryAfter(2), KeyError("result")])
def test_a_file_is_tried_again(store: Store, failing: str, failure: Exception) -> None:
    """As a message is, with what came before it in mind; Telegram's pauses are kept."""

    async def work(post: Post) -> None:
        post.line.failures[failing] = [failure]
        post.push(ordered(), say("after"))
        await post.outbox.idle()

    post = run(store, work)
    assert [method for method in methods(post) if method != calls.ACT] == [calls.SEND_FILE, calls.SEND]
    assert post.pauses == ([2.0] if isinstance(failure, RetryAfter) else [0.25])
    assert post.left() == []


def test_a_file_is_sent_though_its_chat_cannot_be_told(store: Store) -> None:
    """That the chat action is refused says nothing of the file."""

    async def work(post: Post) -> None:
        post.line.failures[calls.ACT] = [BadRequest("TOPIC_CLOSED")]
        post.push(ordered())
        await post.outbox.idle()

    post = run(store, work)
    assert (methods(post), post.pauses, post.left()) == ([calls.SEND_FILE], [], [])


def test_who_blocks_us_gets_no_file(store: Store) -> None:
    """It is struck out before it is made."""

    async def work(post: Post) -> None:
        post.line.failures[calls.ACT] = [Forbidden("blocked")]
        post.workshop = lambda _: pytest.fail("made for nobody")
        post.push(ordered())
        await post.outbox.idle()

    post = run(store, work)
    assert methods(post) == []
    assert post.left() == []


def test_a_file_follows_its_chat(store: Store) -> None:
    """Into the group that it became."""

    async def work(post: Post) -> None:
        post.line.failures[calls.ACT] = [ChatMigrated(-100)]
        post.push(ordered(), say("after"))
        await post.outbox.idle()

    post = run(store, work)
    assert methods(post, -100) == [calls.ACT, calls.SEND_FILE, calls.SEND]


def test_what_was_ordered_is_made_by_the_next_process(store: Store) -> None:
    """Only what is to be made is written down, not the file; whatever moment the process ended at."""

    async def die(post: Post) -> None:
        post.line.gates[calls.SEND_FILE] = asyncio.Event()
        post.push(ordered(), say("after"))
        await turns()
        assert methods(post) == [calls.ACT]
        with store.transaction():
            assert [parcel.call.content for parcel in store.mail.unsent()] == [None, None]
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def resume(post: Post) -> None:
        assert post.outbox.resume() == 2
        await post.outbox.idle()

    run(store, die)
    post = run(store, resume)
    assert methods(post) == [calls.ACT, calls.SEND_FILE, calls.SEND]
    assert post.left() == []
