"""`hoi health`: whether the bot keeps up. It asks the database alone, so it needs neither network nor token."""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial

from bot.commands.reading import reading
from bot.commands.words import Words
from bot.health import waited
from bot.store.reader import Reader


def run(args: argparse.Namespace, words: Words) -> int:  # noqa: ARG001  # every command takes its arguments
    """Say whether the bot keeps up; 1 where a message has waited too long, or the database cannot be read."""
    return reading(words, partial(_judge, words))


def _judge(words: Words, reader: Reader) -> int:
    late = waited(reader.backlog(), dt.datetime.now(dt.UTC))
    if late is None:
        print(words.say("health.well"))
        return 0
    print(words.say("health.late", minutes=late // dt.timedelta(minutes=1)))
    return 1
