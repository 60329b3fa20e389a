"""The line: any call by name, and updates of which one that cannot be read holds up no other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import pytest
from telegram.error import InvalidToken, TelegramError
from telegram.request import RequestData

from bot.store.values import Call
from bot.telegram.line import Line
from tests.botapi.offline import Offline
from tests.botapi.server import ME, TOKEN

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "vay vốn"}


class Replies(Offline):
    """Says what it is told to whatever is called; `asked` are the calls."""

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  # POST, always
        request_data: RequestData | None = None,
        **_: Any,  # noqa: ANN401  # timeouts
    ) -> tuple[int, bytes]:
        """Reply."""
        self.asked.append((url.rpartition("/")[2], request_data.parameters if request_data else {}))
        reply = self.replies.pop(0)
        if isinstance(reply, int):
            return reply, json.dumps({"ok": False, "description": "no"}).encode()
        return 200, json.dumps({"ok": True, "result": reply}).encode()


def run(replies: Replies, work: Callable[[Line], Coroutine[Any, Any, Any]]) -> Any:  # noqa: ANN401  # what it gives
    """Do some work with a line that gets those replies."""

    async def begin() -> Any:  # noqa: ANN401  # what it gives
        line = Line(TOKEN, request=replies, get_updates_request=replies)
        async with line:
            return await work(line)

    return asyncio.run(begin())


def test_a_call_goes_out_as_it_is() -> None:
    """With its chat; a file by its name and content."""
    replies = Replies(ME, {"message_id": 7}, {"message_id": 8})

    async def work(line: Line) -> list[Any]:
        text = Call("sendMessage", {"text": "một", "reply_markup": {"inline_keyboard": []}}, 5)
        return [await line.call(text), await line.call(Call("sendDocument", {"document": "hai.txt"}, 5, b"hai"))]

    assert run(replies, work) == [{"message_id": 7}, {"message_id": 8}]
    assert replies.asked[1] == ("sendMessage", {"text": "một", "reply_markup": {"inline_keyboard": []}, "chat_id": 5})
    assert replies.asked[2] == ("sendDocument", {"chat_id": 5})


def test_updates_are_told_of_before_they_count() -> None:
    """As they came, by number; where they are refused they are not fetched."""
    told: list[Mapping[int, str]] = []

    def refuse(_: Mapping[int, str]) -> None:
        raise TelegramError("disk full")

    async def work(line: Line) -> None:
        line.deliver_to(told.append)
        (update,) = await line.get_updates(offset=3, timeout=30, allowed_updates=["message"])
        assert update.message is not None
        assert update.message.text == "vay vốn"
        assert await line.get_updates() == ()
        line.deliver_to(refuse)
        with pytest.raises(TelegramError, match="disk full"):
            await line.get_updates()

    update = {"update_id": 3, "message": MESSAGE}
    replies = Replies(ME, [update], [], [update])
    run(replies, work)
    assert [{number: json.loads(body) for number, body in each.items()} for each in told] == [{3: update}]
    assert replies.asked[1] == ("getUpdates", {"offset": 3, "timeout": 30, "allowed_updates": ["message"]})


def test_one_that_cannot_be_read_holds_up_no_other() -> None:
    """It comes without content, so that it is confirmed as well."""

    async def work(line: Line) -> None:
        broken, whole = await line.get_updates()
        assert (broken.update_id, broken.effective_message) == (3, None)
        assert (whole.update_id, whole.effective_message is None) == (4, False)

    run(Replies(ME, [{"update_id": 3, "message": {"date": "x"}}, {"update_id": 4, "message": MESSAGE}]), work)


def test_half_a_surrogate_pair_holds_up_no_other() -> None:
    """It is no UTF-8; the update is written down all the same, and so are those beside it."""
    told: list[Mapping[int, str]] = []
    found = [{"update_id": n, "message": MESSAGE | {"text": text}} for n, text in ((3, "vay \ud800"), (4, "vốn"))]

    async def work(line: Line) -> None:
        line.deliver_to(told.append)
        assert [update.update_id for update in await line.get_updates()] == [3, 4]

    run(Replies(ME, found), work)
    (bodies,) = told
    assert [json.loads(body) for body in bodies.values()] == found
    assert all(body.encode() for body in bodies.values())


@pytest.mark.parametrize("reply", [5, {"a": 1}, ["x"], [{}], True])
def test_what_are_no_updates(reply: object) -> None:
    """Counts as a failed request."""

    async def work(line: Line) -> None:
        with pytest.raises(TelegramError):
            await line.get_updates()

    run(Replies(ME, 502 if reply == 5 else reply), work)


def test_a_line_that_has_hung_up() -> None:
    """Asks for nothing more; a refused token is told."""
    replies = Replies(ME, 401)

    async def work(line: Line) -> None:
        with pytest.raises(InvalidToken):
            await line.get_updates()
        line.hang_up()
        assert await line.get_updates() == ()

    run(replies, work)
    assert len(replies.asked) == 2
