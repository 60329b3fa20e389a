"""Inline results: what a query in any chat lists, each with the message that is sent when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot import asks
from bot.answer import Outcome, Reason, Text
from bot.commands.words import Words
from bot.service import Reply, Service
from bot.telegram.cards import Cards
from bot.telegram.keyboard import cut
from bot.telegram.message import Result

_NEXT = 7
"""So many further places are offered below an answer."""
_LIKELY = 0.02
_ANSWER = "answer"
"""The id of an answer that is no single place's; the others have the place's."""
_TITLE = 90
_DESCRIPTION = 150
_UNTOLD = frozenset({Reason.OFF_TOPIC, Reason.UNREADABLE, Reason.TOO_LONG})
"""Answers that tell nothing of the plan: the usual places are listed below."""


@dataclass(frozen=True)
class Inline:
    """Makes inline results; `words` are those of telegram.yaml."""

    service: Service
    words: Words
    cards: Cards

    def results(self, query: str) -> tuple[Result, ...]:
        """What a query lists, best first; where it is empty or finds nothing the usual places."""
        found: dict[str, Result] = {}
        for result in self._found(query) if query.strip() else self._usual():
            found.setdefault(result.id, result)
        return tuple(found.values())

    def _usual(self) -> Iterator[Result]:
        yield from (self._place(unit) for unit in self.words.at("inline.usual"))

    def _found(self, query: str) -> Iterator[Result]:
        reply = self.service.answer(query)
        answer = reply.answer
        if answer.reason in _UNTOLD:
            title, description = self.words.say("inline.nothing"), self.words.say("inline.nothing_below")
            yield Result(_ANSWER, title, description, self.cards.sent(reply))
        if answer.reason in {*_UNTOLD, Reason.SMALL_TALK}:
            yield from self._usual()
            return
        if answer.outcome is Outcome.CLARIFY:
            yield from (self._place(choice.id) for choice in answer.choices)
        else:
            yield self._answered(reply)
        yield from (self._place(unit) for unit in self._next(reply))

    def _next(self, reply: Reply) -> Iterator[str]:
        """The places to see also, and those likeliest after the answer."""
        yield from (place.id for place in reply.answer.see_also)
        candidates = reply.trace.match.candidates[:_NEXT] if reply.trace.match is not None else ()
        yield from (candidate.unit for candidate in candidates if candidate.probability >= _LIKELY)

    def _answered(self, reply: Reply) -> Result:
        """The answer itself; that of a single place under the place's name."""
        answer = reply.answer
        if len(answer.citations) == 1:
            unit = answer.citations[0].id
            return Result(unit, self.service.voice.short(unit), self._described(unit), self.cards.sent(reply))
        said = [block.text for block in answer.blocks if isinstance(block, Text)]
        title = next(iter(said), self.words.say("inline.answer"))
        places = "; ".join(place.label for place in answer.citations or answer.see_also)
        return Result(_ANSWER, cut(title, _TITLE), cut(places, _DESCRIPTION), self.cards.sent(reply))

    def _place(self, unit_id: str) -> Result:
        reply = self.service.tell(asks.place(unit_id, self.service.knowledge))
        return Result(unit_id, self.service.voice.short(unit_id), self._described(unit_id), self.cards.sent(reply))

    def _described(self, unit_id: str) -> str:
        """Who leads a task and when; of other places where they stand."""
        unit = self.service.knowledge.units[unit_id]
        if not unit.lead:
            return self.service.voice.label(unit)
        return cut(self.words.say("inline.described", lead=unit.lead, time=unit.deadline), _DESCRIPTION)
