"""The line of the question log: the same whatever channel gives the answer."""

from __future__ import annotations

from collections.abc import Callable

from bot.entry import entry
from bot.service import LIMIT, Reply
from bot.store.values import Entry
from nlp.ask import Kind
from nlp.state import State


def test_what_is_kept_of_an_answer(ask: Callable[..., Reply]) -> None:
    """The question masked, what became of it, the places cited; of the conversation only what is handed over."""
    reply = ask("Vay vốn hỏi ai")
    cited = tuple(citation.id for citation in reply.answer.citations)
    kept = Entry("vay vốn hỏi ai, gọi ***", "answer", "found", cited, reply.elapsed_ms)
    assert entry("Vay vốn  hỏi ai, gọi 0912345678", reply) == kept
    state = entry("vay", reply, after=reply.state).after
    assert isinstance(state, State)
    assert state.kind == Kind.LEAD


def test_what_was_opened_or_chosen_has_no_text(ask: Callable[..., Reply]) -> None:
    """Nothing was typed."""
    assert entry(None, ask("vay vốn hỏi ai")).text is None


def test_what_is_too_long_is_cut(ask: Callable[..., Reply]) -> None:
    """No more is kept than could be read."""
    assert entry("a" * (2 * LIMIT), ask("vay")).text == "a" * LIMIT
