"""Limits: an address and a body of bounded length, before anything looks at them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.limits import MOST_ADDRESS, MOST_BODY, Limits
from bot.web.site import Site


@pytest.fixture
def echo(site: Site, serve: Callable[..., TestClient]) -> TestClient:
    """Says how long the body was."""

    async def say(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    return serve(site, Route("/x", say, methods=["GET", "POST"]))


def test_the_longest_address(echo: TestClient) -> None:
    """Path and query together."""
    room = MOST_ADDRESS - len("/x" + "q=")
    assert echo.get("/x?q=" + room * "a").status_code == 200
    assert echo.get("/x?q=" + (room + 1) * "a").status_code == 414
    assert echo.get("/" + MOST_ADDRESS * "a").status_code == 414


def test_the_longest_body(echo: TestClient) -> None:
    """Announced or not, at once or in parts; it comes to the handler whole."""

    def parts(size: int) -> Iterator[bytes]:
        for _ in range(size // 1024):
            yield 1024 * b"a"
        yield size % 1024 * b"a"

    assert echo.post("/x", content=MOST_BODY * b"a").text == str(MOST_BODY)
    assert echo.post("/x", content=(MOST_BODY + 1) * b"a").status_code == 413
    assert echo.post("/x", content=parts(MOST_BODY)).text == str(MOST_BODY)
    assert echo.post("/x", content=parts(MOST_BODY + 1)).status_code == 413
    assert echo.post("/x").text == "0"


@pytest.mark.parametrize(("length", "status"), [("-1", 400), ("many", 400), (str(MOST_BODY + 1), 413)])
def test_what_is_announced_is_looked_at_first(echo: TestClient, length: str, status: int) -> None:
    """A length that makes no sense, or is too long, is refused unread, whatever the method."""
    for method in ("GET", "POST"):
        assert echo.request(method, "/x", headers={"Content-Length": length}).status_code == status


def test_nobody_waits_any_more(site: Site) -> None:
    """Whoever hangs up in the midst of a body gets nothing, and nothing is asked for them."""
    heard = iter([{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}])
    said: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401  # a message
        return next(heard)

    async def add(*_: Any) -> None:  # noqa: ANN401  # a message, or a whole application's arguments
        said.append(_)

    scope = {"type": "http", "method": "POST", "path": "/x", "raw_path": b"/x", "query_string": b"", "headers": []}
    asyncio.run(Limits(add, site)(scope, receive, add))
    assert (list(heard), said) == ([], [])
