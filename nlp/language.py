"""The language data of the understanding, loaded: lexicon, keywords of places, names of agencies and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge import yamlfile
from knowledge.load import Knowledge
from knowledge.model import Record
from nlp.aside import ASIDE
from nlp.cells import CELL
from nlp.charts import Charts, ChartsFile, make_charts
from nlp.cues import THOSE, Cues, make_cues
from nlp.dated import DatedWords
from nlp.figures import outermost, spans_of
from nlp.fillers import Fillers, make_fillers
from nlp.forms import by_edge
from nlp.lexicon import Lexicon, make_lexicon
from nlp.mention import OWN_DECISION, Aliases, Mention, Name
from nlp.names import make_aliases
from nlp.numbered import Keywords
from nlp.own import Own, OwnWords, make_own
from nlp.question import Question, read
from nlp.spell import Right

PACKAGE = "nlp"
_PHRASE = 2
"""Blanks in a phrase of a single syllable, with those around it."""
_MOST = 8
"""Places beyond which a phrase is too common to tell where the plan speaks of a thing."""
LACKS, MAY_LACK, RECURS = "lacks:", "may_lack:", "recurs:"
SURVEYS, ANSWERS, COVERS = "survey:", "answers:", "covers:"
"""What begins the signals of wordings by which the plan lacks, or may lack, a thing ("lacks:contact"), of topics that
several places share, and of what single places answer."""
AREA = "area:"
"""What begins the signals of words for the province and for less than it."""


class LexiconFile(Record, frozen=True):
    """lexicon.yaml."""

    abbreviations: dict[str, str]
    rewrites: dict[str, str]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    numbered: tuple[str, ...]


class Recurring(Record, frozen=True):
    """A topic that several places share: the words that mean it, the places in plan order."""

    words: tuple[str, ...]
    units: tuple[str, ...]


class Answering(Record, frozen=True):
    """What is asked of a place: the wordings, and the words one of which a place has that answers it."""

    asked: tuple[str, ...]
    words: tuple[str, ...]


class Referring(Record, frozen=True):
    """How people point at what was shown or told: numbers before nouns, words after them by what they signal, ends.

    `plurals` before a noun and `pointing` after it mean all that was shown ("mấy việc ấy"), which counts nothing.
    """

    numbers: tuple[str, ...]
    plurals: tuple[str, ...]
    pointing: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    place_words: dict[str, tuple[str, ...]]
    ends: tuple[str, ...]
    body_words: dict[str, tuple[str, ...]]

    def forms(self) -> Iterator[tuple[str, str]]:
        """Each form with its signal."""
        for nouns, several, words in (
            (self.places, "pair", self.place_words),
            (self.bodies, "both_bodies", self.body_words),
        ):
            for noun in nouns:
                yield from ((f"{number} {noun}", several) for number in self.numbers)
                yield from ((f"{noun} {word}", signal) for signal, each in words.items() for word in each)
        firsts = (f"{number} {noun}" for number in self.numbers for noun in self.places)
        yield from ((f"{first} {end}", "ends") for first in firsts for end in self.ends)
        plurals = (f"{plural} {noun}" for plural in self.plurals for noun in self.places)
        yield from ((f"{each} {word}", THOSE) for each in plurals for word in self.pointing)


class Nameless(Record, frozen=True):
    """Things that the plan neither names nor counts, by the kind of thing lacked, and how they are asked for."""

    which: str
    how_many: tuple[str, ...]
    some: str
    named: dict[str, tuple[str, ...]]
    counted: dict[str, tuple[str, ...]]

    def forms(self) -> Iterator[tuple[str, str]]:
        """Each form with its signal: "mấy …" may mean no more than some."""
        for kind, nouns in self.named.items():
            yield from ((f"{noun} {self.which}", LACKS + kind) for noun in nouns)
        for kind, nouns in self.counted.items():
            yield from ((f"{number} {noun}", LACKS + kind) for number in self.how_many for noun in nouns)
            yield from ((f"{self.some} {noun}", MAY_LACK + kind) for noun in nouns)


class CuesFile(Record, frozen=True):
    """cues.yaml."""

    numbers: dict[str, int]
    places: dict[str, tuple[str, ...]]
    ordinal: tuple[str, ...]
    point: str
    unsure: tuple[str, ...]
    through: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]
    cues: dict[str, tuple[str, ...]]
    themes: dict[str, tuple[str, ...]]
    aside: dict[str, tuple[str, ...]]
    cells: dict[str, tuple[str, ...]]
    pointed: dict[str, tuple[str, ...]]
    pointing: tuple[str, ...]
    referring: Referring
    own: OwnWords
    going_on: tuple[str, ...]
    why: tuple[str, ...]
    within: tuple[str, ...]
    whether: tuple[str, ...]
    document_nouns: tuple[str, ...]
    dated: DatedWords
    which: tuple[str, ...]
    combined: dict[str, tuple[str, ...]]
    recurring: dict[str, Recurring]
    contrasts: tuple[dict[str, str], ...]
    surveys: dict[str, Recurring]
    answers: dict[str, Answering]
    covers: dict[str, Answering]
    vague: tuple[str, ...]
    not_names: tuple[str, ...]
    lacks: dict[str, tuple[str, ...]]
    nameless: Nameless
    may_lack: dict[str, tuple[str, ...]]
    measure: tuple[str, ...]
    connectors: tuple[str, ...]
    fillers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Language:
    """All that reading a message needs.

    `fillers` are words that name no topic; `own` the ways to speak of the body where one works, `charts` those to ask
    for a chart; `going_on` the openings of messages that go on from what was said, `why` of those that ask for a
    reason, by their first word, `within` the words before a body by which a person in it is asked for, `whether` the
    ends of those that ask for yes or no, by their last; `recurring` the places of topics that several share, by their
    signal; `contrasts` places alike by the folded words that tell them apart; `surveys` all places that a topic is met
    at, by its signal, with the syllables of its words; `answers` the places that answer what is asked in some
    wordings, by their signal, `covers` those that speak of people of a sort; `measures` the syllables that questions
    about a target's figures may hold; `texts` the places' own words, folded, `cited` the places of each document.
    """

    lexicon: Lexicon
    keywords: Keywords
    aliases: Aliases
    cues: Cues
    own: Own
    charts: Charts
    going_on: Mapping[str, Sequence[tuple[str, ...]]]
    why: Mapping[str, Sequence[tuple[str, ...]]]
    within: tuple[tuple[str, ...], ...]
    whether: Mapping[str, Sequence[tuple[str, ...]]]
    document_nouns: Mapping[str, Sequence[tuple[str, ...]]]
    which: frozenset[tuple[str, ...]]
    recurring: Mapping[str, tuple[str, ...]]
    surveys: Mapping[str, tuple[tuple[str, ...], frozenset[str]]]
    answers: Mapping[str, frozenset[str]]
    covers: Mapping[str, frozenset[str]]
    contrasts: tuple[Mapping[str, str], ...]
    vague: frozenset[str]
    measures: Mapping[str, frozenset[str]]
    fillers: Fillers
    connectors: frozenset[str]
    texts: Mapping[str, str]
    cited: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]

    def contrasted(self, question: Question, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """The places alike whose words a message says.

        Words inside those of another, or inside a name ("Sở Nông nghiệp"), do not count.
        """
        named = {place for mention in mentions for place in range(mention.start, mention.end)}
        said = (syllable if place not in named else "," for place, syllable in enumerate(question.folded))
        plain = " ".join(said)
        for contrast in self.contrasts:
            held = {unit: spans_of(plain, (words,)) for unit, words in contrast.items() if words in plain}
            found = outermost(held)
            if found:
                return tuple(unit for unit in contrast if unit in found)
        return ()

    def holding(self, question: Question, topic: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
        """The places whose own words hold the topic of a message (its neighbouring words together), or its document."""
        documents = [m.value for m in mentions if m.name is Name.DOCUMENT and m.value != OWN_DECISION]
        named = [unit for document in documents for unit in self.cited[document]]
        if named or not topic:
            return tuple(dict.fromkeys(named))
        left, runs = list(topic), [[""]]
        for syllable in question.folded:
            if left and syllable == left[0]:
                runs[-1].append(left.pop(0))
            elif len(runs[-1]) > 1:
                runs.append([""])
        wanted = [" ".join([*run, ""]) for run in runs if len(run) > 1]
        every = tuple(u for u, text in self.texts.items() if all(form in text for form in wanted))
        phrases = [form for form in wanted if form.count(" ") > _PHRASE]
        some = tuple(u for u, text in self.texts.items() if any(form in text for form in phrases))
        return every or (some if len(some) <= _MOST else ())

    def body(self, text: str) -> str:
        """The id of the agency whose name, old, new or short, a text is, or of a district's; "" where it is none."""
        question = read(text, self.lexicon, _RIGHT)
        mentions = self.aliases.find(question)
        whole = len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(question.syllables))
        return mentions[0].value if whole and mentions[0].name in {Name.AGENCY, Name.DISTRICT} else ""


_RIGHT = Right({}, {}, ())


def syllables(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The folded syllables of a text that is right as it is (plan, alias, phrase): read as a message, not repaired."""
    return read(text, lexicon, _RIGHT).folded


def load_language(knowledge: Knowledge) -> Language:
    """The language data, with the names of the plan's agencies and documents as aliases."""
    words = yamlfile.load(PACKAGE, "lexicon.yaml", LexiconFile)
    cues = yamlfile.load(PACKAGE, "cues.yaml", CuesFile)
    lexicon = make_lexicon(words.abbreviations, words.rewrites, words.openings, words.closings, words.numbered)

    @cache
    def known(text: str) -> Question:
        return read(text, lexicon, _RIGHT)

    def forms(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(known(text).folded for text in texts))

    texts = {unit.id: f" {' '.join(known(unit.text).folded)} " for unit in knowledge.plan.units}

    def having(words: Iterable[str]) -> frozenset[str]:
        wanted = [f" {' '.join(form)} " for form in forms(words)]
        return frozenset(unit for unit, text in texts.items() if any(form in text for form in wanted))

    connectors = frozenset(word for form in forms(cues.connectors) for word in form)
    keywords = Keywords(
        levels={form: level for level, texts in cues.places.items() for form in forms(texts)},
        marked={known(text).folded: known(text).own_marks for texts in cues.places.values() for text in texts},
        numbers=cues.numbers,
        ordinal=frozenset(forms(cues.ordinal)),
        first=frozenset(forms(cues.first)),
        last=frozenset(forms(cues.last)),
        point=forms([cues.point])[0],
        unsure=frozenset(cues.unsure),
        joins=connectors,
        through=frozenset(cues.through),
        parts={form: part for part, texts in cues.parts.items() for form in forms(texts)},
    )
    return Language(
        lexicon=lexicon,
        keywords=keywords,
        aliases=make_aliases(knowledge, known, cues.dated, cues.not_names),
        cues=make_cues(
            [(known(text), name, False) for name, texts in cues.cues.items() for text in texts]
            + [(known(text), name, True) for name, texts in cues.themes.items() for text in texts]
            + [(known(text), signal, False) for text, signal in cues.referring.forms()]
            + [
                (known(f"{noun} {pointing}"), f"that:{sort}", False)
                for sort, nouns in cues.pointed.items()
                for noun in nouns
                for pointing in cues.pointing
            ]
            + [(known(text), LACKS + kind, True) for kind, texts in cues.lacks.items() for text in texts]
            + [(known(text), signal, True) for text, signal in cues.nameless.forms()]
            + [(known(text), RECURS + name, True) for name, topic in cues.recurring.items() for text in topic.words]
            + [(known(text), SURVEYS + name, True) for name, topic in cues.surveys.items() for text in topic.words]
            + [(known(text), ANSWERS + name, True) for name, each in cues.answers.items() for text in each.asked]
            + [(known(text), COVERS + name, True) for name, each in cues.covers.items() for text in each.asked]
            + [(known(text), ASIDE + sort, True) for sort, texts in cues.aside.items() for text in texts]
            + [(known(text), CELL + sort, True) for sort, texts in cues.cells.items() for text in texts]
            + [(known(text), MAY_LACK + kind, True) for kind, texts in cues.may_lack.items() for text in texts],
            cues.combined,
        ),
        own=make_own(cues.own, known),
        charts=make_charts(yamlfile.load(PACKAGE, "charts.yaml", ChartsFile), known),
        going_on=by_edge(forms(cues.going_on)),
        why=by_edge(forms(cues.why)),
        within=forms(cues.within),
        whether=by_edge(forms(cues.whether), -1),
        document_nouns=by_edge(forms(cues.document_nouns)),
        which=frozenset(forms(cues.which)),
        recurring={RECURS + name: topic.units for name, topic in cues.recurring.items()},
        surveys={
            SURVEYS + name: (topic.units, frozenset(word for form in forms(topic.words) for word in form))
            for name, topic in cues.surveys.items()
        },
        answers={ANSWERS + name: having(each.words) for name, each in cues.answers.items()},
        covers={COVERS + name: having(each.words) for name, each in cues.covers.items()},
        contrasts=tuple(
            {unit: " ".join(known(words).folded) for unit, words in each.items()} for each in cues.contrasts
        ),
        vague=frozenset(word for form in forms(cues.vague) for word in form),
        measures=_measures(knowledge, forms, cues.measure),
        texts=texts,
        parents={unit.id: unit.parent for unit in knowledge.plan.units if unit.parent},
        cited={document.id: document.units for document in knowledge.documents.values()},
        connectors=connectors,
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
