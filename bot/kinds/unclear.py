"""Asking back: which of several places, or about what at all."""

from __future__ import annotations

from bot.answer import Answer, Outcome, Reason, Text
from bot.kinds.context import Context
from bot.voice import Voice

_MOST = 8
_REFERENTS = frozenset({"referent", "agency"})
"""What a message may lack altogether: the place that it points back to, or the body."""


def compose(context: Context) -> Answer:
    """A question with the places in people's words; without places where the message names nothing."""
    voice, ask = context.voice, context.ask
    if ask.missing == "unreadable":
        return Answer(Outcome.ABSTAIN, Reason.UNREADABLE, (Text(voice.say("decline.unreadable")),))
    if ask.missing in _REFERENTS:
        return Answer(Outcome.CLARIFY, Reason.NO_REFERENT, (Text(voice.say(f"clarify.{ask.missing}")),))
    units = ask.units[:_MOST]
    return Answer(
        Outcome.CLARIFY,
        Reason.SEVERAL_PLACES,
        _asked(voice, ask.missing),
        citations=voice.cite(units),
        choices=voice.offer(units),
    )


def _asked(voice: Voice, missing: str) -> tuple[Text, ...]:
    """What is asked back; where it is the person's body, how to say it once for all."""
    if missing == "body":
        return Text(voice.say("clarify.body"), strong=True), Text(voice.say("clarify.body_set"))
    return (Text(voice.say("clarify.place"), strong=True),)
