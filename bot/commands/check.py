"""`hoi check`: every problem of the data, or that there is none."""

from __future__ import annotations

import argparse

from bot.check import problems
from bot.commands.words import Words


def run(args: argparse.Namespace, words: Words) -> int:  # noqa: ARG001  # every command takes its arguments
    """Print each problem as `file: place: message`; 1 where there is any."""
    found = problems()
    for problem in found:
        print(problem)
    if not found:
        print(words.say("check.well"))
    return int(bool(found))
