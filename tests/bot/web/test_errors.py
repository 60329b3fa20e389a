"""Error pages: polite, in Vietnamese, with a way on; for programs a problem in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.site import Site
from tests.bot.web.conftest import BASE

Serve = Callable[..., TestClient]


def refusing(status: int, **headers: str) -> Callable[[Request], Response]:
    """A handler that refuses."""

    async def refuse(_: Request) -> Response:
        raise HTTPException(status, headers=headers)

    return refuse  # type: ignore[return-value]  # Starlette awaits it


def title(response: Response) -> str:
    """The heading of a page."""
    found = re.search("<h1>(.*?)</h1>", str(response.text), re.DOTALL)  # type: ignore[attr-defined]  # a client's
    return found[1] if found else ""


def test_each_status_has_its_words(site: Site, serve: Serve) -> None:
    """Those that are listed their own, others those of their class; each a page with a way back."""
    listed = site.words.at("refusals.statuses")
    seen = {}
    for status in (400, 403, 404, 405, 413, 414, 418, 429, 500, 503):
        response = serve(site, Route("/x", refusing(status))).get("/x")
        assert response.status_code == status
        assert 'href="/"' in response.text
        seen[str(status)] = title(response)
    assert all(seen[status] == listed[status]["title"] for status in seen.keys() & listed.keys())
    assert seen["400"] == seen["418"] == listed["4xx"]["title"]
    assert seen["500"] == seen["503"] == listed["5xx"]["title"]
    assert listed.keys() - {"4xx", "5xx"} <= seen.keys()


def test_what_goes_with_the_status_is_kept(site: Site, serve: Serve) -> None:
    """`Allow` where another method would do, `Retry-After` where one is to wait, which the page says too."""
    client = serve(site, Route("/x", refusing(429, **{"Retry-After": "17"})))
    assert set(client.post("/x").headers["allow"].split(", ")) == {"GET", "HEAD"}
    response = client.get("/x")
    assert response.headers["retry-after"] == "17"
    assert "17 giây" in response.text


@pytest.mark.parametrize(
    "path", ["/khong-co", "/khong/co", "/KE-HOACH", "/ke-hoach/", f"{BASE}//evil.example", "/%00", "/%ff"]
)
def test_an_address_that_is_none_of_ours(client: TestClient, path: str) -> None:
    """404; never a redirect, to wherever."""
    assert client.get(path).status_code == 404


def test_what_was_asked_is_not_said_again_as_markup(client: TestClient) -> None:
    """An error page names its own address in the head, escaped."""
    response = client.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert response.status_code == 404
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(("path", "status"), [("/api/khong-co", 404), ("/api/ask", 405)])
def test_programs_get_json(client: TestClient, path: str, status: int) -> None:
    """Below /api/, in English."""
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status
