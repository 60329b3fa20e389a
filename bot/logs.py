"""The logs: one line of JSON an event, on standard error. What is secret stands in none of them."""

from __future__ import annotations

import json
import logging
import secrets
import sys
from collections.abc import Iterable
from functools import partial
from typing import TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor

HIDDEN = "***"
# At INFO the HTTP client logs every address, the token in it, and migrations log every start. What Telegram's library
# logs of errors it raises or hands over as well, and we log that; its own lines hold what people wrote. The page's
# server logs its start and its end, and so do we.
_QUIET = {
    "alembic": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "telegram": logging.CRITICAL + 1,
    "tornado": logging.CRITICAL,
    "uvicorn": logging.WARNING,
}
_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_logger_name,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=repr)
_JSON = structlog.processors.JSONRenderer(lambda event, **_: _ENCODER.encode(event))


def hide(text: str, hidden: Iterable[str]) -> str:
    """A text without what is secret."""
    # The longest first, or one that holds another would be hidden in part.
    for secret in sorted(filter(None, hidden), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


class Redactor(logging.Formatter):
    """Formats as another formatter does, then hides what is secret: in messages, names and tracebacks alike."""

    def __init__(self, inner: logging.Formatter, hidden: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._hidden = tuple(hidden)

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        return hide(self._inner.format(record), self._hidden)


class _Named(structlog.WriteLogger):
    """Writes lines to a stream; has a name, which goes with each event."""

    def __init__(self, stream: TextIO, name: str) -> None:
        super().__init__(stream)
        self.name = name


def set_up(hidden: Iterable[str], stream: TextIO | None = None) -> None:
    """Send all logs, the libraries' and Python's warnings too, to a stream (default standard error), a line each."""
    secret, out = tuple(hidden), stream or sys.stderr
    handler = logging.StreamHandler(out)
    inner = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _JSON],
        foreign_pre_chain=_SHARED,
    )
    handler.setFormatter(Redactor(inner, secret))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)

    def redacted(log: object, method: str, event: EventDict) -> str:
        return hide(str(_JSON(log, method, event)), secret)

    # Our own events do not go the libraries' way, which takes three times as long: the page logs every request.
    structlog.configure(
        processors=[*_SHARED, redacted],
        logger_factory=partial(_Named, out),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def logger(name: str) -> FilteringBoundLogger:
    """Where a module logs its events: `logger(__name__).info("started", chats=3)`."""
    made: FilteringBoundLogger = structlog.get_logger(name)
    return made


def failure(log: FilteringBoundLogger, event: str, error: BaseException, **more: object) -> str:
    """Log an unexpected failure with where it arose, under an id that the person can pass on; the id."""
    error_id = secrets.token_hex(4)
    log.error(event, error_id=error_id, exc_info=error, **more)
    return error_id
