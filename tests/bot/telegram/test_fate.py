"""What an error means for a call."""

from __future__ import annotations

import datetime as dt

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.fate import FIRST, LONGEST, Fate, fate, pause


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (RetryAfter(3), Fate.AGAIN),
        (TimedOut(), Fate.AGAIN),
        (NetworkError("Bad Gateway"), Fate.AGAIN),
        (TelegramError("Invalid server response"), Fate.AGAIN),
        (KeyError("result"), Fate.AGAIN),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.NEVER),
        (BadRequest("Chat not found"), Fate.NEVER),
        (BadRequest("Can't parse entities: unclosed tag"), Fate.NEVER),
        (BadRequest("Message is not modified: specified new message content"), Fate.NEEDLESS),
        (BadRequest("Query is too old and response timeout expired or query ID is invalid"), Fate.NEEDLESS),
        (BadRequest("QUERY_ID_INVALID"), Fate.NEEDLESS),
        (BadRequest("Message to edit not found"), Fate.GONE),
        (BadRequest("Message can't be edited"), Fate.GONE),
        (InvalidToken("Unauthorized"), Fate.LOST),
        (Conflict("terminated by other getUpdates request"), Fate.LOST),
    ],
)
def test_the_fate_of_errors(error: Exception, what: Fate) -> None:
    """What the way does is tried again, what Telegram refuses is not; the line ends with the token."""
    assert fate(error) is what


@pytest.mark.parametrize("error", [Forbidden("403"), BadRequest("400"), InvalidToken("404"), Conflict("409")])
def test_a_refusal_that_cannot_be_read_is_none(error: Exception) -> None:
    """It comes from something between us and Telegram."""
    error.__cause__ = TelegramError("Invalid server response")
    assert fate(error) is Fate.AGAIN


def test_a_token_refused_at_the_start() -> None:
    """Which the library words anew."""
    error = InvalidToken("The token was rejected by the server.")
    error.__cause__ = InvalidToken("Unauthorized")
    assert fate(error) is Fate.LOST


def test_pauses() -> None:
    """As long as Telegram says; else longer each time, up to a bound."""
    assert pause(RetryAfter(dt.timedelta(seconds=7)), 0) == 7
    assert [pause(TimedOut(), tries) for tries in range(3)] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert pause(TimedOut(), 1000) == LONGEST
