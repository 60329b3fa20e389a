"""The line of the question log that an answer gets, whatever channel gives it."""

from __future__ import annotations

from bot.privacy import mask
from bot.service import LIMIT, Reply
from bot.store.values import Entry
from bot.telegram.message import Message
from nlp.state import State


def entry(text: str | None, reply: Reply, *, after: State | None = None, pages: tuple[Message, ...] = ()) -> Entry:
    """What is kept of an answer.

    Args:
        text: what was typed; None where a place or a body was opened or chosen.
        reply: what was answered.
        after: the state from which the conversation goes on, where it is to be remembered.
        pages: the pages of a longer answer, where they are needed again.
    """
    answer = reply.answer
    return Entry(
        # What is too long to be read is too long to be kept.
        text=None if text is None else mask(text[:LIMIT]),
        outcome=answer.outcome,
        reason=answer.reason,
        cited=tuple(citation.id for citation in answer.citations),
        elapsed_ms=reply.elapsed_ms,
        after=after,
        pages=pages,
    )
