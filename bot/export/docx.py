"""The duty sheet as a DOCX file, which Word and LibreOffice open."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.commands.words import Words
from bot.export.paper import SIZE, element, paper
from bot.export.sheet import DutySheet, Outside, Part, Row
from bot.export.subject import Scope, Subject

_COLUMNS = {"number": 12, "text": 104, "lead": 40, "coord": 40, "deadline": 30, "place": 26}
"""The columns of the rows with their widths in millimetres, together what is between the margins."""
_OUTSIDE = {"words": 211, "place": 41}
"""The same of the places outside the table."""
_PLAN = ("number", "text", "lead", "coord", "deadline")
"""The columns that show a cell of the plan."""
_SHADE = "E7E6E6"


def write(sheet: DutySheet, words: Words) -> bytes:
    """The file of a sheet. `words` are those of export.yaml."""
    author = words.say("sheet.author")
    below = words.say("sheet.footer", author=author, subject=sheet.brief, day=sheet.day)
    document = paper(f"{words.say('sheet.name')}: {sheet.title}", author, below, sheet.made)
    titles = _titles(sheet, words)
    _head(document, sheet, titles, words)
    if sheet.charges:
        document.add_heading(titles[0])
        _charges(document, sheet.charges, words)
    for title, part in zip(titles[len(titles) - len(sheet.parts) :], sheet.parts, strict=True):
        document.add_heading(title)
        _rows(document, part, words, sheet.subject)
    for name, lines in (("notes", sheet.notes), ("outside", [fact.line for fact in sheet.facts])):
        document.add_heading(words.say(f"sheet.{name}"))
        for line in lines:
            _note(document.add_paragraph(), words.say("sheet.remark", text=line))
    _hold(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _titles(sheet: DutySheet, words: Words) -> list[str]:
    """The titles of what is outside the table, if anything is, and of the parts; lettered where there are several."""
    made = [title for title in (sheet.charged, *(part.title for part in sheet.parts)) if title]
    lettered = zip(ascii_uppercase, made, strict=False)
    return [words.say("sheet.lettered", letter=letter, title=title) for letter, title in lettered] if made[1:] else made


def _head(document: Document, sheet: DutySheet, titles: Sequence[str], words: Words) -> None:
    """What it is and of whom, where it is taken from, and how much there is."""
    name, subject, source, made = (document.add_paragraph() for _ in range(4))
    for paragraph in (name, subject, source, made):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph, text in ((name, words.say("sheet.name").upper()), (subject, sheet.title)):
        run = paragraph.add_run(text)
        run.bold, run.font.size = True, Pt(SIZE + 1)
    source.add_run(f"({words.say('sheet.source')})").italic = True
    _note(made, words.say("sheet.made", day=sheet.day))
    made.paragraph_format.space_after = Pt(8)
    for title in titles if titles[1:] else ():
        document.add_paragraph(title)
    document.add_paragraph(words.say("sheet.total", count=len(sheet.rows), all=sheet.all_rows))
    _note(document.add_paragraph(), words.say("sheet.legend"))


def _note(paragraph: Paragraph, text: str) -> None:
    """Words that are not the plan's."""
    run = paragraph.add_run(text)
    run.italic, run.font.size = True, Pt(SIZE - 1)


def _charges(document: Document, charges: Sequence[Outside], words: Words) -> None:
    table = _table(document, _OUTSIDE, words)
    for charge in charges:
        _add(table, [[charge.unit.text, *charge.notes], [charge.place]], words)


def _rows(document: Document, part: Part, words: Words, subject: Subject) -> None:
    """A table of rows: above those of a group its title, unless it is the subject; above sub-tasks their task."""
    table = _table(document, _COLUMNS, words)
    group = part.rows[0].group if subject.scope is Scope.GROUP else None
    parent = None
    for row in part.rows:
        if row.group != group:
            group = row.group
            _across(table, words.say("sheet.group", number=group.number, text=group.text), bold=True)
        if row.parent not in {None, parent}:
            _across(table, words.say("sheet.parent", number=row.parent.number, text=row.parent.text), bold=False)
        parent = row.parent
        cells = [[getattr(row.unit, field), *_remarks(row, field, words)] for field in _PLAN]
        _add(table, [*cells, [row.place]], words)


def _remarks(row: Row, field: str, words: Words) -> Iterator[str]:
    if field == "deadline" and row.stage == "over":
        yield words.say("sheet.over")
    yield from (text for about, text in row.remarks if about == field)


def _table(document: Document, columns: Mapping[str, int], words: Words) -> Table:
    """An empty table with its head."""
    table: Table = document.add_table(0, len(columns), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, columns.values(), strict=True):
        column.width = Mm(width)
    for cell, name in zip(_cells(table), columns, strict=True):
        (paragraph,) = cell.paragraphs
        paragraph.add_run(words.say(f"sheet.columns.{name}")).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
    return table


def _across(table: Table, text: str, *, bold: bool) -> None:
    """A row of one cell, which stays with the row below it."""
    cells = _cells(table)
    (paragraph,) = cells[0].merge(cells[-1]).paragraphs
    paragraph.add_run(text).bold = bold
    paragraph.paragraph_format.keep_with_next = True


def _add(table: Table, texts: Sequence[Sequence[str]], words: Words) -> None:
    """A row. In each cell first what it says, then remarks that are not the plan's."""
    for cell, (first, *remarks) in zip(_cells(table), texts, strict=True):
        cell.paragraphs[0].add_run(first)
        for remark in remarks:
            _note(cell.add_paragraph(), words.say("sheet.remark", text=remark))


def _cells(table: Table) -> Sequence[_Cell]:
    """The cells of a new row."""
    cells: Sequence[_Cell] = table.add_row().cells  # type: ignore[no-untyped-call]  # the library's own
    return cells


def _hold(document: Document) -> None:
    """What the library has no words for.

    No row is split between pages but the first below a table's head and the rows of one cell, which would take all of
    these along to the next page; the head is repeated on each page, and shaded like the rows of one cell.
    """
    for table in document.element.body.iter(qn("w:tbl")):
        rows = [(row, list(row.iter(qn("w:tcPr")))) for row in table.iter(qn("w:tr"))]
        first = next(place for place, (_, cells) in enumerate(rows) if place and len(cells) > 1)
        for place, (row, cells) in enumerate(rows):
            kept = row.get_or_add_trPr()
            if place != first:
                kept.append(element("w:cantSplit"))
            if not place:
                kept.append(element("w:tblHeader"))
            for cell in cells if not place or len(cells) == 1 else ():
                cell.append(element("w:shd", val="clear", color="auto", fill=_SHADE))
