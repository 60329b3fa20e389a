"""A duty sheet as a file of one of the formats, ready to be kept or sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.commands.words import Words
from bot.export import calendar, docx, xlsx
from bot.export.sheet import DutySheet
from nlp.normalise import fold

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WRITERS = {
    "docx": (docx.write, f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": (xlsx.write, f"{_OFFICE}.spreadsheetml.sheet"),
    "ics": (calendar.write, "text/calendar; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file: its name in plain letters, its media type, its content."""

    name: str
    media: str
    content: bytes


def file(sheet: DutySheet, form: str, words: Words) -> File:
    """A sheet as a file.

    Args:
        sheet: what it shows; for "ics" an agency's.
        form: "docx", "xlsx" or "ics".
        words: those of export.yaml.

    Raises:
        NoDatesError: a calendar of an agency that no day concerns.
    """
    write, media = _WRITERS[form]
    subject = re.sub(r"[^a-z0-9]+", "-", fold(sheet.brief)).strip("-")
    return File(f"{words.say('sheet.file', subject=subject)}.{form}", media, write(sheet, words))
