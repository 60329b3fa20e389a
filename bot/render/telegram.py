"""An answer as pages for Telegram: the fact first, then its fields, the plan's words, the places, notes set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answer import Answer, Block, Fields, Items, NoteKind, Outcome, Quote, Text
from bot.commands.words import Words
from bot.render import markup
from bot.render.markup import Page, Part
from bot.voice import Voice

_CITED = 3
"""With more citations than this the line of places only counts them."""
_ENTRY = 120
"""The plan's words in an entry of a list take up to this many characters."""
_TASK = 90
"""A task takes up to this many characters where the plan's words stand below."""
_LONG = 170
"""The plan's words are the fact up to this many characters; of longer ones the beginning is, and they are quoted."""


@dataclass(frozen=True)
class Renderer:
    """Draws answers; `words` are those of telegram.yaml."""

    voice: Voice
    words: Words

    def answer(self, answer: Answer, *, short: bool = False) -> tuple[Page, ...]:
        """An answer, page by page; each page names what the answer rests on.

        Args:
            answer: what is said.
            short: without what is only added: the plan's words below a fact, remarks on how we counted.
        """
        return self._laid(answer, short=short)

    def beginning(self, answer: Answer, *, short: bool) -> str:
        """The first page of an answer, for where it cannot be turned; it says what is left out, and where that is."""
        pages = self._laid(answer, short=short)
        if len(pages) == 1:
            return pages[0].html
        most = sum(len(page.listed) for page in pages)
        # The line itself takes up room: how much is left out is known once it stands there.
        first = self._laid(answer, short=short, more=self._more(most))[0]
        return self._laid(answer, short=short, more=self._more(most - len(first.listed)))[0].html

    def offered(self, answer: Answer) -> str:
        """A question back with the places to choose from by number, for where no button can choose one."""
        places = enumerate((self.voice.short(choice.id) for choice in answer.choices), start=1)
        lines = [markup.escaped(self.words.say("drawn.item", number=number, name=name)) for number, name in places]
        asked = self._laid(answer, short=True)[0].html
        return markup.join([Part(asked), *(Part(line, row=True) for line in lines)])

    def _more(self, count: int) -> str:
        return self.words.say("drawn.more", count=count) if count else self.words.say("drawn.more_words")

    def _laid(self, answer: Answer, *, short: bool, more: str = "") -> tuple[Page, ...]:
        """An answer on pages; `more` is a line that stands at the end of each."""
        parts = [part for part in self._parts(answer, short=short) if part.html]
        if not short:
            parts.extend(markup.quoted(_words_below(answer), closed=True))
        notes = [
            Part(markup.italic(piece), row=True)
            for note in answer.notes
            if not note.inline and not (short and note.kind is NoteKind.DERIVED)
            for piece in markup.pieces(self.words.say("drawn.note", text=note.text))
        ]
        below = [Part(markup.escaped(more))] if more else []
        pages = markup.lay(parts, [*self._foot(answer, paged=False), *below], notes)
        if len(pages) == 1:
            return pages
        return markup.lay(parts, [*self._foot(answer, paged=True), *below], notes)

    def whole(self, title: str, quotes: Sequence[Quote]) -> tuple[Page, ...]:
        """Places word for word, open to read; the first under a title, the others under their labels."""
        parts = []
        for quote in quotes:
            label = markup.bold(title) if quote is quotes[0] else markup.italic(self._label(quote.unit))
            parts.extend([Part(label), *markup.quoted(quote.text)])
        return markup.lay(parts, [Part(markup.escaped(self.voice.say("document")))])

    def _parts(self, answer: Answer, *, short: bool) -> Iterator[Part]:
        facts = [block.text for block in answer.blocks if isinstance(block, Text) and block.strong]
        several = sum(1 for block in answer.blocks if isinstance(block, Quote)) > 1
        number, above, before = 0, "", ""
        for block in answer.blocks:
            match block:
                case Text(text, strong):
                    said = markup.brief(text, _LONG) if text == _words_below(answer) else text
                    draw = markup.bold if strong else markup.escaped
                    yield from (Part(draw(piece)) for piece in markup.pieces(said))
                    above, before = text if strong else above, text
                case Fields(rows):
                    yield from self._fields(rows, _words_below(answer), short=short)
                case Items(title, items):
                    yield from self._listed(title, above, list(self._entries(items, number, short=short)))
                    number += len(items)
                case Quote(unit, text) if text not in facts:
                    if several and self._label(unit) != before:
                        yield Part(markup.italic(self._label(unit)))
                    told = any(map(block.tells, facts))
                    yield from markup.quoted("" if short and told else text, closed=told)

    def _fields(self, rows: Sequence[tuple[str, str]], below: str, *, short: bool) -> Iterator[Part]:
        """Name and value, a line each; cells that the plan leaves blank say nothing here.

        The task is told by the plan's words that stand `below`, so far that it says what is to be done.
        """
        blank = self.voice.say("blank")
        for name, value in rows:
            named = markup.italic(self.words.say("drawn.field", name=name))
            said = value
            if below and value.endswith("…") and (not short or len(value) < _ENTRY):
                said = markup.brief(below, _LONG if short else _TASK)
            for piece in markup.pieces(said if said != blank else ""):
                yield Part(f"{named} {markup.escaped(piece)}" if named else markup.escaped(piece), row=True)
                named = ""

    @staticmethod
    def _listed(title: str, above: str, entries: Sequence[Part]) -> Iterator[Part]:
        """The entries of a list, the first together with the title.

        Pages that begin further down begin with what stands `above` the list, in short, and its title.
        """
        titles = [Part(markup.bold(piece)) for piece in markup.pieces(title)]
        yield from titles[:-1] if entries else titles
        headline = (markup.brief(above, _ENTRY), next(markup.pieces(title), ""))
        head = "\n".join(filter(None, map(markup.bold, headline)))
        for entry in entries:
            first = titles[-1:] if entry is entries[0] else []
            yield replace(entry, html=markup.join([*first, entry]), head=head)

    def _entries(self, items: Sequence[tuple[str, str]], before: int, *, short: bool) -> Iterator[Part]:
        for number, (place, text) in enumerate(items, start=before + 1):
            unit = self._units.get(place, "")
            if unit:
                yield Part(self._entry(number, unit, text, short=short), number=number, unit=unit)
            else:
                said = f"• {place}: {text}" if place else f"• {text}"
                yield from (Part(markup.escaped(piece), row=True) for piece in markup.pieces(said))

    def _entry(self, number: int, unit_id: str, text: str, *, short: bool) -> str:
        """A place of a list: its name among people, its words in short, who and when, where it stands."""
        unit = self.voice.knowledge.units[unit_id]
        added = text.rpartition(" (")[2].removesuffix(")") if text.endswith(")") and text != unit.text else ""
        lines = (
            markup.bold(self.words.say("drawn.item", number=number, name=self.voice.short(unit_id))),
            "" if short else markup.escaped(markup.brief(unit.text, _ENTRY)),
            markup.escaped(added),
            markup.italic(self._label(unit_id)),
        )
        return "\n".join(filter(None, lines))

    def _foot(self, answer: Answer, *, paged: bool) -> list[Part]:
        """The line that says what the answer rests on."""
        if not answer.citations or answer.choices:
            return []
        document, count = self.voice.say("document"), len(answer.citations)
        if count <= _CITED:
            places = "; ".join(citation.label for citation in answer.citations)
            return [Part(markup.escaped(self.voice.say("cited", places=places, document=document)))]
        if paged:
            return [Part(markup.escaped(self.words.say("drawn.cited_pages", count=count, document=document)))]
        return [Part(markup.escaped(self.voice.say("cited_many", count=count, document=document)))]

    def _label(self, unit_id: str) -> str:
        return self.voice.label(self.voice.knowledge.units[unit_id])

    @cached_property
    def _units(self) -> dict[str, str]:
        """The places by the label that lists give."""
        return {self.voice.label(unit): unit.id for unit in self.voice.knowledge.plan.units}


def _words_below(answer: Answer) -> str:
    """The plan's words that a card of one place gives below what it says: "" where it gives them whole already."""
    quotes = any(isinstance(block, Quote) for block in answer.blocks)
    cards = sum(1 for block in answer.blocks if isinstance(block, Fields))
    if answer.outcome is not Outcome.ANSWER or not answer.citations or quotes or cards > 1:
        return ""
    quote = answer.citations[0].quote
    if not cards and len(answer.citations) > 1:
        return ""
    whole = [text for text in _texts(answer.blocks) if not (text == quote and len(text) > _LONG)]
    return "" if any(quote in text for text in whole) else quote


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """What blocks say, each text whole."""
    for block in blocks:
        match block:
            case Text(text) | Quote(_, text):
                yield text
            case Fields(rows) | Items(_, rows):
                yield from (value for _, value in rows)
