"""The operator's report as text, as CSV, and as the rows of a sheet. All three show the same sections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.commands.terminal import wrap
from bot.commands.words import Words
from bot.render import sheet
from bot.report import PEOPLE, Count, Often, Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, or passes over before one."""
_INDENT = 11
"""Columns of a number and the blanks after it."""
_DATE = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Row:
    """A line: what is counted, its number, and by how many people it was asked, where that is known."""

    name: str
    number: int | float
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    rows: tuple[Row, ...]


def text(report: Report, words: Words, *, width: int = 0) -> str:
    """The report as lines of text, within so many columns (0: however long they are)."""
    lines = [words.say("report.empty", **_days(report))] if report.empty else _lines(report, words)
    return "".join(f"{wrap(line, width, further=' ' * _INDENT)}\n" for line in lines)


def table(report: Report, words: Words) -> str:
    """The report as CSV. What a spreadsheet would take for a formula gets an apostrophe before it."""
    made = io.StringIO()
    csv.writer(made).writerows(
        [_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in _rows(report, words)
    )
    return made.getvalue()


def workbook(report: Report, words: Words) -> bytes:
    """The report as an XLSX file."""
    return sheet.render(words.say("report.title"), _rows(report, words))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(report: Report, words: Words) -> Iterator[str]:
    for section in _sections(report, words):
        yield section.title
        yield from (_line(row, words) for row in section.rows)
        if not section.rows:
            yield f"{'':{_INDENT}}{words.say('report.none')}"


def _line(row: Row, words: Words) -> str:
    number = str(row.number).replace(".", words.say("report.point"))
    people = "" if row.people is None else words.say("report.people", count=row.people)
    return f"{number:>{_INDENT - 2}}  {row.name}{people}"


def _rows(report: Report, words: Words) -> Iterator[Sequence[sheet.Cell]]:
    """The head and a row for each line, its section in the first column."""
    yield words.at("report.head")
    for section in _sections(report, words):
        yield from ((section.title, row.name, row.number, row.people) for row in section.rows)


def _sections(report: Report, words: Words) -> Iterator[Section]:
    say = words.say
    totals = (
        Row(say("report.questions"), report.questions),
        Row(say("report.askers"), report.people),
    )
    yield Section(say("report.sections.totals", **_days(report)), totals)
    yield Section(say("report.sections.outcomes"), _counted(report.outcomes, "outcomes", words))
    yield Section(say("report.sections.unanswered", people=PEOPLE), _asked(report.unanswered))
    yield Section(say("report.sections.labels"), _counted(report.labels, "labels", words))
    yield Section(say("report.sections.faulted", people=PEOPLE), _asked(report.faulted))
    if report.times is not None:
        times = (
            Row(say("report.median"), round(report.times.median, 1)),
            Row(say("report.p95"), round(report.times.p95, 1)),
            Row(say("report.p99"), round(report.times.p99, 1)),
        )
        yield Section(say("report.sections.times"), times)


def _days(report: Report) -> dict[str, str]:
    return {"since": report.since.strftime(_DATE), "until": report.until.strftime(_DATE)}


def _counted(counts: Iterable[Count], kind: str, words: Words) -> tuple[Row, ...]:
    return tuple(Row(words.say(f"report.{kind}.{each.name}"), each.count) for each in counts)


def _asked(often: Iterable[Often]) -> tuple[Row, ...]:
    return tuple(Row(each.text, each.count, each.people) for each in often)
