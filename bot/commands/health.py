"""`hoi health`: whether the bot keeps up. It asks the database alone, so it needs neither network nor token.

A bot that is cut off from Telegram counts as well: it hears nothing, and a new start would not change that.
"""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial

from bot.commands.reading import reading
from bot.commands.words import Words
from bot.store.reader import Reader

_PATIENCE = dt.timedelta(minutes=5)
"""An answer takes a millisecond: what has waited this long waits for a bot that hangs, or that does not run."""


def run(args: argparse.Namespace, words: Words) -> int:  # noqa: ARG001  # every command takes its arguments
    """Say whether the bot keeps up; 1 where a message has waited too long, or the database cannot be read."""
    return reading(words, partial(_judge, words))


def _judge(words: Words, reader: Reader) -> int:
    oldest = reader.waiting_since()
    waited = dt.timedelta() if oldest is None else dt.datetime.now(dt.UTC) - oldest
    if waited > _PATIENCE:
        print(words.say("health.late", minutes=waited // dt.timedelta(minutes=1)))
        return 1
    print(words.say("health.well"))
    return 0
