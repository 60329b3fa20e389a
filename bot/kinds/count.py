"""How many: of tasks, groups, bodies, targets, bases, within what the message narrows them to; always which ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.answer import Answer, Block, Items, Note, NoteKind, Outcome, Reason, Text
from bot.kinds import card, phrase, schedule, times
from bot.kinds import duties as duties_kind
from bot.kinds.context import Context
from bot.kinds.selection import of_column, select, together
from bot.kinds.table import LED, Duties, asked, duties, filtered, widened
from knowledge.landmarks import BASES, DISTRICTS
from knowledge.model import Kind, Task
from nlp.filter import EVERY_ROW, TIMED_APART, Filter
from nlp.mention import Name

_SHARE = "share"
_ROLES = frozenset({"lead", "coord"})
_TOTALS = frozenset({36, 45, 43, 9, 6})
_APART = ({"sole", "jointly"}, {"one_lead", "many_leads"})
"""Cues of both sorts of rows: those that one body leads, and those that several lead."""
_NUMBERED = Filter(but=Filter(sort="subtasks"))
"""The rows of the table without those under another, which the totals tell."""


def compose(context: Context) -> Answer:
    """The count first, then what was counted."""
    cues = context.cues
    whole = _of_the_document(context)
    if whole is not None:
        return whole
    if context.ask.wants == "both":
        return _in_both(context)
    if context.ask.agencies and not {"collective"} & cues and not of_column(context) and not together(context):
        return _of_agencies(context)
    of_bodies = {"bodies", "not_so", "several_bodies"} & cues or {"each_body", "lead"} <= cues
    if of_bodies and not of_column(context) and not together(context):
        return _bodies(context)
    if "groups" in cues and not context.ask.filter.group:
        return _totals(context)
    rows, narrowed = select(context)
    group = context.ask.filter.group
    rows_of_group = len(rows) == len(context.knowledge.groups.get(group, ()))
    if group and (rows_of_group or not (_filters(context) or together(context))):
        return _group(context, group)
    if TIMED_APART in cues and not narrowed:
        return schedule.compose(context)
    if not narrowed and any(both <= cues for both in _APART):
        return _apart(context, rows)
    if not narrowed or context.ask.filter == _NUMBERED:
        return _totals(context)
    return _narrowed(context, [task.unit.id for task in rows])


def _narrowed(context: Context, rows: list[str]) -> Answer:
    """The rows that fulfil the conditions; of a group its size beside them, and what is left where that is asked."""
    cues, within = context.cues, context.ask.filter
    if not rows and within.inside:
        listed = card.listing(
            context, context.voice.say("count.no_rows_listed"), within.inside, coord=context.ask.role == "coord"
        )
        return Answer(Outcome.ANSWER, Reason.COUNTED, (listed,), citations=context.voice.cite(within.inside))
    key = "no_rows" if not rows else "blank" if within.led == "blank" else "rows"
    counted = context.voice.say(f"count.{key}", count=len(rows))
    title = (_shares(context, rows) if context.ask.wants == _SHARE else "") or counted
    title, notes = _corrected(context, title, {len(rows)})
    answer = _counted(context, title, rows)
    both = "rest" in cues or {"total", "inside"} <= cues
    asks_rest = both and "how_many" in cues and not within.inside and within.but is None
    left = [unit for unit in _assigned(context) if unit not in rows] if asks_rest else []
    rest = [card.listing(context, context.voice.say("count.rest", count=len(left)), left)] if left else []
    blocks = (
        *widened(context, rows),
        *_of_body(context),
        answer.blocks[0],
        *_of_group(context),
        *answer.blocks[1:],
        *rest,
    )
    cited = dict.fromkeys((*answer.citations, *context.voice.cite(left)))
    reason = Reason.CORRECTED if notes else answer.reason
    return Answer(answer.outcome, reason, blocks, tuple(cited), notes=(*answer.notes, *notes))


def _apart(context: Context, rows: Sequence[Task]) -> Answer:
    """How many rows one body leads alone, and how many several lead."""
    sole = [task.unit.id for task in rows if LED["one_lead"](task)]
    shared = [task.unit.id for task in rows if task.unit.id not in sole]
    head = Text(context.voice.say("count.apart", sole=len(sole), shared=len(shared)), strong=True)
    titles = (context.voice.say("count.rows", count=len(each)) for each in (sole, shared))
    lists = (card.listing(context, title, each) for title, each in zip(titles, (sole, shared), strict=True))
    return card.counted(context, (head, *lists), (*sole, *shared))


def _filters(context: Context) -> bool:
    """Whether the message narrows the rows of a group further."""
    wanted = context.ask.filter
    told = wanted.led or wanted.alone or wanted.but or wanted.sort or wanted.cells
    return "collective" in context.cues or bool(told) or times.wanted(context) is not None


def _of_the_document(context: Context) -> Answer | None:
    """Counts of what is not the table: bases, purposes, targets."""
    cues, voice, units = context.cues, context.voice, context.knowledge.plan.units
    if "bases" in cues:
        return _counted(context, voice.say("count.bases"), [u.id for u in units if u.id.startswith(BASES)])
    if "purposes" in cues and not context.ask.filter.led:
        rows = [u.id for u in units if u.kind is Kind.PURPOSE]
        return _counted(context, voice.say("count.purposes", count=len(rows)), rows)
    if "targets" not in cues or "programmes" in cues or context.ask.agencies or context.ask.filter.inside:
        return None
    years = [year for year in context.ask.years if year in {"2030", "2045"}] or ["2030", "2045"]
    rows = [u.id for u in units if u.kind is Kind.TARGET and any(year in u.id for year in years)]
    figures = [figure for figure in context.knowledge.figures if figure.unit in rows]
    if "share" in cues:
        percents = [figure for figure in figures if figure.value.endswith("%")]
        said = tuple((voice.label(context.knowledge.units[each.unit]), each.span) for each in percents)
        head = Text(voice.say("count.percents", count=len(said), every=len(figures)), strong=True)
        return card.counted(context, (head, Items("", said)), (each.unit for each in percents))
    return _counted(context, voice.say("count.targets", bullets=len(rows), figures=len(figures)), rows)


def _counted(context: Context, title: str, rows: Sequence[str]) -> Answer:
    blocks: list[Block] = [Text(title, strong=True)]
    if rows:
        blocks.append(card.listing(context, "", rows, coord=context.ask.role == "coord"))
    return card.counted(context, blocks, rows or context.knowledge.groups)


def _totals(context: Context) -> Answer:
    """The whole table; a number that the message takes for granted is put right."""
    voice, groups = context.voice, list(context.knowledge.groups)
    title = voice.say("count.tasks")
    units = [context.knowledge.units[group] for group in groups]
    sizes = tuple((voice.label(unit), f"{unit.text} ({phrase.tasks(context, unit.id)})") for unit in units)
    head, notes = _corrected(context, title, _TOTALS)
    answer = card.counted(context, (Text(head, strong=True), Items("", sizes)), groups)
    if not notes:
        wrong = any(number not in _TOTALS for number in _said(context))
        notes = (Note(title, NoteKind.CORRECTION, inline=True),) if wrong else ()
    reason = Reason.CORRECTED if notes else answer.reason
    return Answer(answer.outcome, reason, answer.blocks, answer.citations, notes=(*answer.notes, *notes))


def _corrected(context: Context, title: str, right: Collection[int]) -> tuple[str, tuple[Note, ...]]:
    """A headline with what it comes to for the number that the message asks about, and the correction as a note."""
    said = _said(context)
    if not said or "rest" in context.cues or not ("check" in context.cues or context.understanding.asks_whether):
        return title, ()
    wrong = [number for number in said if number not in right]
    if not wrong:
        return f"{context.voice.say('verdict.right')} {title}", ()
    title = f"{context.voice.say('verdict.wrong', said=wrong[0])} {title}"
    return title, (Note(title, NoteKind.CORRECTION, inline=True),)


def _said(context: Context) -> list[int]:
    """The numbers that the message says in figures."""
    return [int(value) for value in context.understanding.named(Name.NUMBER)]


def _group(context: Context, group_id: str) -> Answer:
    rows = context.knowledge.groups[group_id]
    named = Text(context.knowledge.units[group_id].text)
    share = _share(context, rows, [*context.knowledge.tasks], "share_group") if context.ask.wants == _SHARE else ""
    answer = _counted(context, " ".join(filter(None, (phrase.size(context, group_id), share))), [group_id, *rows])
    apart = TIMED_APART in context.cues
    blocks = (answer.blocks[0], named, *(card.by_time(context, rows) if apart else [card.listing(context, "", rows)]))
    return Answer(answer.outcome, answer.reason, blocks, answer.citations, notes=answer.notes)


def _of_group(context: Context) -> list[Text]:
    """The size of the group of which a part is counted."""
    return [Text(phrase.size(context, context.ask.filter.group))] if context.ask.filter.group else []


def _of_body(context: Context) -> list[Text]:
    """What the first body leads in all, where a message counts what others lead with it "trong đó"."""
    if not together(context) or context.ask.from_context or "inside" not in context.cues:
        return []
    return [Text(phrase.led(context, duties(context.knowledge, context.ask.agencies[0])), strong=True)]


def _assigned(context: Context) -> list[str]:
    """The rows that name who leads them, of the group asked for or of the table; those of bodies together."""
    tasks, groups = context.knowledge.tasks, context.knowledge.groups
    bodies = set(context.ask.agencies if together(context) else ())
    every = groups.get(context.ask.filter.group, tasks)
    return [unit for unit in every if tasks[unit].unit.lead and bodies.issubset(tasks[unit].lead)]


def _shares(context: Context, rows: Sequence[str]) -> str:
    """Which part of all rows some are; of rows that bodies lead together which part of those of each."""
    every = _assigned(context)
    if not together(context) or set(rows) != set(every):
        return _share(context, rows, every)
    owned = {
        context.knowledge.agencies[body].name: duties(context.knowledge, body).lead for body in context.ask.agencies
    }
    return " ".join(_share(context, rows, own, "share_own", agency=name) for name, own in owned.items())


def _share(context: Context, rows: Sequence[str], among: Sequence[str], whole: str = "share", **words: str) -> str:
    """How many rows of some are so, in percent, `whole` saying of which; "" where none are, or others."""
    if not rows or not set(rows) <= set(among):
        return ""
    count, tasks = len(rows), context.knowledge.tasks

    def said(key: str, every: int) -> str:
        return context.voice.say(f"count.{key}", count=count, every=every, percent=round(100 * count / every), **words)

    printed = len(context.knowledge.groups.get(context.ask.filter.group, tasks))
    blank = whole == _SHARE and printed > len(among) and not together(context)
    return f"{said(whole, len(among))} {said('share_rows', printed)}" if blank else said(whole, len(among))


def _bodies(context: Context) -> Answer:
    """How many bodies, or sở only, are named as lead."""
    voice, knowledge = context.voice, context.knowledge
    kinds, others = {a.kind for a in knowledge.agencies.values()}, "not_so" in context.cues
    only = kinds - {"so"} if others else {"so"} if "sort_so" in context.cues else kinds
    every = filtered(context)
    led = {
        agency: duties(knowledge, agency, every).of(context.ask.filter.alone)
        for agency, entry in knowledge.agencies.items()
        if entry.kind in only
    }
    led = {agency: rows for agency, rows in led.items() if rows}
    if not led:
        return _narrowed(context, [])
    key = "count.others" if others else "count.sorts" if only == {"so"} else "count.agencies"
    title = voice.say(key, count=len(led), names=voice.names(led))
    items = tuple((knowledge.agencies[a].name, voice.say("count.times", count=len(rows))) for a, rows in led.items())
    cited = (row for rows in led.values() for row in rows)
    return card.counted(context, (Text(title, strong=True), Items("", items)), cited)


def _in_both(context: Context) -> Answer:
    """The bodies that both columns name, in whatever rows; the rows of all but the districts, who stand in most."""
    voice, knowledge = context.voice, context.knowledge
    found = {agency: [t for t in knowledge.tasks.values() if agency in t.coord_named] for agency in knowledge.agencies}
    led = {agency: duties(knowledge, agency).lead for agency, rows in found.items() if rows}
    led = {agency: rows for agency, rows in led.items() if rows}
    head = Text(voice.say("count.both_columns", count=len(led), names=voice.names(led)), strong=True)
    items = tuple(
        (knowledge.agencies[agency].name, voice.say("count.in_columns", lead=len(rows), coord=len(found[agency])))
        for agency, rows in led.items()
    )
    cited = [
        row for body, rows in led.items() if body != DISTRICTS for row in (*rows, *(t.unit.id for t in found[body]))
    ]
    return card.counted(context, (head, Items("", items), card.listing(context, "", cited)), cited)


def _led(context: Context, found: Duties) -> str:
    """How many rows a body leads or coordinates, by the role asked; those beside a collective of all sở told apart."""
    voice, name = context.voice, context.knowledge.agencies[found.agency].name
    coord, beside = len(found.coord), len(found.beside(context.knowledge))
    narrowed = filtered(context) is not None
    if context.ask.role == "coord":
        none = "head_none_coord_such" if narrowed else "head_none_coord"
        return voice.say("duties.head_coord" if coord else f"duties.{none}", agency=name, count=coord)
    if narrowed and not found.lead:
        return voice.say("duties.head_none_such", agency=name)
    if context.ask.filter.timed and found.lead:
        every = len(duties(context.knowledge, found.agency).lead)
        such = phrase.such(context, found.lead)
        return voice.say("count.lead_part", agency=name, **found.counts, every=every, such=such)
    if coord and not context.ask.role and (not beside or context.cues >= _ROLES):
        total = len(found.lead) + coord
        return voice.say("count.both", agency=name, **found.counts, coord=coord, total=total)
    if beside:
        named = len(found.lead) - beside
        return voice.say("count.lead_total", agency=name, **found.counts, collective=beside, named=named)
    return phrase.led(context, found)


def _share_of(context: Context, found: Duties) -> str:
    """Which part of a body's rows fulfil the conditions, of all rows or a group's those that it leads; "" for none."""
    if context.ask.wants != _SHARE or context.ask.role == "coord":
        return ""
    within, name = context.ask.filter, context.knowledge.agencies[found.agency].name
    led = (
        _share(context, found.lead, _assigned(context))
        if within.common in {EVERY_ROW, Filter(group=within.group)}
        else ""
    )
    if within == EVERY_ROW:
        return led
    own = duties(context.knowledge, found.agency).lead
    part = _share(context, found.of(within.alone), own, "share_own", agency=name)
    return " ".join(filter(None, (led if within.group else "", part)))


def _sum(context: Context) -> str:
    """How many rows several bodies have in all; those that they share once."""
    voice, coordinates = context.voice, context.ask.role == "coord"
    found = [asked(context, agency) for agency in context.ask.agencies]
    rows = [each.coord if coordinates else each.of(context.ask.filter.alone) for each in found]
    every, different = sum(map(len, rows)), len({row for each in rows for row in each})
    key = "sum" if every == different else "sum_once"
    return voice.say(f"count.{key}", every=every, count=different, agencies=voice.names(context.ask.agencies))


def _of_agencies(context: Context) -> Answer:
    """An agency's counts in the role asked, then the list as for its duties."""
    heads: list[Text] = []
    notes: list[Note] = []
    for agency in context.ask.agencies:
        found = asked(context, agency)
        head, corrected = _corrected(context, _led(context, found), _numbers(context, found))
        heads.append(Text(head, strong=True))
        notes.extend(corrected)
        heads.extend(Text(said, strong=True) for said in [_share_of(context, found)] if said)
    listed = duties_kind.compose(context)
    if listed.outcome is not Outcome.ANSWER:
        return listed
    # The list's own headlines say the same counts.
    lists = (block for block in listed.blocks if not (isinstance(block, Text) and block.strong))
    summed = [Text(_sum(context), strong=True)] if context.ask.wants == "sum" else []
    blocks = (*summed, *heads, *_of_group(context), *lists)
    reason = Reason.CORRECTED if notes else Reason.COUNTED
    return Answer(Outcome.ANSWER, reason, blocks, citations=listed.citations, notes=(*listed.notes, *notes))


def _numbers(context: Context, found: Duties) -> frozenset[int]:
    """The numbers of a body's rows that are right to say: led, with those coordinated by name, or as one of many."""
    led, coord = len(found.of(context.ask.filter.alone)), len(found.coord)
    if context.ask.role == "coord":
        return frozenset({coord, coord + len(found.coord_collective)})
    beside, collective = len(found.beside(context.knowledge)), len(found.lead_collective)
    return frozenset({led, led + coord, led - beside, led + collective, led + coord + collective})
