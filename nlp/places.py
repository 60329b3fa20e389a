"""From a numbered place as said to the units that it may mean, with the context filling in what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.landmarks import ARTICLES, BASES, TABLE
from knowledge.load import Knowledge
from knowledge.model import Kind
from nlp.numbered import FIRST, LAST, ROMANS, Numbered

_TARGETS_2030 = "II-2-2030"
_TARGETS_PART = "II"
_SECTIONS = frozenset({"I", "IV"})
"""The parts whose clauses people call "ý" as well."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a numbered place means.

    `units` are one place or a whole part's, `choices` several readings to choose from, `near` what does exist where
    that place does not; `part` is the part or group that it stands in.
    """

    units: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Levels:
    """A numbered place by its levels: part, group of the table, a Roman numeral that may be either, task or clause."""

    part: str
    group: str
    roman: str
    task: str


def locate(numbered: Numbered, context: str, knowledge: Knowledge) -> Found:
    """The units of a numbered place.

    Args:
        numbered: the place as said.
        context: the part or group last opened in the conversation ("III-VI", "IV"), "" for none.
        knowledge: the plan.
    """
    if numbered.dash and (numbered.part not in {"", _TARGETS_PART} or numbered.loose or context in _SECTIONS):
        numbered = replace(numbered, dash="", clause=numbered.dash)
    if numbered.article or numbered.basis or numbered.dash:
        return _outside_parts(numbered, knowledge)
    levels = _levels(numbered)
    if levels.group:
        return _in_group(f"{TABLE}-{levels.group}", levels.task, knowledge)
    if levels.part:
        return _in_part(levels.part, levels.task, knowledge)
    if levels.roman:
        return _either(levels.roman, levels.task, knowledge)
    if not levels.task:
        return Found()
    if context:
        inside = _in_group if context.startswith(TABLE) else _in_part
        found = inside(context, levels.task, knowledge)
        elsewhere = _anywhere(levels.task, knowledge, clause=bool(numbered.clause))
        return elsewhere if not found.units and (elsewhere.units or elsewhere.choices) else found
    return _anywhere(levels.task, knowledge, clause=bool(numbered.clause))


def _outside_parts(numbered: Numbered, knowledge: Knowledge) -> Found:
    """An article of the decision, a legal basis, a dash of the targets."""
    if numbered.article:
        return _one(f"QD-dieu-{_number(numbered.article, '2')}", ARTICLES, knowledge)
    said, prefix = (numbered.basis, BASES) if numbered.basis else (numbered.dash, _TARGETS_2030)
    units = tuple(unit for unit in knowledge.units if unit.startswith(prefix))
    return _one(f"{prefix}-{_number(said, str(len(units)))}", units, knowledge)


def _levels(numbered: Numbered) -> _Levels:
    """The levels of a place, numerals whose level was not said given the one that they must have."""
    part = {FIRST: "I", LAST: "IV"}.get(numbered.part, numbered.part)
    group = {FIRST: "I", LAST: "VI"}.get(numbered.group, numbered.group)
    romans = [numeral for numeral in numbered.loose if numeral in ROMANS]
    task = numbered.task or numbered.clause or _dotted([n for n in numbered.loose if n not in ROMANS])
    if not part and (group or len(romans) > 1) and romans[:1] == [TABLE]:
        part = romans.pop(0)
    if romans and not group and (part == TABLE or (not part and numbered.task)):
        group = romans.pop(0)
    if romans and not part and not group and numbered.clause and romans[0] != TABLE:
        # Clauses ("khoản") are the sections', tasks the table's.
        part = romans.pop(0)
    if part == TABLE and task and not group and not romans:
        # Only groups stand right under the table's part: "nhiệm vụ 6 phần III" means its group III.
        return _Levels(part, TABLE, "", task)
    if not group and "." in task:
        # Only the table has sub-tasks: the numeral of a part with one means a group.
        group = part
    return _Levels(part, group, romans[0] if romans else "", task)


def _dotted(arabics: Sequence[str]) -> str:
    """The number of a task or sub-task: "7.3", also where it was said as "7", "3"."""
    parts = 1 if any("." in numeral for numeral in arabics) else 2
    return ".".join(arabics[:parts])


def _number(said: str, last: str) -> str:
    return {FIRST: "1", LAST: last}.get(said, said)


def _either(roman: str, task: str, knowledge: Knowledge) -> Found:
    """The section of that number, or the table's group: "mục IV", "III.5"."""
    section, group = _in_part(roman, task, knowledge), _in_group(f"{TABLE}-{roman}", task, knowledge)
    if not section.units or not group.units:
        return section if section.units else group
    if roman == TABLE and task:
        return group
    return Found(choices=section.units + (group.units if task else (f"{TABLE}-{roman}",)))


def _in_part(part: str, task: str, knowledge: Knowledge) -> Found:
    inside = tuple(unit for unit in knowledge.units if unit.startswith(f"{part}-"))
    if part == TABLE:
        inside = tuple(knowledge.groups)
    if not inside and f"{TABLE}-{part}" in knowledge.groups:
        return _in_group(f"{TABLE}-{part}", task, knowledge)
    if not inside:
        return Found(near=tuple(knowledge.groups))
    if not task:
        return Found(units=inside, part=part)
    wanted = f"{part}-{_number(task, inside[-1].rpartition('-')[2])}"
    found = tuple(unit for unit in inside if unit == wanted or unit.startswith(f"{wanted}-"))
    return Found(units=found, part=part) if found else Found(near=inside, part=part)


def _in_group(group: str, task: str, knowledge: Knowledge) -> Found:
    if group not in knowledge.groups:
        return Found(near=tuple(knowledge.groups))
    rows = knowledge.groups[group]
    if not task:
        return Found(units=(group, *rows), part=group)
    top = [row for row in rows if not knowledge.units[row].parent]
    wanted = {FIRST: top[0], LAST: top[-1]}.get(task, f"{group}-{task.replace('.', '-')}")
    parent = wanted.rpartition("-")[0]
    near = (parent, *knowledge.children[parent]) if "." in task and parent in knowledge.children else rows
    return _one(wanted, near, knowledge, part=group)


def _one(wanted: str, near: Sequence[str], knowledge: Knowledge, part: str = "") -> Found:
    if wanted in knowledge.units:
        return Found(units=(wanted,), part=part)
    return Found(near=tuple(near), part=part)


def _anywhere(task: str, knowledge: Knowledge, *, clause: bool) -> Found:
    """A number without its group or part: each place that has it."""
    number = _number(task, "10")
    # Only the table has sub-tasks: "điểm 4.5" is one.
    kinds = {Kind.PURPOSE, Kind.EXECUTION} if clause and "." not in number else {Kind.TASK}
    found = tuple(unit.id for unit in knowledge.plan.units if unit.kind in kinds and unit.number == number)
    if len(found) == 1:
        return Found(units=found)
    if found:
        return Found(choices=found)
    parents = [
        unit.id
        for unit in knowledge.plan.units
        if unit.number == task.partition(".")[0] and unit.id in knowledge.children
    ]
    if parents and "." in task:
        return Found(near=(parents[0], *knowledge.children[parents[0]]))
    return Found(near=tuple(knowledge.groups))
