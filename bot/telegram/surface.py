"""Everything that is shown in Telegram, as values: answers, cards, menus, words. The engine only sends them.

Pure: knows neither Telegram's library nor the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot import asks
from bot.commands.words import Words, load_words
from bot.render import markup
from bot.render.telegram import Renderer
from bot.service import Reply, Service
from bot.telegram.callback import Press, Verb
from bot.telegram.cards import Cards
from bot.telegram.inline import Inline
from bot.telegram.keyboard import Keyboard
from bot.telegram.menus import Menus
from bot.telegram.message import PNG, Button, File, Message, Order, Result, Rows
from bot.telegram.notices import Notices
from bot.telegram.workshop import Workshop
from knowledge.landmarks import EFFECT
from knowledge.load import source_text
from nlp.ask import Ask, Kind
from nlp.charts import Chart
from nlp.state import State

FILE = "telegram.yaml"
_NUMBER = re.compile(r"\d|\b[ivx]+\b", re.IGNORECASE)
"""Places are numbered so; without any such sign no text names one by its number."""


@dataclass(frozen=True)
class Surface:
    """What to show; holds nothing of any conversation. `words` are those of telegram.yaml, `username` the bot's."""

    service: Service
    words: Words
    username: str

    # Answers: what goes through the line. The engine keeps the reply's state and logs its answer.

    def asked(self, press: Press, state: State | None) -> Reply | None:
        """What a press asks (UNIT, CHOICE, FIGURE, AGENCY): the reply with the state after it; None: of no such thing.

        Send it as a new message by `reply` and `pages`;
        but an AGENCY press with a page number (two arguments) replaces the message pressed: see `page`.
        """
        ask = self._ask(press, state)
        return self.service.tell(ask, state) if ask is not None else None

    def opened(self, payload: str, state: State | None) -> Reply | None:
        """What a deep link opens: a place, or the duties of a body. None: no such thing."""
        return self.asked(Press(Verb.UNIT, (payload,)), state) or self.asked(Press(Verb.AGENCY, (payload,)), state)

    def numbered(self, text: str, state: State | None) -> Reply | None:
        """The place that `/muc` with an argument asks for ("III-II-5", "4.2 nhóm II"). None: it has no number."""
        if not _NUMBER.search(text):
            return None
        return self.service.answer(self.words.say("says.numbered", text=text), state)

    def example(self, number: str) -> str | None:
        """The question behind an example button (EXAMPLE): ask it as if it had been typed. None: no such button."""
        return self._examples.get(number)

    def shown(self, reply: Reply, *, short: bool) -> tuple[tuple[Message, ...], bool]:
        """An answer, page by page, of which the first is sent; and whether the store has to keep them.

        Kept under chat and message they serve PAGE presses (edit in place) and feedback.
        """
        return self._cards.shown(reply, short=short)

    def sent(self, reply: Reply, *, short: bool) -> Message:
        """An answer as it is sent into a chat that the bot is not in (guest mode)."""
        return self._cards.sent(reply, short=short)

    def results(self, query: str) -> tuple[Result, ...]:
        """Inline results, best first, at most 50; never none."""
        return self._inline.results(query)

    # What is shown without asking.

    def page(self, press: Press, *, short: bool) -> Message | None:
        """What replaces the message pressed: AGENCY with a page number, MENU. None: no such page."""
        match press:
            case Press(Verb.MENU, (menu, argument, page)) if page.isdecimal():
                return self._menus.show(menu, argument, int(page))
            case Press(Verb.AGENCY, (_, page)) if page.isdecimal():
                reply = self.asked(press, None)
                pages = self._cards.shown(reply, short=short)[0] if reply is not None else ()
                return pages[int(page)] if int(page) < len(pages) else None
        return None

    def menu(self, menu: str) -> Message:
        """A menu's first page: "muctieu", "nhiemvu", "coquan", "thoihan", "bieudo", "muc".

        Raises:
            KeyError: no such menu.
        """
        made = self._menus.show(menu)
        if made is None:
            raise KeyError(menu)
        return made

    def whole(self, unit_id: str) -> tuple[Message, ...]:
        """The words of a place with those that belong to it, as the plan has them; () where there is no such place."""
        return self._cards.whole(unit_id)

    def source(self) -> tuple[Message | File, ...]:
        """`/nguon`: number, date, what it replaces; the source text as a file."""
        answer = self.service.tell(Ask(Kind.LEGAL, "a command", units=(EFFECT,), wants="source")).answer
        caption = markup.words(self.words.say("source.caption"))
        file = File(self.words.say("source.file"), source_text().encode(), caption)
        return (Message(self._renderer.answer(answer)[0].html, self._keyboard.whole(EFFECT)), file)

    # Files and pictures. FORMS press: edit the keyboard to `forms`. MAKE press: send what each of `orders` comes to.

    def forms(self, press: Press) -> Rows | None:
        """The forms in which one can have the duties of a body, and back to them; None: no such thing."""
        match press.arguments:
            case (agency, page) if agency in self.service.knowledge.agencies:
                offered = self.workshop.offered(agency)
                return self._keyboard.forms(offered, Press(Verb.AGENCY, (agency, page))) if offered else None
        return None

    def orders(self, press: Press) -> tuple[Order, ...]:
        """What a MAKE press orders; () where there is no such thing."""
        match press.arguments:
            case (form, sort, name):
                return self.workshop.orders(Order(form, sort, name))
        return ()

    def pictures(self, chart: Chart) -> tuple[Order, ...]:
        """The pictures of a chart that is asked for; () where there are none."""
        # Of another year than those that there are targets for all are shown.
        named, every = (self.workshop.orders(Order(PNG, chart.sort, name)) for name in (chart.name, ""))
        return named or every

    # Feedback. LABELS press: edit the keyboard to `feedback_rows`. LABEL press: keep its label (the first argument,
    # "" for none) and edit the keyboard to `rows`.

    def feedback_rows(self, press: Press) -> Rows | None:
        """The four labels, for a LABELS press; None where it comes from no buttons of ours."""
        of = _of(press.arguments)
        return self._keyboard.labels(of) if of is not None else None

    def rows(self, press: Press, kept: tuple[Message, ...] = (), *, short: bool) -> Rows | None:
        """The buttons to come back to from the labels, for a LABEL press; None: no longer known.

        Args:
            press: the LABEL press.
            kept: the pages that the store keeps for the message, where it keeps any.
            short: whether the person wants short answers.
        """
        match _of(press.arguments[1:]):
            case Press(Verb.UNIT, (unit,)) if unit in self.service.knowledge.units:
                return self._keyboard.place(unit)
            case Press(Verb.AGENCY) as of:
                shown = self.page(of, short=short)
                return shown.rows if shown is not None else None
            case Press(Verb.PAGE, (page,)) if page.isdecimal() and int(page) < len(kept):
                return kept[int(page)].rows
        return None

    # Words.

    def start(self) -> Message:
        """`/start`: what it knows, three examples, that it is no official ruling."""
        return self._greeting("says.start")

    def unknown_payload(self) -> Message:
        """A deep link that names no place, greeted as by `start`."""
        return self._greeting("says.unknown_payload")

    def help(self) -> Message:
        """`/help`."""
        return Message(markup.words(self.words.say("says.help", username=self.username)))

    def privacy(self, days: int) -> Message:
        """`/privacy`: what is kept, for how many days."""
        return Message(markup.words(self.words.say("says.privacy", days=days)))

    def settings(self, *, short: bool, agency: str = "") -> Message:
        """`/settings`, and after a SETTING press in place: how answers are drawn, where the person works."""
        chosen = "short" if short else "full"
        row: list[Button] = []
        for name, key in (("full", "buttons.full"), ("short", "buttons.short")):
            label = self.words.say(key)
            label = self.words.say("buttons.chosen", label=label) if name == chosen else label
            row.append(self._keyboard.press(label, Press(Verb.SETTING, (name,))))
        known = self.service.knowledge.agencies.get(agency)
        place = self.words.say("buttons.body", agency=known.name) if known else self.words.say("buttons.choose_body")
        bodies = self._keyboard.press(place, Press(Verb.SETTING, ("bodies", "0")))
        return Message(markup.words(self.words.say("says.settings")), (tuple(row), (bodies,)))

    def bodies(self, agency: str, page: str) -> Message | None:
        """The bodies to choose from where the person works, the one chosen marked; None: no such page."""
        return self._menus.bodies(agency, int(page)) if page.isdecimal() else None

    def works_at(self, agency: str) -> bool:
        """Whether a person may say that they work there: a body of ours, or "" for none."""
        return agency == "" or agency in self.service.knowledge.agencies

    def forget_asked(self) -> Message:
        """`/xoa`: are you sure; DELETE presses ("yes" or "no") come back."""
        row = tuple(
            self._keyboard.press(self.words.say(key), Press(Verb.DELETE, (answer,)))
            for answer, key in (("yes", "buttons.yes"), ("no", "buttons.no"))
        )
        return Message(markup.words(self.words.say("says.forget_asked")), (row,))

    def says(self, name: str, **values: object) -> Message:
        """One of the plain messages of telegram.yaml under "says".

        "forgotten" and "not_forgotten" replace the question of `forget_asked`; "cancelled" answers `/huy`, "text_only"
        photos, voice and so on, "ask_usage" `/hoi` without a question, "numbered_usage" `/muc` without a number,
        "own_account" what only a person's own account can do, "edited_command" a message that was edited into a
        command, "unknown_command" other commands (in private chats), "too_many" what is beyond the messages a minute;
        "failed" is the apology, with the `id` of the error.
        """
        return Message(markup.words(self.words.say(f"says.{name}", **values)))

    def toast(self, name: str) -> str:
        """The few words that a press is answered with, by their name below "toasts" of telegram.yaml."""
        return self.words.say(f"toasts.{name}")

    def _ask(self, press: Press, state: State | None) -> Ask | None:
        """What a press asks; None where it asks nothing, or after what the plan does not have."""
        knowledge = self.service.knowledge
        match press:
            case Press(Verb.UNIT, (unit,)) if unit in knowledge.units:
                return asks.place(unit, knowledge)
            case Press(Verb.CHOICE, (unit,)) if unit in knowledge.units:
                return asks.chosen(unit, state, knowledge)
            case Press(Verb.FIGURE, (figure,)) if figure in {each.id for each in knowledge.figures}:
                return asks.named(figure, state, knowledge)
            case Press(Verb.AGENCY, (agency, *_)) if agency in knowledge.agencies:
                return asks.duties(agency)
        return None

    def _greeting(self, key: str) -> Message:
        rows = tuple(
            (self._keyboard.press(question, Press(Verb.EXAMPLE, (number,))),)
            for number, question in self._examples.items()
        )
        return Message(markup.words(self.words.say(key)), rows)

    @cached_property
    def notices(self) -> Notices:
        """What is shown of reminders."""
        return Notices(self.service, self.words, self._renderer, self._keyboard)

    @cached_property
    def workshop(self) -> Workshop:
        """What makes files and pictures."""
        return Workshop(self.service, self.words)

    @cached_property
    def _examples(self) -> dict[str, str]:
        """The example questions by their numbers."""
        return {str(number): question for number, question in enumerate(self.words.at("examples"))}

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.service.voice, self.words)

    @cached_property
    def _keyboard(self) -> Keyboard:
        return Keyboard(self.service.voice, self.words, self.username)

    @cached_property
    def _cards(self) -> Cards:
        return Cards(self.service.voice, self.words, self._renderer, self._keyboard)

    @cached_property
    def _menus(self) -> Menus:
        return Menus(self.service.voice, self.words, self._keyboard)

    @cached_property
    def _inline(self) -> Inline:
        return Inline(self.service, self.words, self._cards)


def _of(words: Sequence[str]) -> Press | None:
    """The press that a press of feedback names, which tells what buttons to come back to."""
    if not words or words[0] not in {Verb.UNIT, Verb.AGENCY, Verb.PAGE}:
        return None
    return Press(Verb(words[0]), tuple(words[1:]))


def load_surface(service: Service, username: str) -> Surface:
    """The surface, its words loaded.

    Raises:
        DataError: the file of words is broken.
    """
    return Surface(service, load_words(FILE), username)
