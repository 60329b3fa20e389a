"""Everything that is known of the plan, loaded from the package's data files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from knowledge import yamlfile
from knowledge.model import (
    Agency,
    Cell,
    Change,
    Charge,
    Collective,
    Document,
    Figure,
    Kind,
    Oddity,
    Plan,
    Record,
    Source,
    Task,
    Time,
    Unit,
)
from knowledge.parse import Grammar, parse

PACKAGE = "knowledge"
SOURCE = "qd-922-ubnd-2023.txt"


class Agencies(Record, frozen=True):
    """agencies.yaml."""

    agencies: tuple[Agency, ...]


class Collectives(Record, frozen=True):
    """collectives.yaml."""

    collectives: tuple[Collective, ...]


class Cells(Record, frozen=True):
    """cells.yaml."""

    lead: tuple[Cell, ...]
    coord: tuple[Cell, ...]


class Charges(Record, frozen=True):
    """charges.yaml."""

    charges: tuple[Charge, ...]


class Times(Record, frozen=True):
    """times.yaml."""

    times: tuple[Time, ...]


class Documents(Record, frozen=True):
    """documents.yaml. `unnamed` are documents that people ask for and the plan never names."""

    documents: tuple[Document, ...]
    unnamed: tuple[str, ...] = ()


class Oddities(Record, frozen=True):
    """oddities.yaml."""

    oddities: tuple[Oddity, ...]


class FigureWords(Record, frozen=True):
    """What people say beside a figure: of its bound, of all, that it is reached, its period, and what means nothing."""

    bounds: dict[str, tuple[str, ...]]
    whole: tuple[str, ...]
    reached: tuple[str, ...]
    periods: tuple[str, ...]
    neutral: tuple[str, ...]


class Figures(Record, frozen=True):
    """figures.yaml."""

    words: FigureWords
    figures: tuple[Figure, ...]


class Status(Record, frozen=True):
    """What is known from outside on whether the plan still stands."""

    text: str
    source: str


class Changes(Record, frozen=True):
    """changes.yaml."""

    sources: tuple[Source, ...]
    changes: tuple[Change, ...]
    status: Status


@dataclass(frozen=True)
class Knowledge:
    """The plan and all that is known of its agencies, times, documents, figures, oddities and later changes.

    `charges` are the places outside the table that bind bodies, `figure_words` what people say beside figures.
    """

    plan: Plan
    agencies: dict[str, Agency]
    collectives: dict[str, Collective]
    tasks: dict[str, Task]
    charges: tuple[Charge, ...]
    documents: dict[str, Document]
    unnamed: tuple[str, ...]
    figures: tuple[Figure, ...]
    figure_words: FigureWords
    oddities: tuple[Oddity, ...]
    changes: tuple[Change, ...]
    sources: dict[str, Source]
    status: Status

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units by id, in order of appearance."""
        return {unit.id: unit for unit in self.plan.units}

    @cached_property
    def order(self) -> dict[str, int]:
        """Each unit's place in the order of appearance."""
        return {unit.id: place for place, unit in enumerate(self.plan.units)}

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The ids of a group's rows by the group's id, in order."""
        return {
            unit.id: tuple(row.id for row in self.plan.units if row.group == unit.id)
            for unit in self.plan.units
            if unit.kind is Kind.GROUP
        }

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The ids of a parent row's sub-tasks."""
        made: dict[str, list[str]] = {}
        for unit in self.plan.units:
            if unit.parent:
                made.setdefault(unit.parent, []).append(unit.id)
        return {parent: tuple(rows) for parent, rows in made.items()}

    @cached_property
    def target_text(self) -> str:
        """The words of all targets, and those that people say for their figures."""
        units = (unit.text for unit in self.plan.units if unit.kind is Kind.TARGET)
        return "\n".join((*units, *(cue for figure in self.figures for cue in figure.cues)))


def source_text() -> str:
    """The text as issued, decoded."""
    return resources.files(PACKAGE).joinpath("source", SOURCE).read_text(encoding="utf-8")


def source_digest() -> str:
    """The SHA-256 of the text as issued, in hex."""
    return hashlib.sha256(resources.files(PACKAGE).joinpath("source", SOURCE).read_bytes()).hexdigest()


def parse_source() -> Plan:
    """The plan, parsed anew from the source text by grammar.yaml."""
    return parse(source_text(), yamlfile.load(PACKAGE, "grammar.yaml", Grammar))


def read_tasks(plan: Plan, cells: Cells, times: Times) -> dict[str, Task]:
    """The table's rows with their cells read.

    Raises:
        DataError: a cell form that cells.yaml or times.yaml does not read.
    """
    leads = {cell.text: cell for cell in cells.lead}
    coords = {cell.text: cell for cell in cells.coord}
    by_text = {time.text: time for time in times.times}
    tasks: dict[str, Task] = {}
    for unit in plan.units:
        if unit.kind is not Kind.TASK:
            continue
        try:
            lead = leads[unit.lead] if unit.lead else Cell("")
            coord = coords[unit.coord] if unit.coord else Cell("")
            time = by_text[unit.deadline] if unit.deadline else None
        except KeyError as error:
            raise yamlfile.DataError(f"knowledge/data/cells.yaml: {unit.id}: no reading of the cell {error}") from error
        tasks[unit.id] = Task(
            unit=unit,
            lead=lead.names,
            lead_reaches=lead.reaches,
            coord_named=coord.names,
            coord_reaches=coord.reaches,
            time=time,
            by_function=lead.by_function,
        )
    return tasks


def load_knowledge() -> Knowledge:
    """All knowledge, from plan.yaml and the other data files.

    Raises:
        DataError: a data file is broken; the message names file and place.
    """
    plan = yamlfile.load(PACKAGE, "plan.yaml", Plan)
    cells = yamlfile.load(PACKAGE, "cells.yaml", Cells)
    times = yamlfile.load(PACKAGE, "times.yaml", Times)
    changes = yamlfile.load(PACKAGE, "changes.yaml", Changes)
    targets = yamlfile.load(PACKAGE, "figures.yaml", Figures)
    cited = yamlfile.load(PACKAGE, "documents.yaml", Documents)
    return Knowledge(
        plan=plan,
        agencies={a.id: a for a in yamlfile.load(PACKAGE, "agencies.yaml", Agencies).agencies},
        collectives={c.id: c for c in yamlfile.load(PACKAGE, "collectives.yaml", Collectives).collectives},
        tasks=read_tasks(plan, cells, times),
        charges=yamlfile.load(PACKAGE, "charges.yaml", Charges).charges,
        documents={document.id: document for document in cited.documents},
        unnamed=cited.unnamed,
        figures=targets.figures,
        figure_words=targets.words,
        oddities=yamlfile.load(PACKAGE, "oddities.yaml", Oddities).oddities,
        changes=changes.changes,
        sources={s.id: s for s in changes.sources},
        status=changes.status,
    )
