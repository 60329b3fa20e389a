"""Whether the Telegram bot keeps up: nothing has waited for more than five minutes."""

from __future__ import annotations

import datetime as dt

from bot.health import PATIENCE, waited
from bot.store.values import Backlog
from tests.conftest import NOW

SECOND = dt.timedelta(seconds=1)


def test_nothing_waits() -> None:
    """What is not sent yet is no sign of a bot that hangs: Telegram may have told it to wait."""
    assert waited(Backlog(waiting=0, oldest=None, unsent=3), NOW) is None


def test_what_has_just_come_may_wait() -> None:
    """An answer takes a moment."""
    assert waited(Backlog(waiting=1, oldest=NOW - PATIENCE, unsent=0), NOW) is None


def test_what_has_waited_long_is_told() -> None:
    """How long, so that people can be told."""
    late = PATIENCE + SECOND
    assert waited(Backlog(waiting=1, oldest=NOW - late, unsent=0), NOW) == late
