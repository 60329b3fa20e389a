"""Makes the files and pictures that are ordered, as of today, and knows which there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot import logs
from bot.charts import gallery
from bot.charts.gallery import Gallery, load_gallery
from bot.charts.picture import png
from bot.commands.words import Words
from bot.export import calendar
from bot.export.duty import Duties, load_duties
from bot.export.file import file
from bot.export.subject import Scope, Subject, times
from bot.kinds.table import charges, duties
from bot.render import markup
from bot.service import Service
from bot.telegram.message import PNG, File, Message, Order, Picture

ICS = "ics"
PAPERS = ("docx", "xlsx")
"""The forms of every subject."""
_LOG = logs.logger(__name__)


@dataclass(frozen=True)
class Workshop:
    """Makes what is ordered; `words` are those of telegram.yaml."""

    service: Service
    words: Words

    def make(self, order: Order) -> Message | File | Picture:
        """What is ordered; the apology for an error where it cannot be made, so that it holds up nothing."""
        try:
            return self._picture(order) if order.form == PNG else self._file(order)
        except Exception as error:  # noqa: BLE001  # whatever it is, it would be the same the next time
            error_id = logs.failure(_LOG, "not_made", error, form=order.form, sort=order.sort, name=order.name)
            return Message(markup.words(self.words.say("says.not_made", id=error_id)))

    def orders(self, order: Order) -> tuple[Order, ...]:
        """What an order comes to: of all years or bodies every picture; () where there is no such thing."""
        if order.form == PNG:
            names = self._gallery.names(order.sort)
            if order.sort in gallery.SERIES and not order.name:
                return tuple(Order(PNG, order.sort, name) for name in names)
            return (order,) if order.name in names else ()
        subject = self._subject(order)
        return (order,) if subject is not None and order.form in self._forms(subject) else ()

    def offered(self, agency: str) -> tuple[Order, ...]:
        """What there is of a body: the forms of its duty sheet, its picture; () where nothing binds it."""
        forms = self._forms(Subject(Scope.AGENCY, agency))
        pictures = self.orders(Order(PNG, gallery.AGENCY, agency)) if forms else ()
        return (*(Order(form, Scope.AGENCY, agency) for form in forms), *pictures)

    def _forms(self, subject: Subject) -> tuple[str, ...]:
        """The forms in which a subject can be had; () where nothing binds it."""
        if subject.scope is not Scope.AGENCY:
            return PAPERS
        knowledge, agency = self.service.knowledge, subject.value
        if not (duties(knowledge, agency).every or charges(knowledge, agency)):
            return ()
        sheet = self._duties.sheet(subject, self.service.clock())
        return (*PAPERS, ICS) if calendar.dated(sheet, self._duties.words) else PAPERS

    def _subject(self, order: Order) -> Subject | None:
        """What a file is of; None where there is no such thing."""
        knowledge = self.service.knowledge
        if order.sort == Scope.AGENCY and order.name in knowledge.agencies:
            return Subject(Scope.AGENCY, order.name)
        if order.sort == Scope.GROUP and order.name in knowledge.groups:
            return Subject(Scope.GROUP, order.name)
        printed = {str(number): time for number, time in enumerate(times(knowledge))}
        if order.sort == Scope.TIME and order.name in printed:
            return Subject(Scope.TIME, printed[order.name])
        return None

    def _file(self, order: Order) -> File:
        """A duty sheet, or a calendar.

        Raises:
            LookupError: there is no such thing.
        """
        subject = self._subject(order)
        if subject is None:
            raise LookupError(order)
        sheet = self._duties.sheet(subject, self.service.clock())
        made = file(sheet, order.form, self._duties.words)
        caption = self.words.say("made.file", subject=_capital(sheet.title), day=f"{self.service.today:%d/%m/%Y}")
        return File(made.name, made.content, markup.words(caption))

    def _picture(self, order: Order) -> Picture:
        """A chart, with all that it shows in words."""
        chart = self._gallery.chart(order.sort, order.name, self.service.today)
        lines = (self.words.say("made.line", name=name, value=value) for name, value in gallery.told(chart))
        caption = self.words.say("made.picture", title=chart.title, lines="\n".join(lines))
        return Picture(f"{chart.id}.{PNG}", png(gallery.drawn(chart)), markup.words(caption))

    @cached_property
    def _duties(self) -> Duties:
        return load_duties(self.service.knowledge, self.service.voice)

    @cached_property
    def _gallery(self) -> Gallery:
        return load_gallery(self.service.knowledge)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
