"""Whether the Telegram bot runs, as the process knows that runs it; and whether it keeps up, as the database tells.

A bot that is cut off from Telegram keeps up: it hears nothing, and a new start would not change that.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from bot.store.values import Backlog

PATIENCE = dt.timedelta(minutes=5)
"""An answer takes a millisecond: what has waited this long waits for a bot that hangs, or that does not run."""


class Telegram(StrEnum):
    """Whether Telegram is answered from this process."""

    OFF = "off"
    """Nobody wants it to be."""
    DOWN = "down"
    UP = "up"


class Pulse:
    """What the process that serves the page knows of the bot beside it."""

    def __init__(self) -> None:
        self.telegram = Telegram.OFF

    def up(self) -> None:
        """The bot answers."""
        self.telegram = Telegram.UP

    def down(self) -> None:
        """It should, and does not: not yet, or no more."""
        self.telegram = Telegram.DOWN


def waited(backlog: Backlog, now: dt.datetime) -> dt.timedelta | None:
    """How long a message has been waiting; None where none has waited too long."""
    if backlog.oldest is None or now - backlog.oldest <= PATIENCE:
        return None
    return now - backlog.oldest
