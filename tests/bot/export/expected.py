"""What files must hold, read off the text as issued without the program: the table's cells, and whom they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.export.subject import WHOLE, Scope, Subject
from knowledge.load import load_knowledge, source_text
from knowledge.model import Agency


class Line(NamedTuple):
    """A row of the table: the number of its group, then its five cells as printed."""

    group: str
    number: str
    text: str
    lead: str
    coord: str
    deadline: str

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands under the plan's own column heads."""
        return self[1:]


def _table() -> Iterator[tuple[str, Line]]:
    """The rows by the ids that they have."""
    group = ""
    text = source_text()
    for block in re.split(r"\n{2,}", text[text.index("\tSTT") : text.index("IV. TỔ CHỨC THỰC HIỆN")]):
        cells = [cell.strip() for cell in block.split("\n")]
        if re.fullmatch("[IVX]+", cells[0]):
            group = cells[0]
        elif cells[0][:1].isdigit():
            yield f"III-{group}-{cells[0].replace('.', '-')}", Line(group, *cells)


TABLE = dict(_table())
KNOWLEDGE = load_knowledge()
COLLECTIVES = {
    "so": "[Cc]ác [Ss]ở",
    "ban": "sở, ban",
    "nganh": r"[Ss]ở,(?: ban,)? ngành",
    "bao-chi": "các cơ quan thông tấn, báo chí",
    "to-chuc-ctxh": "các tổ chức chính trị - xã hội",
    "don-vi-lien-quan": "đơn vị (?:có )?liên quan",
}
"""How a cell calls the bodies that it does not name."""
SORTS = ("sole", "shared", "lead_collective", "coord", "coord_collective")


def sort(agency: Agency, line: Line) -> str:
    """In which way a row binds an agency, "" for none."""
    called = "|".join(COLLECTIVES[name] for name in agency.collectives) or "(?!)"
    if agency.named and agency.stands_in(line.lead):
        return "sole" if line.lead in {agency.name, *agency.plan_forms} else "shared"
    if re.search(called, line.lead):
        return "lead_collective"
    if agency.named and agency.stands_in(line.coord):
        return "coord"
    return "coord_collective" if re.search(called, line.coord) else ""


def parts(subject: Subject) -> dict[str, list[str]]:
    """The ids of a subject's rows in plan order by sort, those without any left out."""
    match subject.scope:
        case Scope.AGENCY:
            agency = KNOWLEDGE.agencies[subject.value]
            made = {name: [unit for unit, line in TABLE.items() if sort(agency, line) == name] for name in SORTS}
        case Scope.GROUP:
            made = {"rows": [unit for unit, line in TABLE.items() if f"III-{line.group}" == subject.value]}
        case Scope.TIME:
            made = {"rows": [unit for unit, line in TABLE.items() if line.deadline == subject.value]}
        case Scope.WHOLE:
            made = {"rows": list(TABLE)}
    return {name: units for name, units in made.items() if units}


AGENCIES = [Subject(Scope.AGENCY, agency) for agency in KNOWLEDGE.agencies if parts(Subject(Scope.AGENCY, agency))]
GROUPS = [Subject(Scope.GROUP, f"III-{group}") for group in dict.fromkeys(line.group for line in TABLE.values())]
TIMES = [Subject(Scope.TIME, time) for time in dict.fromkeys(line.deadline for line in TABLE.values()) if time]
SUBJECTS = [*AGENCIES, *GROUPS, *TIMES, WHOLE]
