"""Problems: what programs are told where a request fails."""

from __future__ import annotations

import json

import pytest

from bot.web.problem import machine, problem


@pytest.mark.parametrize("path", ["/api/ask", "/api/", "/openapi.json", "/healthz", "/metrics"])
def test_programs_ask_these(path: str) -> None:
    """Also where there is nothing below /api/."""
    assert machine(path)


@pytest.mark.parametrize("path", ["/", "/hoi", "/muc/IV-2", "/apis", "/healthz/x"])
def test_people_ask_the_others(path: str) -> None:
    """They get a page."""
    assert not machine(path)


def test_a_problem_says_no_more_than_is_known() -> None:
    """The status's own words; detail and id only where there are any."""
    bare = problem(404)
    assert (bare.status_code, bare.media_type) == (404, "application/problem+json")
    assert json.loads(bytes(bare.body)) == {"title": "Not Found", "status": 404}
    full = problem(500, "It failed.", error_id="ab12", headers={"Retry-After": "5"})
    told = {"title": "Internal Server Error", "status": 500, "detail": "It failed.", "error_id": "ab12"}
    assert json.loads(bytes(full.body)) == told
    assert full.headers["retry-after"] == "5"
