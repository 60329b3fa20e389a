"""The names of the plan's agencies and documents, in all forms in which people write them, as aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from knowledge.load import Knowledge
from nlp.dated import DatedWords, by_day
from nlp.mention import Alias, Aliases, Name
from nlp.question import Question

_Form = tuple[str, Name, str, str]
"""A form with what it names: sort, value, the later change whose name it is ("" for none)."""


def make_aliases(
    knowledge: Knowledge, known: Callable[[str], Question], dated: DatedWords, not_names: Iterable[str]
) -> Aliases:
    """Every form of every agency (older and newer names, districts) and document, which `known` reads like a message.

    `not_names` are words that look like a name and are none. A form that stands for several things is the first's.
    """
    made: dict[tuple[str, ...], Alias] = {}
    nothing = ((text, Name.NONE, "", "") for text in not_names)
    for text, name, value, change in chain(
        nothing, _agencies(knowledge), _districts(knowledge), _documents(knowledge, dated)
    ):
        question = known(text)
        if question.syllables:
            made.setdefault(question.folded, Alias(name, value, question.own_marks, change))
    return Aliases(made)


def _agencies(knowledge: Knowledge) -> Iterator[_Form]:
    """The names of the agencies, then those that came later."""
    for agency in knowledge.agencies.values():
        for text in (agency.name, *agency.plan_forms, *agency.people_forms):
            yield text, Name.AGENCY, agency.id, ""
    for change in knowledge.changes:
        for text in change.forms:
            yield text, Name.AGENCY, change.agency, change.id


def _districts(knowledge: Knowledge) -> Iterator[_Form]:
    """The members of an agency: districts, and their committees."""
    for agency in knowledge.agencies.values():
        for member in agency.members:
            yield member, Name.DISTRICT, agency.id, ""
            for title in agency.titles:
                yield f"{title} {member}", Name.AGENCY, agency.id, ""


def _documents(knowledge: Knowledge, dated: DatedWords) -> Iterator[_Form]:
    for document in knowledge.documents.values():
        for text in (document.number, *document.forms, *by_day(document, dated)):
            yield text, Name.DOCUMENT, document.id, ""
    for text in knowledge.unnamed:
        yield text, Name.UNNAMED, text, ""
