"""Rate: so many requests a minute of a session, more of an address; then a polite word with when to come again."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from bot.web import rate
from bot.web.rate import Rate
from bot.web.session import LOCKED, is_token
from bot.web.site import Site
from tests.conftest import NOW

TOKEN, OTHER = 43 * "a", 43 * "b"


async def take(_: Request) -> PlainTextResponse:
    """Takes what is asked."""
    return PlainTextResponse("taken")


async def ask(request: Request) -> PlainTextResponse:
    """Takes what is asked under a session that stands in the body."""
    rate.count(request, (await request.body()).decode())
    return PlainTextResponse("taken")


async def begin(request: Request) -> PlainTextResponse:
    """Begins a session."""
    return PlainTextResponse(rate.begin(request))


async def take_all(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers nothing."""


async def forever() -> Message:
    """Nothing that comes."""
    raise AssertionError


async def drop(_: Message) -> None:
    """Nothing that is sent matters."""


class Minute:
    """A clock that is put forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        """What it shows."""
        return self.now


@pytest.fixture
def clock() -> Minute:
    """The clock of the page."""
    return Minute()


@pytest.fixture
def limited(site: Site, clock: Minute, serve: Callable[..., TestClient]) -> Callable[..., TestClient]:
    """Serves with rates, for whoever asks from an address."""

    def made(address: str = "203.0.113.7", **rates: int) -> TestClient:
        settings = replace(site.settings, **rates)  # type: ignore[arg-type]  # numbers both
        limited_site = replace(site, settings=settings, service=replace(site.service, clock=clock))
        client = serve(
            limited_site,
            Route("/hoi", take, methods=["GET", "POST"]),
            Route("/api/ask", ask, methods=["POST"]),
            Route("/static/{name}", take),
            Route("/healthz", take),
            Route("/begin", begin),
        )
        return TestClient(client.app, base_url=str(client.base_url), client=(address, 5))

    return made


def statuses(client: TestClient, times: int, method: str = "GET", path: str = "/hoi", **given: Any) -> list[int]:  # noqa: ANN401  # the client's
    """What becomes of so many requests."""
    return [client.request(method, path, **given).status_code for _ in range(times)]


def test_an_address_may_ask_so_often(limited: Callable[..., TestClient], clock: Minute) -> None:
    """Then it is told when to come again, as a page; when that has passed, all is well."""
    client = limited(address_rate=3)
    assert statuses(client, 3) == [200, 200, 200]
    clock.now += dt.timedelta(seconds=20.5)
    response = client.get("/hoi")
    assert (response.status_code, response.headers["retry-after"]) == (429, "40")
    assert "40 giây" in response.text
    clock.now += dt.timedelta(seconds=40)
    assert statuses(client, 1) == [200]


def test_files_and_the_watch_are_free(limited: Callable[..., TestClient]) -> None:
    """A page brings several files; whoever asks whether we are well is not to be told to wait."""
    client = limited(address_rate=1)
    assert statuses(client, 2) == [200, 429]
    assert statuses(client, 3, path="/static/style.css") == [200, 200, 200]
    assert statuses(client, 3, path="/healthz") == [200, 200, 200]


def test_a_session_may_send_so_often(limited: Callable[..., TestClient]) -> None:
    """What it only reads does not count; another one at the same address has its own."""
    client = limited(session_rate=2)
    mine, others = {"Cookie": f"{LOCKED}={TOKEN}"}, {"Cookie": f"{LOCKED}={OTHER}"}
    assert statuses(client, 4, headers=mine) == [200] * 4
    assert statuses(client, 3, "POST", headers=mine) == [200, 200, 429]
    assert statuses(client, 1, "POST", headers=others) == [200]
    assert statuses(client, 4, "POST") == [200] * 4
    assert statuses(client, 1, headers=mine) == [200]


def test_a_session_of_the_api(limited: Callable[..., TestClient]) -> None:
    """It stands in the body; the handler counts it, and the answer is a problem in JSON."""
    client = limited(session_rate=1)
    assert statuses(client, 1, "POST", "/api/ask", content=TOKEN) == [200]
    response = client.post("/api/ask", content=TOKEN)
    assert (response.json()["status"], response.headers["retry-after"]) == (429, "60")
    assert statuses(client, 1, "POST", "/api/ask", content=OTHER) == [200]


def test_a_network_is_one_address(limited: Callable[..., TestClient]) -> None:
    """Of IPv6 everybody has as many addresses as they like: their network counts. Of IPv4 the address does."""
    app = limited(address_rate=1).app
    told = {
        address: statuses(TestClient(app, client=(address, 5)), 1)
        for address in (
            *("2001:db8:0:1::5", "2001:db8:0:1:ffff::9", "2001:db8:0:2::5"),
            *("192.0.2.1", "192.0.2.2", "::ffff:192.0.2.3", "::ffff:192.0.2.1", "none"),
        )
    }
    late = [address for address, said in told.items() if said != [200]]
    assert late == ["2001:db8:0:1:ffff::9", "::ffff:192.0.2.1"]


def test_an_address_may_begin_fewer_sessions(limited: Callable[..., TestClient], clock: Minute) -> None:
    """A third of what it may ask; other addresses begin theirs, and without a limit there is none."""
    client = limited(address_rate=7)
    begun = [client.get("/begin") for _ in range(4)]
    assert [response.status_code for response in begun] == [200, 200, 200, 429]
    assert all(is_token(response.text) for response in begun[:3])
    assert begun[3].headers["retry-after"] == "60"
    assert statuses(client, 3) == [200, 200, 200]
    assert statuses(TestClient(client.app, client=("203.0.113.8", 5)), 1, path="/begin") == [200]
    clock.now += dt.timedelta(minutes=1)
    assert statuses(client, 1, path="/begin") == [200]
    assert statuses(limited(address_rate=0), 100, path="/begin") == [200] * 100


def test_who_asked_is_forgotten(site: Site, clock: Minute, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it counts no more, though nobody asks again; until then it is not."""
    monkeypatch.setattr(rate, "_FORGET", 0.0)
    settings = replace(site.settings, address_rate=3)
    limits = Rate(take_all, replace(site, settings=settings, service=replace(site.service, clock=clock)))

    async def work() -> list[int]:
        known = []
        scope = {"type": "http", "method": "GET", "path": "/", "client": ("203.0.113.7", 5), "state": {}}
        await limits(scope, receive=forever, send=drop)
        for seconds in (0, 59, 1):
            clock.now += dt.timedelta(seconds=seconds)
            for _ in range(3):
                await asyncio.sleep(0)
            known.append(len(limits))
        return known

    assert asyncio.run(work()) == [1, 1, 0]
