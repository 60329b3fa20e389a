"""A message understood, as a value: all that the later steps may know of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from knowledge.model import Record
from nlp.aside import Signals
from nlp.filter import Says
from nlp.mention import Mention, Name
from nlp.numbered import Numbered
from nlp.own import Mine
from nlp.question import Question

_ROLES = frozenset({"lead", "coord"})
_OF_DECISION = frozenset({"replaces", "proposed"})


class Understanding(Record, frozen=True, dict=True):
    """A message understood. A record, as it is made many times as fast as a dataclass; its properties are kept.

    `signals` are its cues where they stand; `asks` maps every kind of thing to its probability ("-money": a thing that
    the plan lacks), `kinds_held` and `kinds_lacked` are those kinds apart; `lacking_next` is the probability that the
    plan lacks the thing wanted, judged as messages are that go on from what was said, or from the place whose number
    they say (0 where there is neither); `places` maps every unit, `margins` every unit to its raw score (above 0 sure,
    below `stretches.BACKGROUND` no evidence), `bare` the same without the bodies that the message names; `clauses` are
    its stretches between punctuation and connecting words, folded; `parts` are the places that clauses of the message
    are sure of, each on its own, where there are several; `halves` the likeliest places of the clauses where the
    message sets things side by side; `aside` what it sets aside of the rows that it asks for ("trừ việc chung"),
    understood by itself, which is no part of the rest; `besides` the places that it sets aside ("ngoài ngân hàng ra"),
    `akin` those met at a topic of theirs; `cells` what it says of the table's columns; `own` the stretches that mean
    the body where its writer works, `works_at` the body where they say that they do ("" for none); `cues` are the
    names of the cue lists that occur; `topic` the folded syllables left when names, own body, cues and fillers are
    taken out; `unknown` the share of topic syllables that no phrase and no place uses; `vague` whether the topic is
    only a noun that needs a referent; `goes_on` whether the message begins as one that goes on from what was said
    ("còn …"), `asks_whether` whether it ends as one that asks for yes or no; `counts` the small numbers that it says,
    in figures or words, `nth` one right after an ordinal word ("cái thứ tư"; 0 for none); `spoken` the places whose
    own words hold the topic, looked for where the message asks what the plan speaks of; `recurring` the places that
    share the one topic of theirs that it names; `contrasted` places alike whose words it says; `surveyed` all
    places that its topics are met at, where it says nothing else, `met` wherever it does; `answering` the places whose
    own words answer what it asks, `covering` those that speak of people that it names; `sought_document` the sort of
    document whose number it wants; `surely_lacks` the kind of thing whose sure wording occurs ("" for none),
    `may_lack` one whose wording may mean it; `measured` the targets of whose figures alone the topic speaks.
    """

    question: Question
    signals: Signals
    mentions: tuple[Mention, ...]
    numbered: tuple[Numbered, ...]
    asks: Mapping[str, float]
    kinds_held: Sequence[str]
    kinds_lacked: Sequence[str]
    lacking_next: float
    places: Mapping[str, float]
    margins: Mapping[str, float]
    bare: Mapping[str, float]
    clauses: tuple[str, ...]
    parts: tuple[str, ...]
    halves: tuple[str, ...]
    besides: tuple[str, ...]
    cells: tuple[Says, ...]
    akin: frozenset[str]
    own: tuple[Mine, ...]
    works_at: str
    cues: frozenset[str]
    topic: tuple[str, ...]
    unknown: float
    vague: bool
    goes_on: bool
    asks_whether: bool
    counts: tuple[int, ...]
    nth: int
    spoken: tuple[str, ...]
    recurring: tuple[str, ...]
    contrasted: tuple[str, ...]
    surveyed: tuple[str, ...]
    met: frozenset[str]
    answering: frozenset[str]
    covering: frozenset[str]
    sought_document: str
    surely_lacks: str
    may_lack: str
    measured: frozenset[str]
    aside: Understanding | None = None

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
        return sum(self.asks[kind] for kind in self.kinds_lacked)

    @cached_property
    def margin(self) -> float:
        """The best raw score of any place."""
        return max(self.margins.values())

    @cached_property
    def bare_margin(self) -> float:
        """The same without the bodies that the message names."""
        return self.margin if self.bare is self.margins else max(self.bare.values())

    @property
    def best(self) -> str:
        """The place that the words speak most for."""
        return max(self.margins, key=self.margins.__getitem__)

    @property
    def carries_on(self) -> bool:
        """Whether the message goes on from what was said ("còn …", "à nhầm, …")."""
        return self.goes_on or "correction" in self.cues

    @property
    def stands_alone(self) -> bool:
        """Whether the message says what it is about, or asks for what the plan surely lacks.

        What the decision replaces and who proposed it are said of nothing else. What is asked "trong đó" is asked of
        what was said before.
        """
        told = self.topic or self.mentions or self.surely_lacks or _OF_DECISION & self.cues
        return bool(told) and "inside" not in self.cues

    @property
    def confirms(self) -> bool:
        """Whether the bodies that the message names may be just what it asks of a place ("X có phối hợp … không")."""
        return confirms(self.cues, asks_whether=self.asks_whether)

    def ask(self) -> str:
        """The likeliest kind of thing that the plan holds."""
        return self._likeliest

    @cached_property
    def _likeliest(self) -> str:
        return max(self.kinds_held, key=self.asks.__getitem__)


def confirms(cues: frozenset[str], *, asks_whether: bool) -> bool:
    """Whether a message with some cues asks for confirmation, or whether a body leads or joins something."""
    return "check" in cues or (asks_whether and "whether" in cues and bool(_ROLES & cues))
