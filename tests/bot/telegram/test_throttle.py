"""The throttle: thirty messages a minute of one person, by when they were sent."""

from __future__ import annotations

import datetime as dt

from bot.telegram import throttle
from bot.telegram.throttle import MOST, Throttle, Verdict
from tests.conftest import NOW

SECOND = dt.timedelta(seconds=1)
ADMIT, WARN, DECLINE = Verdict.ADMIT, Verdict.WARN, Verdict.DECLINE


def test_thirty_then_one_word_then_none() -> None:
    """Each person by themselves."""
    made = Throttle()
    assert [made.judge(1, NOW) for _ in range(MOST + 3)] == [ADMIT] * MOST + [WARN, DECLINE, DECLINE]
    assert made.judge(2, NOW) is ADMIT


def test_a_minute_later_all_is_well() -> None:
    """As many are admitted as have left the minute; what was declined does not count; the next word is a new one."""
    made = Throttle()
    for number in range(MOST):
        made.judge(1, NOW + number * SECOND)
    assert made.judge(1, NOW + 59 * SECOND) is WARN
    assert [made.judge(1, NOW + 60 * SECOND) for _ in range(3)] == [ADMIT, WARN, DECLINE]


def test_what_waited_counts_as_it_was_sent() -> None:
    """A hundred messages sent over hours while nobody answered are all admitted at once."""
    made = Throttle()
    assert {made.judge(1, NOW + number * 3 * SECOND) for number in range(100)} == {ADMIT}


def test_the_silent_are_forgotten() -> None:
    """Memory does not grow with everybody who ever wrote."""
    made = Throttle()
    for person in range(throttle.PEOPLE + 1):
        made.judge(person, NOW)
    made.judge(-1, NOW + 2 * throttle.WINDOW)
    assert len(made) == 1
