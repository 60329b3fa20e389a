"""`/healthz` and `/metrics`: what the operator's programs ask."""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.web.site import Site
from tests.conftest import NOW


def wait(store: Store, minutes: float) -> None:
    """An update that came so many minutes ago and is not answered."""
    with store.transaction():
        store.mail.receive({1: "{}"}, NOW - dt.timedelta(minutes=minutes))


def fail(_: object) -> None:
    """A database that does not answer."""
    raise DatabaseError("disk full")


def test_all_is_well(client: TestClient) -> None:
    """Where no bot is wanted, Telegram is off."""
    told = client.get("/healthz")
    assert told.status_code == 200
    assert told.json() == {"status": "ok", "database": "ok", "telegram": "off"}
    assert told.headers["cache-control"] == "no-store"


def test_it_tells_whether_the_bot_runs(client: TestClient, site: Site) -> None:
    """As whoever runs it says; the page is well without."""
    seen = []
    for tell in (site.pulse.down, site.pulse.up, site.pulse.down):
        tell()
        told = client.get("/healthz")
        seen.append((told.status_code, told.json()["status"], told.json()["telegram"]))
    assert seen == [(200, "ok", "down"), (200, "ok", "up"), (200, "ok", "down")]


def test_what_waits_in_telegram_is_no_fault_of_the_page(client: TestClient, site: Site, store: Store) -> None:
    """A new start, which a 503 brings about in most places, would answer nothing sooner."""
    site.pulse.up()
    wait(store, 90)
    assert client.get("/healthz").status_code == 200


def test_the_database_has_to_answer(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks learns that it fails, the log why. The numbers are told still, those of Telegram as they were."""
    wait(store, 1)
    client.get("/metrics")
    monkeypatch.setattr(type(store.mail), "backlog", fail)
    with capture_logs() as logged:
        told = client.get("/healthz")
        numbers = client.get("/metrics")
    assert told.status_code == 503
    assert told.json() == {"status": "failing", "database": "failing", "telegram": "off"}
    assert numbers.status_code == 200
    assert "hoi_telegram_waiting 1.0" in numbers.text.splitlines()
    assert [line["error"] for line in logged if line["event"] == "database_failing"] == ["disk full"] * 2


def test_metrics_are_prometheus_text(client: TestClient, store: Store) -> None:
    """With what waits in Telegram at the moment."""
    wait(store, 1)
    told = client.get("/metrics")
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "hoi_telegram_waiting 1.0" in told.text.splitlines()
