"""What a subject has to do, put together as a duty sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.commands.words import Words, load_words
from bot.export.facts import Facts
from bot.export.sheet import DutySheet, Fact, Outside, Part, Row
from bot.export.subject import Scope, Subject
from bot.kinds.table import charges, duties
from bot.kinds.times import latest, stage
from bot.service import VIETNAM
from bot.voice import Voice
from knowledge.landmarks import RECEIVER, YEARLY_REPORT
from knowledge.load import Knowledge
from knowledge.model import Unit

FILE = "export.yaml"
_SORTS = ("sole", "shared", "lead_collective", "coord", "coord_collective")
"""The sorts of an agency's rows, what it leads first."""
_FIELDS = ("text", "lead", "coord", "deadline", "place")
"""The fields of a unit that a remark can be on."""
_LOOSE = frozenset({"dia-phuong", "don-vi-lien-quan"})
"""Wordings of the coordinating cell that may mean anybody."""


class NoDutiesError(ValueError):
    """The plan gives the agency nothing to do. The message is the agency's name."""


@dataclass(frozen=True)
class Duties:
    """Makes sheets. `words` are those of export.yaml."""

    knowledge: Knowledge
    voice: Voice
    words: Words

    def sheet(self, subject: Subject, now: dt.datetime) -> DutySheet:
        """The sheet of a subject, as things stand at a moment (aware).

        Raises:
            NoDutiesError: the subject is an agency that nothing binds.
        """
        made = now.astimezone(VIETNAM)
        parts = tuple(
            Part(
                name,
                self.words.say(f"sheet.parts.{name}", count=len(units)),
                tuple(self._row(unit, units, made.date()) for unit in units),
            )
            for name, units in self._rows(subject)
            if units
        )
        bound = tuple(self._charge(unit, made.date()) for unit in self._charges(subject))
        if not parts and not bound:
            raise NoDutiesError(self.knowledge.agencies[subject.value].name)
        title, brief = self._titles(subject)
        days = [task.time.last for task in self.knowledge.tasks.values() if task.time and task.time.last]
        return DutySheet(
            subject=subject,
            title=title,
            brief=brief,
            made=made,
            parts=parts,
            charged=self._charged(bound),
            charges=bound,
            notes=tuple(self._notes(subject, parts)),
            facts=tuple(self._told(subject, parts, bound)),
            all_rows=len(self.knowledge.tasks),
            ends=max(days),
        )

    @cached_property
    def _facts(self) -> Facts:
        return Facts(self.knowledge, self.voice, self.words)

    def _titles(self, subject: Subject) -> tuple[str, str]:
        """What a subject is called, in full and briefly."""
        known = self.knowledge
        match subject.scope:
            case Scope.GROUP:
                group = known.units[subject.value]
                brief = self.words.say("sheet.subjects.group", number=group.number)
                return self.words.say("sheet.group", number=group.number, text=group.text), brief
            case Scope.AGENCY:
                title = known.agencies[subject.value].name
            case Scope.TIME:
                title = self.words.say("sheet.subjects.time", name=subject.value)
            case Scope.WHOLE:
                title = self.words.say("sheet.subjects.whole")
        return title, title

    def _rows(self, subject: Subject) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The ids of the subject's rows, by sort."""
        tasks = self.knowledge.tasks
        match subject.scope:
            case Scope.AGENCY:
                found = duties(self.knowledge, subject.value)
                yield from ((sort, getattr(found, sort)) for sort in _SORTS)
            case Scope.GROUP:
                yield "rows", self.knowledge.groups[subject.value]
            case Scope.TIME:
                yield "rows", tuple(unit for unit, task in tasks.items() if task.unit.deadline == subject.value)
            case Scope.WHOLE:
                yield "rows", tuple(tasks)

    def _row(self, unit_id: str, shown: Sequence[str], today: dt.date) -> Row:
        unit, time = self.knowledge.units[unit_id], self.knowledge.tasks[unit_id].time
        return Row(
            unit=unit,
            place=self.voice.label(unit),
            name=self.voice.short(unit_id),
            group=self.knowledge.units[unit.group],
            parent=self.knowledge.units[unit.parent] if unit.parent and unit.parent not in shown else None,
            time=time,
            stage=stage(time, today) if time is not None else "",
            remarks=self._odd(unit_id),
        )

    def _odd(self, unit_id: str) -> tuple[tuple[str, str], ...]:
        found = ((field, self.voice.remark(unit_id, field)) for field in _FIELDS)
        return tuple((field, remark) for field, remark in found if remark)

    def _charges(self, subject: Subject) -> tuple[str, ...]:
        """The ids of the places outside the table that bind the subject, the yearly report first."""
        every = tuple(charge.unit for charge in self.knowledge.charges) if subject.scope is Scope.WHOLE else ()
        found = charges(self.knowledge, subject.value) if subject.scope is Scope.AGENCY else every
        return tuple(sorted(found, key=lambda unit: unit != YEARLY_REPORT))

    def _charged(self, bound: Sequence[Outside]) -> str:
        """The title of the places outside the table."""
        key = "report" if any(charge.unit.id == YEARLY_REPORT for charge in bound) else "charges"
        return self.words.say(f"sheet.parts.{key}", count=len(bound)) if bound else ""

    def _charge(self, unit_id: str, today: dt.date) -> Outside:
        unit = self.knowledge.units[unit_id]
        if unit_id == YEARLY_REPORT:
            day = latest(today)
            key = "today" if day == today else "next"
            left = self.words.say(f"sheet.{key}", due=f"{day:%d/%m/%Y}", days=(day - today).days)
            return Outside(unit, self.voice.label(unit), tuple(f.line for f in self._facts.changed([RECEIVER])), left)
        return Outside(unit, self.voice.label(unit), tuple(remark for _, remark in self._odd(unit_id)))

    def _notes(self, subject: Subject, parts: Sequence[Part]) -> Iterator[str]:
        """What is ours in the sheet, and what an agency's leaves out."""
        yield self.words.say("sheet.derived")
        if any(part.name.endswith("_collective") for part in parts):
            yield self.words.say("sheet.reading")
        if subject.scope is not Scope.AGENCY:
            return
        agency = self.knowledge.agencies[subject.value]
        if YEARLY_REPORT not in charges(self.knowledge, agency.id):
            place = self.voice.label(self.knowledge.units[YEARLY_REPORT])
            yield self.words.say("sheet.unreported", place=place, agency=agency.name)
        rest = self._rest({row.unit.id for part in parts for row in part.rows})
        if rest:
            places = "; ".join(self._numbers(rest))
            yield self.words.say("sheet.rest", count=len(rest), agency=agency.name, places=places)

    def _rest(self, listed: set[str]) -> list[Unit]:
        """The rows that are not listed and whose coordinating cell may mean anybody."""
        tasks = self.knowledge.tasks
        return [task.unit for unit, task in tasks.items() if unit not in listed and _LOOSE & set(task.coord_reaches)]

    def _numbers(self, units: Sequence[Unit]) -> Iterator[str]:
        """Rows by their numbers, group by group."""
        for group, rows in self.knowledge.groups.items():
            numbers = ", ".join(unit.number for unit in units if unit.id in rows)
            if numbers:
                yield self.words.say("sheet.rest_group", group=self.knowledge.units[group].number, numbers=numbers)

    def _told(self, subject: Subject, parts: Sequence[Part], bound: Sequence[Outside]) -> Iterator[Fact]:
        """What became of the plan, of the agency, and of the bodies that the sheet names."""
        agencies, tasks = self.knowledge.agencies, self.knowledge.tasks
        rows = [row.unit for part in parts for row in part.rows]
        own = [subject.value] if subject.scope is Scope.AGENCY else []
        within = [body for row in rows for body in (*tasks[row.id].lead, *tasks[row.id].coord)]
        beside = [a.id for a in agencies.values() if a.named and any(a.stands_in(each.unit.text) for each in bound)]
        yield self._facts.status()
        yield from self._facts.changed([*own, *within, *beside], rows)


def load_duties(knowledge: Knowledge, voice: Voice) -> Duties:
    """What makes sheets, its words loaded.

    Raises:
        DataError: the file of words is broken.
    """
    return Duties(knowledge, voice, load_words(FILE))
