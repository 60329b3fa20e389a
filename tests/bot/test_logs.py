"""Logs: one line of JSON an event, nothing secret in any, wherever it comes from."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import NoReturn

import httpx
import pytest
import structlog

from bot import logs

TOKEN = "123456:AAF-very_secret"  # noqa: S105  # of the test
RAW = TOKEN.partition(":")[2]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the logs go, set up as the bot does; all as before afterwards."""
    root = logging.getLogger()
    handlers, level, shown = root.handlers, root.level, warnings.showwarning
    levels = {
        name: logging.getLogger(name).level
        for name in ("alembic", "httpcore", "httpx", "telegram", "tornado", "uvicorn")
    }
    made = io.StringIO()
    logs.set_up((TOKEN, RAW, ""), made)
    yield made
    logging.captureWarnings(capture=False)
    warnings.showwarning = shown
    root.handlers = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def fail(message: str) -> NoReturn:
    """Fail."""
    raise ValueError(message)


def test_an_event_is_a_line_of_json(stream: io.StringIO) -> None:
    """With its time, level and logger; a multi-line traceback in it is still one line."""
    logs.logger("bot.test").info("started", unsent=3)
    try:
        fail("dòng một\ndòng hai")
    except ValueError as error:
        error_id = logs.failure(logs.logger("bot.test"), "failed", error, update=7)
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["event"], first["unsent"], first["level"], first["logger"]) == ("started", 3, "info", "bot.test")
    assert first["timestamp"].endswith("Z")
    assert (second["error_id"], second["update"]) == (error_id, 7)
    assert "ValueError: dòng một\ndòng hai" in second["exception"]


def test_no_secret_in_messages_values_or_tracebacks(stream: io.StringIO) -> None:
    """The whole token, and the part of it that counts."""
    address = f"https://server/bot{TOKEN}/getMe"
    logs.logger("bot.test").warning(f"calling {TOKEN}", url=address, escaped=f"123456%3A{RAW}")
    logging.getLogger("other").error("at %s", address)
    try:
        fail(address)
    except ValueError as error:
        logs.failure(logs.logger("bot.test"), "failed", error)
        logging.getLogger("other").exception("failed")
    assert len(stream.getvalue().splitlines()) == 4
    assert RAW not in stream.getvalue()


def test_the_longest_secret_is_hidden_first() -> None:
    """What holds another is not hidden in part; what is empty is none."""
    assert logs.hide(f"at {TOKEN}, {RAW}", ("", RAW, TOKEN)) == f"at {logs.HIDDEN}, {logs.HIDDEN}"


def test_the_http_client_says_no_address(stream: io.StringIO) -> None:
    """At INFO it would log each, the token in it; its warnings would be without it."""
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    with httpx.Client(transport=transport) as client:
        client.get(f"https://server/bot{TOKEN}/getMe")
    assert stream.getvalue() == ""
    logging.getLogger("httpx").warning("HTTP Request: %s", f"https://server/bot{TOKEN}/getMe")
    assert RAW not in stream.getvalue()
    assert logs.HIDDEN in stream.getvalue()


def test_the_library_is_silent(stream: io.StringIO) -> None:
    """What it logs of errors comes to us as well; its lines hold what people write."""
    logging.getLogger("telegram.ext.Updater").critical("Received data was: %s", "vay vốn")
    assert stream.getvalue() == ""


def test_warnings_are_logged(stream: io.StringIO) -> None:
    """Python's own, a line as well."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"old {TOKEN}", DeprecationWarning, stacklevel=1)
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["logger"] == "py.warnings"
    assert RAW not in line
