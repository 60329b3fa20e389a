"""The session: a cookie that only we make, that no script reads, and that is gone when it is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web import session
from bot.web.site import Site


def page(site: Site, serve: Callable[..., TestClient]) -> TestClient:
    """Says which session it sees; keeps a new one where something is sent, drops it at /xoa."""

    async def say(request: Request) -> PlainTextResponse:
        token = session.of(site, request)
        response = PlainTextResponse(token or "none")
        if request.method == "POST":
            session.keep(site, request, response, token or session.fresh())
        return response

    async def drop(request: Request) -> PlainTextResponse:
        response = PlainTextResponse()
        session.drop(site, request, response)
        return response

    return serve(site, Route("/", say, methods=["GET", "POST"]), Route("/xoa", drop))


def test_it_lasts_from_the_first_thing_sent_until_it_is_dropped(site: Site, serve: Callable[..., TestClient]) -> None:
    """Reading makes none; sending makes one, and sending again keeps it."""
    client = page(site, serve)
    assert client.get("/").text == "none"
    assert client.post("/").text == "none"
    token = client.get("/").text
    assert session.is_token(token)
    assert client.post("/").text == client.get("/").text == token
    client.get("/xoa")
    assert client.get("/").text == "none"


def test_what_the_cookie_may(site: Site, serve: Callable[..., TestClient]) -> None:
    """Kept as long as the questions, for the whole page, out of scripts' reach, not sent from elsewhere, by TLS."""
    name, *rest = page(site, serve).post("/").headers["set-cookie"].split("; ")
    assert name.startswith("__Host-hoi=")
    assert {part.lower() for part in rest} == {"httponly", f"max-age={90 * 86400}", "path=/", "samesite=lax", "secure"}


def test_without_tls_it_is_sent_without(site: Site, serve: Callable[..., TestClient]) -> None:
    """On one's own machine there is none, and no name that browsers only take with it."""
    plain = replace(site, settings=replace(site.settings, base_url="http://127.0.0.1:8922"))
    cookie = page(plain, serve).post("/").headers["set-cookie"]
    assert cookie.startswith("hoi=")
    assert "secure" not in cookie.lower()


@pytest.mark.parametrize("made_up", ["", "x", 42 * "a", 44 * "a", 42 * "a" + "!", 43 * "á"])
def test_another_form_is_none(site: Site, serve: Callable[..., TestClient], made_up: str) -> None:
    """What we never gave out is not taken."""
    assert not session.is_token(made_up)
    assert page(site, serve).get("/", headers={"Cookie": f"{session.LOCKED}={made_up}".encode()}).text == "none"


def test_the_name_without_tls_is_none_with_it(site: Site, serve: Callable[..., TestClient]) -> None:
    """Another host of the same domain could set a cookie of that name."""
    assert page(site, serve).get("/", headers={"Cookie": f"{session.COOKIE}={43 * 'a'}"}).text == "none"


@pytest.mark.parametrize("path", ["/hoi", "/gop-y"])
def test_only_one_under_which_something_is_kept_is_gone_on_with(client: TestClient, path: str) -> None:
    """Whoever put another one there would know it."""
    planted = 43 * "a"
    sent = {"q": "vay vốn", "nhan": "dung"}
    client.cookies.set(session.LOCKED, planted)
    client.post(path, data=sent)
    own = client.cookies.get(session.LOCKED, domain="hoi.example.vn")
    assert own is not None
    assert session.is_token(own)
    assert own != planted
    client.cookies.delete(session.LOCKED, domain="")
    client.post(path, data=sent)
    assert client.cookies.get(session.LOCKED) == own


def test_no_two_are_the_same() -> None:
    """256 random bits."""
    assert len({session.fresh() for _ in range(1000)}) == 1000
    assert all(session.is_token(session.fresh()) for _ in range(100))
