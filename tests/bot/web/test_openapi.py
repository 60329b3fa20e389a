"""`/openapi.json`: the description is complete and true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import schemathesis
from schemathesis.engine import events, from_schema
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from bot.answer import NoteKind, Outcome, Reason
from bot.health import Telegram
from bot.store.database import DatabaseError
from bot.web import openapi
from bot.web.app import build_app
from bot.web.site import Site
from tests.conftest import SEED

EXAMPLES = 40
"""For each operation, and of conversations."""


def test_what_is_described_is_what_happens(site: Site) -> None:
    """Statuses, headers and bodies are those described whatever is sent, in conversations too; nothing is a 5xx."""
    app = build_app(site)

    async def http(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        await app(scope, receive, send)

    bounds = {"max-examples": EXAMPLES, "deterministic": True, "database": "none"}
    config = schemathesis.Config.from_dict({"seed": SEED, "generation": bounds})
    schema = schemathesis.openapi.from_asgi("/openapi.json", http, config=config)
    problems: list[str] = []
    statuses: Counter[int] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            problems.append(str(event))
        elif isinstance(event, events.ScenarioFinished):
            found = [check for checks in event.recorder.checks.values() for check in checks]
            problems.extend(f"{check.name}: {check.failure_info}" for check in found if check.failure_info)
            made = event.recorder.interactions.values()
            statuses.update(int(each.response.status_code) for each in made if each.response is not None)
    assert not problems
    # All that can be brought about from outside is.
    assert set(statuses) == {200, 400, 405, 415, 422}
    assert statuses[200] > EXAMPLES


ASK, JSON = "/api/ask", {"Content-Type": "application/json"}
ODD: dict[str, dict[int, dict[str, Any]]] = {
    ASK: {
        200: {"json": {"q": "vay"}},
        400: {"content": b"vay", "headers": JSON},
        403: {"json": {"q": "vay"}, "headers": {"Origin": "https://else.example"}},
        415: {"content": b"vay"},
        422: {"json": {}},
    },
    "/openapi.json": {200: {}},
    "/healthz": {200: {}},
    "/metrics": {200: {}},
}
"""What brings a status about, of an address by itself."""
LARGE = {413: {"headers": {"Content-Length": "99999"}}, 414: {"params": {"x": 9000 * "a"}}}
"""At every address."""


def brought(
    site: Site, path: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, httpx.Response]]:
    """Each status that can be brought about at an address, with a response of that status."""

    def fail(*_: object) -> None:
        raise DatabaseError("disk full")

    def client(**rates: int) -> TestClient:
        return TestClient(build_app(replace(site, settings=replace(site.settings, **rates))))  # type: ignore[arg-type]

    for status, given in (ODD[path] | LARGE).items():
        yield status, client().request(method, path, **given)
    few = client(address_rate=1)
    few.request(method, path, **ODD[path][200])
    told = few.request(method, path, **ODD[path][200])
    if told.status_code != 200:
        yield 429, told
    with monkeypatch.context() as failing:
        failing.setattr(type(site.store.mail), "backlog", fail)
        told = client().request(method, path, **ODD[path][200])
        if told.status_code != 200:
            yield 503, told
    with monkeypatch.context() as failing:
        failing.setattr("bot.web.limits._check", fail)
        yield 500, client().request(method, path, **ODD[path][200])


def test_every_status_described_can_be_brought_about(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other; each with the headers and the kind of body that are described."""
    content = openapi.describe(site)
    for path, methods in content["paths"].items():
        for method, operation in methods.items():
            told = dict(brought(site, path, method, monkeypatch))
            assert {status: response.status_code for status, response in told.items()} == {each: each for each in told}
            assert set(told) == set(map(int, operation["responses"])), path
            for status, response in told.items():
                described = operation["responses"][str(status)]
                if "$ref" in described:
                    described = content["components"]["responses"][described["$ref"].rpartition("/")[2]]
                assert response.headers["content-type"].partition(";")[0] in described["content"]
                assert {name.lower() for name in described["headers"]} <= set(response.headers)


def test_whether_the_bot_runs_is_a_closed_set(site: Site) -> None:
    """The one of `bot.health`."""
    schema = openapi.describe(site)["components"]["schemas"]["Health"]
    assert schema["properties"]["telegram"]["enum"] == [str(value) for value in Telegram]


@pytest.mark.parametrize(
    ("schema", "name", "values"),
    [("Answer", "outcome", Outcome), ("Answer", "reason", Reason), ("Note", "kind", NoteKind)],
)
def test_closed_sets_are_those_of_the_answer(
    site: Site, schema: str, name: str, values: type[Outcome | Reason | NoteKind]
) -> None:
    """Each value once, in the same order."""
    described = openapi.describe(site)["components"]["schemas"][schema]["properties"][name]["enum"]
    assert described == [str(value) for value in values]


def test_examples_are_what_the_assistant_says(site: Site, client: TestClient) -> None:
    """Sent, an example gets the example of its answer, but for the session and the time; one of each outcome."""
    examples = {name: each["value"] for name, each in openapi.describe(site)["components"]["examples"].items()}
    told = client.post("/api/ask", json=examples["first"]).json()
    own = {"session": told["session"], "elapsed_ms": told["elapsed_ms"]}
    assert told == examples["answer"] | own
    assert {examples[outcome]["outcome"] for outcome in Outcome} == set(Outcome)
    following = client.post("/api/ask", json=examples["next"] | {"session": told["session"]}).json()
    assert following["citations"][0] == told["citations"][0]
