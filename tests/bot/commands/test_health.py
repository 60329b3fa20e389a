"""`hoi health`: whether the bot keeps up, by the database alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bot.store.store import Store

Hoi = Callable[..., Any]


def wait(store: Store, minutes: float) -> None:
    """An update that came so many minutes ago and is not answered."""
    with store.transaction():
        store.mail.receive({1: "{}"}, dt.datetime.now(dt.UTC) - dt.timedelta(minutes=minutes))


def test_nothing_waits(hoi: Hoi, store: Store) -> None:
    """A bot without work keeps up."""
    assert not store.mail.waiting()
    assert hoi("health") == (0, "Bot đang trả lời kịp: không có tin nào phải chờ lâu.\n", "")


@pytest.mark.parametrize(("minutes", "code"), [(0, 0), (4.5, 0), (5.5, 1), (90, 1)])
def test_beyond_five_minutes_it_does_not_keep_up(hoi: Hoi, store: Store, minutes: float, code: int) -> None:
    """What has just come is no sign of a bot that hangs."""
    wait(store, minutes)
    ended = hoi("health")
    assert ended.code == code
    assert (f"{int(minutes)} phút" in ended.out) == bool(code)


def test_what_is_answered_does_not_wait(hoi: Hoi, store: Store) -> None:
    """An update that is struck out counts no more, however old."""
    wait(store, 90)
    with store.transaction():
        store.mail.strike(1)
    assert hoi("health").code == 0
