"""The logs: one line of JSON an event, on standard error. What is secret stands in none of them."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Iterable
from typing import TextIO

import structlog
from structlog.types import Processor

HIDDEN = "***"
# At INFO the HTTP client logs every address, the token in it, and migrations log every start. What Telegram's library
# logs of errors it raises or hands over as well, and we log that; its own lines hold what people wrote.
_QUIET = {
    "alembic": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "telegram": logging.CRITICAL + 1,
    "tornado": logging.CRITICAL,
}
_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


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


def set_up(hidden: Iterable[str], stream: TextIO | None = None) -> None:
    """Send all logs, the libraries' and Python's warnings too, to a stream (default standard error), a line each."""
    handler = logging.StreamHandler(stream or sys.stderr)
    inner = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=_SHARED,
    )
    handler.setFormatter(Redactor(inner, hidden))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Where a module logs its events: `logger(__name__).info("started", chats=3)`."""
    made: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return made


def failure(log: structlog.stdlib.BoundLogger, event: str, error: BaseException, **more: object) -> str:
    """Log an unexpected failure with where it arose, under an id that the person can pass on; the id."""
    error_id = secrets.token_hex(4)
    log.error(event, error_id=error_id, exc_info=error, **more)
    return error_id
