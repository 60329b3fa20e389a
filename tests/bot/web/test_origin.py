"""Origin: only our own pages send anything to us, and programs, which are no pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.site import Site
from tests.bot.web.conftest import BASE


@pytest.fixture
def page(site: Site, serve: Callable[..., TestClient]) -> TestClient:
    """Takes what is sent."""

    async def take(_: Request) -> PlainTextResponse:
        return PlainTextResponse("taken")

    return serve(site, Route("/hoi", take, methods=["GET", "POST"]), Route("/api/ask", take, methods=["POST"]))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": BASE},
        {"Origin": BASE, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        # Behind a proxy that does not hand the host on, the address that is set counts.
        {"Origin": BASE, "Host": "127.0.0.1:8922"},
        # And where it is asked for by another name, on the office's own network, that one.
        {"Origin": "http://10.0.0.7:8922", "Host": "10.0.0.7:8922"},
    ],
)
def test_our_own(page: TestClient, headers: dict[str, str]) -> None:
    """A form of ours, a program, the address bar."""
    assert page.post("/hoi", headers=headers).text == "taken"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": BASE + ".evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_others(page: TestClient, headers: dict[str, str]) -> None:
    """A page of another origin, one in a frame without any, one of a neighbouring host; the API too."""
    response = page.post("/hoi", headers=headers)
    assert response.status_code == 403
    assert "taken" not in response.text
    assert page.post("/api/ask", headers=headers).json()["status"] == 403


def test_a_link_from_elsewhere_is_followed(page: TestClient) -> None:
    """What is only read may be linked to from anywhere."""
    assert page.get("/hoi", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}).text == "taken"
