"""An answer as a card for the page: the fact first, then its fields, the plan's words, the places, notes set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answer import Answer, Fields, Items, Note, NoteKind, Outcome, Quote, Reason, Text
from bot.commands.words import Words
from bot.render import copied
from bot.render.card import Caption, Card, Entries, Entry, Facts, Field, Lead, Paragraph, Piece, Remark, Spot, Verbatim
from bot.render.markup import brief
from bot.voice import Voice
from knowledge.model import Unit

_LONG = 170
"""The plan's words are told as the fact up to this many characters; longer ones are quoted."""
_GIST = 200
"""Characters of what a card says in short."""
_DEAD_ENDS = frozenset({Reason.OFF_TOPIC, Reason.UNREADABLE, Reason.NO_REFERENT})
"""Why an answer leads nowhere; there one gets so many questions to go on with."""
_EXAMPLES = 3
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S+")
"""Where a source can be opened; of some only their number is known."""


@dataclass(frozen=True)
class Renderer:
    """Makes cards; `words` are those of web.yaml."""

    voice: Voice
    words: Words

    def card(self, answer: Answer) -> Card:
        """The card of an answer."""
        said = tuple(self._pieces(answer))
        pieces = (*said, *self._unsaid(answer, said))
        kicker = self._kicker(answer, pieces)
        # What is to be chosen from is nothing that the answer rests on.
        cited = () if answer.choices else self.spots(citation.id for citation in answer.citations)
        places, document = "; ".join(spot.label for spot in cited), self.voice.say("document")
        return Card(
            kicker=kicker,
            pieces=pieces,
            gist=brief(". ".join(filter(None, [kicker, " ".join(filter(None, _texts(pieces)))])), _GIST),
            cited=cited,
            document=document,
            choices=self.spots(choice.id for choice in answer.choices),
            near=self.spots(place.id for place in answer.see_also),
            bodies=self._bodies(answer),
            asks=self._asks(answer),
            remarks=tuple(self.remark(note) for note in answer.notes if not note.inline),
            text=copied.render(kicker, pieces, tuple(self._below(answer, places, document))),
            citation=self._citation(places) if cited else "",
            wants_body=Text(self.voice.say("clarify.body_set")) in answer.blocks,
        )

    def spots(self, unit_ids: Iterable[str]) -> tuple[Spot, ...]:
        """Places by name and label."""
        return tuple(Spot(unit, self.voice.short(unit), self._label(unit)) for unit in unit_ids)

    def remark(self, note: Note) -> Remark:
        """A note, with the web address of its source."""
        address = note.source.rpartition(", ")[2]
        return Remark(note.text, note.kind, f"https://{address}" if _ADDRESS.fullmatch(address) else "")

    def _pieces(self, answer: Answer) -> Iterator[Piece]:
        """The blocks one by one."""
        facts = [block.text for block in answer.blocks if isinstance(block, Text) and block.strong]
        several = sum(isinstance(block, Quote) for block in answer.blocks) > 1
        remarks = [note.text for note in answer.notes if note.kind is NoteKind.ODDITY and note.inline]
        number, before = 1, ""
        for block in answer.blocks:
            match block:
                case Text(text):
                    yield self._said(block, answer)
                    before = text
                case Fields(rows):
                    fields = tuple(self._fields(rows, remarks))
                    yield from [Facts(fields)] if fields else []
                    yield from self._shortened(rows, answer)
                case Items(title, items):
                    yield Entries(title, tuple(self._entry(place, text) for place, text in items), number)
                    number += len(items)
                case Quote(unit, text):
                    label = self._label(unit) if several and self._label(unit) != before else ""
                    yield Verbatim(unit, label, text, folded=any(map(block.tells, facts)))

    def _said(self, block: Text, answer: Answer) -> Lead | Caption | Paragraph | Verbatim:
        """A paragraph as what it is: what was asked for, the name of the place that follows, or a remark."""
        cited = {citation.quote: citation.id for citation in answer.citations}
        if block.strong and len(block.text) > _LONG and block.text in cited:
            return Verbatim(cited[block.text], "", block.text, folded=False)
        if block.strong:
            return Lead(block.text, verbatim=any(block.text in quote for quote in cited))
        return Caption(block.text) if block.text in self._names else Paragraph(block.text)

    def _fields(self, rows: Sequence[tuple[str, str]], remarks: Sequence[str]) -> Iterator[Field]:
        """Name and value, our remark apart; cells that the plan leaves blank say nothing here."""
        blank = self.voice.say("blank")
        for name, value in rows:
            remark = next((remark for remark in remarks if value.endswith(f" ({remark})")), "")
            if value != blank:
                yield Field(name, value.removesuffix(f" ({remark})"), remark)

    @staticmethod
    def _shortened(rows: Sequence[tuple[str, str]], answer: Answer) -> Iterator[Verbatim]:
        """The words of the place that fields give shortened."""
        for whole in (answer.whole(value) for _, value in rows):
            if whole is not None:
                yield Verbatim(whole.id, "", whole.quote, folded=True)

    @staticmethod
    def _unsaid(answer: Answer, pieces: Sequence[Piece]) -> Iterator[Verbatim]:
        """The words of the one place that an answer rests on, where it says them nowhere."""
        if len(answer.citations) == 1 and not answer.choices:
            (citation,) = answer.citations
            if not any(citation.quote in text for text in _texts(pieces)):
                yield Verbatim(citation.id, "", citation.quote, folded=True)

    def _entry(self, place: str, text: str) -> Entry:
        """An entry of a list: of a place of the plan by its name among people, its words, who and when apart."""
        if place in self._units:
            unit = self._units[place]
            said, _, added = text.rpartition(" (") if text.endswith(")") and text != unit.text else (text, "", "")
            return Entry(self.voice.short(unit.id), said, added.removesuffix(")"), place, unit=unit.id)
        return Entry(place, text, agency=self._agencies.get(place, ""))

    def _kicker(self, answer: Answer, pieces: Sequence[Piece]) -> str:
        """Of what the first line is: the figures that it gives, else the one place; "" where it says so itself."""
        match pieces[0], answer.citations:
            case Lead(text, verbatim=False), (citation,) if answer.outcome is Outcome.ANSWER:
                name = self._figured(text) or self.voice.short(citation.id)
                told = text == self._label(citation.id) or name.lower() in text.lower()
                return "" if told else name
        return ""

    def _figured(self, text: str) -> str:
        """What the figure is of that a line gives, as the answers word it; "" where it gives none."""
        say = self.voice.say
        told = (f for f in self.voice.knowledge.figures if say("figure.year", year=f.year, span=f.span) == text)
        return next((self.words.say(f"targets.names.{figure.id}") for figure in told), "")

    def _citation(self, places: str) -> str:
        """What one cites an answer by, as an official writes it: of the plan, or of the decision itself."""
        decision = self.words.say("card.of_decision")
        if all(place.startswith(decision) for place in places.split("; ")):
            return self.words.say("card.citation_decision", places=places.replace(decision, ""))
        return self.words.say("card.citation", places=places)

    def _below(self, answer: Answer, places: str, document: str) -> Iterator[str]:
        """What stands below an answer that is copied: the choices, the places that it rests on, the notes."""
        yield from (f"{number}. {choice.label}" for number, choice in enumerate(answer.choices, start=1))
        if places:
            yield self.voice.say("cited", places=places, document=document)
        yield from (note.text for note in answer.notes if not note.inline)

    def _bodies(self, answer: Answer) -> tuple[Spot, ...]:
        """Those that lead the one task that an answer is about."""
        tasks, agencies = self.voice.knowledge.tasks, self.voice.knowledge.agencies
        about = {citation.id for citation in answer.citations}
        lead = tasks[about.pop()].lead if len(about) == 1 and about <= tasks.keys() else ()
        return tuple(Spot(agency, agencies[agency].name, "") for agency in lead)

    def _asks(self, answer: Answer) -> tuple[str, ...]:
        """The questions that an answer proposes in its own words; where it leads nowhere examples besides."""
        texts = [block.text for block in answer.blocks if isinstance(block, Text)]
        proposed = (found for text in texts for found in re.findall(self.words.at("card.asks"), text))
        asks = [ask for found in proposed for ask in re.findall("“([^”]+)”", found)]
        if answer.reason in _DEAD_ENDS and not answer.choices:
            asks = [*asks, *self.words.at("ask.examples")][:_EXAMPLES]
        return tuple(dict.fromkeys(asks))

    def _label(self, unit_id: str) -> str:
        return self.voice.label(self.voice.knowledge.units[unit_id])

    @cached_property
    def _units(self) -> dict[str, Unit]:
        """The places by the label that lists give."""
        return {self.voice.label(unit): unit for unit in self.voice.knowledge.plan.units}

    @cached_property
    def _agencies(self) -> dict[str, str]:
        """The bodies by the name that lists give."""
        return {agency.name: agency.id for agency in self.voice.knowledge.agencies.values()}

    @cached_property
    def _names(self) -> frozenset[str]:
        """What places are called, alone on a line above what is said of them."""
        return frozenset(self._units) | {self.voice.short(unit) for unit in self.voice.knowledge.units}


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    """What pieces say, each text whole, but for captions."""
    for piece in pieces:
        match piece:
            case Lead(text) | Paragraph(text) | Verbatim(text=text):
                yield text
            case Facts(fields):
                yield from (field.value for field in fields)
            case Entries(title, entries):
                yield title
                yield from (entry.text for entry in entries)
