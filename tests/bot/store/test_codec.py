"""Values as texts, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import codec
from bot.telegram.message import Button, Message
from nlp.filter import Filter
from nlp.state import State
from tests.conftest import NOW

_IDS = st.lists(st.text(max_size=12), max_size=4).map(tuple)


_FILTERS = st.builds(Filter, inside=_IDS, group=st.text(), years=_IDS, times=st.frozensets(st.text(max_size=12)))


@given(st.builds(State, st.just(NOW), units=_IDS, listed=_IDS, filter=_FILTERS, kind=st.text(), numbered=st.booleans()))
def test_a_state_comes_back_the_same(state: State) -> None:
    """The moment aware, the tuples tuples."""
    assert codec.load(codec.dump(state), State) == state


def test_pages_come_back_the_same() -> None:
    """With their buttons, those without a query of inline mode too."""
    pages = (Message("<b>một</b>", ((Button("Chia sẻ", inline=""), Button("Trang", data="v1:p:1")),)), Message("hai"))
    assert codec.load(codec.dump(pages), tuple[Message, ...]) == pages


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"units": ["I-1"]}', '{"at": "yesterday"}', '{"at": 5}'])
def test_what_cannot_be_read_counts_as_none(text: str | None) -> None:
    """A torn one, one of another kind, one of another version."""
    assert codec.load(text, State) is None
