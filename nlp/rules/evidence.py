"""What a message says by itself: what it asks, how sure it is of a place, what it seems to want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.load import Knowledge
from knowledge.model import Figure
from knowledge.model import Kind as UnitKind
from nlp.aside import DENIED
from nlp.ask import LACKING, PLACE_KINDS, WHOLE_KINDS, Kind
from nlp.figures import told_of
from nlp.language import RECURS
from nlp.mention import Name
from nlp.normalise import plain_text, plain_words
from nlp.rank import Match
from nlp.understanding import Understanding

_DIGITS = 2
"""A number of more digits than this that is a figure of the targets is hardly said of anything else."""


@dataclass(frozen=True)
class Evidence:
    """What a message says, whatever was said before."""

    u: Understanding
    match: Match
    knowledge: Knowledge
    thresholds: Mapping[str, float]

    def likely(self, kind: Kind) -> float:
        """The probability of a kind among the things that the plan holds."""
        held = 1.0 - self.u.lacking
        return self.u.asks.get(kind, 0.0) / held if held > 0 else 0.0

    @cached_property
    def whole_kind(self) -> Kind:
        """The likeliest kind that the whole table or document answers."""
        return max(WHOLE_KINDS, key=self.likely)

    @cached_property
    def place_kind(self) -> Kind:
        """The likeliest kind that one place answers."""
        return max(PLACE_KINDS, key=lambda kind: (self.u.asks.get(kind, 0.0), kind))

    @property
    def role(self) -> str:
        """The role asked about: "lead", "coord" or "" for either; of two the one that is not denied.

        Whom a body works with ("phối hợp với ai") stands in the rows that it leads.
        """
        spans, denied = self.u.signals.spans, self.denied
        said = {cue.signal for cue, start, _ in spans if start not in denied} if denied else self.u.cues
        beside = "beside" in self.u.cues
        lead, coord = "lead" in said or beside, "coord" in said and not beside
        return "" if lead == coord else "lead" if lead else "coord"

    @property
    def denied(self) -> frozenset[int]:
        """Where what the message denies begins ("không phải chủ trì"; but not "không phải, Sở Tài chính")."""
        return frozenset(end for _, end in self.u.signals.of(DENIED)) - self.u.question.breaks

    @property
    def names(self) -> set[Name]:
        """The sorts of thing that the message names; small numbers are none ("2 cái này", "bao lâu 1 lần")."""
        small = {Name.NUMBER} if len(self.u.counts) >= len(self.u.named(Name.NUMBER)) else set()
        return {mention.name for mention in self.u.mentions} - small

    @property
    def doubts(self) -> bool:
        """Whether the message asks for confirmation."""
        return "check" in self.u.cues or self.u.asks_whether

    @property
    def asks_anew(self) -> bool:
        """Whether the message has a question word of its own and neither points back nor goes on."""
        return "asking" in self.u.cues and "anaphora" not in self.u.cues and not self.u.goes_on

    @cached_property
    def margin(self) -> float:
        """The best raw score of any place."""
        return self.u.margin

    @cached_property
    def weak(self) -> bool:
        """Whether no place is more than faintly spoken of."""
        return self.margin < self.thresholds["weak"]

    @property
    def sure_place(self) -> str:
        """The place that is surely spoken of, "" where none or a group is."""
        best = self.match.best
        sure = best.probability >= self.thresholds["sure"] and self.margin >= self.thresholds["owned"]
        return best.unit if sure and best.unit not in self.knowledge.groups else ""

    @property
    def quoted(self) -> bool:
        """Whether the message is no more than some words of the likeliest place, or a topic of its words alone."""
        said, text = self.u.question.plain, self.knowledge.units[self.match.best.unit].text
        alone = all(cue.startswith(RECURS) for cue in self.u.cues) and plain_words(text).issuperset(self.u.topic)
        return said.count(" ") > 1 and (alone or f" {said} " in f" {plain_text(text)} ")

    @cached_property
    def figures_said(self) -> tuple[Figure, ...]:
        """The figures of the likeliest place whose own words the message says."""
        return told_of(self.u.question.plain, self.match.best.unit, self.knowledge.figures)

    @property
    def valued(self) -> bool:
        """Whether the message says a figure of the targets, of some digits, which nothing off their topic holds."""
        said = {value for value in self.u.named(Name.NUMBER) if len(value) > _DIGITS}
        return any(figure.digits in said for figure in self.knowledge.figures)

    @property
    def sets_year(self) -> bool:
        """Whether the message seems to want a target that is not set, of the year of one that is."""
        unit = self.knowledge.units[self.match.best.unit]
        dated = any(year in unit.id for year in self.u.named(Name.YEAR))
        return unit.kind is UnitKind.TARGET and dated and self.lacking_kind == "absent_target"

    @property
    def topical_group(self) -> str:
        """The group whose places the topic falls into, heading and rows together; "" where it is none clearly."""
        return self.likeliest_group(self.thresholds["group"])

    @cached_property
    def titled_group(self) -> str:
        """The only group whose title holds the topic ("nhóm quản lý nhà nước"), "" for several or none."""
        folded, spans = self.u.question.folded, self.u.signals.spans
        nouns = {folded[start] for cue, start, _ in spans if cue.signal == "a_group" and "groups" not in self.u.cues}
        topic, units = set(self.u.topic) - nouns, self.knowledge.units
        held = [group for group in self.knowledge.groups if plain_words(units[group].text) >= topic]
        return held[0] if nouns and topic and len(held) == 1 else ""

    def likeliest_group(self, least: float) -> str:
        """The group that the topic falls into with more than some probability, "" for none."""
        if not self.u.topic:
            return ""
        sums = {
            group: sum(self.u.places[unit] for unit in (group, *rows)) for group, rows in self.knowledge.groups.items()
        }
        best = max(sums, key=lambda group: sums[group])
        return best if sums[best] > least else ""

    @cached_property
    def lacking_kind(self) -> str:
        """The likeliest thing that the plan lacks, by the words alone."""
        return max(self.u.kinds_lacked, key=self.u.asks.__getitem__).removeprefix(LACKING)
