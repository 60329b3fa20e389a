"""A conversation replayed from its steps: it stands in its address, so whoever opens that gets the same answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot import asks
from bot.service import Reply
from bot.web import recall
from bot.web.site import Site
from bot.web.steps import Steps, cut, fit, opened, parted
from nlp.state import State

_NEAR = 3
"""From so many of the last steps an answer is tried to be had: what needs more of them may as well have the whole."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step and its answer.

    `asked` is the step as it is shown, `text` what was typed (None where something was opened); `steps` are those up
    to here, `own` a run of few of the last of them that gives the same answer. `body` is where the person works, by its
    id, if any answer up to here needs it, else ""; `own_body` the same of the answers of that run.
    """

    asked: str
    text: str | None
    reply: Reply
    steps: Steps
    own: Steps
    body: str
    own_body: str


def replay(site: Site, given: Steps, body: str = "") -> tuple[Turn, ...]:
    """The turns of a conversation, in order. Keeps nothing, and makes no answer twice.

    Of steps beyond what an address holds the oldest have no turn; the state after them stands in their place, so that
    every answer is the one of the whole conversation.

    Args:
        site: the site.
        given: the steps.
        body: where the person works, by its id; "" where that is not known.
    """
    memory, steps, state = _held(site, given, body)
    replies: list[Reply] = []
    for step in steps:
        replies.append(_told(site, step, state, body))
        state = replies[-1].state

    @cache
    def fresh(first: int, last: int) -> Reply:
        """The answer to a step in the conversation that another one begins."""
        return _told(site, steps[last], fresh(first, last - 1).state if last > first else None, body)

    def own(last: int) -> tuple[Steps, list[Reply]]:
        """The run of a turn, and its answers."""
        for first in range(last, max(last - _NEAR, -1), -1):
            whole = first == 0 and not memory
            if whole or fresh(first, last).answer == replies[last].answer:
                run = replies[: last + 1] if whole else [fresh(first, at) for at in range(first, last + 1)]
                return steps[first : last + 1], run
        return memory + steps[: last + 1], replies[: last + 1]

    def needed(run: Iterable[Reply]) -> str:
        """The body, if any of some answers needs it."""
        return body if any(reply.own for reply in run) else ""

    return tuple(
        Turn(
            asked=name(site, step) or step,
            text=None if name(site, step) else step,
            reply=replies[at],
            steps=memory + steps[: at + 1],
            own=few,
            body=needed(replies[: at + 1]),
            own_body=needed(run),
        )
        for at, step in enumerate(steps)
        for few, run in (own(at),)
    )


def name(site: Site, step: str) -> str:
    """What a step opens, in words; "" where it opens nothing that there is: it was typed."""
    thing, knowledge = opened(step), site.service.knowledge
    if thing in knowledge.units:
        return site.service.voice.short(thing)
    if thing in knowledge.agencies:
        return site.words.say("ask.duties", agency=knowledge.agencies[thing].name)
    return next((figure.span for figure in knowledge.figures if figure.id == thing), "")


def _held(site: Site, given: Steps, body: str) -> tuple[Steps, Steps, State | None]:
    """The steps that an address holds: what stands for those that fell away, the others, the state they begin from."""
    memory, steps = parted(given)
    state = recall.read(site, memory[0]) if memory else None
    memory = memory if state else ()
    while len(steps) > 1 and not fit(memory, steps):
        state = _told(site, steps[0], state, body).state
        memory, steps = (recall.written(site, state),) if state else (), steps[1:]
    return (memory, steps, state) if fit(memory, steps) else ((), tuple(map(cut, steps)), None)


def _told(site: Site, step: str, state: State | None, body: str) -> Reply:
    """The answer to a step."""
    ask = asks.named(opened(step), state, site.service.knowledge)
    return site.service.answer(step, state, body) if ask is None else site.service.tell(ask, state)
