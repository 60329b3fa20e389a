"""How things are called: places, agencies, lists of names; notes on agencies that have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.answer import Citation, Note, NoteKind, Place
from knowledge import yamlfile
from knowledge.load import Knowledge
from knowledge.model import Agency, Change, Kind, Record, Unit

PACKAGE = "bot"
_OFFICES = frozenset({"so", "nganh"})
"""Whom "các sở, ngành" reaches; the cells of coordination reach others as "các đơn vị liên quan" alone."""


class PlaceWords(Record, frozen=True):
    """places.yaml, one entry."""

    label: str
    see: tuple[str, ...]


class PlacesFile(Record, frozen=True):
    """places.yaml."""

    places: dict[str, PlaceWords]


@dataclass(frozen=True)
class Voice:
    """The words that people read, and how the plan's things are named in them."""

    knowledge: Knowledge
    wording: dict[str, Any]
    places: dict[str, PlaceWords]

    def say(self, key: str, **values: object) -> str:
        """The wording at a dotted key, filled in.

        Raises:
            KeyError: no such wording.
        """
        return self._wordings[key].format(**values)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        return dict(_dotted(self.wording))

    def join(self, names: Sequence[str]) -> str:
        """Names in a row: "A, B và C"."""
        if len(names) <= 1:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.wording['and']} {names[-1]}"

    def label(self, unit: Unit) -> str:
        """A place as one cites it: "Mục III, nhóm II, nhiệm vụ 5"."""
        return self._labels[unit.id]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {unit.id: self._label(unit) for unit in self.knowledge.plan.units}

    def short(self, unit_id: str) -> str:
        """A place in people's words: "Vay ngân hàng"."""
        label = self.places[unit_id].label
        return label[0].upper() + label[1:]

    def cite(self, unit_ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations of places, in the given order, each once."""
        units = [self.knowledge.units[unit_id] for unit_id in dict.fromkeys(unit_ids)]
        return tuple(Citation(unit.id, self.label(unit), unit.text) for unit in units)

    def offer(self, unit_ids: Iterable[str]) -> tuple[Place, ...]:
        """Places to choose from, in people's words."""
        return tuple(Place(unit_id, self.short(unit_id)) for unit_id in dict.fromkeys(unit_ids))

    def near(self, unit_id: str) -> tuple[Place, ...]:
        """Places easily taken for this one: "Mục III, nhóm III, nhiệm vụ 2 (cơ cấu lại hợp tác xã tín dụng)"."""
        return tuple(
            Place(see, f"{self.label(self.knowledge.units[see])} ({self.places[see].label})")
            for see in self.places[unit_id].see
        )

    def names(self, agencies: Iterable[str]) -> str:
        """The names of agencies in a row."""
        return self.join([self.knowledge.agencies[agency].name for agency in agencies])

    def called(self, agency: Agency) -> str:
        """What the cells of coordination that reach a body without naming it call it: "các sở, ngành…"."""
        return self.say(f"called.{'so' if self.offices(agency) else 'others'}")

    def offices(self, agency: Agency) -> bool:
        """Whether a body is among "các sở, ngành"."""
        return not _OFFICES.isdisjoint(agency.collectives)

    def outside(self, agencies: Iterable[str], unit_id: str = "") -> tuple[Note, ...]:
        """What became of agencies since: for each that has changed one note, the place's own where there is one."""
        made: dict[str, Note] = {}
        for agency in dict.fromkeys(agencies):
            fitting = [c for c in self._changes.get(agency, ()) if not c.units or unit_id in c.units]
            if not fitting:
                continue
            change = max(fitting, key=lambda each: len(each.units))
            source = self.knowledge.sources[change.source]
            text = self.say("outside", text=change.text, source=source.title, date=source.date)
            made.setdefault(text, Note(text, NoteKind.OUTSIDE, f"{source.title}, {source.address}", source.date))
        return tuple(made.values())

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        made: dict[str, list[Change]] = {}
        for change in self.knowledge.changes:
            made.setdefault(change.agency, []).append(change)
        return made

    def status(self) -> Note:
        """What is known from outside on whether the plan still stands."""
        source = self.knowledge.sources[self.knowledge.status.source]
        text = self.say("outside", text=self.knowledge.status.text, source=source.title, date=source.date)
        return Note(text, NoteKind.OUTSIDE, f"{source.title}, {source.address}", source.date)

    def remark(self, unit_id: str, about: str) -> str:
        """The remark on what is odd in one field of a place, or ""."""
        for oddity in self.knowledge.oddities:
            if unit_id in oddity.units and oddity.about == about:
                return oddity.text
        return ""

    def _label(self, unit: Unit) -> str:
        tail = unit.id.rpartition("-")[2]
        key: str = unit.kind
        if unit.kind is Kind.BASIS and not tail.isdigit():
            key = "plan_basis"
        if unit.kind is Kind.TARGET:
            key = f"target_{unit.id.split('-')[2]}"
        group = self.knowledge.units[unit.group].number if unit.group else ""
        return self.say(f"labels.{key}", n=tail, number=unit.number, group=group)


def _dotted(wording: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Each wording with its dotted key."""
    for name, found in wording.items():
        if isinstance(found, dict):
            yield from _dotted(found, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(found)


def load_voice(knowledge: Knowledge) -> Voice:
    """The wording and the places' names, loaded."""
    return Voice(
        knowledge=knowledge,
        wording=yamlfile.read(PACKAGE, "wording.yaml"),
        places=yamlfile.load(PACKAGE, "places.yaml", PlacesFile).places,
    )
