"""The wire: HTTP as servers speak it, well and badly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.wire import AT_ONCE, Wire

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """A server that says what it is told on each connection, a reply a request, then closes it; None: it hangs."""

    def __init__(self, *connections: Sequence[bytes | None]) -> None:
        self.connections = connections
        self.closed = asyncio.Event()
        self.opened = 0
        self.heads: list[str] = []
        self.bodies: list[bytes] = []
        self.under_way = self.most = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        replies = list(self.connections[min(self.opened, len(self.connections) - 1)])
        self.opened += 1
        try:
            while replies:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = next(line for line in head.splitlines() if line.lower().startswith("content-length"))
                self.bodies.append(await reader.readexactly(int(length.partition(":")[2])))
                self.heads.append(head)
                self.under_way += 1
                self.most = max(self.most, self.under_way)
                await asyncio.sleep(0)
                reply = replies.pop(0)
                self.under_way -= 1
                writer.write(await reader.read() if reply is None else reply)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            self.closed.set()


def run(server: Server, work: Callable[[Wire, str], Coroutine[Any, Any, None]], patience: float = 10) -> None:
    """Do some work with a wire to a server."""

    async def begin() -> None:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        wire = Wire(patience=patience, proxy=None)
        await wire.initialize()
        try:
            await work(wire, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:x/sendMessage")
        finally:
            await wire.shutdown()
            listening.close()
            await asyncio.sleep(0)

    asyncio.run(begin())


def data(**values: object) -> RequestData:
    """Parameters as the library hands them over."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


def test_a_call_is_json() -> None:
    """Posted to the address, Vietnamese as it is; the connection serves again."""
    server = Server([OK, OK])

    async def work(wire: Wire, url: str) -> None:
        for _ in range(2):
            assert await wire.do_request(url, "POST", data(text="vay vốn", rows=[{"a": 1}], chat_id=5)) == (200, b"ok")

    run(server, work)
    assert server.opened == 1
    assert server.heads[0].startswith("POST /bot1:x/sendMessage HTTP/1.1\r\n")
    assert "host: 127.0.0.1" in server.heads[0].lower()
    assert json.loads(server.bodies[0]) == {"text": "vay vốn", "rows": [{"a": 1}], "chat_id": 5}
    assert "vay vốn".encode() in server.bodies[0]


def test_a_file_goes_as_a_form() -> None:
    """With its name, beside the other parameters."""
    server = Server([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"])

    async def work(wire: Wire, url: str) -> None:
        document = InputFile(b"hai", filename="hai.txt")
        assert await wire.do_request(url, "POST", data(chat_id=5, document=document)) == (200, b"ok")

    run(server, work)
    assert "multipart/form-data" in server.heads[0]
    assert b"hai.txt" in server.bodies[0]


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        (b"HTTP/1.1 429 Slow\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n1\r\n!\r\n0\r\n\r\n", (429, b"no!")),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, (200, b"ok")),
        (b"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>", (502, b"<html>")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b"")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", None),
        (b"no HTTP at all\r\n\r\n", None),
        (b"", None),
    ],
)
def test_replies_of_all_kinds(reply: bytes, read: tuple[int, bytes] | None) -> None:
    """What is a reply is read, what is none is a failure of the network; the next call finds another connection."""
    server = Server([reply], [OK])

    async def work(wire: Wire, url: str) -> None:
        if read is not None:
            assert await wire.do_request(url, "POST", data()) == read
        else:
            with pytest.raises(NetworkError):
                await wire.do_request(url, "POST", data())
        await server.closed.wait()
        await asyncio.sleep(0)
        assert await wire.do_request(url, "POST", data()) == (200, b"ok")

    run(server, work)
    assert server.opened == 2


def test_a_server_that_does_not_answer() -> None:
    """Is given up after the time that a call may take, and so is one that is not there."""

    async def work(wire: Wire, url: str) -> None:
        with pytest.raises(TimedOut):
            await wire.do_request(url, "POST", data())
        with pytest.raises(NetworkError):
            await wire.do_request("http://127.0.0.1:1/bot1:x/sendMessage", "POST", data())

    run(Server([None]), work, patience=0.05)


def test_no_other_address_is_called_and_none_is_said() -> None:
    """A redirection is a reply as any other; a failure does not say the address, which holds the token."""

    async def work(wire: Wire, url: str) -> None:
        assert (await wire.do_request(url, "POST", data()))[0] == 302
        with pytest.raises(NetworkError) as error:
            await wire.do_request(url.replace("http:", "nothing:"), "POST", data())
        assert "bot1:x" not in str(error.value)

    server = Server([b"HTTP/1.1 302 Found\r\nLocation: /bot1:x/sendMessage\r\nContent-Length: 0\r\n\r\n"] * 2)
    run(server, work)
    assert server.opened == 1


def test_so_many_at_a_time() -> None:
    """Further calls wait their turn, on connections that are there already."""
    server = Server([OK] * 100)

    async def work(wire: Wire, url: str) -> None:
        replies = await asyncio.gather(*(wire.do_request(url, "POST", data()) for _ in range(60)))
        assert set(replies) == {(200, b"ok")}

    run(server, work)
    assert server.most <= AT_ONCE
    assert server.opened <= AT_ONCE
