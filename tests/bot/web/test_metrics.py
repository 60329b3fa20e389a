"""Numbers of how it goes: counted by template, method and class of status; no label tells of a person or a question."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bot.store.values import Backlog
from bot.web.metrics import Metrics
from bot.web.site import Site

NOTHING = Backlog(waiting=0, oldest=None, unsent=0)


def counted(metrics: Metrics) -> set[str]:
    """The lines that count requests, without those of durations."""
    lines = metrics.text(NOTHING).decode().splitlines()
    return {line for line in lines if line.startswith("hoi_requests_total")}


def test_requests_are_counted_by_the_template_of_their_address(site: Site, client: TestClient) -> None:
    """Not by the address, in which questions and places stand."""
    for path in ("/muc/III-II-5", "/muc/IV-2", "/khong-co/0912345678", "/healthz"):
        client.get(path)
    client.post("/api/ask", json={"q": "vay vốn hỏi ai"})
    client.post("/api/ask", json={})
    client.request("ODD", "/healthz")
    assert counted(site.metrics) == {
        'hoi_requests_total{method="GET",route="/muc/{unit}",status="2xx"} 2.0',
        'hoi_requests_total{method="GET",route="none",status="4xx"} 1.0',
        'hoi_requests_total{method="GET",route="/healthz",status="2xx"} 1.0',
        'hoi_requests_total{method="POST",route="/api/ask",status="2xx"} 1.0',
        'hoi_requests_total{method="POST",route="/api/ask",status="4xx"} 1.0',
        'hoi_requests_total{method="OTHER",route="/healthz",status="4xx"} 1.0',
    }


def test_a_failure_is_a_5xx(site: Site, serve: Callable[..., TestClient]) -> None:
    """Whatever has failed."""

    async def fail(_: Request) -> None:
        raise RuntimeError("a test")

    with capture_logs():
        serve(site, Route("/fail", fail)).get("/fail")
    assert counted(site.metrics) == {'hoi_requests_total{method="GET",route="/fail",status="5xx"} 1.0'}


def test_every_name_is_ours_and_no_label_is_a_persons(client: TestClient) -> None:
    """All names begin with hoi_; of what was asked and by whom nothing is told."""
    session = client.post("/api/ask", json={"q": "vay vốn hỏi 0912345678"}).json()["session"]
    client.get("/hoi", params={"q": "vay vốn"})
    told = client.get("/metrics").text
    names = {re.split(r"[{ ]", line)[0] for line in told.splitlines() if not line.startswith("#")}
    assert all(name.startswith("hoi_") for name in names)
    assert {"hoi_request_seconds_bucket", "hoi_answer_seconds_bucket", "hoi_telegram_waiting"} <= names
    labels = set(re.findall(r'(\w+)="', told))
    assert labels == {"route", "method", "status", "channel", "outcome", "reason", "le"}
    assert not any(word in told for word in (session, "0912", "vay"))


def test_each_site_counts_for_itself() -> None:
    """Two sites in one process share no number."""
    first, second = Metrics(), Metrics()
    first.requested("/", "GET", "2xx", 0.001)
    assert counted(first)
    assert not counted(second)


@pytest.mark.parametrize(("waiting", "unsent"), [(0, 0), (3, 1)])
def test_what_is_to_be_done_in_telegram(waiting: int, unsent: int) -> None:
    """As it is at the moment."""
    told = Metrics().text(Backlog(waiting, None, unsent)).decode().splitlines()
    assert f"hoi_telegram_waiting {waiting}.0" in told
    assert f"hoi_telegram_unsent {unsent}.0" in told
