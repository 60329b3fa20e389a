"""From a numbered place as said to the units that it may mean, with the context filling in what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.load import Knowledge
from knowledge.model import Kind
from nlp.numbered import FIRST, LAST, ROMAN, Numbered

_ROMANS = tuple(ROMAN.values())
_TABLE = "III"
_TARGETS_2030 = "II-2-2030"


@dataclass(frozen=True, slots=True)
class Found:
    """The units that a numbered place means: one or a whole part's (`units`), or several readings to choose from
    (`choices`); `near` what does exist where it does not."""

    units: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    part: str = ""


def locate(numbered: Numbered, context: str, knowledge: Knowledge) -> Found:
    """The units of a numbered place.

    Args:
        numbered: the place as said.
        context: the part or group last opened in the conversation ("III-VI", "IV"), "" for none.
        knowledge: the plan.
    """
    units = knowledge.units
    if numbered.article:
        unit_id = f"QD-dieu-{_number(numbered.article, ('1', '2'))}"
        if unit_id in units:
            return Found(units=(unit_id,))
        return Found(near=("QD-dieu-1", "QD-dieu-2", "QD-thi-hanh"))
    loose = [n for n in numbered.loose if n]
    romans = [n for n in loose if n in _ROMANS]
    arabics = [n for n in loose if n not in _ROMANS]
    part, group = numbered.part, numbered.group
    task = numbered.task or numbered.clause or numbered.dash or (arabics[0] if arabics else "")
    if part in {FIRST, LAST}:
        part = "I" if part == FIRST else "IV"
    if group in {FIRST, LAST}:
        group = "I" if group == FIRST else "VI"
    if len(arabics) > 1 and not numbered.task and "." not in arabics[0]:
        task = ".".join(arabics[:2])
    for roman in romans:
        if not part and (roman == _TABLE and (group or len(romans) > 1)):
            part = roman
        elif not group and (part == _TABLE or (not part and numbered.task)):
            group = roman
        elif not part and not group:
            continue
        elif not group:
            group = roman
    bare = romans[0] if romans and not part and not group else ""
    if group and not part:
        part = _TABLE
    if bare:
        return _bare(bare, task, knowledge)
    if part == _TABLE and group:
        return _in_group(f"{_TABLE}-{group}", task, knowledge)
    if part:
        return _in_part(part, task, knowledge)
    if numbered.dash and task:
        return _one([f"{_TARGETS_2030}-{task}"], [u for u in units if u.startswith(_TARGETS_2030)], knowledge)
    if task and context:
        found = _in_group(context, task, knowledge) if context.startswith(_TABLE) else _in_part(context, task, knowledge)
        if found.units:
            return found
    return _task_anywhere(task, knowledge) if task else Found()


def _number(said: str, ends: tuple[str, str]) -> str:
    return {FIRST: ends[0], LAST: ends[1]}.get(said, said)


def _bare(roman: str, task: str, knowledge: Knowledge) -> Found:
    """"mục IV", "III.5": the section of that number or the table's group."""
    section, group = _in_part(roman, task, knowledge), _in_group(f"{_TABLE}-{roman}", task, knowledge)
    if not section.units or roman == _TABLE and not task:
        return group if task else section if roman == _TABLE and section.units else group
    if not group.units:
        return section
    choices = section.units + (group.units if task else (f"{_TABLE}-{roman}",))
    return Found(choices=choices)


def _in_part(part: str, task: str, knowledge: Knowledge) -> Found:
    inside = tuple(u.id for u in knowledge.plan.units if u.id.startswith(f"{part}-"))
    if part == _TABLE:
        inside = tuple(u for u in inside if knowledge.units[u].kind is Kind.GROUP)
    if not inside:
        return Found(near=tuple(knowledge.groups))
    if not task:
        return Found(units=inside, part=part)
    wanted = _number(task, ("1", inside[-1].rpartition("-")[2]))
    found = tuple(u for u in inside if u == f"{part}-{wanted}" or u.startswith(f"{part}-{wanted}-"))
    return Found(units=found, part=part) if found else Found(near=inside, part=part)


def _in_group(group: str, task: str, knowledge: Knowledge) -> Found:
    if group not in knowledge.groups:
        return Found(near=tuple(knowledge.groups))
    rows = knowledge.groups[group]
    if not task:
        return Found(units=(group, *rows), part=group)
    top = [row for row in rows if not knowledge.units[row].parent]
    wanted = {FIRST: top[0], LAST: top[-1]}.get(task, f"{group}-{task.replace('.', '-')}")
    return _one([wanted], rows, knowledge, part=group)


def _one(wanted: Sequence[str], near: Sequence[str], knowledge: Knowledge, part: str = "") -> Found:
    found = tuple(unit for unit in wanted if unit in knowledge.units)
    return Found(units=found, part=part) if found else Found(near=tuple(near), part=part)


def _task_anywhere(task: str, knowledge: Knowledge) -> Found:
    """A task number without its group: each group that has one."""
    number = _number(task, ("1", "10"))
    found = tuple(
        row for rows in knowledge.groups.values() for row in rows if knowledge.units[row].number == number
    )
    if len(found) == 1:
        return Found(units=found)
    return Found(choices=found) if found else Found(near=tuple(knowledge.groups))
