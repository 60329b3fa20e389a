"""Answers as messages: a card of one place, a list page by page, places to choose from; each with its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot import asks
from bot.answer import Outcome, Quote
from bot.commands.words import Words
from bot.kinds.table import charges, duties
from bot.render.telegram import Renderer
from bot.service import Reply
from bot.telegram.callback import Press, Verb
from bot.telegram.keyboard import Keyboard
from bot.telegram.message import Button, Message
from bot.voice import Voice
from nlp.ask import Kind

_NEAR = 3
"""So many places that an answer rests on are buttons where it lists none."""


@dataclass(frozen=True)
class Cards:
    """Makes messages of answers; `words` are those of telegram.yaml."""

    voice: Voice
    words: Words
    renderer: Renderer
    keyboard: Keyboard

    def shown(self, reply: Reply, *, short: bool) -> tuple[tuple[Message, ...], bool]:
        """The pages of an answer, and whether their buttons can only be made again by keeping them."""
        answer = reply.answer
        drawn = self.renderer.answer(answer, short=short)
        ids = [citation.id for citation in answer.citations]
        if answer.choices:
            return (Message(drawn[0].html, self.keyboard.choices([choice.id for choice in answer.choices])),), False
        agency, some = _agencies(reply)
        if len(ids) == len(drawn) == 1 and not agency:
            return (Message(drawn[0].html, self.keyboard.place(ids[0])),), False
        near = [place.id for place in answer.see_also] or (ids if len(ids) <= _NEAR else [])
        if not ids and not near and answer.outcome is not Outcome.ABSTAIN:
            return tuple(Message(page.html) for page in drawn), False
        verb, before = (Verb.AGENCY, (agency,)) if agency else (Verb.PAGE, ())
        presses = [Press(verb, (*before, str(at))) for at in range(len(drawn))]
        further = [self.keyboard.all_duties(some)] if some else []
        if ids and len(drawn) == 1:
            further.append(self.keyboard.copy(ids))
        rows = (
            self.keyboard.page(page.listed, presses, at, near, [*further, *self._files(agency, at)])
            for at, page in enumerate(drawn)
        )
        return tuple(Message(page.html, row) for page, row in zip(drawn, rows, strict=True)), not agency

    def _files(self, agency: str, page: int) -> list[Button]:
        """The button under all duties of a body that opens what can be had of them, where anything binds it."""
        knowledge = self.voice.knowledge
        bound = agency and (duties(knowledge, agency).every or charges(knowledge, agency))
        return [self.keyboard.files(agency, page)] if bound else []

    def sent(self, reply: Reply, *, short: bool = False) -> Message:
        """An answer as it is sent into a chat that the bot is not in: what fits, the way to the bot below.

        Nothing can be pressed there but addresses: places to choose from are written out, each with its own.
        """
        answer = reply.answer
        if answer.choices:
            html = self.renderer.offered(answer)
            return Message(html, self.keyboard.addresses([choice.id for choice in answer.choices]))
        units = [citation.id for citation in answer.citations]
        agency = next(filter(None, _agencies(reply)), "")
        opened = agency if len(units) > 1 and agency else next(iter(units), "")
        return Message(self.renderer.beginning(answer, short=short), self.keyboard.sent(units, opened))

    def whole(self, unit_id: str) -> tuple[Message, ...]:
        """The words of a place with those that belong to it, as the plan has them; () where there is no such place."""
        knowledge = self.voice.knowledge
        if unit_id not in knowledge.units:
            return ()
        units = [unit_id, *knowledge.groups.get(unit_id, ()), *knowledge.children.get(unit_id, ())]
        title = self.words.say("drawn.whole", place=self.voice.label(knowledge.units[unit_id]))
        pages = self.renderer.whole(title, [Quote(each, knowledge.units[each].text) for each in units])
        last = Message(pages[-1].html, self.keyboard.whole(unit_id))
        return (*(Message(page.html) for page in pages[:-1]), last)


def _agencies(reply: Reply) -> tuple[str, str]:
    """The body all of whose duties an answer tells, and the one that it tells some of; "" for none."""
    ask = reply.trace.ask
    if ask is None or reply.parts or ask.kind not in {Kind.DUTIES, Kind.COUNT} or len(ask.agencies) != 1:
        return "", ""
    return (ask.agencies[0], "") if ask.wants == asks.ALL else ("", ask.agencies[0])
