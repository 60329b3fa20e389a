"""How many replies a second the bot gives under load, beside a bare echo bot of the same library.

Both run as processes against the same strict server, in turn and without a rate limit. Each is handed the development
questions at once, again and again, every conversation from another person, when it has answered a few already.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.botapi import updates
from tests.botapi.fake import PATIENCE, Fake
from tests.botapi.program import HOI, Program
from tests.botapi.server import SENDS
from tests.botapi.updates import Body, Person
from tests.evaluate import Turn, load_turns

LEAST = 0.6
"""Our replies a second, over those of the echo bot."""
MESSAGES, WARM_UP = 1000, 100
ROUNDS = 5
ECHO = (sys.executable, str(Path(__file__).with_name("echo.py")))


@dataclass(frozen=True, slots=True)
class Load:
    """Replies a second, in the best of all rounds: whatever else the machine does can only slow them."""

    ours: float
    echo: float


def measure(asked: Sequence[Turn]) -> Load:
    """Run both in turn, several times."""
    rates: dict[Sequence[str], list[float]] = {HOI: [], ECHO: []}
    for _, command in itertools.product(range(ROUNDS), rates):
        with tempfile.TemporaryDirectory() as home, Fake() as fake:
            program = Program(fake, Path(home), command=command, TELEGRAM_MAX_RATE="0")
            with program.polling():
                traffic = _traffic(asked)
                _answer(fake, traffic, WARM_UP)
                began = time.perf_counter()
                _answer(fake, traffic, MESSAGES)
                rates[command].append(MESSAGES / (time.perf_counter() - began))
    return Load(max(rates[HOI]), max(rates[ECHO]))


def _traffic(asked: Sequence[Turn]) -> Iterator[Body]:
    """Questions without end; those of one conversation come from one person, each time from another one."""
    sessions = {session: number for number, session in enumerate(dict.fromkeys(turn["session"] for turn in asked))}
    for people in itertools.count(1_000, 1_000):
        for turn in asked:
            yield updates.message(turn["q"], Person(people + sessions[turn["session"]]))


def _answer(fake: Fake, traffic: Iterator[Body], count: int) -> None:
    """Hand over so many questions, and wait until as many messages have been sent."""
    replies, done = itertools.count(1), threading.Event()

    def moment(method: str, when: str) -> None:
        if method in SENDS and when == "taken" and next(replies) == count:
            done.set()

    fake.moment = moment
    fake.push(*itertools.islice(traffic, count))
    if not done.wait(PATIENCE):
        raise TimeoutError(f"{count} replies")


def main() -> int:
    """Measure, print, and say by the exit code whether the bound is kept."""
    load = measure(load_turns("dev"))
    ratio = load.ours / load.echo
    print(f"{load.ours:.0f} replies/s, echo bot {load.echo:.0f} replies/s: {ratio:.2f} (at least {LEAST})")
    return int(ratio < LEAST)


if __name__ == "__main__":
    sys.exit(main())
