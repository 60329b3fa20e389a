"""What is known from outside the plan, as a sheet tells it: each fact once, with its source and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.commands.words import Words
from bot.export.sheet import Fact
from bot.voice import Voice
from knowledge.load import Knowledge
from knowledge.model import Unit


@dataclass(frozen=True)
class Facts:
    """Finds facts. `words` are those of export.yaml."""

    knowledge: Knowledge
    voice: Voice
    words: Words

    def status(self) -> Fact:
        """Whether the plan still stands."""
        status = self.knowledge.status
        return self._fact(self.words.say("sheet.status"), status.text, status.source)

    def changed(self, bodies: Iterable[str], rows: Sequence[Unit] = ()) -> Iterator[Fact]:
        """What became of bodies: as a whole, and at those of some rows that it is told of alone."""
        told: dict[tuple[str, str], list[str]] = {}
        for body in dict.fromkeys(bodies):
            name = self.knowledge.agencies[body].name
            for change in self.knowledge.changes:
                here = [self.voice.label(unit) for unit in rows if unit.id in change.units]
                if change.agency == body and (here or not change.units):
                    about = self.words.say("sheet.fact_here", name=name, places=self.voice.join(here)) if here else name
                    told.setdefault((change.text, change.source), []).append(about)
        for (text, source), abouts in told.items():
            yield self._fact(self.voice.join(abouts), text, source)

    def _fact(self, about: str, text: str, source_id: str) -> Fact:
        source = self.knowledge.sources[source_id]
        date = re.sub(r"\b(?=\d/)", "0", source.date)  # a source may write a day or a month of one digit
        line = self.words.say("sheet.fact", about=about, text=text, source=source.title, date=date)
        return Fact(about, text, source.title, source.address, date, line)
