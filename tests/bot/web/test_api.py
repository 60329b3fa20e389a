"""`POST /api/ask`: the record of an answer, conversations by session, errors that say what is wrong."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from bot.commands.ask import answers
from bot.commands.words import load_words
from bot.service import LIMIT, Service
from bot.store.database import DatabaseError
from bot.web.app import build_app
from bot.web.session import is_token
from bot.web.site import Site
from tests.conftest import NOW

PATH = "/api/ask"
JSON = {"Content-Type": "application/json"}


def test_the_record_is_that_of_the_command_line(client: TestClient, service: Service) -> None:
    """Beside it stands only the session."""
    told = client.post(PATH, json={"q": "Vay vốn ngân hàng hỏi ai?"})
    assert told.status_code == 200
    assert told.headers["cache-control"] == "no-store"
    made = told.json()
    ((record, problem),) = answers([json.dumps({"q": "Vay vốn ngân hàng hỏi ai?"}).encode()], service, load_words())
    assert not problem
    assert is_token(made.pop("session"))
    assert made | {"elapsed_ms": 0} == record | {"elapsed_ms": 0}


def test_a_session_is_a_conversation(client: TestClient) -> None:
    """Follow-ups, and a choice by its label, go on what was said; two sessions know nothing of each other."""
    first = client.post(PATH, json={"q": "Vay vốn ngân hàng hỏi ai?"}).json()
    other = client.post(PATH, json={"q": "Nhiệm vụ 5 do ai chủ trì?"}).json()
    assert first["session"] != other["session"]
    following = client.post(PATH, json={"q": "còn ai phối hợp?", "session": first["session"]}).json()
    assert following["session"] == first["session"]
    assert following["citations"][0]["id"] == "III-II-5"
    chosen = client.post(PATH, json={"q": other["choices"][-1]["label"], "session": other["session"]}).json()
    assert [cited["id"] for cited in chosen["citations"]] == [other["choices"][-1]["id"]]


@pytest.mark.parametrize("session", [None, "", "không có", 43 * "a"])
def test_a_session_that_nobody_was_given_begins_anew(client: TestClient, session: str | None) -> None:
    """Under a name of ours: nobody can choose one that somebody else might use."""
    told = client.post(PATH, json={"q": "còn ai phối hợp?", "session": session}).json()
    assert told["reason"] == "no_referent"
    assert is_token(told["session"])
    assert told["session"] != session


def test_a_session_is_known_whatever_was_said_first(client: TestClient) -> None:
    """Also where there is nothing to go on from."""
    first = client.post(PATH, json={"q": "x" * (LIMIT + 1)}).json()
    assert first["reason"] == "too_long"
    assert client.post(PATH, json={"q": "", "session": first["session"]}).json()["session"] == first["session"]


def test_a_conversation_ends_in_time(client: TestClient, site: Site) -> None:
    """After half an hour of silence a message stands alone; the session stays."""
    first = client.post(PATH, json={"q": "Vay vốn ngân hàng hỏi ai?"}).json()
    later = replace(site, service=replace(site.service, clock=lambda: NOW + dt.timedelta(minutes=31)))
    told = TestClient(build_app(later)).post(PATH, json={"q": "còn ai phối hợp?", "session": first["session"]}).json()
    assert told["reason"] == "no_referent"
    assert told["session"] == first["session"]


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (b"", 400, "cannot be read"),
        (b"vay", 400, "cannot be read"),
        (b'{"q": "\xff"}', 400, "utf-8"),
        (b'{"q": "\\ud800"}', 400, "cannot be read"),
        (b'{"q": "a"} b', 400, "trailing"),
        (b"[]", 422, "Expected `object`, got `array`."),
        (b"{}", 422, "Object missing required field `q`."),
        (b'{"q": 5}', 422, "Expected `str`, got `int` - at `$.q`."),
        (b'{"q": null}', 422, "`$.q`"),
        (b'{"q": "a", "session": 5}', 422, "`$.session`"),
        (b'{"q": "a", "lang": "vi"}', 422, "unknown field `lang`"),
    ],
)
def test_a_body_that_does_not_fit(client: TestClient, body: bytes, status: int, detail: str) -> None:
    """It is told what is wrong, in English."""
    told = client.post(PATH, content=body, headers=JSON)
    assert told.status_code == status
    assert told.headers["content-type"] == "application/problem+json"
    assert detail in told.json()["detail"]
    assert told.json()["status"] == status


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_kinds_of_body(client: TestClient, kind: str) -> None:
    """Only JSON is taken: a form on another page cannot send it."""
    told = client.post(PATH, content=b'{"q": "vay"}', headers={"Content-Type": kind})
    assert told.status_code == 415
    assert told.headers["accept-post"] == "application/json"


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_however_it_is_called(client: TestClient, kind: str) -> None:
    """With parameters, in capitals."""
    assert client.post(PATH, content=b'{"q": "vay"}', headers={"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_other_methods(client: TestClient, method: str) -> None:
    """They are told which one it takes."""
    told = client.request(method, PATH)
    assert told.status_code == 405
    assert told.headers["allow"] == "POST"


def test_a_large_body(client: TestClient) -> None:
    """It is refused in JSON."""
    told = client.post(PATH, json={"q": "a" * 20_000})
    assert told.status_code == 413
    assert told.json() == {"title": told.json()["title"], "status": 413}


def test_what_comes_from_another_page(client: TestClient) -> None:
    """It is refused, though it says that it is JSON."""
    assert client.post(PATH, json={"q": "vay"}, headers={"Origin": "https://else.example"}).status_code == 403


def test_a_session_that_asks_too_much(site: Site) -> None:
    """It is told when to come again; others go on."""
    limited = replace(site, settings=replace(site.settings, session_rate=2))
    client = TestClient(build_app(limited))
    session = client.post(PATH, json={"q": "vay"}).json()["session"]
    told = [client.post(PATH, json={"q": "vay", "session": session}) for _ in range(3)]
    assert [each.status_code for each in told] == [200, 200, 429]
    assert told[-1].headers["retry-after"] == "60"
    assert told[-1].json()["status"] == 429
    assert client.post(PATH, json={"q": "vay"}).status_code == 200


def test_a_failure_is_told_in_json(client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the id that stands in the log."""

    def fail(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(type(site.ledger), "add", fail)
    with capture_logs() as logged:
        told = client.post(PATH, json={"q": "vay"})
    assert told.status_code == 500
    assert told.json()["error_id"] in {line.get("error_id") for line in logged}
