"""What a conversation remembers ends after a while and never changes under one's hands."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from nlp.state import LIFETIME, State

AT = dt.datetime(2024, 6, 3, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("later", "alive"),
    [(dt.timedelta(0), True), (LIFETIME, True), (LIFETIME + dt.timedelta(seconds=1), False)],
)
def test_lifetime(later: dt.timedelta, alive: bool) -> None:  # noqa: FBT001  # a table's expected value
    """A state counts for its lifetime, the last moment included."""
    assert State(at=AT).alive(AT + later) is alive


def test_frozen() -> None:
    """A state is a value."""
    state = State(at=AT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        state.units = ("III-II-5",)  # type: ignore[misc]  # what must not be possible
