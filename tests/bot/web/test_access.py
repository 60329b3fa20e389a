"""Access: an id, a line without what people write, an answer whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bot.web.site import Site

Serve = Callable[..., TestClient]


async def tell(request: Request) -> PlainTextResponse:
    """The request's id."""
    return PlainTextResponse(request.state.request_id)


async def fail(request: Request) -> PlainTextResponse:
    """A bug."""
    raise ZeroDivisionError(request.query_params.get("q"))


async def break_off(_: Request) -> StreamingResponse:
    """A bug when half is said."""

    async def halves() -> Any:  # noqa: ANN401  # a generator
        yield "half"
        raise ZeroDivisionError

    return StreamingResponse(halves())


def told(log: list[Mapping[str, Any]], event: str) -> Mapping[str, Any]:
    """The one line of an event."""
    (line,) = (line for line in log if line["event"] == event)
    return line


def test_each_request_has_an_id(site: Site, serve: Serve) -> None:
    """The same in the response, the log and the handler; another one for the next."""
    client = serve(site, Route("/muc/{unit}", tell))
    with capture_logs() as log:
        first, second = client.get("/muc/III-II-5"), client.get("/muc/III-II-5")
    assert first.text == first.headers["x-request-id"] != second.headers["x-request-id"]
    assert [line["request_id"] for line in log] == [first.text, second.text]


def test_the_line_says_no_question_and_nobody(site: Site, serve: Serve) -> None:
    """The template of the address, the method, the status, the time, and that is all."""
    client = serve(site, Route("/muc/{unit}", tell))
    with capture_logs() as log:
        client.get("/muc/vay?q=0912345678", headers={"User-Agent": "somebody", "Cookie": "hoi=secret"})
        client.get("/vay-von")
        client.post("/muc/vay")
    assert [(line["method"], line["route"], line["status"]) for line in log] == [
        ("GET", "/muc/{unit}", 200),
        ("GET", "", 404),
        ("POST", "/muc/{unit}", 405),
    ]
    assert {key for line in log for key in line} == {
        "event",
        "log_level",
        "method",
        "ms",
        "request_id",
        "route",
        "status",
    }
    assert not [line for line in log if "vay" in str(line) or "0912345678" in str(line)]


def test_a_bug_is_answered_politely(site: Site, serve: Serve) -> None:
    """The page gives the id under which the log tells what happened; the line is written as of any other request."""
    client = serve(site, Route("/hong", fail))
    with capture_logs() as log:
        response = client.get("/hong")
    failure = told(log, "request_failed")
    assert response.status_code == 500
    assert failure["error_id"] in response.text
    assert failure["request_id"] == response.headers["x-request-id"] == told(log, "request")["request_id"]
    assert isinstance(failure["exc_info"], ZeroDivisionError)
    assert "content-security-policy" in response.headers


def test_a_program_gets_a_problem(site: Site, serve: Serve) -> None:
    """With the same id, in JSON."""
    client = serve(site, Route("/api/ask", fail))
    with capture_logs() as log:
        response = client.get("/api/ask")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "title": "Internal Server Error",
        "status": 500,
        "error_id": told(log, "request_failed")["error_id"],
    }


def test_what_breaks_off_is_logged(site: Site, serve: Serve) -> None:
    """It is too late for another response; nothing is added to the half that is sent."""
    with capture_logs() as log:
        response = serve(site, Route("/nua", break_off)).get("/nua")
    assert response.text == "half"
    assert told(log, "request_failed")["route"] == "/nua"


@pytest.mark.parametrize("status", [404, 418])
def test_what_is_refused_is_no_failure(site: Site, serve: Serve, status: int) -> None:
    """A handler that raises an HTTPException means it."""

    async def refuse(_: Request) -> PlainTextResponse:
        raise HTTPException(status)

    with capture_logs() as log:
        assert serve(site, Route("/khong", refuse)).get("/khong").status_code == status
    assert [line["event"] for line in log] == ["request"]
