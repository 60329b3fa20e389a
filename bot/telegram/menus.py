"""The menus of the commands: each page is a message that is edited into the next; what is chosen there is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.charts import gallery
from bot.commands.words import Words
from bot.export import subject
from bot.export.subject import Scope
from bot.kinds.table import bodies, duties
from bot.render import markup
from bot.telegram.callback import Press, Verb
from bot.telegram.keyboard import Keyboard
from bot.telegram.message import PNG, Button, Message, Order
from bot.telegram.workshop import PAPERS
from bot.voice import Voice
from knowledge.landmarks import TABLE, YEARLY_REPORT
from knowledge.model import Figure, Time

YEARS = ("2030", "2045")
PARTS = {"QD": ("QD-", "KH-"), "I": ("I-",), "II": ("II-",), "III": (), "IV": ("IV-",)}
"""The parts of the document with the beginnings of their places' ids; the groups of III have a menu of their own."""
_ROWS = 8


@dataclass(frozen=True, slots=True)
class _Listed:
    """A menu before it is cut into pages: the text above, its buttons, how many stand side by side, the last rows.

    `papers` are what it can be had as; they stand above the last row.
    """

    text: str
    buttons: tuple[Button, ...]
    columns: int = 1
    below: tuple[Button, ...] = ()
    papers: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Menus:
    """Makes the pages of menus; `words` are those of telegram.yaml."""

    voice: Voice
    words: Words
    keyboard: Keyboard

    def show(self, menu: str, argument: str = "", page: int = 0) -> Message | None:
        """A page of a menu; None where there is none such."""
        listed = self.menus[menu](argument) if menu in self.menus else None
        return self._page(listed, page, lambda number: _press(menu, argument, number)) if listed is not None else None

    def bodies(self, chosen: str, page: int) -> Message | None:
        """A page of the bodies that the table binds, those that it names first, to tell where one works; None: no such.

        Args:
            chosen: the body that is told already, "" for none.
            page: from 0.
        """
        knowledge = self.voice.knowledge
        names = {"": self.words.say("buttons.no_body")}
        names |= {agency: _capital(knowledge.agencies[agency].name) for agency in bodies(knowledge)}
        buttons = tuple(
            self._press(self._chosen(name, chosen=agency == chosen), Press(Verb.SETTING, ("at", agency)))
            for agency, name in names.items()
        )
        back = self._press(self.words.say("buttons.back"), Press(Verb.SETTING, ("back",)))
        listed = _Listed(self.words.say("menus.bodies"), buttons, below=(back,))
        return self._page(listed, page, lambda number: Press(Verb.SETTING, ("bodies", str(number))))

    def _page(self, listed: _Listed, page: int, press: Callable[[int], Press]) -> Message | None:
        """A page of what is listed, with those beside it; None where there is none such."""
        size = _ROWS * listed.columns
        starts = range(0, len(listed.buttons), size)
        if not 0 <= page < len(starts):
            return None
        shown = listed.buttons[starts[page] : starts[page] + size]
        rows = [shown[at : at + listed.columns] for at in range(0, len(shown), listed.columns)]
        pager = self.keyboard.pager([press(number) for number in range(len(starts))], page)
        below = (*pager, *listed.below)
        return Message(markup.words(listed.text), (*rows, *(row for row in (listed.papers, below) if row)))

    @property
    def menus(self) -> dict[str, Callable[[str], _Listed | None]]:
        """The menus by the command that shows each."""
        return {
            "muctieu": self._targets,
            "nhiemvu": self._tasks,
            "coquan": self._agencies,
            "thoihan": self._times,
            "bieudo": self._charts,
            "muc": self._parts,
        }

    def _targets(self, year: str) -> _Listed | None:
        """The figures of a year's targets, each a button; the other year beside it."""
        year = year or YEARS[0]
        if year not in YEARS:
            return None
        figures = [figure for figure in self.voice.knowledge.figures if figure.year == year]
        buttons = tuple(self._press(self._figure(f), Press(Verb.FIGURE, (f.id,))) for f in figures)
        below = tuple(self._press(self._chosen(each, chosen=each == year), _press("muctieu", each)) for each in YEARS)
        title = self.words.say("menus.figures_title", year=year)
        return _Listed(self._text(title, "menus.figures_hint"), buttons, columns=2, below=below)

    def _figure(self, figure: Figure) -> str:
        """What a figure is of, and how much: "Xếp loại khá: trên 60%"."""
        name = self.words.say(f"menus.figures.{figure.id}")
        return self.words.say(
            "menus.figure", name=name, value=self.words.say(f"menus.bounds.{figure.bound}", value=figure.value)
        )

    def _chosen(self, label: str, *, chosen: bool) -> str:
        return self.words.say("buttons.chosen", label=label) if chosen else label

    def _tasks(self, group: str) -> _Listed | None:
        """The groups of the table, or the rows of one."""
        knowledge = self.voice.knowledge
        if not group:
            buttons = tuple(self._press(self.voice.short(each), _press("nhiemvu", each)) for each in knowledge.groups)
            return _Listed(self._text(self.voice.say("count.tasks").rstrip(":"), "menus.hint"), buttons)
        if group not in knowledge.groups:
            return None
        unit = knowledge.units[group]
        title = self.voice.say("section.group", place=self.voice.label(unit), text=unit.text)
        buttons = tuple(self._unit(row, numbered=True) for row in knowledge.groups[group])
        papers = self._papers(Scope.GROUP, group)
        return _Listed(self._text(title, "menus.hint"), buttons, below=(self._back("nhiemvu"),), papers=papers)

    def _agencies(self, argument: str) -> _Listed | None:
        """The bodies that the table names, those with most tasks first."""
        if argument:
            return None
        agencies = self.voice.knowledge.agencies
        buttons = tuple(
            self._press(
                self.words.say("menus.agency", agency=_capital(agencies[agency].name), count=count),
                Press(Verb.AGENCY, (agency,)),
            )
            for agency, count in self._named()
        )
        return _Listed(self._text(self.words.say("menus.agencies_title"), "menus.agencies_hint"), buttons)

    def _named(self) -> list[tuple[str, int]]:
        """The bodies that rows of the table name, with the number of these, the largest first."""
        knowledge = self.voice.knowledge
        found = {agency: duties(knowledge, agency) for agency in knowledge.agencies}
        counts = {agency: len(each.lead) + len(each.coord) for agency, each in found.items()}
        return sorted(((a, count) for a, count in counts.items() if count), key=lambda each: -each[1])

    def _times(self, argument: str) -> _Listed | None:
        """The times of the table, dated ones first, or the rows of one."""
        tasks = [task for task in self.voice.knowledge.tasks.values() if task.time is not None]
        times = sorted({task.time.text: task.time for task in tasks if task.time}.values(), key=_when)
        counts = Counter(task.unit.deadline for task in tasks)
        if not argument:
            buttons = [
                self._press(self.words.say("menus.time", time=t.text, count=counts[t.text]), _press("thoihan", str(at)))
                for at, t in enumerate(times)
            ]
            title = self.voice.say("schedule.times", count=len(times)).rstrip(":")
            return _Listed(self._text(title, "menus.times_hint"), (*buttons, self._unit(YEARLY_REPORT)))
        if argument not in {str(at) for at in range(len(times))}:
            return None
        time = times[int(argument)].text
        rows = tuple(self._unit(task.unit.id) for task in tasks if task.unit.deadline == time)
        title = self.voice.say("schedule.found", count=len(rows), times=f"“{time}”").rstrip(":")
        papers = self._papers(Scope.TIME, str(subject.times(self.voice.knowledge).index(time)))
        return _Listed(self._text(title, "menus.hint"), rows, below=(self._back("thoihan"),), papers=papers)

    def _charts(self, argument: str) -> _Listed | None:
        """The charts."""
        if argument:
            return None
        named = [
            *((self.words.say("menus.chart_targets", year=year), gallery.TARGETS, year) for year in YEARS),
            (self.words.say("menus.chart_times"), gallery.TIMES, ""),
            (self.words.say("menus.chart_agencies"), gallery.AGENCIES, ""),
        ]
        buttons = (self._press(label, Press(Verb.MAKE, (PNG, sort, name))) for label, sort, name in named)
        return _Listed(self.words.say("menus.charts"), tuple(buttons))

    def _papers(self, scope: Scope, name: str) -> tuple[Button, ...]:
        """What can be taken along of what is shown."""
        return tuple(self.keyboard.make(Order(form, scope, name)) for form in PAPERS)

    def _parts(self, part: str) -> _Listed | None:
        """The parts of the document, or the places of one."""
        if not part:
            buttons = tuple(self._press(self._part(each), _press("muc", each)) for each in PARTS)
            return _Listed(self._text(self.voice.say("document"), "menus.parts_hint"), buttons)
        if part not in PARTS:
            return None
        back = (self._back("muc"),)
        text = self._text(self._part(part), "menus.hint")
        if part == TABLE:
            groups = self.voice.knowledge.groups
            pressed = tuple(self._press(self.voice.short(group), _press("nhiemvu", group)) for group in groups)
            return _Listed(text, pressed, below=back)
        units = [unit for unit in self.voice.knowledge.units if unit.startswith(PARTS[part])]
        return _Listed(text, tuple(self._unit(unit) for unit in units), below=back)

    def _part(self, part: str) -> str:
        if part not in self.voice.wording["overview"]["part"]:
            return self.words.say("menus.decision")
        return self.words.say("menus.part", number=part, name=self.voice.say(f"overview.part.{part}").capitalize())

    def _unit(self, unit_id: str, *, numbered: bool = False) -> Button:
        """Opens the card of a place; `numbered` by its number in its group too."""
        if not numbered:
            return self.keyboard.unit(unit_id)
        number = self.voice.knowledge.units[unit_id].number
        label = self.words.say("menus.number", number=number, name=self.voice.short(unit_id))
        return self._press(label, Press(Verb.UNIT, (unit_id,)))

    def _back(self, menu: str) -> Button:
        return self._press(self.words.say("buttons.back"), _press(menu))

    def _text(self, title: str, hint: str) -> str:
        return f"{title}\n\n{self.words.say(hint)}"

    def _press(self, label: str, press: Press) -> Button:
        return self.keyboard.press(label, press)


def _press(menu: str, argument: str = "", page: int = 0) -> Press:
    return Press(Verb.MENU, (menu, argument, str(page)))


def _when(time: Time) -> tuple[date, date, str]:
    """Where a time stands among the others: those that end first, then those without an end."""
    return (time.last or date.max, time.first or date.max, time.text)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
