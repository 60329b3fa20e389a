"""Unexpected failures: logged under an id that the person can pass on."""

from __future__ import annotations

import logging
import secrets

from bot.commands.words import Words

_LOG = logging.getLogger("bot")


def log(error: BaseException, words: Words) -> str:
    """Log a failure with where it arose (to standard error, unless logging is set up otherwise); its id."""
    failure = secrets.token_hex(4)
    _LOG.error(words.say("errors.log", id=failure), exc_info=error)
    return failure
