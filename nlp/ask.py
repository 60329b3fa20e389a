"""The question as decided: what is asked (one of a closed set of kinds), of which places or agencies, within what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nlp.filter import EVERY_ROW, Filter


class Kind(StrEnum):
    """The kinds of question. Each has one module in `bot.kinds`."""

    LEAD = "lead"
    COORD = "coord"
    DEADLINE = "deadline"
    CONTENT = "content"
    FIGURE = "figure"
    LEGAL = "legal"
    REPORT = "report"
    DUTIES = "duties"
    COUNT = "count"
    RANK = "rank"
    SCHEDULE = "schedule"
    COMPARE = "compare"
    SECTION = "section"
    OVERVIEW = "overview"
    SMALL_TALK = "smalltalk"
    DECLINE = "decline"
    UNCLEAR = "unclear"


LACKING = "-"
"""What begins the name of a kind of thing that the plan lacks ("-money")."""

PLACE_KINDS = frozenset({Kind.LEAD, Kind.COORD, Kind.DEADLINE, Kind.CONTENT, Kind.FIGURE, Kind.LEGAL, Kind.REPORT})
"""Kinds that are answered from one place."""

WHOLE_KINDS = (Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE, Kind.COMPARE, Kind.OVERVIEW)
"""Kinds that are answered from the table or the document as a whole."""

LISTS = frozenset({*WHOLE_KINDS, Kind.SECTION})
"""Kinds whose answers list places."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What to answer.

    `units` are the places it is about, best first; `filter` narrows the rows of the table; `wants` tells, for DECLINE,
    the thing that the plan lacks ("money"), for SMALL_TALK which talk, for FIGURE the figure of the target where no
    words tell it, for LEGAL the document where the place cites several, or "status", "replaced" or "source", for RANK
    of which groups: "all" or "none" of their rows are so, "most", "least" or "any", or how many of "each", and of which
    bodies: the "nth", the "top" few, all in "order", those of "one_group" alone or of "most_groups", those "without"
    such rows, for SCHEDULE "next" or "overdue" as of today, for REPORT "body" where it is that of the bodies, for COUNT
    "sum" for that of several bodies in all, for COUNT and DUTIES "column" for what the column of coordination names,
    which may be the lead of the row, for COUNT "share" for which part of all it is, "both" for the bodies in both
    columns, for SECTION "group" where it is asked in which group a task stands; `reason` why it was decided so, for
    `hoi explain`.
    """

    kind: Kind
    reason: str
    units: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    role: str = ""
    filter: Filter = EVERY_ROW
    years: tuple[str, ...] = ()
    wants: str = ""
    missing: str = ""
    from_context: bool = False
