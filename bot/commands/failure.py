"""Unexpected failures: logged to standard error under an id that the person can pass on."""

from __future__ import annotations

import logging
import secrets
import sys

from bot.commands.words import Words

_LOG = logging.getLogger("bot")


def log(error: BaseException, words: Words) -> str:
    """Log a failure with where it arose; its id."""
    failure = secrets.token_hex(4)
    if not _LOG.handlers:
        _LOG.addHandler(logging.StreamHandler(sys.stderr))
        _LOG.propagate = False
    _LOG.error(words.say("errors.log", id=failure), exc_info=error)
    return failure
