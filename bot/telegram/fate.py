"""What an error of a call means for it: whether it is worth another try, and after how long."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

FIRST, LONGEST = 0.25, 30.0
"""Seconds before the second try, doubled with each further one, and at the most."""
_SAME = "message is not modified"
_AGED = ("query is too old", "query id is invalid", "query_id_invalid")
_NOWHERE = ("chat not found", "message thread not found")
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Fate(Enum):
    """What becomes of a call that failed."""

    AGAIN = auto()
    # It has come too late, or there is nothing to change: as good as made.
    NEEDLESS = auto()
    # The message that it edits is no more.
    GONE = auto()
    # Refused for good: blocked, no such chat, a bad request.
    NEVER = auto()
    # No call will be taken any more: the token is refused, or another program reads with it.
    LOST = auto()


def fate(error: Exception) -> Fate:
    """What becomes of a call after an error.

    An error with a cause comes from a reply that could not be read, thus from something between us and Telegram.
    """
    if isinstance(error.__cause__, InvalidToken):  # the library words it anew at the start
        return fate(error.__cause__)
    if error.__cause__ is not None:
        return Fate.AGAIN
    if isinstance(error, InvalidToken | Conflict):
        return Fate.LOST
    if isinstance(error, Forbidden):
        return Fate.NEVER
    if not isinstance(error, BadRequest):
        return Fate.AGAIN
    said = error.message.lower()
    if _SAME in said or any(words in said for words in _AGED):
        return Fate.NEEDLESS
    return Fate.GONE if any(words in said for words in _GONE) else Fate.NEVER


def nowhere(error: Exception) -> bool:
    """Whether a call is refused because the chat or the topic that it goes to is no more."""
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in _NOWHERE)


def pause(error: Exception, tries: int) -> float:
    """Seconds to wait after so many failures: what Telegram asks for, or ever longer."""
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)
    return min(FIRST * 2.0 ** min(tries, 30), LONGEST)
