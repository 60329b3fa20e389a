"""Which tasks fall into a time: a year, a quarter, a period, every year, always; what is over and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answer import Answer, Block, Items, Outcome, Reason, Text
from bot.kinds import card, due, phrase, span, times
from bot.kinds import duties as duties_kind
from bot.kinds.context import Context
from bot.kinds.selection import select
from bot.kinds.table import filtered, widened
from knowledge.landmarks import YEARLY_REPORT
from knowledge.model import TimeKind
from nlp.filter import TIMED_APART
from nlp.mention import Name


def compose(context: Context) -> Answer:
    """The rows of the time asked for; reckoned from today where the message means today."""
    if context.ask.agencies:
        return due.compose(context) if context.ask.wants else duties_kind.compose(context)
    wanted = times.wanted(context)
    apart = wanted is None and TIMED_APART in context.cues
    if wanted is None and not apart and (context.ask.wants or {"next", "overdue", "days_left", "today"} & context.cues):
        return _from_today(context)
    voice = context.voice
    if wanted is None and "times" in context.cues:
        return _every_time(context)
    # "Các nhiệm vụ theo thời gian": all of them.
    told = (times.told(context) or frozenset(times.counts(context))) if apart else wanted
    found = [task for task in select(context)[0] if task.unit.deadline in told] if told else []
    rows = [task.unit.id for task in found]
    inside = context.knowledge.groups.get(context.ask.filter.group, context.ask.filter.inside)
    if not rows and inside:
        return _none_of(context, inside)
    if not rows:
        said = voice.join(phrase.marks(context)) or voice.wording["blank"]
        running, cited = span.through(context)
        if running:
            head = Text(voice.say("schedule.unmarked", times=said), strong=True)
            reckoned = card.derived(context, "schedule.reckoned", year=said)
            return Answer(Outcome.ANSWER, Reason.LISTED, (head, *running), voice.cite(cited), notes=(reckoned,))
        quarters = bool(context.understanding.named(Name.QUARTER))
        dated = [
            t.unit
            for t in context.knowledge.tasks.values()
            if t.time is not None and t.time.last is not None and (t.time.kind is TimeKind.QUARTER or not quarters)
        ]
        every = dict.fromkeys(unit.deadline for unit in dated) if quarters else times.counts(context)
        text = voice.say("schedule.none_quarter" if quarters else "schedule.none", times=said, all=", ".join(every))
        citations = voice.cite([unit.id for unit in dated])
        return Answer(Outcome.ANSWER, Reason.LISTED, (Text(text, strong=True),), citations)
    quoted = voice.join([f"“{time}”" for time in sorted({task.unit.deadline for task in found})])
    title = voice.say("schedule.apart" if apart else "schedule.found", count=len(rows), times=quoted)
    lists = card.by_time(context, rows) if apart else [card.listing(context, "", rows)]
    return card.counted(context, (*widened(context, rows), Text(title, strong=True), *lists), rows, Reason.LISTED)


def _none_of(context: Context, rows: Sequence[str]) -> Answer:
    """That no row of a list or a group is so, and when they are due."""
    listed = card.listing(context, context.voice.say("schedule.within_none"), rows)
    return Answer(Outcome.ANSWER, Reason.LISTED, (listed,), citations=context.voice.cite(rows))


def _every_time(context: Context) -> Answer:
    """All times of the table, each with its number of tasks."""
    voice, tasks = context.voice, context.knowledge.tasks
    rows = [row for row in context.knowledge.groups.get(context.ask.filter.group, tasks) if tasks[row].time is not None]
    counts = Counter(tasks[row].unit.deadline for row in rows)
    items = tuple((time, voice.say("rank.tasks", count=count)) for time, count in counts.items())
    within = "times_within" if context.ask.filter.group else "times"
    listed = Items(voice.say(f"schedule.{within}", count=len(counts)), items)
    return card.counted(context, [listed], rows, Reason.LISTED)


def _from_today(context: Context) -> Answer:
    voice, today = context.voice, context.today
    said = f"{today:%d/%m/%Y}"
    within = filtered(context)
    rows = context.knowledge.tasks.values() if within is None else within
    dated = [t for t in rows if t.time is not None and t.time.last is not None]
    over = [t.unit.id for t in dated if t.time and t.time.last and t.time.last < today]
    running = [t.unit.id for t in dated if t.time and t.time.kind is TimeKind.PERIOD and t.unit.id not in over]
    days = (times.latest(today) - today).days
    blocks: list[Block] = []
    cited: list[str] = []
    if "overdue" in context.cues and not over:
        return _none_of(context, [task.unit.id for task in rows])
    if "overdue" in context.cues:
        blocks.append(card.listing(context, voice.say("schedule.overdue", today=said), over))
        cited.extend(over)
    else:
        blocks.append(Text(voice.say("schedule.upcoming", today=said, days=days), strong=True))
        cited.append(YEARLY_REPORT)
        if running:
            blocks.append(card.listing(context, voice.say("schedule.running", today=said), running))
            cited.extend(running)
    return Answer(
        Outcome.ANSWER,
        Reason.LISTED,
        tuple(blocks),
        citations=voice.cite(cited),
        notes=(card.derived(context, "schedule.derived", today=said),),
    )
