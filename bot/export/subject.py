"""What a file is made of: an agency, a group of tasks, a time, or the whole plan; found by how people call it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.load import Knowledge
from nlp.language import Language
from nlp.normalise import fold


class Scope(StrEnum):
    """The sorts of subject."""

    AGENCY = "agency"
    GROUP = "group"
    TIME = "time"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Subject:
    """An agency or a group by its id, a time as the plan prints it; nothing for the whole plan."""

    scope: Scope
    value: str = ""


WHOLE = Subject(Scope.WHOLE)


def agency(text: str, knowledge: Knowledge, language: Language) -> Subject | None:
    """The agency of an id or of any name that people have for it; None where there is none."""
    found = text if text in knowledge.agencies else language.body(text)
    return Subject(Scope.AGENCY, found) if found else None


def group(text: str, knowledge: Knowledge) -> Subject | None:
    """The group of an id ("III-IV") or a number ("IV", "4"); None where there is none."""
    for place, group_id in enumerate(knowledge.groups, start=1):
        if text.strip().upper() in {group_id, knowledge.units[group_id].number, str(place)}:
            return Subject(Scope.GROUP, group_id)
    return None


def time(text: str, knowledge: Knowledge) -> Subject | None:
    """The time that the table prints so, whatever the case and the marks; None where there is none."""
    for printed in times(knowledge):
        if _plain(printed) == _plain(text):
            return Subject(Scope.TIME, printed)
    return None


def times(knowledge: Knowledge) -> tuple[str, ...]:
    """The times as the table prints them, in its order."""
    return tuple(dict.fromkeys(task.unit.deadline for task in knowledge.tasks.values() if task.time is not None))


def _plain(text: str) -> str:
    """A time without what is typed in more than one way."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
