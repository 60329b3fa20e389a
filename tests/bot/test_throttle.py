"""The throttle: so many messages a minute of one person, by when they were sent."""

from __future__ import annotations

import datetime as dt

from bot.throttle import KEPT, WINDOW, Throttle, Verdict
from tests.conftest import NOW

MOST = 30
SECOND = dt.timedelta(seconds=1)
ADMIT, WARN, DECLINE = Verdict.ADMIT, Verdict.WARN, Verdict.DECLINE


def test_thirty_then_one_word_then_none() -> None:
    """Each person by themselves."""
    made = Throttle(MOST)
    assert [made.judge(1, NOW) for _ in range(MOST + 3)] == [ADMIT] * MOST + [WARN, DECLINE, DECLINE]
    assert made.judge(2, NOW) is ADMIT


def test_a_minute_later_all_is_well() -> None:
    """As many are admitted as have left the minute; what was declined does not count; the next word is a new one."""
    made = Throttle(MOST)
    for number in range(MOST):
        made.judge(1, NOW + number * SECOND)
    assert made.judge(1, NOW + 59 * SECOND) is WARN
    assert made.wait(1, NOW + 59 * SECOND) == SECOND
    assert [made.judge(1, NOW + 60 * SECOND) for _ in range(3)] == [ADMIT, WARN, DECLINE]
    assert made.wait(1, NOW + 60 * SECOND) == SECOND


def test_what_waited_counts_as_it_was_sent() -> None:
    """A hundred messages sent over hours while nobody answered are all admitted at once."""
    made = Throttle(MOST)
    assert {made.judge(1, NOW + number * 3 * SECOND) for number in range(100)} == {ADMIT}


def test_no_limit() -> None:
    """All are admitted, and nobody is kept in memory."""
    made = Throttle(0)
    assert {made.judge(1, NOW) for _ in range(1000)} == {ADMIT}
    assert len(made) == 0


def test_the_silent_are_forgotten() -> None:
    """Memory does not grow with everybody who ever wrote."""
    made = Throttle(MOST)
    for person in range(KEPT + 1):
        made.judge(person, NOW)
    kept = len(made)
    for person in range(2 * kept):
        made.judge(-1 - person, NOW + 2 * WINDOW)
    assert kept == KEPT + 1
    assert len(made) == 2 * kept


def test_whoever_is_silent_for_a_minute_can_be_forgotten() -> None:
    """Who is not is counted on."""
    made = Throttle(1)
    made.judge(1, NOW)
    made.judge(2, NOW + SECOND)
    assert made.judge(2, NOW + SECOND) is WARN
    made.forget(NOW + WINDOW)
    assert len(made) == 1
    assert made.judge(2, NOW + WINDOW) is DECLINE
