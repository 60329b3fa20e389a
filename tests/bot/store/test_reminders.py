"""Which chats want to be reminded, and that each occasion is done with once."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.store.store import Store
from bot.store.values import Call, Parcel, Wish

LAN, MINH, GROUP = 5001, 5002, -1001
FIRST, SECOND = dt.date(2024, 7, 1), dt.date(2024, 10, 1)
TODAY = dt.date(2024, 6, 3)
LAN_WANTS, GROUP_WANTS = Wish(LAN, None, "sct", TODAY), Wish(GROUP, 7, "", TODAY)


@pytest.fixture
def wanted(store: Store) -> Store:
    """The store with two who want to be reminded."""
    with store.transaction():
        store.reminders.want(LAN_WANTS)
        store.reminders.want(GROUP_WANTS)
    return store


def test_who_waits(wanted: Store) -> None:
    """Everybody until the occasion is done with; so many at a time."""
    with wanted.transaction():
        assert wanted.reminders.waiting(TODAY, 9) == ()
        assert wanted.reminders.waiting(FIRST, 9) == (GROUP_WANTS, LAN_WANTS)
        assert wanted.reminders.waiting(FIRST, 1) == (GROUP_WANTS,)
        wanted.reminders.mark([GROUP], FIRST)
        assert wanted.reminders.waiting(FIRST, 9) == (LAN_WANTS,)
        wanted.reminders.mark([LAN], FIRST)
        assert wanted.reminders.waiting(FIRST, 9) == ()
        assert len(wanted.reminders.waiting(SECOND, 9)) == 2


def test_a_wish_is_changed(wanted: Store) -> None:
    """To another body or topic; what is done with stays so."""
    with wanted.transaction():
        wanted.reminders.mark([LAN], FIRST)
        wanted.reminders.want(Wish(LAN, 3, "stc", TODAY))
        assert wanted.reminders.of(LAN) == Wish(LAN, 3, "stc", FIRST)
        wanted.reminders.about(LAN, "")
        wanted.reminders.about(MINH, "sct")
        assert wanted.reminders.of(LAN) == Wish(LAN, 3, "", FIRST)
        assert wanted.reminders.of(MINH) is None


def test_stopping_leaves_nothing(wanted: Store) -> None:
    """Of that chat; the others stay."""
    with wanted.transaction():
        wanted.reminders.stop(LAN)
        assert wanted.reminders.of(LAN) is None
        assert wanted.reminders.of(GROUP) == GROUP_WANTS


def test_a_chat_with_another_number(wanted: Store) -> None:
    """Is reminded there, where there are no topics yet, of what is not done with."""
    wanted.follow(GROUP, -1009)
    wanted.follow(MINH, -1010)
    with wanted.transaction():
        assert wanted.reminders.of(GROUP) is None
        assert wanted.reminders.of(-1009) == Wish(-1009, None, "", TODAY)
        assert wanted.reminders.of(-1010) is None


def test_a_reminder_that_has_missed_its_time(wanted: Store) -> None:
    """Is struck out, and its occasion is not done with; in time it stays until it is sent."""
    with wanted.transaction():
        (parcel,) = wanted.mail.post([Call("remind", {}, LAN)])
        wanted.reminders.mark([LAN], FIRST)
    assert wanted.is_due(parcel, FIRST, timely=True)
    with wanted.transaction():
        assert wanted.mail.unsent() == (parcel,)
        assert wanted.reminders.waiting(FIRST, 9) == (GROUP_WANTS,)
    assert not wanted.is_due(parcel, FIRST, timely=False)
    with wanted.transaction():
        assert wanted.mail.unsent() == ()
        assert [wish.chat for wish in wanted.reminders.waiting(FIRST, 9)] == [GROUP, LAN]


def test_a_reminder_that_a_newer_one_has_overtaken(wanted: Store) -> None:
    """Is struck out, and what is newer stays done with."""
    with wanted.transaction():
        (parcel,) = wanted.mail.post([Call("remind", {}, LAN)])
        wanted.reminders.mark([LAN], SECOND)
    assert not wanted.is_due(parcel, FIRST, timely=False)
    with wanted.transaction():
        assert wanted.mail.unsent() == ()
        assert [wish.chat for wish in wanted.reminders.waiting(SECOND, 9)] == [GROUP]


def test_a_reminder_that_nobody_wants_any_more(store: Store) -> None:
    """Is struck out."""
    with store.transaction():
        posted = store.mail.post([Call("remind", {}, LAN)])
    assert isinstance(posted[0], Parcel)
    assert not store.is_due(posted[0], FIRST, timely=True)
    with store.transaction():
        assert store.mail.unsent() == ()
