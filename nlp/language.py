"""The language data of the understanding, loaded: lexicon, keywords of places, names of agencies and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from knowledge import yamlfile
from knowledge.load import Knowledge
from knowledge.model import Record
from nlp.cues import Cues, make_cues
from nlp.fillers import Fillers, make_fillers
from nlp.lexicon import Lexicon, make_lexicon
from nlp.mention import Alias, Aliases, Name
from nlp.numbered import Keywords
from nlp.question import Question, read
from nlp.spell import Speller

PACKAGE = "nlp"
_Form = tuple[str, Name, str, str]
"""A form with what it names: sort, value, the later change whose name it is ("" for none)."""


class LexiconFile(Record, frozen=True):
    """lexicon.yaml."""

    abbreviations: dict[str, str]
    rewrites: dict[str, str]
    openings: tuple[str, ...]
    closings: tuple[str, ...]


class CuesFile(Record, frozen=True):
    """cues.yaml."""

    numbers: dict[str, int]
    places: dict[str, tuple[str, ...]]
    ordinal: tuple[str, ...]
    point: str
    unsure: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]
    cues: dict[str, tuple[str, ...]]
    themes: dict[str, tuple[str, ...]]
    vague: tuple[str, ...]
    not_names: tuple[str, ...]
    lacks: dict[str, tuple[str, ...]]
    may_lack: dict[str, tuple[str, ...]]
    measure: tuple[str, ...]
    connectors: tuple[str, ...]
    fillers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Language:
    """All that reading a message needs.

    `fillers` are words that name no topic; `lacks` the wordings by which the plan surely lacks a thing; `measures` the
    syllables that questions about a target's figures may hold.
    """

    lexicon: Lexicon
    keywords: Keywords
    aliases: Aliases
    cues: Cues
    vague: frozenset[tuple[str, ...]]
    lacks: Cues
    may_lack: Cues
    measures: Mapping[str, frozenset[str]]
    fillers: Fillers
    connectors: frozenset[str]


class _KnowsAll(Speller):
    """A speller that repairs nothing: for forms that are right by definition."""

    def knows(self, _syllable: str) -> bool:
        return True

    def pair(self, _left: str, _right: str) -> int:
        return 1


_ANY = _KnowsAll({}, {}, ())


def syllables(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The folded syllables of a text that is right as it is (plan, alias, phrase): read as a message, not repaired."""
    return read(text, lexicon, _ANY).folded


def load_language(knowledge: Knowledge) -> Language:
    """The language data, with the names of the plan's agencies and documents as aliases."""
    words = yamlfile.load(PACKAGE, "lexicon.yaml", LexiconFile)
    cues = yamlfile.load(PACKAGE, "cues.yaml", CuesFile)
    lexicon = make_lexicon(words.abbreviations, words.rewrites, words.openings, words.closings)

    def known(text: str) -> Question:
        return read(text, lexicon, _ANY)

    def forms(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(syllables(text, lexicon) for text in texts))

    keywords = Keywords(
        levels={form: level for level, texts in cues.places.items() for form in forms(texts)},
        numbers=cues.numbers,
        ordinal=frozenset(forms(cues.ordinal)),
        first=frozenset(forms(cues.first)),
        last=frozenset(forms(cues.last)),
        point=forms([cues.point])[0],
        unsure=frozenset(cues.unsure),
        parts={form: part for part, texts in cues.parts.items() for form in forms(texts)},
    )
    return Language(
        lexicon=lexicon,
        keywords=keywords,
        aliases=make_aliases(knowledge, lexicon, cues.not_names),
        cues=make_cues(
            [(known(text), name, False) for name, texts in cues.cues.items() for text in texts]
            + [(known(text), name, True) for name, texts in cues.themes.items() for text in texts],
        ),
        vague=frozenset(forms(cues.vague)),
        may_lack=make_cues((known(text), kind, True) for kind, texts in cues.may_lack.items() for text in texts),
        lacks=make_cues((known(text), kind, True) for kind, texts in cues.lacks.items() for text in texts),
        measures=_measures(knowledge, forms, cues.measure),
        connectors=frozenset(word for form in forms(cues.connectors) for word in form),
        fillers=make_fillers(known(text) for texts in cues.fillers for text in texts),
    )


def _measures(
    knowledge: Knowledge,
    forms: Callable[[Iterable[str]], tuple[tuple[str, ...], ...]],
    measure: tuple[str, ...],
) -> dict[str, frozenset[str]]:
    """For each target the syllables that a question about its figures may hold: their cues and the measure words."""
    made: dict[str, set[str]] = {}
    for figure in knowledge.figures:
        made.setdefault(figure.unit, set()).update(s for form in forms((*figure.cues, *measure)) for s in form)
    return {unit: frozenset(found) for unit, found in made.items()}


def make_aliases(knowledge: Knowledge, lexicon: Lexicon, not_names: Iterable[str] = ()) -> Aliases:
    """Every form of every agency (older and newer names, districts) and document, as syllables.

    `not_names` are words that look like a name and are none. A form that stands for several things is the first's.
    """
    made: dict[tuple[str, ...], Alias] = {}
    nothing = ((text, Name.NONE, "", "") for text in not_names)
    for text, name, value, change in chain(nothing, _agencies(knowledge), _districts(knowledge), _documents(knowledge)):
        question = read(text, lexicon, _ANY)
        if question.syllables:
            made.setdefault(question.folded, Alias(name, value, question.own_marks, change))
    return Aliases(made, max(len(form) for form in made))


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


def _documents(knowledge: Knowledge) -> Iterator[_Form]:
    for document in knowledge.documents.values():
        for text in (document.number, *document.forms):
            yield text, Name.DOCUMENT, document.id, ""
