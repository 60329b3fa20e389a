"""The throttle: so many messages a minute of one person are answered."""

from __future__ import annotations

import datetime as dt
from collections import deque
from enum import Enum, auto

MOST = 30
WINDOW = dt.timedelta(minutes=1)
PEOPLE = 10_000
"""With more people than this in memory, those who have been silent for a while are forgotten."""


class Verdict(Enum):
    """What becomes of a message."""

    ADMIT = auto()
    WARN = auto()
    DECLINE = auto()


class Throttle:
    """Counts messages by when they were sent, so that those that waited for a start of ours count as they came."""

    def __init__(self) -> None:
        self._sent: dict[int, deque[dt.datetime]] = {}
        self._warned: set[int] = set()

    def __len__(self) -> int:
        return len(self._sent)

    def judge(self, person: int, at: dt.datetime) -> Verdict:
        """What becomes of a person's message; one warning for all that are too many in a row."""
        sent = self._sent.setdefault(person, deque())
        while sent and sent[0] <= at - WINDOW:
            sent.popleft()
        if len(sent) < MOST:
            sent.append(at)
            self._warned.discard(person)
            self._tidy(at)
            return Verdict.ADMIT
        if person in self._warned:
            return Verdict.DECLINE
        self._warned.add(person)
        return Verdict.WARN

    def _tidy(self, now: dt.datetime) -> None:
        if len(self._sent) > PEOPLE:
            self._sent = {person: sent for person, sent in self._sent.items() if sent[-1] > now - WINDOW}
            self._warned &= self._sent.keys()
