"""What is answered to a press of a button. Every press is answered, by a few words where there are any to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.opinion import LABELS
from bot.store.values import Call, Wish
from bot.telegram import calls
from bot.telegram import message as shown
from bot.telegram.callback import Press, Verb, decode
from bot.telegram.calls import Shown, Where
from bot.telegram.desk import Calls, Desk
from bot.telegram.heard import topic_of

Done = tuple[Calls, str]
"""The calls that a press comes to, and the word to say."""
STALE, THANKS, SAVED, NOT_YOURS, TOO_MANY = "stale", "thanks", "saved", "not_yours", "too_many"
REMINDED, NOT_REMINDED = "reminded", "not_reminded"
"""The few words that a press may be answered with, by their names in telegram.yaml."""
NOTHING: Done = ((), STALE)
"""What a press comes to that means nothing any more."""
_SHORT, _FULL = "short", "full"
_OWN = frozenset({Verb.SETTING, Verb.DELETE})
"""What only the person may press whose command brought the button."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: who, under which message of ours, where new messages go; `own` if the message answers that person."""

    query: str
    person: int
    message: int
    where: Where
    own: bool

    @property
    def shown(self) -> Shown:
        """The message pressed."""
        return Shown(self.where.chat, self.message)


def pressed(query: CallbackQuery) -> Pressed | None:
    """A press under a message in a chat; None where the message was sent by inline mode, or is unknown."""
    message = query.message
    if message is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    full = message if isinstance(message, Message) else None
    to = full.reply_to_message.from_user if full is not None and full.reply_to_message is not None else None
    return Pressed(
        query=query.id,
        person=query.from_user.id,
        message=message.message_id,
        where=Where(message.chat.id, topic_of(full) if full else None, None if private else message.message_id),
        own=private or (to is not None and to.id == query.from_user.id),
    )


class Presses:
    """Answers presses."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._surface, self._memory, self._reminders = desk.surface, desk.memory, desk.reminders
        self._work: Mapping[Verb, Callable[[Press, Pressed], Done]] = {
            Verb.UNIT: self._ask,
            Verb.WHOLE: self._whole,
            Verb.AGENCY: self._duties,
            Verb.CHOICE: self._ask,
            Verb.FIGURE: self._ask,
            Verb.EXAMPLE: self._example,
            Verb.MENU: self._menu,
            Verb.PAGE: self._page,
            Verb.HERE: lambda *_: ((), ""),
            Verb.LABELS: self._labels,
            Verb.LABEL: self._judge,
            Verb.FORMS: self._forms,
            Verb.MAKE: self._make,
            Verb.SETTING: self._set,
            Verb.REMIND: self._remind,
            Verb.DELETE: self._delete,
        }

    def answer(self, query: CallbackQuery) -> Calls:
        """What a press comes to; the press itself is answered first, as the person waits for that."""
        press, by = decode(query.data or ""), pressed(query)
        if press is None or by is None:
            return (self.word(query, STALE),)
        if press.verb in _OWN and not by.own:
            return (self.word(query, NOT_YOURS),)
        done, word = self._work[press.verb](press, by)
        return (self.word(query, word), *done)

    def word(self, query: CallbackQuery, word: str) -> Call:
        """The answer to a press itself: a few words by their name, or nothing to be seen."""
        return calls.answer_press(query.id, self._surface.toast(word) if word else "")

    def failed(self, query: CallbackQuery, error_id: str) -> Calls:
        """The apology for an error."""
        return (calls.answer_press(query.id, self._surface.words.say("says.failed", id=error_id)),)

    def _ask(self, press: Press, by: Pressed) -> Done:
        """A place, a figure, a body's duties: asked and answered in a new message."""
        talk = self._memory.talk(by.where.chat, by.person)
        reply = self._surface.asked(press, talk.state)
        return ((self._desk.give(by.where, by.person, talk, reply),), "") if reply is not None else NOTHING

    def _duties(self, press: Press, by: Pressed) -> Done:
        """A body's duties; a further page of them in place."""
        return self._ask(press, by) if len(press.arguments) == 1 else self._menu(press, by)

    def _menu(self, press: Press, by: Pressed) -> Done:
        """A page of what is no answer to a message, in place."""
        page = self._surface.page(press, short=self._memory.talk(by.where.chat, by.person).short)
        return ((calls.edit(by.shown, page),), "") if page is not None else NOTHING

    def _example(self, press: Press, by: Pressed) -> Done:
        """An example, asked as if it had been typed."""
        text = self._surface.example(":".join(press.arguments))
        if text is None:
            return NOTHING
        talk = self._memory.talk(by.where.chat, by.person)
        reply = self._surface.service.answer(text, talk.state, talk.agency)
        return (self._desk.give(by.where, by.person, talk, reply, text=text),), ""

    def _whole(self, press: Press, by: Pressed) -> Done:
        """The whole text of a place, in new messages."""
        sent = tuple(calls.send(by.where, message) for message in self._surface.whole(":".join(press.arguments)))
        return (sent, "") if sent else NOTHING

    def _page(self, press: Press, by: Pressed) -> Done:
        """Another page of the answer that the message gives, in place."""
        page, kept = ":".join(press.arguments), self._kept(by)
        if not page.isdecimal() or int(page) >= len(kept):
            return NOTHING
        return (calls.edit(by.shown, kept[int(page)]),), ""

    def _forms(self, press: Press, by: Pressed) -> Done:
        """The forms of a duty sheet, in place of the buttons."""
        rows = self._surface.forms(press)
        return ((calls.edit_rows(by.shown, rows),), "") if rows is not None else NOTHING

    def _make(self, press: Press, by: Pressed) -> Done:
        """A file or pictures, each in a new message."""
        orders = self._surface.orders(press)
        return (tuple(calls.make(by.where, order) for order in orders), "") if orders else NOTHING

    def _labels(self, press: Press, by: Pressed) -> Done:
        """The labels of feedback, in place of the buttons."""
        rows = self._surface.feedback_rows(press)
        return ((calls.edit_rows(by.shown, rows),), "") if rows is not None else NOTHING

    def _judge(self, press: Press, by: Pressed) -> Done:
        """A person's word on an answer, and the buttons again; "" only closes the labels."""
        label, *about = press.arguments or ("",)
        rows = self._surface.rows(press, self._kept(by), short=self._memory.talk(by.where.chat, by.person).short)
        if rows is None or label not in {"", *LABELS}:
            return NOTHING
        if label:
            now = self._surface.service.clock()
            self._memory.judge(by.where.chat, by.message, by.person, label, ":".join(about), now)
        return (calls.edit_rows(by.shown, rows),), THANKS if label else ""

    def _set(self, press: Press, by: Pressed) -> Done:
        """Short answers, or full ones; where the person works, and the bodies to choose from."""
        talk, word = self._memory.talk(by.where.chat, by.person), SAVED
        match press.arguments:
            case (how,) if how in {_SHORT, _FULL}:
                talk = replace(talk, short=how == _SHORT)
                self._memory.set_short(by.person, short=talk.short)
            case ("at", agency) if self._surface.works_at(agency):
                talk = replace(talk, agency=agency)
                self._memory.set_agency(by.person, agency)
                # The reminders of a person's own chat are about the same body; those of a group are the group's.
                self._reminders.about(by.person, agency)
            case ("bodies", page):
                shown_page = self._surface.bodies(talk.agency, page)
                return ((calls.edit(by.shown, shown_page),), "") if shown_page is not None else NOTHING
            case ("back",):
                word = ""
            case _:
                return NOTHING
        return (calls.edit(by.shown, self._surface.settings(short=talk.short, agency=talk.agency)),), word

    def _remind(self, press: Press, by: Pressed) -> Done:
        """Whether the chat is reminded; anybody there may say."""
        chat = by.where.chat
        match press.arguments:
            case ("on" | "again" as how,):
                agency = self._desk.about(chat, by.person)
                self._reminders.want(Wish(chat, by.where.topic, agency, self._surface.service.today))
            case ("off" | "stop" as how,):
                self._reminders.stop(chat)
            case _:
                return NOTHING
        wanted = how in {"on", "again"}
        word = REMINDED if wanted else NOT_REMINDED
        if how in {"again", "stop"}:
            return (calls.edit_rows(by.shown, self._surface.notices.rows(wanted=wanted)),), word
        return (calls.edit(by.shown, self._desk.reminded(chat, by.person)),), word

    def _delete(self, press: Press, by: Pressed) -> Done:
        """Delete what is kept of the person, or do not."""
        if press.arguments == ("yes",):
            self._memory.forget(by.person)
            self._reminders.stop(by.person)
        elif press.arguments != ("no",):
            return NOTHING
        said = "forgotten" if press.arguments == ("yes",) else "not_forgotten"
        return (calls.edit(by.shown, self._surface.says(said)),), ""

    def _kept(self, by: Pressed) -> tuple[shown.Message, ...]:
        """The pages that are kept of the answer that the message gives."""
        answered = self._memory.answer_in(by.where.chat, by.message)
        return answered.pages if answered is not None else ()
