"""Headers: what a browser may do with a page, on every response."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.site import Site


@pytest.mark.parametrize("path", ["/", "/healthz", "/khong-co", "/robots.txt", "/api/khong-co"])
def test_on_every_response(client: TestClient, path: str) -> None:
    """Pages, files, answers to programs, and what is refused."""
    headers = client.get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {"script-src", "style-src", "img-src", "connect-src", "form-action"} <= policy.keys()
    assert set(policy.values()) == {"'none'", "'self'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers
    assert not [name for name in headers if name.startswith("access-control-")]


def test_a_page_is_asked_for_again_unless_it_says_otherwise(site: Site, serve: Callable[..., TestClient]) -> None:
    """A response that may be kept says so itself."""

    async def plain(_: Request) -> Response:
        return Response()

    async def kept(_: Request) -> Response:
        return Response(headers={"Cache-Control": "max-age=60"})

    client = serve(site, Route("/plain", plain), Route("/kept", kept))
    assert client.get("/plain").headers.get_list("cache-control") == ["no-cache"]
    assert client.get("/kept").headers.get_list("cache-control") == ["max-age=60"]


def test_one_response_given_twice_does_not_grow(site: Site, serve: Callable[..., TestClient]) -> None:
    """Headers are added to what is sent, not to the response that a handler may keep."""
    made = Response("x")

    async def same(_: Request) -> Response:
        return made

    client = serve(site, Route("/same", same))
    first, second = client.get("/same").headers, client.get("/same").headers
    assert len(first.multi_items()) == len(second.multi_items())
    assert len(made.raw_headers) == 1
