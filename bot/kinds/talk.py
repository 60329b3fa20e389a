"""Small talk."""

from __future__ import annotations

from bot.answer import Answer, Outcome, Reason, Text
from bot.kinds.context import Context


def compose(context: Context) -> Answer:
    """One friendly sentence."""
    text = context.voice.say(f"talk.{context.ask.wants}")
    return Answer(Outcome.ANSWER, Reason.SMALL_TALK, (Text(text),))
