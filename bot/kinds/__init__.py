"""The kinds of question: one module each, all in one table."""

from __future__ import annotations

from bot.kinds import (
    compare,
    content,
    coord,
    count,
    deadline,
    decline,
    duties,
    figure,
    lead,
    legal,
    overview,
    rank,
    report,
    schedule,
    section,
    talk,
    unclear,
)
from bot.kinds.context import Compose
from nlp.ask import Kind

KINDS: dict[Kind, Compose] = {
    Kind.LEAD: lead.compose,
    Kind.COORD: coord.compose,
    Kind.DEADLINE: deadline.compose,
    Kind.CONTENT: content.compose,
    Kind.FIGURE: figure.compose,
    Kind.LEGAL: legal.compose,
    Kind.REPORT: report.compose,
    Kind.DUTIES: duties.compose,
    Kind.COUNT: count.compose,
    Kind.RANK: rank.compose,
    Kind.SCHEDULE: schedule.compose,
    Kind.COMPARE: compare.compose,
    Kind.SECTION: section.compose,
    Kind.OVERVIEW: overview.compose,
    Kind.SMALL_TALK: talk.compose,
    Kind.DECLINE: decline.compose,
    Kind.UNCLEAR: unclear.compose,
}
