"""The throttle: so many messages a minute of one person, or requests of one address, are answered."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Hashable
from enum import Enum, auto

WINDOW = dt.timedelta(minutes=1)
KEPT = 10_000
"""With more than this in memory, those who have been silent for a while are forgotten."""


class Verdict(Enum):
    """What becomes of a message."""

    ADMIT = auto()
    WARN = auto()
    DECLINE = auto()


class Throttle:
    """Counts messages by when they were sent, so that those that waited for a start of ours count as they came."""

    def __init__(self, most: int) -> None:
        """`most` is how many a minute are admitted of one; 0 for no limit."""
        self._most = most
        self._sent: dict[Hashable, deque[dt.datetime]] = {}
        self._warned: set[Hashable] = set()
        self._tidy_at = KEPT

    def __len__(self) -> int:
        return len(self._sent)

    def judge(self, who: Hashable, at: dt.datetime) -> Verdict:
        """What becomes of a message of somebody; one warning for all that are too many in a row."""
        if not self._most:
            return Verdict.ADMIT
        sent = self._sent.setdefault(who, deque())
        while sent and sent[0] <= at - WINDOW:
            sent.popleft()
        if len(sent) < self._most:
            sent.append(at)
            self._warned.discard(who)
            self._tidy(at)
            return Verdict.ADMIT
        if who in self._warned:
            return Verdict.DECLINE
        self._warned.add(who)
        return Verdict.WARN

    def wait(self, who: Hashable, at: dt.datetime) -> dt.timedelta:
        """How long somebody who was declined has to wait until a message of theirs is admitted again."""
        return self._sent[who][0] + WINDOW - at

    def forget(self, now: dt.datetime) -> None:
        """Forget the silent: all of whose messages are older than a minute."""
        self._sent = {who: sent for who, sent in self._sent.items() if sent[-1] > now - WINDOW}
        self._warned &= self._sent.keys()

    def _tidy(self, now: dt.datetime) -> None:
        """Forget the silent, seldom enough that a crowd costs each of its messages little."""
        if len(self._sent) > self._tidy_at:
            self.forget(now)
            self._tidy_at = max(KEPT, 2 * len(self._sent))
