"""What a message takes for granted about a place, and whether the place says so: bodies, figures, times, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.landmarks import EFFECT, ISSUED
from knowledge.load import Knowledge
from knowledge.model import Kind, Task, TimeKind, Unit
from nlp import issuers
from nlp.held import Held
from nlp.mention import Name
from nlp.understanding import Understanding

_SPEAKING = frozenset({"so", "ubnd-tinh"})
"""Sorts of bodies that places outside the table give something to do, or that issue them."""
_DATE = re.compile(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:(?:/| năm )(\d{4}))?")
_ISSUED = "2023"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said of a place: its sort, its value as said ("30%", "quý 2"), whether the place says so.

    `right` is None where the place cannot tell; `Name.NONE` are words that are wrongly said of a figure.
    """

    name: Name
    value: str
    right: bool | None


def claims(understanding: Understanding, unit_id: str, knowledge: Knowledge) -> tuple[Claim, ...]:
    """The claims of a message about a place that the place can confirm or deny."""
    unit, task = knowledge.units[unit_id], knowledge.tasks.get(unit_id)
    return (
        *_bodies(understanding, unit, task, knowledge),
        *_figures(understanding, unit, knowledge),
        *_times(understanding, unit, task),
        *_issues(understanding, unit, knowledge),
        *_documents(understanding, unit, knowledge),
    )


def _bodies(u: Understanding, unit: Unit, task: Task | None, knowledge: Knowledge) -> Iterator[Claim]:
    for agency_id in u.named(Name.AGENCY):
        agency = knowledge.agencies[agency_id]
        if task is not None and task.unit.lead:
            reached = {*agency.collectives} & {*task.lead_reaches}
            coordinates = "coord" in u.cues and (
                agency_id in task.coord or bool({*agency.collectives} & {*task.coord_reaches})
            )
            leads = agency_id in task.lead and ("sole" not in u.cues or len(task.lead) == 1)
            yield Claim(Name.AGENCY, agency_id, leads or bool(reached) or coordinates)
        elif any(a.kind in _SPEAKING and a.named and a.stands_in(unit.text) for a in knowledge.agencies.values()):
            yield Claim(Name.AGENCY, agency_id, agency.stands_in(unit.text))


def _figures(u: Understanding, unit: Unit, knowledge: Knowledge) -> Iterator[Claim]:
    """The values said, what is wrongly said of them, and the year of a target."""
    if unit.kind is not Kind.TARGET:
        return
    held = Held(u, unit, knowledge)
    for mention, right in held.values:
        yield Claim(mention.name, f"{mention.value}%" if mention.name is Name.PERCENT else mention.value, right)
    for words in held.words:
        yield Claim(Name.NONE, words, right=False)
    for year in u.named(Name.YEAR):
        if year != _ISSUED:
            yield Claim(Name.YEAR, year, year in unit.id)


def _times(u: Understanding, unit: Unit, task: Task | None) -> Iterator[Claim]:
    for day in u.named(Name.DAY):
        if unit.kind is not Kind.BASIS:
            yield Claim(Name.DAY, day, _dated(unit.text, day))
    if task is None or task.time is None:
        return
    years = u.named(Name.YEAR)
    # Years of a scheme's name are neither right nor wrong: its time may be another.
    titled = any(year in unit.text and year not in unit.deadline for year in years)
    for year in years:
        if year not in unit.text or (year in unit.deadline and not titled):
            yield Claim(Name.YEAR, year, year in unit.deadline)
    for quarter in u.named(Name.QUARTER):
        first = task.time.first
        held = task.time.kind is TimeKind.QUARTER and first is not None and (first.month + 2) // 3 == int(quarter)
        yield Claim(Name.QUARTER, quarter, held)


def _issues(u: Understanding, unit: Unit, knowledge: Knowledge) -> Iterator[Claim]:
    """Who issued the one document of a place that is named by its number; of a basis also when."""
    found = [d for d in map(knowledge.documents.__getitem__, issuers.by_number(u)) if unit.id in d.units]
    if len(found) != 1:
        return
    for other in issuers.beside_number(u, knowledge):
        yield Claim(Name.AGENCY, other, knowledge.documents[other].issuer == found[0].issuer)
    if unit.kind is Kind.BASIS:
        for day in u.named(Name.DAY):
            yield Claim(Name.DAY, day, _dated(found[0].date, day))
        for year in u.named(Name.YEAR):
            yield Claim(Name.YEAR, year, year in found[0].date)


def _dated(text: str, day: str) -> bool:
    """Whether a text holds a day, with or without its year: "22/2" in "ngày 22/02/2023"."""
    wanted = [int(part) for part in day.split("/")]
    dates = ([int(part) for part in found if part] for found in _DATE.findall(text))
    return any(wanted == date[: len(wanted)] for date in dates)


def _documents(u: Understanding, unit: Unit, knowledge: Knowledge) -> Iterator[Claim]:
    # The plan itself is held against documents by their number: "của Chính phủ" says who issued it.
    names = issuers.by_number(u) if unit.id == ISSUED else u.named(Name.DOCUMENT)
    named = [knowledge.documents[document] for document in names]
    # Beside the one replaced others are said to be something else ("thực hiện 94, thay thế 280").
    replaced = any(document.relation == "replaces" for document in named)
    replacing = unit.id == EFFECT and "replaces" in u.cues
    beside = issuers.beside_number(u, knowledge)
    for document in named:
        if document.relation == "issues" or not document.number or document.id in beside:
            continue
        yield Claim(Name.DOCUMENT, document.id, replaced if replacing else unit.id in document.units)
    for said in u.named(Name.UNNAMED):
        yield Claim(Name.UNNAMED, said, right=False)
