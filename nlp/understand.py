"""What a message wants, of what: probabilities of both, names, cues, topic words. No decision is taken here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.features import ask_features, place_features
from nlp.language import LACKS, MAY_LACK, SURVEYS, Language
from nlp.link import link
from nlp.mention import Mention, Name
from nlp.model import Model
from nlp.numbered import Numbered
from nlp.own import Mine
from nlp.question import Question, Syllable

LACKING = "-"
BACKGROUND = -0.6
"""Raw scores of places that nothing in a message speaks for lie below this."""
_SURE = 0.0
_ALONE = 1.0
_PEAK = -0.45
_GAP = 0.2
"""Two places stand out together where the second is above the one and the third this far below it."""
_LEAST_SYLLABLES = 5
_SIDE_BY_SIDE = frozenset({"compare", "each", "pair"})
_TOLD = 0.3
_BESIDE = 2
"""A message that asks for confirmation is read without its bodies where some place is surer of the rest than this."""
_BESIDES = ("ngoai", "ra")
_DENIED = ("khong", "phai")


@dataclass(frozen=True)
class Understanding:
    """A message understood.

    `asks` maps every kind of thing to its probability ("-money": a thing that the plan lacks); `places` every unit,
    `margins` every unit to its raw score (above 0 sure, below `BACKGROUND` no evidence), `bare` the same without the
    bodies that the message names; `parts` are the places that clauses of the message are sure of, each on its own,
    where there are several; `halves` the likeliest places of the clauses where the message sets things side by side;
    `besides` the places that it sets aside ("ngoài ngân hàng ra"); `own` the stretches that mean the body where its
    writer works, `works_at` the body where they say that they do ("" for none); `cues` are the names of the cue lists
    that occur; `topic` the folded syllables left when names, own body, cues and fillers are taken out; `unknown` the
    share of topic syllables that no phrase and no place uses; `vague` whether the topic is only a noun that needs a
    referent; `goes_on` whether the message begins as one that goes on from what was said ("còn …"), `asks_whether`
    whether it ends as one that asks for yes or no; `counts` the small numbers that it says, in figures or words;
    `spoken` the places whose own words hold the topic, looked for where the message asks what the plan speaks of;
    `recurring` the places that share the one topic of theirs that it names; `contrasted` places alike, of which it
    names several; `surveyed` all places that its topics are met at, where it says nothing else; `sought_document` the
    sort of document whose number it wants; `surely_lacks` the kind of thing whose sure wording occurs ("" for none),
    `may_lack` one whose wording may mean it; `measured` the targets of whose figures alone the topic speaks.
    """

    question: Question
    mentions: tuple[Mention, ...]
    numbered: tuple[Numbered, ...]
    asks: Mapping[str, float]
    places: Mapping[str, float]
    margins: Mapping[str, float]
    bare: Mapping[str, float]
    parts: tuple[str, ...]
    halves: tuple[str, ...]
    besides: tuple[str, ...]
    own: tuple[Mine, ...]
    works_at: str
    cues: frozenset[str]
    topic: tuple[str, ...]
    unknown: float
    vague: bool
    goes_on: bool
    asks_whether: bool
    counts: tuple[int, ...]
    spoken: tuple[str, ...]
    recurring: tuple[str, ...]
    contrasted: tuple[str, ...]
    surveyed: tuple[str, ...]
    sought_document: str
    surely_lacks: str
    may_lack: str
    measured: frozenset[str]

    def named(self, name: Name) -> tuple[str, ...]:
        """The values of the mentions of a sort, in order, each once."""
        return self._names.get(name, ())

    @cached_property
    def _names(self) -> dict[Name, tuple[str, ...]]:
        made: dict[Name, dict[str, None]] = {}
        for mention in self.mentions:
            made.setdefault(mention.name, {})[mention.value] = None
        return {name: tuple(values) for name, values in made.items()}

    @cached_property
    def lacking(self) -> float:
        """The probability that the plan lacks the thing wanted, by the words alone."""
        return sum(p for kind, p in self.asks.items() if kind.startswith(LACKING))

    @property
    def best(self) -> str:
        """The place that the words speak most for."""
        return max(self.margins, key=lambda unit: self.margins[unit])

    @property
    def carries_on(self) -> bool:
        """Whether the message goes on from what was said ("còn …", "à nhầm, …")."""
        return self.goes_on or "correction" in self.cues

    @property
    def stands_alone(self) -> bool:
        """Whether the message says what it is about, or asks for what the plan surely lacks."""
        return bool(self.topic or self.mentions or self.surely_lacks)

    def ask(self) -> str:
        """The likeliest kind of thing that the plan holds."""
        return max((kind for kind in self.asks if not kind.startswith(LACKING)), key=lambda kind: self.asks[kind])


def understand(question: Question, language: Language, model: Model) -> Understanding:
    """Understand a read message."""
    mentions, numbered = link(question, language)
    spans = {place for mention in mentions for place in range(mention.start, mention.end)}
    found, cued = language.cues.find(question)
    cues = frozenset(cue for cue in found if not cue.startswith(SURVEYS))
    own = language.own.find(question)
    spans |= {place for mine in own for place in range(mine.start, mine.end)}
    topic = language.fillers.topic(question, spans | cued, model.words)
    strange = sum(1 for syllable in topic if syllable not in model.used)
    besides, meant = _besides(question if _asks_whether(question, language) else _affirmed(question), model)
    places, margins = model.places.judge(place_features(meant.folded, meant.marked).keys(model.vocabulary))
    bare = margins
    if any(mention.name is Name.AGENCY for mention in mentions):
        told = _without_bodies(question, mentions)
        likely, bare = model.places.judge(place_features(told.folded, told.marked).keys(model.vocabulary))
        if topic and "check" in cues and max(bare.values()) > _TOLD:
            places, margins = likely, bare
    asks, _ = model.asks.judge(ask_features(question, mentions).keys(model.vocabulary))
    return Understanding(
        question=question,
        mentions=mentions,
        numbered=numbered,
        asks=asks,
        places=places,
        margins=margins,
        bare=bare,
        parts=_parts(question, margins, language, model),
        halves=_halves(question, language, model) if _SIDE_BY_SIDE & cues else (),
        besides=besides,
        own=own,
        works_at=language.own.told(question, mentions),
        cues=cues,
        topic=topic,
        unknown=strange / len(topic) if topic else 0.0,
        vague=bool(topic) and language.vague.issuperset(topic),
        goes_on=_begins(question, language.going_on),
        asks_whether=_asks_whether(question, language),
        counts=tuple(_counts(question.folded, language)),
        spoken=language.holding(question, topic, mentions) if {"spoken", "pair"} & cues else (),
        recurring=_recurring(cues, language),
        contrasted=language.contrasted(question, mentions),
        surveyed=_surveyed(found, topic, language),
        sought_document=_sought(question.folded, cues, language),
        surely_lacks=_lacking(cues, LACKS),
        may_lack=_lacking(cues, MAY_LACK) or _why(question, language),
        measured=frozenset(unit for unit, words in language.measures.items() if topic and words.issuperset(topic)),
    )


def _recurring(cues: Collection[str], language: Language) -> tuple[str, ...]:
    """The places of the only topic named that several places share, none where there are two such topics or none."""
    found = [units for signal, units in language.recurring.items() if signal in cues]
    return found[0] if len(found) == 1 else ()


def _surveyed(cues: Collection[str], topic: Sequence[str], language: Language) -> tuple[str, ...]:
    """All places that the topics named are met at; none where hardly a word of the topic is theirs."""
    found = [survey for signal, survey in language.surveys.items() if signal in cues]
    own = frozenset[str]().union(*(words for _, words in found))
    if sum(1 for word in topic if word not in own) > _BESIDE:
        return ()
    return tuple(dict.fromkeys(unit for units, _ in found for unit in units))


def _lacking(cues: Collection[str], sort: str) -> str:
    """The kind of thing that the plan lacks by the wordings of a sort, the first by name; "" for none."""
    return min((cue.removeprefix(sort) for cue in cues if cue.startswith(sort)), default="")


def _begins(question: Question, forms: Sequence[tuple[str, ...]]) -> bool:
    return any(question.folded[: len(form)] == form for form in forms)


def _without_bodies(question: Question, mentions: Sequence[Mention]) -> Question:
    """A message without the bodies that it names: they may be just what is wrong, or not what the topic is."""
    named = {place for m in mentions if m.name is Name.AGENCY for place in range(m.start, m.end)}
    kept = tuple(s for place, s in enumerate(question.syllables) if place not in named)
    return Question(question.text, kept, frozenset())


def _why(question: Question, language: Language) -> str:
    """What a message of one clause that begins by asking why wants: a reason; "" for others."""
    return "reason" if not question.breaks and _begins(question, language.why) else ""


def _halves(question: Question, language: Language, model: Model) -> tuple[str, ...]:
    """The likeliest place of each clause that speaks of any, each once."""
    found: dict[str, None] = {}
    for clause in question.clauses(language.connectors):
        best, margin = _best(clause, model)
        if margin > _PEAK:
            found[best] = None
    return tuple(found)


def _asks_whether(question: Question, language: Language) -> bool:
    return any(question.folded[-len(form) :] == form for form in language.whether)


def _affirmed(question: Question) -> Question:
    """A message without what it says not to mean ("…, không phải bán hàng"), up to the next punctuation."""
    folded = question.folded
    for place in sorted(question.breaks):
        if place > 1 and folded[place : place + len(_DENIED)] == _DENIED:
            end = next((n for n in sorted(question.breaks) if n > place), len(folded))
            return question.without(place, end)
    return question


def _besides(question: Question, model: Model) -> tuple[tuple[str, ...], Question]:
    """The place that a message sets aside ("ngoài ngân hàng ra", up to a comma), and the message without it."""
    folded = question.folded
    for place, syllable in enumerate(folded):
        if syllable != _BESIDES[0]:
            continue
        near = range(place + 2, min(place + 8, len(folded)))
        end = next((n for n in near if folded[n] == _BESIDES[1] or n in question.breaks), 0)
        if end:
            best, margin = _best(question.syllables[place + 1 : end], model)
            return ((best,), question.without(place, end)) if margin > BACKGROUND else ((), question)
    return (), question


def _best(syllables: Sequence[Syllable], model: Model) -> tuple[str, float]:
    """The likeliest place of a stretch of a message and its raw score."""
    features = place_features([s.folded for s in syllables], [s.marked for s in syllables if s.marked])
    _, margins = model.places.judge(features.keys(model.vocabulary))
    best = max(margins, key=lambda unit: margins[unit])
    return best, margins[best]


def _sought(folded: Sequence[str], cues: Collection[str], language: Language) -> str:
    """The sort of document that a message seeks the number of ("thông tư mấy", "nghị định số bao nhiêu")."""
    for place, syllable in enumerate(folded):
        for noun in language.document_nouns.get(syllable, ()):
            end = place + len(noun)
            asked = "number_of" in cues or any(folded[end : end + n] in language.which for n in (1, 2))
            if folded[place:end] == noun and asked:
                return " ".join(noun)
    return ""


def _counts(folded: Sequence[str], language: Language) -> Iterator[int]:
    """Small numbers in figures or words, in order; words that mean something else without an ordinal are none."""
    words = language.keywords
    for syllable in folded:
        if syllable.isdecimal() and len(syllable) <= _TWO:
            yield int(syllable)
        elif words.numbers.get(syllable) and syllable not in words.unsure:
            yield words.numbers[syllable]


def _parts(question: Question, margins: Mapping[str, float], language: Language, model: Model) -> tuple[str, ...]:
    """The places that single clauses are sure of, where the whole message speaks for more than one of them."""
    joined = bool(question.breaks) or not language.connectors.isdisjoint(question.folded)
    spoken_of = sum(margin > BACKGROUND for margin in margins.values())
    if not joined or len(question.syllables) < _LEAST_SYLLABLES or spoken_of < _TWO:
        return ()
    found: dict[str, None] = {}
    for clause in question.clauses(language.connectors):
        best, own = _best(clause, model)
        spoken = margins.get(best, BACKGROUND) > BACKGROUND or own > _ALONE
        if own > _SURE and spoken:
            found[best] = None
    parents = {language.parents.get(unit, "") for unit in found}
    found = {unit: None for unit in found if unit not in parents}
    if len(found) >= _TWO:
        return tuple(found)
    first, second, third = sorted(margins, key=lambda unit: -margins[unit])[:3]
    peaks = margins[second] > _PEAK and margins[third] < margins[second] - _GAP
    return (first, second) if peaks else ()


_TWO = 2
