"""All that a rule may look at, and the words that several rules share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.load import Knowledge
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.rank import Match
from nlp.state import State
from nlp.understand import LACKING, Understanding

STRUCTURED = (Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE, Kind.COMPARE, Kind.OVERVIEW)
TARGET_YEARS = frozenset({"2030", "2045"})
PLAN_YEARS = TARGET_YEARS | {"2021", "2022", "2023", "2025"}
OWN = frozenset({"qd-922", "luat-htx", "luat-tccqdp", "luat-sua-doi"})
DIGITS = {"mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4}
SHORT = 7
LISTS = frozenset({Kind.DUTIES, Kind.SCHEDULE, Kind.OVERVIEW, Kind.SECTION, Kind.COUNT, Kind.RANK, Kind.COMPARE})
FEW = 3


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    u: Understanding
    match: Match
    state: State | None
    knowledge: Knowledge
    thresholds: Mapping[str, float]

    def likely(self, kind: Kind) -> float:
        """The probability of a kind among the things that the plan holds."""
        held = 1.0 - self.u.lacking
        return self.u.asks.get(kind, 0.0) / held if held > 0 else 0.0

    @property
    def elliptic(self) -> bool:
        """Whether the message names no topic of its own, or in a conversation one that no place answers to."""
        named = self.u.named(Name.DOCUMENT) or self.u.numbered
        if named or not self.u.topic:
            return not named
        few, one = len(self.u.topic) <= FEW, len(self.u.topic) == 1
        faint = self.margin < self.thresholds["faint"]
        faint = faint and "also" not in self.u.cues
        return self.state is not None and ((self.weak and few) or (one and faint))

    @property
    def margin(self) -> float:
        """The best raw score of any place."""
        return max(self.u.margins.values())

    @property
    def whole_kind(self) -> Kind:
        """The likeliest kind that the whole table or document answers."""
        return max(STRUCTURED, key=self.likely)

    @property
    def weak(self) -> bool:
        """Whether no place is more than faintly spoken of."""
        return self.margin < self.thresholds["weak"]

    @property
    def elliptic_but_numbered(self) -> bool:
        """Whether the message names no topic of its own but perhaps a number."""
        return not self.u.topic and not self.u.named(Name.DOCUMENT)

    @property
    def about_body(self) -> bool:
        """Whether a body is named and little or nothing of one task is said beside it."""
        near_none = self.margin < self.thresholds["bodied"] and len(self.u.topic) < FEW
        sure = self.likely(Kind.DUTIES) >= self.thresholds["sure"] and len(self.u.topic) <= FEW
        few = not self.u.topic or near_none or sure or (self.margin < 0 and len(self.u.topic) <= 2 * FEW)
        return bool(self.agencies) and few

    @property
    def bodied(self) -> bool:
        """Whether few words stand beside a body, none of them sure of a place, and its duties may be meant."""
        least = self.thresholds["bodied"]
        few = len(self.u.topic) <= FEW and self.margin < least
        return few and self.likely(Kind.DUTIES) >= least

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies named; a district for its committee where duties are asked."""
        named = self.u.named(Name.AGENCY)
        if not named and self.likely(Kind.DUTIES) >= self.thresholds["structured"]:
            return self.u.named(Name.DISTRICT)
        return named

    @property
    def role(self) -> str:
        """The role asked about: "lead", "coord" or "" for either."""
        lead, coord = "lead" in self.u.cues, "coord" in self.u.cues
        return "" if lead == coord else "lead" if lead else "coord"

    @property
    def place_kind(self) -> Kind:
        """The likeliest kind that one place answers."""
        return max(PLACE_KINDS, key=lambda kind: (self.u.asks.get(kind, 0.0), kind))

    @property
    def lacks(self) -> bool:
        """Whether the plan lacks the thing wanted."""
        keyword = self.margin > 1 and len(self.u.topic) <= FEW
        backed = bool(self.u.may_lack) and self.u.lacking >= self.thresholds["backed"]
        return (
            bool(self.u.surely_lacks)
            or backed
            or self.u.lacking >= self.thresholds["keyword" if keyword else "decline"]
        )

    def decline(self, reason: str, wants: str = "") -> Ask:
        """Declining, with the nearest places."""
        kinds = [kind for kind in self.u.asks if kind.startswith(LACKING)]
        likeliest = max(kinds, key=lambda kind: self.u.asks[kind]).removeprefix(LACKING)
        near = tuple(c.unit for c in self.match.candidates[:2] if c.probability > self.thresholds["near"])
        return Ask(
            Kind.DECLINE,
            reason,
            units=near,
            agencies=self.agencies,
            wants=wants or self.u.surely_lacks or self.u.may_lack or likeliest,
        )


def asks_role(case: Case) -> bool:
    """Whether a message asks who leads or who coordinates."""
    return bool({"lead", "coord"} & case.u.cues)
