"""A message in its conversation: what was spoken of, and what of it the message points back to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Document, Unit
from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import LISTS, PLACE_KINDS, Kind
from nlp.mention import OWN_DECISION, Name
from nlp.rules.evidence import Evidence
from nlp.state import State

_ROWS = frozenset({"tasks", "rows", "picks", "pair", "schemes", "programmes"})
"""Cues of what rows are called."""
_OF_A_COUNT = _ROWS | {"blame", "correction", "check", "sure", "whether", "total", "how_many"}
"""Cues of messages that hold a number against a list."""
GROUP, DOCUMENT = "that:group", "that:document"
"""Cues that point back to a group of the table, to a document."""


@dataclass(frozen=True)
class Spoken(Evidence):
    """The evidence, and the conversation that it stands in."""

    state: State | None

    @cached_property
    def spoken_of(self) -> Unit | None:
        """The place under discussion, None where there is none."""
        return self.knowledge.units[self.state.units[0]] if self.state is not None and self.state.units else None

    @cached_property
    def document(self) -> Document | None:
        """The document under discussion, None where there is none."""
        return referents.document(self.u, self.state, self.knowledge) if self.state is not None else None

    @property
    def of_documents(self) -> bool:
        """Whether a cited document is what was asked about last."""
        cited = self.document is not None and self.document.id != OWN_DECISION
        based = self.spoken_of is not None and self.spoken_of.kind is UnitKind.BASIS
        return cited and self.state is not None and (based or self.state.kind == Kind.LEGAL)

    @property
    def of_cited(self) -> bool:
        """Whether a message is about a cited document under discussion ("luật đó", "quyết định ấy", "trong đó")."""
        if DOCUMENT in self.u.cues or self.document is None or self.document.id == OWN_DECISION:
            return DOCUMENT in self.u.cues
        called = "anaphora" in self.u.cues and referents.calls(self.u, self.document)
        return called or ("inside" in self.u.cues and self.of_documents)

    @property
    def names_sort(self) -> bool:
        """Whether the message has the word for some sort of document ("kế hoạch", "nghị quyết")."""
        return any(referents.calls(self.u, each) for each in self.knowledge.documents.values())

    @property
    def figured(self) -> bool:
        """Whether a target is under discussion."""
        return self.spoken_of is not None and self.spoken_of.kind is UnitKind.TARGET

    @property
    def heard(self) -> bool:
        """Whether the message tells what somebody has said of what is spoken of ("sao tôi nghe nói 50%")."""
        best, told = self.knowledge.units[self.match.best.unit], "heard" in self.u.cues
        other = self.margin < self.thresholds["owned" if best.kind is UnitKind.TARGET else "faint"]
        return told and not {"how_many", "date"} & self.u.cues and (other or best is self.spoken_of)

    @property
    def wonders(self) -> bool:
        """Whether the message wonders at what somebody has said ("sao tôi nghe nói Sở Tài chính"): why it is not so."""
        return self.heard and self.u.may_lack == "reason"

    @property
    def doubts_count(self) -> bool:
        """Whether a number, and nothing else, is held against rows just listed ("phải là 5 việc chứ")."""
        doubts = self.doubts or {"blame", "correction"} & self.u.cues
        alone = {mention.name for mention in self.u.mentions} <= {Name.NUMBER} and self.u.cues <= _OF_A_COUNT
        number = self.u.counts or self.u.named(Name.NUMBER)
        listed = self.state is not None and self.state.kind in LISTS and len(self.state.listed) > 1
        return bool(doubts and alone and number) and (self.u.vague or not self.u.topic) and listed

    @property
    def aside(self) -> tuple[str, ...]:
        """The rows spoken of that the message sets aside ("ngoài việc này", "việc còn lại của Sở Tài chính")."""
        rest = "rest" in self.u.cues and self.u.named(Name.AGENCY)
        if self.state is None or not (rest or "besides_this" in self.u.cues):
            return ()
        return referents.several(self.u, self.state, self.knowledge) or self.state.units

    @property
    def group(self) -> str:
        """The group of the table that the message points back to ("nhóm đó", "trong đó" of a group), "" for none."""
        if self.state is None:
            return ""
        first = self.state.units[:1]
        one_group = len(self.state.units) == 1 and first[0] in self.knowledge.groups
        opened = "inside" in self.u.cues and one_group
        if not (opened or {GROUP, "same_group", "next_group", "group_before"} & self.u.cues):
            return ""
        spoken_of = (self.state.part, *first, *(self.knowledge.units[unit].group for unit in first))
        groups = list(self.knowledge.groups)
        found = next((group for group in spoken_of if group in groups), "")
        step = 1 if "next_group" in self.u.cues else -1 if "group_before" in self.u.cues else 0
        at = groups.index(found) + step if found else -1
        return groups[at] if 0 <= at < len(groups) else ""

    @property
    def carries_on(self) -> bool:
        """Whether the message goes on from what was said, and something was."""
        return self.state is not None and self.u.carries_on

    @property
    def kind_carried(self) -> Kind:
        """What is asked: by the message's own question words, else what was asked before."""
        own = {"asking", "lead", "coord", "date", "how_many"} & self.u.cues
        before = self.state.kind if self.state is not None else ""
        return Kind(before) if before in PLACE_KINDS and not own else self.place_kind

    def same_sort(self, unit_id: str) -> bool:
        """Whether a place is of the sort of the place under discussion: both targets, both tasks."""
        units = self.knowledge.units
        return self.state is not None and any(units[u].kind is units[unit_id].kind for u in self.state.units[:1])
