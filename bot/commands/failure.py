"""Failures: one line to the person; unexpected ones logged under an id that they can pass on."""

from __future__ import annotations

import logging
import secrets
import sys

from bot.commands.words import Words

_LOG = logging.getLogger("bot")


def log(error: BaseException, words: Words) -> str:
    """Log a failure with where it arose (to standard error, unless logging is set up otherwise); its id."""
    failure = secrets.token_hex(4)
    _LOG.error(words.say("errors.log", id=failure), exc_info=error)
    return failure


def fail(words: Words, message: str, code: int = 1) -> int:
    """Say on standard error why a command ends; its exit code."""
    print(words.say("errors.line", message=message), file=sys.stderr)
    return code
