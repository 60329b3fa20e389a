"""What the plan does not say: one sentence so, what it says nearby, where one might turn."""

from __future__ import annotations

from bot.answer import Answer, Block, Outcome, Place, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context

_OFF_TOPIC = "off_topic"
_STATUS = "status"


def compose(context: Context) -> Answer:
    """Decline, with the nearest places to see also."""
    voice, ask = context.voice, context.ask
    if ask.wants == _OFF_TOPIC:
        return Answer(Outcome.ABSTAIN, Reason.OFF_TOPIC, (Text(voice.say("decline.off_topic")),))
    blocks: list[Block] = [
        Text(voice.say("decline.plain", thing=voice.say(f"decline.things.{ask.wants}")), strong=True)
    ]
    near: tuple[Place, ...] = ()
    since = ask.agencies
    if ask.units:
        unit = context.unit
        short = card.shorten(unit.text, ())
        blocks.append(Text(voice.say("decline.near", place=voice.label(unit), text=short)))
        task = context.knowledge.tasks.get(unit.id)
        if task is not None and task.lead and not task.lead_reaches:
            blocks.append(Text(voice.say("decline.turn", agency=voice.names(task.lead))))
            since = (*since, *task.lead)
        near = tuple(
            Place(u, f"{voice.label(context.knowledge.units[u])} ({voice.places[u].label})") for u in ask.units
        )
    notes = (voice.status(),) if ask.wants == _STATUS else voice.outside(since)
    return Answer(Outcome.ABSTAIN, Reason.NOT_HELD, tuple(blocks), see_also=near, notes=notes)
