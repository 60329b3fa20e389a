"""The text as issued, read into a `Plan` by the rules of `data/grammar.yaml`. Pure: text and rules in, value out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from knowledge.model import Heading, Kind, Plan, Record, Unit

BLANK = " \t\u00a0\n"
COLUMNS = 5


class Item(Record, frozen=True):
    """A rule that makes a unit of a line; `block` joins the lines of the part."""

    id: str
    kind: Kind
    match: str
    block: bool = False


class Table(Record, frozen=True):
    """The rules of the task table: header cells, the shapes of group and task numbers, the id's prefix."""

    header: tuple[str, ...]
    group: str
    task: str
    prefix: str


class Part(Record, frozen=True):
    """A stretch of the source with rules of its own, from the line that `opens` matches."""

    name: str
    opens: str
    headings: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    table: Table | None = None


class Grammar(Record, frozen=True):
    """The parts in their order."""

    parts: tuple[Part, ...]


class ParseError(ValueError):
    """A line that no rule reads, or a row out of shape. Holds the line's number (from 1) and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Line(NamedTuple):
    """A line of the source without its outer blanks: number from 1, text, offset of the text."""

    number: int
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def parse(text: str, grammar: Grammar) -> Plan:
    """Read the source text into a plan.

    Args:
        text: the decoded source, line ends "\\n".
        grammar: the rules; parts that do not occur are passed over, but their order holds.

    Raises:
        ParseError: a non-blank line that no rule reads, a row with other than five cells, a number out of place.
    """
    units: list[Unit] = []
    headings: list[Heading] = []
    part: Part | None = None
    opening: re.Match[str] | None = None
    following = 0
    counts: dict[str, int] = {}
    lines = _lines(text)
    for line in lines:
        if line.text.strip(BLANK) == "":
            continue
        opened = _opened(line, grammar.parts, following)
        if opened is not None:
            following, opening = opened
            part = grammar.parts[following]
            following += 1
            headings.append(_heading(line))
            if part.table is not None:
                _read_table(lines, part.table, units, headings)
            continue
        if part is None:
            raise ParseError(line.number, f"no part is open here: {line.text[:60]!r}")
        if any(re.fullmatch(h, line.text) for h in part.headings):
            headings.append(_heading(line))
            continue
        units_before = len(units)
        for item in part.items:
            found = re.fullmatch(item.match, line.text)
            if found is None:
                continue
            if item.block and units and units[-1].id == item.id:
                last = units[-1]
                units[-1] = msgspec.structs.replace(last, text=text[last.start : line.end], end=line.end)
                units_before -= 1
                break
            counts[item.id] = counts.get(item.id, 0) + 1
            number = found.groupdict().get("number") or (opening.groupdict().get("number") if opening else None) or ""
            span = found.span("text")
            units.append(
                Unit(
                    id=item.id.format(n=counts[item.id], number=number),
                    kind=item.kind,
                    number=number,
                    text=found["text"],
                    start=line.start + span[0],
                    end=line.start + span[1],
                ),
            )
            break
        if len(units) == units_before:
            raise ParseError(line.number, f"no rule of part {part.name!r} reads {line.text[:60]!r}")
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            raise ParseError(text.count("\n", 0, unit.start) + 1, f"a second unit {unit.id!r}")
        seen.add(unit.id)
    return Plan(units=tuple(units), headings=tuple(headings))


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip(BLANK)
        lead = raw.find(stripped) if stripped else 0
        # A line of the table that holds only a no-break space is a blank cell: its text is kept for the row reader.
        cell = raw[1:] if not stripped and raw.startswith("\t") else stripped
        yield Line(number, cell if not stripped else stripped, offset + (lead if stripped else min(1, len(raw))))
        offset += len(raw) + 1


def _opened(line: Line, parts: tuple[Part, ...], following: int) -> tuple[int, re.Match[str]] | None:
    for place in range(following, len(parts)):
        found = re.fullmatch(parts[place].opens, line.text)
        if found is not None:
            return place, found
    return None


def _heading(line: Line) -> Heading:
    return Heading(text=line.text, start=line.start, end=line.end)


def _read_table(lines: Iterator[Line], table: Table, units: list[Unit], headings: list[Heading]) -> None:
    """Read rows of five cells until two empty lines follow one another, or the text ends."""
    group = ""
    parent = ""
    row: list[Line] = []
    empty = 0
    for line in lines:
        if line.text == "":
            if row:
                raise ParseError(row[0].number, f"a row of {len(row)} cells, not {COLUMNS}")
            empty += 1
            if empty > 1:
                return
            continue
        empty = 0
        row.append(line)
        if len(row) < COLUMNS:
            continue
        number, cells = row[0], row[1:]
        if tuple(cell.text for cell in row) == table.header:
            headings.extend(_heading(cell) for cell in row)
        elif re.fullmatch(table.group, number.text):
            if len({cell.text for cell in cells}) != 1:
                raise ParseError(number.number, "a group's heading whose cells differ")
            group = f"{table.prefix}-{number.text}"
            units.append(_unit(group, Kind.GROUP, number.text, cells[0]))
            headings.extend(_heading(cell) for cell in cells[1:])
        elif re.fullmatch(table.task, number.text):
            if not group:
                raise ParseError(number.number, "a task before any group")
            above, dot, _ = number.text.partition(".")
            if dot and parent != f"{group}-{above}":
                raise ParseError(number.number, f"sub-task {number.text} without its task {above}")
            if not dot:
                parent = f"{group}-{above}"
            lead, coord, deadline = (cell.text.strip(BLANK) for cell in cells[1:])
            task = _unit(f"{group}-{number.text.replace('.', '-')}", Kind.TASK, number.text, cells[0])
            units.append(
                msgspec.structs.replace(
                    task,
                    lead=lead,
                    coord=coord,
                    deadline=deadline,
                    row_start=number.start,
                    row_end=cells[-1].end,
                    group=group,
                    parent=parent if dot else "",
                ),
            )
        else:
            raise ParseError(number.number, f"neither a group's nor a task's number: {number.text[:60]!r}")
        row = []
    if row:
        raise ParseError(row[0].number, f"a row of {len(row)} cells, not {COLUMNS}")


def _unit(unit_id: str, kind: Kind, number: str, cell: Line) -> Unit:
    return Unit(id=unit_id, kind=kind, number=number, text=cell.text, start=cell.start, end=cell.end)
