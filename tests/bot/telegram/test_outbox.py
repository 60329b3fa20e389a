"""The outbox: order within a chat, what is tried again, what is struck out, what is left to the next process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.values import Call, Entry
from bot.telegram import calls
from bot.telegram.outbox import Outbox
from tests.conftest import NOW

LAN, MINH = 5001, 5002
ENTRY = Entry("vay vốn", "answer", "found", ("III-II-5",), 1.0)


class Line:
    """A line that fails as it is told, by the text of what is sent; the calls that were taken, in order."""

    def __init__(self) -> None:
        self.taken: list[Call] = []
        self.failures: dict[str, list[object]] = {}
        self.gates: dict[str, asyncio.Event] = {}

    async def call(self, call: Call) -> object:
        """Take a call, or fail."""
        text = str(call.params.get("text", ""))
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
    """An outbox with such a line. `pauses` are those that it made, none of which takes time; `ends` why it ended."""

    def __init__(self, store: Store) -> None:
        self.store, self.line = store, Line()
        self.pauses: list[float] = []
        self.ends: list[Exception] = []
        self.outbox = Outbox(self.line, store, self.ends.append, self._sleep, together=0)  # type: ignore[arg-type]  # a stand-in

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
        post.outbox = Outbox(post.line, store, post.ends.append, lambda _: asyncio.Event().wait())  # type: ignore[arg-type, return-value]  # a stand-in
        post.push(say("1"), say("a", MINH))
        await turns()
        await post.outbox.stop(0)

    assert run(store, work).left() == ["1", "a"]


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
