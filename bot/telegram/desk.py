"""What is answered to a message: the calls to make, with what is remembered of it. All within one transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from bot.entry import entry
from bot.service import Reply
from bot.store.memory import Memory
from bot.store.reminders import Reminders
from bot.store.values import Call, Entry, Talk
from bot.telegram import calls
from bot.telegram.calls import Where
from bot.telegram.heard import ASK, Heard
from bot.telegram.message import Message, Result
from bot.telegram.surface import Surface
from nlp.state import State

Calls = tuple[Call, ...]
MENUS = ("muctieu", "nhiemvu", "coquan", "thoihan", "bieudo")
_NUMBERED = "muc"
_ASKING = frozenset({"", ASK, _NUMBERED})
"""The commands that ask a question, and none: messages that are answered anew when edited."""
_ALBUMS = 1000
_GUEST = "answer"
"""The id of the one result that guest mode sends."""


class Desk:
    """Answers messages. `days` is for how long what people ask is kept; `counted` is told of every answer."""

    def __init__(  # its parts, each once
        self,
        surface: Surface,
        memory: Memory,
        reminders: Reminders,
        days: int,
        counted: Callable[[Reply], None],
    ) -> None:
        self.surface = surface
        self.memory = memory
        self.reminders = reminders
        self._days = days
        self._counted = counted
        self._albums: deque[str] = deque(maxlen=_ALBUMS)

    # Questions.

    def question(self, heard: Heard) -> Calls:
        """A question, with the conversation before it; a picture's caption is one unless it is a command."""
        if heard.command not in _ASKING and not heard.guest:
            return self.other(heard)
        if heard.album:
            self._albums.append(heard.album)
        if not heard.text:
            return (self._say(heard, self.surface.says("ask_usage")),)
        talk = self._talk(heard)
        reply = self._reply(heard, talk)
        if reply is None:
            return (self._say(heard, self.surface.says("numbered_usage")),)
        return (self._give(heard, talk, reply, heard.text), *self._drawn(heard, reply))

    def concerns(self, heard: Heard) -> bool:
        """Whether an edited message is a question to us, or was one, or is a command to us now."""
        if heard.command not in _ASKING:
            return heard.to_us
        if not heard.text:
            return False
        return heard.to_us or self.memory.answer_to(heard.chat, heard.person, heard.message) is not None

    def edited(self, heard: Heard) -> Calls:
        """A question that was edited: its answer is given anew, from the conversation before it.

        Edited into a command, it is told to be sent anew: an answer stands in its place, and stays.
        """
        if heard.command not in _ASKING:
            return (self._say(heard, self.surface.says("edited_command")),)
        known = self.memory.answer_to(heard.chat, heard.person, heard.message)
        if known is None:
            return self.question(heard)
        # It went on from there then: that it is edited late ends no conversation.
        before = self._replied(heard) or known.before
        alive = before if before is not None and before.alive(known.at) else None
        state = replace(alive, at=self.surface.service.clock()) if alive is not None else None
        talk = replace(self.memory.talk(heard.chat, heard.person), state=state)
        reply = self._reply(heard, talk)
        if reply is None:
            return (self._say(heard, self.surface.says("numbered_usage")),)
        reply, text = _kept(heard, reply, heard.text)
        message, kept = self._shown(reply, talk, text)
        self.memory.change(known.id, kept)
        self.memory.unjudge(known.id)
        return (calls.give(heard.where, message, known.id, anew=True),)

    def _talk(self, heard: Heard) -> Talk:
        """The conversation that a message goes on: that of the answer that it replies to, whoever had asked."""
        talk = self.memory.talk(heard.chat, heard.person)
        state = self._replied(heard)
        alive = state is not None and state.alive(self.surface.service.clock())
        return replace(talk, state=state) if alive else talk

    def _replied(self, heard: Heard) -> State | None:
        """The state after the answer that a message replies to."""
        to = self.memory.answer_in(heard.chat, heard.to) if heard.to is not None else None
        return to.after if to is not None else None

    def _reply(self, heard: Heard, talk: Talk) -> Reply | None:
        """What a question gets; None for a number that is none."""
        if heard.command == _NUMBERED:
            return self.surface.numbered(heard.text, talk.state)
        return self.surface.service.answer(heard.text, talk.state, talk.agency)

    def _give(self, heard: Heard, talk: Talk, reply: Reply, text: str | None) -> Call:
        """An answer to a message, to a guest's as the one result that its query takes."""
        reply, text = _kept(heard, reply, text)
        if not heard.guest:
            return self.give(heard.where, heard.person, talk, reply, text=text, asked=heard.message)
        _, kept = self._shown(reply, talk, text)
        self.memory.answer(heard.chat, heard.person, self.surface.service.clock(), kept, heard.message)
        return self._say(heard, self.surface.sent(reply, short=talk.short))

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
        message, kept = self._shown(reply, talk, text)
        answer = self.memory.answer(where.chat, person, self.surface.service.clock(), kept, asked)
        return calls.give(where, message, answer, anew=False)

    def _shown(self, reply: Reply, talk: Talk, text: str | None) -> tuple[Message, Entry]:
        """An answer as its person wants it, and what is kept of it."""
        pages, keep = self.surface.shown(reply, short=talk.short)
        self._counted(reply)
        return pages[0], entry(text, reply, after=reply.state, pages=pages if keep else ())

    def _drawn(self, heard: Heard, reply: Reply) -> Calls:
        """The pictures that a message asks to see, after the answer that says them in words; a guest gets none."""
        if reply.chart is None or heard.guest:
            return ()
        return tuple(calls.make(heard.where, order) for order in self.surface.pictures(reply.chart))

    # Commands.

    def start(self, heard: Heard) -> Calls:
        """`/start`, with the place or the body that a deep link names."""
        if not heard.text:
            return (self._say(heard, self.surface.start()),)
        talk = self.memory.talk(heard.chat, heard.person)
        reply = self.surface.opened(heard.text, talk.state)
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
        """`/settings`; its buttons know a person by their own account only."""
        if heard.nameless:
            return (self._say(heard, self.surface.says("own_account")),)
        talk = self.memory.talk(heard.chat, heard.person)
        return (self._say(heard, self.surface.settings(short=talk.short, agency=talk.agency)),)

    def remind(self, heard: Heard) -> Calls:
        """`/nhac`."""
        return (self._say(heard, self.reminded(heard.chat, heard.person)),)

    def reminded(self, chat: int, person: int) -> Message:
        """Whether a chat is reminded, of whose tasks, or would be where this person asks for it."""
        wanted, agency = self.reminders.of(chat) is not None, self.about(chat, person)
        return self.surface.notices.card(agency, wanted=wanted, own=chat > 0)

    def about(self, chat: int, person: int) -> str:
        """The body whose tasks a chat is reminded of, or would be: "" for all, as a group is not told who works where.

        Only a private chat has a number above 0.
        """
        wish = self.reminders.of(chat)
        if wish is not None:
            return wish.agency
        return self.memory.talk(chat, person).agency if chat > 0 else ""

    def forget(self, heard: Heard) -> Calls:
        """`/xoa`: asks first; as `settings`."""
        if heard.nameless:
            return (self._say(heard, self.surface.says("own_account")),)
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


def _kept(heard: Heard, reply: Reply, text: str | None) -> tuple[Reply, str | None]:
    """An answer and its question as they may be kept: of one who has no way to delete it nothing of what they said."""
    return (replace(reply, state=None), None) if heard.nameless else (reply, text)
