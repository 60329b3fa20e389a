"""The text as issued, read into a `Plan` by the rules of `data/grammar.yaml`. Pure: text and rules in, value out."""

from __future__ import annotations

import re
from collections import Counter
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
        """The offset behind the text."""
        return self.start + len(self.text)


class Opened(NamedTuple):
    """The part that is open: its place among the parts, its rules, the number that its opening line gives."""

    place: int
    part: Part
    number: str


class Draft(NamedTuple):
    """What has been read so far; grows while reading. `counts` tells how many units each item rule has made."""

    units: list[Unit]
    headings: list[Heading]
    counts: Counter[str]


def parse(text: str, grammar: Grammar) -> Plan:
    r"""Read the source text into a plan.

    Args:
        text: the decoded source, line ends "\n".
        grammar: the rules; parts that do not occur are passed over, but their order holds.

    Raises:
        ParseError: a non-blank line that no rule reads, a row with other than five cells, a number out of place.
    """
    draft = Draft([], [], Counter())
    opened: Opened | None = None
    lines = _lines(text)
    for line in lines:
        if line.text.strip(BLANK) == "":
            continue
        following = _opened(line, grammar.parts, opened.place + 1 if opened else 0)
        if following is not None:
            opened = following
            draft.headings.append(_heading(line))
            if opened.part.table is not None:
                _read_table(lines, opened.part.table, draft)
        elif opened is None:
            raise ParseError(line.number, f"no part is open here: {line.text[:60]!r}")
        elif any(re.fullmatch(heading, line.text) for heading in opened.part.headings):
            draft.headings.append(_heading(line))
        else:
            _read_item(line, opened, draft, text)
    _refuse_second(draft.units, text)
    return Plan(units=tuple(draft.units), headings=tuple(draft.headings))


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip(BLANK)
        if stripped:
            yield Line(number, stripped, offset + raw.find(stripped))
        else:
            # A line of the table that holds only a no-break space is a blank cell: its text is kept for the row reader.
            yield Line(number, raw[1:] if raw.startswith("\t") else "", offset + min(1, len(raw)))
        offset += len(raw) + 1


def _opened(line: Line, parts: tuple[Part, ...], following: int) -> Opened | None:
    for place in range(following, len(parts)):
        found = re.fullmatch(parts[place].opens, line.text)
        if found is not None:
            return Opened(place, parts[place], found.groupdict().get("number") or "")
    return None


def _heading(line: Line) -> Heading:
    return Heading(text=line.text, start=line.start, end=line.end)


def _read_item(line: Line, opened: Opened, draft: Draft, text: str) -> None:
    """Make a unit of a line by the first rule that reads it, or join it to the block before."""
    for item in opened.part.items:
        found = re.fullmatch(item.match, line.text)
        if found is None:
            continue
        last = draft.units[-1] if draft.units else None
        if item.block and last is not None and last.id == item.id:
            draft.units[-1] = msgspec.structs.replace(last, text=text[last.start : line.end], end=line.end)
            return
        draft.counts[item.id] += 1
        number = found.groupdict().get("number") or opened.number
        start, end = found.span("text")
        draft.units.append(
            Unit(
                id=item.id.format(n=draft.counts[item.id], number=number),
                kind=item.kind,
                number=number,
                text=found["text"],
                start=line.start + start,
                end=line.start + end,
            ),
        )
        return
    raise ParseError(line.number, f"no rule of part {opened.part.name!r} reads {line.text[:60]!r}")


def _refuse_second(units: list[Unit], text: str) -> None:
    """Refuse a unit whose id an earlier one has."""
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            raise ParseError(text.count("\n", 0, unit.start) + 1, f"a second unit {unit.id!r}")
        seen.add(unit.id)


def _read_table(lines: Iterator[Line], table: Table, draft: Draft) -> None:
    """Read the rows of the table: header, groups, and tasks with their sub-tasks."""
    group = ""
    parent = ""
    for row in _rows(lines):
        number = row[0]
        if tuple(cell.text for cell in row) == table.header:
            draft.headings.extend(_heading(cell) for cell in row)
        elif re.fullmatch(table.group, number.text):
            if len({cell.text for cell in row[1:]}) != 1:
                raise ParseError(number.number, "a group's heading whose cells differ")
            group = f"{table.prefix}-{number.text}"
            draft.units.append(_unit(group, Kind.GROUP, number.text, row[1]))
            draft.headings.extend(_heading(cell) for cell in row[2:])
        elif re.fullmatch(table.task, number.text):
            task = _task(row, group, parent)
            draft.units.append(task)
            parent = task.parent or task.id
        else:
            raise ParseError(number.number, f"neither a group's nor a task's number: {number.text[:60]!r}")


def _rows(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Rows of five cells until two empty lines follow one another, or the text ends."""
    row: list[Line] = []
    empty = 0
    for line in lines:
        if line.text:
            empty = 0
            row.append(line)
            if len(row) == COLUMNS:
                yield row
                row = []
            continue
        empty += 1
        if row or empty > 1:
            break
    if row:
        raise ParseError(row[0].number, f"a row of {len(row)} cells, not {COLUMNS}")


def _task(row: list[Line], group: str, parent: str) -> Unit:
    """The unit of a task's row; `parent` is the id of the last task that is no sub-task."""
    number, *cells = row
    if not group:
        raise ParseError(number.number, "a task before any group")
    above, dot, _ = number.text.partition(".")
    if dot and parent != f"{group}-{above}":
        raise ParseError(number.number, f"sub-task {number.text} without its task {above}")
    lead, coord, deadline = (cell.text.strip(BLANK) for cell in cells[1:])
    return msgspec.structs.replace(
        _unit(f"{group}-{number.text.replace('.', '-')}", Kind.TASK, number.text, cells[0]),
        lead=lead,
        coord=coord,
        deadline=deadline,
        row_start=number.start,
        row_end=cells[-1].end,
        group=group,
        parent=parent if dot else "",
    )


def _unit(unit_id: str, kind: Kind, number: str, cell: Line) -> Unit:
    return Unit(id=unit_id, kind=kind, number=number, text=cell.text, start=cell.start, end=cell.end)
