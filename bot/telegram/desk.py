"""What is answered to a message: the calls to make, with what is remembered of it. All within one transaction."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from bot.privacy import mask
from bot.service import Reply
from bot.store.memory import Memory
from bot.store.values import Call, Entry, Talk
from bot.telegram import calls
from bot.telegram.callback import Press, Verb
from bot.telegram.calls import Where
from bot.telegram.heard import ASK, Heard
from bot.telegram.message import Message, Result
from bot.telegram.surface import Surface
from nlp.state import State

Calls = tuple[Call, ...]
MENUS = ("muctieu", "nhiemvu", "coquan", "thoihan")
_NUMBERED = "muc"
_ASKING = frozenset({"", ASK, _NUMBERED})
"""The commands that ask a question, and none: messages that are answered anew when edited."""
_ALBUMS = 1000
_GUEST = "answer"
"""The id of the one result that guest mode sends."""


class Desk:
    """Answers messages. `days` is for how long what people ask is kept."""

    def __init__(self, surface: Surface, memory: Memory, days: int) -> None:
        self.surface = surface
        self.memory = memory
        self._days = days
        self._albums: deque[str] = deque(maxlen=_ALBUMS)

    # Questions.

    def question(self, heard: Heard) -> Calls:
        """A question, with the conversation before it."""
        if not heard.text:
            return (self._say(heard, self.surface.says("ask_usage")),)
        talk = self.memory.talk(heard.chat, heard.person)
        reply = self._reply(heard, talk.state)
        return (self._give(heard, talk, reply, heard.text),)

    def concerns(self, heard: Heard) -> bool:
        """Whether an edited message is a question to us, or was one."""
        if heard.command not in _ASKING or not heard.text:
            return False
        return heard.to_us or self.memory.answer_to(heard.chat, heard.person, heard.message) is not None

    def edited(self, heard: Heard) -> Calls:
        """A question that was edited: its answer is given anew, from the conversation before it."""
        known = self.memory.answer_to(heard.chat, heard.person, heard.message)
        if known is None:
            return self.question(heard)
        # It went on from there then: that it is edited late ends no conversation.
        alive = known.before if known.before is not None and known.before.alive(known.at) else None
        reply = self._reply(heard, replace(alive, at=self.surface.service.clock()) if alive is not None else None)
        message, entry = self._shown(reply, self.memory.talk(heard.chat, heard.person), heard.text)
        self.memory.change(known.id, entry)
        return (calls.give(heard.where, message, known.id, anew=True),)

    def _reply(self, heard: Heard, state: State | None) -> Reply:
        if heard.command == _NUMBERED:
            return self.surface.numbered(heard.text, state)
        return self.surface.service.answer(heard.text, state)

    def _give(self, heard: Heard, talk: Talk, reply: Reply, text: str | None) -> Call:
        """An answer to a message, to a guest's as the one result that its query takes."""
        if not heard.guest:
            return self.give(heard.where, heard.person, talk, reply, text=text, asked=heard.message)
        _, entry = self._shown(reply, talk, text)
        self.memory.answer(heard.chat, heard.person, self.surface.service.clock(), entry, heard.message)
        return self._say(heard, self.surface.sent(reply))

    def give(  # noqa: PLR0913  # four in place, the rest for what was asked by words
        self, where: Where, person: int, talk: Talk, reply: Reply, *, text: str | None = None, asked: int | None = None
    ) -> Call:
        """An answer to a person, kept so that it can be paged and, where a message asked for it, given anew.

        Args:
            where: where it goes.
            person: who asked.
            talk: the conversation before it.
            reply: the answer.
            text: the question; None for a press.
            asked: the message that asked; None for a press.
        """
        message, entry = self._shown(reply, talk, text)
        answer = self.memory.answer(where.chat, person, self.surface.service.clock(), entry, asked)
        return calls.give(where, message, answer, anew=False)

    def _shown(self, reply: Reply, talk: Talk, text: str | None) -> tuple[Message, Entry]:
        """An answer as its person wants it, and what is kept of it."""
        pages, keep = self.surface.shown(reply, short=talk.short)
        answer = reply.answer
        entry = Entry(
            text=None if text is None else mask(text),
            outcome=answer.outcome,
            reason=answer.reason,
            cited=tuple(citation.id for citation in answer.citations),
            elapsed_ms=reply.elapsed_ms,
            after=reply.state,
            pages=pages if keep else (),
        )
        return pages[0], entry

    # Commands.

    def start(self, heard: Heard) -> Calls:
        """`/start`, with the place that a deep link names."""
        if not heard.text:
            return (self._say(heard, self.surface.start()),)
        talk = self.memory.talk(heard.chat, heard.person)
        reply = self.surface.asked(Press(Verb.UNIT, (heard.text,)), talk.state)
        if reply is None:
            return (self._say(heard, self.surface.unknown_payload()),)
        return (self._give(heard, talk, reply, None),)

    def menu(self, heard: Heard) -> Calls:
        """One of the menus."""
        return (self._say(heard, self.surface.menu(heard.command)),)

    def place(self, heard: Heard) -> Calls:
        """`/muc`: a numbered place, or all of them to choose from."""
        return self.question(heard) if heard.text else self.menu(heard)

    def source(self, heard: Heard) -> Calls:
        """`/nguon`."""
        return tuple(calls.send(heard.where, shown) for shown in self.surface.source())

    def help(self, heard: Heard) -> Calls:
        """`/help`."""
        return (self._say(heard, self.surface.help()),)

    def privacy(self, heard: Heard) -> Calls:
        """`/privacy`."""
        return (self._say(heard, self.surface.privacy(self._days)),)

    def settings(self, heard: Heard) -> Calls:
        """`/settings`."""
        return (self._say(heard, self.surface.settings(short=self.memory.talk(heard.chat, heard.person).short)),)

    def forget(self, heard: Heard) -> Calls:
        """`/xoa`: asks first."""
        return (self._say(heard, self.surface.forget_asked()),)

    def cancel(self, heard: Heard) -> Calls:
        """`/huy`."""
        self.memory.end(heard.chat, heard.person)
        return (self._say(heard, self.surface.says("cancelled")),)

    def unknown(self, heard: Heard) -> Calls:
        """A command that there is none of; in a group it is for somebody else."""
        return (self._say(heard, self.surface.says("unknown_command")),) if heard.private else ()

    # Everything else.

    def other(self, heard: Heard) -> Calls:
        """A photo, voice, sticker, place: one sentence, for an album too. In a group nothing."""
        if not heard.private or (heard.album and heard.album in self._albums):
            return ()
        if heard.album:
            self._albums.append(heard.album)
        return (self._say(heard, self.surface.says("text_only")),)

    def too_many(self, heard: Heard) -> Calls:
        """The word to one who writes too fast."""
        return (self._say(heard, self.surface.says("too_many")),)

    def failed(self, heard: Heard, error_id: str) -> Calls:
        """The apology for an error."""
        return (self._say(heard, self.surface.says("failed", id=error_id)),)

    def _say(self, heard: Heard, message: Message) -> Call:
        if heard.guest:
            title = self.surface.words.say("inline.answer")
            return calls.answer_guest(heard.guest, Result(_GUEST, title, "", message))
        return calls.send(heard.where, message)
