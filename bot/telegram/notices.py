"""What is shown of reminders: whether a chat wants them, and the reminders themselves, as of today."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer import Answer, Text
from bot.commands.words import Words
from bot.kinds import times
from bot.render import markup
from bot.render.telegram import Renderer
from bot.service import Service
from bot.telegram import occasions
from bot.telegram.callback import Press, Verb
from bot.telegram.keyboard import Keyboard
from bot.telegram.message import Message, Rows
from knowledge.landmarks import RECEIVER, YEARLY_REPORT
from knowledge.model import Agency
from nlp.ask import Ask, Kind

_REASON = "a reminder"


@dataclass(frozen=True)
class Notices:
    """Makes messages of reminders; `words` are those of telegram.yaml. A body "" or unknown stands for all."""

    service: Service
    words: Words
    renderer: Renderer
    keyboard: Keyboard

    def card(self, agency: str, *, wanted: bool, own: bool) -> Message:
        """`/nhac`: whether the chat is reminded, of whose tasks, when next; the button that changes it.

        `own` tells whether it is a person's own chat, where the body is the one at which they work.
        """
        known = self._known(agency)
        about = self.words.say("remind.of", agency=known.name) if known else self.words.say("remind.of_all")
        about = self.words.say("remind.own", about=about) if own else about
        next_day = f"{occasions.following(self.service.today).day:%d/%m/%Y}"
        text = self.words.say("remind.on" if wanted else "remind.off", about=about, day=next_day)
        return Message(markup.words(text), self._row("stop", "off") if wanted else self._row("start", "on"))

    def reminder(self, what: str, agency: str) -> Message:
        """A reminder of something ("report" or "quarter" of `occasions`), with the button that stops them."""
        known = self._known(agency)
        answer = self._report(known) if what == occasions.REPORT else self._standing(known)
        return Message(self.renderer.beginning(answer, short=False), self.rows(wanted=True))

    def rows(self, *, wanted: bool) -> Rows:
        """The button under a reminder: to stop them; where the chat has stopped them, to have them again."""
        return self._row("stop", "stop") if wanted else self._row("again", "again")

    def _report(self, agency: Agency | None) -> Answer:
        """How long until the yearly report is due, with the plan's words; where they do not bind the body, that too."""
        today, day = self.service.today, times.latest(self.service.today)
        key = "remind.report" if today < day else "remind.report_today"
        said = self.words.say(key, day=f"{day:%d/%m/%Y}", days=(day - today).days)
        ask = Ask(Kind.REPORT, _REASON, units=(YEARLY_REPORT,), agencies=_ids(agency), wants="body")
        answer = _headed(self.service.tell(ask).answer, said)
        return replace(answer, notes=(*answer.notes, *self.service.voice.outside((RECEIVER,))))

    def _standing(self, agency: Agency | None) -> Answer:
        """What stands as a quarter begins."""
        today = self.service.today
        said = self.words.say("remind.quarter", quarter=(today.month + 2) // 3, year=today.year)
        return _headed(self.service.tell(Ask(Kind.SCHEDULE, _REASON, agencies=_ids(agency), wants="next")).answer, said)

    def _known(self, agency: str) -> Agency | None:
        return self.service.knowledge.agencies.get(agency)

    def _row(self, label: str, argument: str) -> Rows:
        button = self.keyboard.press(self.words.say(f"remind.buttons.{label}"), Press(Verb.REMIND, (argument,)))
        return ((button,),)


def _ids(agency: Agency | None) -> tuple[str, ...]:
    return (agency.id,) if agency is not None else ()


def _headed(answer: Answer, said: str) -> Answer:
    return replace(answer, blocks=(Text(said, strong=True), *answer.blocks))
