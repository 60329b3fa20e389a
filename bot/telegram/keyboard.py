"""The buttons under answers: at most two rows, each built from what the answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bot.commands.words import Words
from bot.opinion import LABELS
from bot.telegram.callback import Press, Verb
from bot.telegram.message import Button, Order, Rows
from bot.voice import Voice

LONGEST_COPY = 256
"""Characters that a button copies."""
_LABEL = 48
"""Characters of a button's label; phones show fewer."""
_NEARBY = 24
"""Characters of the label of a place that stands beside others."""
_NEAR = 2


@dataclass(frozen=True)
class Keyboard:
    """Makes rows of buttons; `words` are those of telegram.yaml, `username` the bot's."""

    voice: Voice
    words: Words
    username: str

    def place(self, unit_id: str) -> Rows:
        """Under the card of a place: what its agency must do, the places beside it; its words, citation, address."""
        task = self.voice.knowledge.tasks.get(unit_id)
        agencies = [self.duties(agency) for agency in task.lead[:1]] if task else []
        near = [self.nearby(see) for see in self.voice.places[unit_id].see[:_NEAR]]
        whole = self.press(self.words.say("buttons.whole"), Press(Verb.WHOLE, (unit_id,)))
        below = (whole, self.copy([unit_id]), self.share(unit_id), self.feedback(Press(Verb.UNIT, (unit_id,))))
        return tuple(row for row in ((*agencies, *near), below) if row)

    def page(
        self,
        listed: Sequence[tuple[int, str]],
        presses: Sequence[Press],
        at: int,
        near: Sequence[str],
        further: Sequence[Button],
    ) -> Rows:
        """Under a page of an answer from several places: what it lists, by number; the pages beside it.

        Args:
            listed: the places listed on the page.
            presses: what shows each page.
            at: the page, from 0.
            near: places to open where none are listed.
            further: what else stands below.
        """
        numbers = [self.press(str(number), Press(Verb.UNIT, (unit,))) for number, unit in listed]
        above = numbers or [self.nearby(unit) for unit in near]
        below = (*self.pager(presses, at), *further, self.feedback(presses[at]))
        return tuple(tuple(row) for row in (above, below) if row)

    def pager(self, presses: Sequence[Press], at: int) -> list[Button]:
        """The pages beside a page, round and round, and where one is; none for a single page."""
        if len(presses) <= 1:
            return []
        shown = self.words.say("buttons.at", page=at + 1, pages=len(presses))
        return [
            self.press(self.words.say("buttons.earlier"), presses[at - 1]),
            self.press(shown, Press(Verb.HERE)),
            self.press(self.words.say("buttons.later"), presses[(at + 1) % len(presses)]),
        ]

    def choices(self, units: Sequence[str]) -> Rows:
        """The places to choose from, one below the other."""
        return tuple((self.press(self.voice.short(unit), Press(Verb.CHOICE, (unit,))),) for unit in units)

    def whole(self, unit_id: str) -> Rows:
        """Under the whole text of a place."""
        return ((self.copy([unit_id]), self.share(unit_id)),)

    def sent(self, units: Sequence[str], payload: str) -> Rows:
        """Under what was sent into another chat: the citation, and the way to the bot, where a payload opens more."""
        opened = Button(self.words.say("buttons.open"), url=self.address(payload))
        return ((self.copy(units), opened),) if units else ((opened,),)

    def addresses(self, units: Sequence[str]) -> Rows:
        """The places to choose from in another chat: each by its number and name opens the bot there."""
        names = (
            self.words.say("drawn.item", number=number, name=self.voice.short(unit))
            for number, unit in enumerate(units, start=1)
        )
        return tuple(
            (Button(cut(name, _LABEL), url=self.address(unit)),) for name, unit in zip(names, units, strict=True)
        )

    def labels(self, of: Press) -> Rows:
        """The labels of feedback, and back to the buttons that a press names."""

        def label(name: str, key: str) -> Button:
            return self.press(self.words.say(key), Press(Verb.LABEL, (name, of.verb, *of.arguments)))

        made = [label(name, f"feedback.{name}") for name in LABELS]
        return (tuple(made[:2]), (*made[2:], label("", "buttons.back")))

    def files(self, agency: str, page: int) -> Button:
        """Opens the forms in which one can have the duties of a body; `page` is the one of them that is shown."""
        return self.press(self.words.say("buttons.files"), Press(Verb.FORMS, (agency, str(page))))

    def forms(self, orders: Sequence[Order], of: Press) -> Rows:
        """What can be made, and back to the buttons that a press names."""
        back = self.press(self.words.say("buttons.back"), Press(Verb.LABEL, ("", of.verb, *of.arguments)))
        return (tuple(map(self.make, orders)), (back,))

    def make(self, order: Order) -> Button:
        """Sends a file or a picture."""
        label = self.words.say(f"made.forms.{order.form}")
        return self.press(label, Press(Verb.MAKE, (order.form, order.sort, order.name)))

    def feedback(self, of: Press) -> Button:
        """Opens the labels; `of` names the buttons to come back to."""
        return self.press(self.words.say("buttons.feedback"), Press(Verb.LABELS, (of.verb, *of.arguments)))

    def unit(self, unit_id: str) -> Button:
        """Opens the card of a place."""
        return self.press(self.voice.short(unit_id), Press(Verb.UNIT, (unit_id,)))

    def nearby(self, unit_id: str) -> Button:
        """As `unit`, for a row of several."""
        return self.press(cut(self.voice.short(unit_id), _NEARBY), Press(Verb.UNIT, (unit_id,)))

    def all_duties(self, agency: str) -> Button:
        """Shows all that a body must do, under some of it."""
        return self.press(self.words.say("buttons.all_duties"), Press(Verb.AGENCY, (agency,)))

    def duties(self, agency: str) -> Button:
        """Shows what a body must do."""
        return self.press(self.words.say("buttons.duties"), Press(Verb.AGENCY, (agency,)))

    def copy(self, units: Sequence[str]) -> Button:
        """Copies the citation of places; of more than fit, how many they are."""
        document = self.voice.say("document")
        places = "; ".join(citation.label for citation in self.voice.cite(units))
        text = self.words.say("drawn.copied", places=places, document=document)
        if len(text) > LONGEST_COPY:
            text = self.words.say("drawn.copied_many", count=len(units), document=document)
        return Button(self.words.say("buttons.copy"), copy=text)

    def share(self, unit_id: str) -> Button:
        """Passes on the address of a place, with its name."""
        label = self.voice.label(self.voice.knowledge.units[unit_id])
        said = self.words.say("drawn.shared", name=self.voice.short(unit_id), place=label)
        query = urlencode({"url": self.address(unit_id), "text": said}, quote_via=quote)
        return Button(self.words.say("buttons.share"), url=f"https://t.me/share/url?{query}")

    def address(self, payload: str) -> str:
        """The deep link that opens the bot, with a place where a payload names one."""
        return f"https://t.me/{self.username}" + (f"?start={payload}" if payload else "")

    @staticmethod
    def press(label: str, press: Press) -> Button:
        """A button that does something; a label that is too long is cut at a word."""
        return Button(cut(label, _LABEL), data=press.data)


def cut(label: str, most: int) -> str:
    """A label of up to so many characters; a longer one is cut at a word."""
    return label if len(label) <= most else f"{label[:most].rpartition(' ')[0]}…"
