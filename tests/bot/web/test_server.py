"""The server on a socket: whose word it takes for who asks, and what it does with requests that never come whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web import protocol
from bot.web.protocol import MOST_HEAD
from bot.web.server import Page, address, listen

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


BIG = bytes(16 * 1024 * 1024)
"""More than waits in any buffer on the way."""


async def tell(request: Request) -> JSONResponse:
    """Who asks, how, and how much."""
    assert request.client is not None
    return JSONResponse([request.client.host, request.url.scheme, len(await request.body())])


async def big(_: Request) -> Response:
    """A response that takes its time to be taken."""
    return Response(BIG)


def talked(talk: Talk, proxies: Sequence[str] = ()) -> str:
    """What comes of talking to a server, which is then told to stop and does."""

    async def work() -> bytes:
        ready = asyncio.Event()
        bound = listen("127.0.0.1", 0)
        routes = [Route("/", tell, methods=["GET", "POST"]), Route("/big", big)]
        page = Page(Starlette(routes=routes), ready.set, proxies)
        serving = asyncio.create_task(page.serve([bound]))
        await ready.wait()
        reader, writer = await asyncio.open_connection(*bound.getsockname())
        try:
            return await talk(reader, writer)
        finally:
            writer.close()
            page.stop()
            await serving

    return asyncio.run(work()).decode()


def saying(*parts: bytes) -> Talk:
    """Says it all, then listens until the other end closes."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.writelines(parts)
        try:
            return await reader.read()
        except ConnectionError:  # cut off
            return b""

    return talk


def asking(*headers: str) -> Talk:
    """Asks once."""
    return saying("\r\n".join(("GET / HTTP/1.1", "Host: x", "Connection: close", *headers, "", "")).encode())


FORWARDED = ("X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")


def test_only_a_proxy_that_is_trusted_is_believed() -> None:
    """Else everybody could be anybody, and ask as often as they like."""
    assert talked(asking(*FORWARDED)).endswith('["127.0.0.1","http",0]')
    assert talked(asking(*FORWARDED), ["192.0.2.1"]).endswith('["127.0.0.1","http",0]')
    assert talked(asking(*FORWARDED), ["127.0.0.0/8"]).endswith('["203.0.113.7","https",0]')
    assert talked(asking("X-Forwarded-For: 8.8.8.8, 203.0.113.7"), ["127.0.0.1"]).endswith('["203.0.113.7","http",0]')


def test_it_says_nothing_of_what_it_is() -> None:
    """No name, no version."""
    assert "server:" not in talked(asking()).lower()


def test_a_head_without_end() -> None:
    """Is cut off with a word as soon as it is too long, however it comes."""
    line = b"X-More: " + 1000 * b"a" + b"\r\n"
    lines = talked(saying(b"GET / HTTP/1.1\r\n", *[line] * (MOST_HEAD // 1000 + 1)))
    assert lines.startswith("HTTP/1.1 400 ")
    assert talked(saying(b"GET /", (MOST_HEAD + 1) * b"a")).startswith("HTTP/1.1 400 ")


def test_one_request_after_the_other() -> None:
    """What is counted is one head, not the connection's life, nor a body that comes in parts."""
    more = b"X-More: " + (MOST_HEAD // 2) * b"a" + b"\r\n"
    post = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (2 * MOST_HEAD)
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    get = b"GET / HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n"
    said = talked(saying(get, get, get, post, *[MOST_HEAD // 4 * b"a"] * 8, last))
    assert said.count("HTTP/1.1 200 ") == 5
    assert f'"http",{2 * MOST_HEAD}]' in said


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost:",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTT",
    ],
)
def test_a_request_that_never_comes_whole(monkeypatch: pytest.MonkeyPatch, part: bytes) -> None:
    """Its connection is cut, whether nothing came, or half a head, half a body, or half of the second one."""
    monkeypatch.setattr(protocol, "PATIENCE", 0.01)
    assert talked(saying(part)).count("HTTP/1.1 ") == part.count(b"\r\n\r\nGET")


def test_an_answer_takes_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that has come whole is not cut; the connection stays for the next."""

    async def patient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        said = b""
        for last in (b"", b"Connection: close\r\n"):
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n" + last + b"\r\n")
            said += await reader.readuntil(b"0]")
            await asyncio.sleep(0.02)
        return said

    monkeypatch.setattr(protocol, "PATIENCE", 0.01)
    assert talked(patient).count("HTTP/1.1 200 ") == 2


@pytest.mark.parametrize("then", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_a_response_that_nobody_takes(monkeypatch: pytest.MonkeyPatch, then: bytes) -> None:
    """Its connection is cut, also where more is asked meanwhile."""
    paused, lost = asyncio.Event(), asyncio.Event()

    class Watched(protocol.Protocol):
        def pause_writing(self) -> None:
            super().pause_writing()
            paused.set()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            lost.set()

    async def deaf(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(10):  # far beyond its patience
            await paused.wait()
            writer.write(then)
            await lost.wait()
        return b"cut"

    monkeypatch.setattr("bot.web.server.Protocol", Watched)
    monkeypatch.setattr(protocol, "PATIENCE", 0.05)
    assert talked(deaf) == "cut"


def test_a_response_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes whole, and the connection stays for the next."""

    async def hears(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        return b"%d" % len(await reader.readexactly(len(BIG)))

    monkeypatch.setattr(protocol, "PATIENCE", 5.0)
    assert talked(hears) == str(len(BIG))


@pytest.mark.parametrize("wanted", ["websocket", "h2c"])
def test_whoever_wants_another_protocol(caplog: pytest.LogCaptureFixture, wanted: str) -> None:
    """Gets the answer in this one, and the log is no wiser."""
    assert "HTTP/1.1 200 " in talked(
        saying(f"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: {wanted}\r\n\r\n".encode())
    )
    assert caplog.records == []


def test_an_address_that_is_taken() -> None:
    """Is refused at once, before anything is loaded."""
    with listen("127.0.0.1", 0) as first, pytest.raises(OSError, match="in use"):
        listen(*first.getsockname())


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:8922/"), ("::1", "http://[::1]:8922/"), ("máy", "http://máy:8922/")],
)
def test_how_an_address_is_written(host: str, shown: str) -> None:
    """Of IPv6 in brackets."""
    assert address(host, 8922) == shown
