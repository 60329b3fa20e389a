"""Two agencies, years or tasks side by side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Block, Fields, Note, NoteKind, Outcome, Quote, Reason, Text
from bot.kinds import card, figure, phrase
from bot.kinds.context import Context
from bot.kinds.selection import select
from bot.kinds.table import Duties, duties, filtered
from knowledge.model import Kind
from nlp.referents import SIDES

_TARGET_YEARS = ("2030", "2045")
_LIKELY = 0.02
_TWO = 2


def compose(context: Context) -> Answer:
    """What is compared is told by what the message names: agencies, target years, else the two likeliest places."""
    if context.ask.units:
        groups = [unit for unit in context.ask.units if unit in context.knowledge.groups]
        if len(groups) > 1:
            return _groups(context, groups)
        rows = [unit for unit in context.ask.units if unit in context.knowledge.tasks]
        return _tasks(context, rows or context.ask.units)
    if len(context.ask.agencies) > 1:
        return _agencies(context)
    years = context.ask.years
    if set(_TARGET_YEARS) <= set(years) or (set(years) & set(_TARGET_YEARS) and not _two_tasks(context)):
        return _years(context)
    units = context.understanding.parts or _two_tasks(context)
    return _tasks(context, units or tuple(c.unit for c in context.match.candidates[:2]))


def _agencies(context: Context) -> Answer:
    voice, knowledge = context.voice, context.knowledge
    found = [duties(knowledge, agency, filtered(context)) for agency in context.ask.agencies[:SIDES]]
    names = [knowledge.agencies[d.agency].name for d in found]
    alone = context.ask.filter.alone
    counts = [len(d.of(alone)) for d in found]
    most = [name for name, count in zip(names, counts, strict=True) if count == max(counts)]
    said = [_counted(context, each) for each in found]
    same = len(most) == len(names)
    key = "same" if same else "more_by" if len(counts) == _TWO else "more"
    verdict = voice.say(f"compare.{key}", agency=voice.join(most), difference=max(counts) - min(counts))
    blocks: list[Block] = [
        Text(voice.say(f"compare.{alone or 'duties'}", each=voice.join(said)), strong=True),
        Text(verdict),
    ]
    if "as_due" in context.cues:
        blocks = _times(context, found)
    cited: list[str] = []
    for each, name, count in zip(found, names, counts, strict=True):
        if count:
            key = f"led_{alone}"
            title = voice.say(f"duties.{key}", agency=name, count=count) if alone else phrase.led(context, each)
            blocks.append(card.listing(context, title, each.of(alone)))
            cited.extend(each.of(alone))
    if {"shared", "jointly"} & context.cues:
        joint = [unit for unit in cited if set(context.ask.agencies) <= set(knowledge.tasks[unit].lead)]
        key = "duties.together" if joint else "duties.together_none"
        title = voice.say(key, agencies=voice.join(names), count=len(set(joint)))
        blocks.append(card.listing(context, title, list(dict.fromkeys(joint))) if joint else Text(title))
    if not cited:
        return Answer(Outcome.ABSTAIN, Reason.NOT_NAMED, tuple(blocks))
    return Answer(
        Outcome.ANSWER,
        Reason.COMPARED,
        tuple(blocks),
        citations=voice.cite(cited),
        notes=(card.derived(context, "count.derived"), *voice.outside(context.ask.agencies)),
    )


def _times(context: Context, found: Sequence[Duties]) -> list[Block]:
    """The times of what bodies lead, and whether these are the same."""
    voice, units = context.voice, context.knowledge.units
    times = {d.agency: tuple(dict.fromkeys(units[row].deadline for row in d.lead)) for d in found}
    each = [f"{context.knowledge.agencies[body].name}: {', '.join(said) or '-'}" for body, said in times.items()]
    same = "compare.one_time" if len({frozenset(said) for said in times.values()}) == 1 else "compare.other_times"
    return [Text(f"{voice.say(same)} {'; '.join(each)}.", strong=True)]


def _counted(context: Context, found: Duties) -> str:
    """How many rows a body leads, those beside a collective of all sở told apart."""
    count, beside = len(found.of(context.ask.filter.alone)), len(found.beside(context.knowledge))
    key = "each_total" if beside and context.ask.filter.alone != "sole" else "each"
    name = context.knowledge.agencies[found.agency].name
    return context.voice.say(f"compare.{key}", agency=name, count=count, named=count - beside, collective=beside)


def _years(context: Context) -> Answer:
    """The target of each year that the topic fits; all targets where there is no topic."""
    voice, units = context.voice, context.knowledge.units
    targets = {year: [u for u in units.values() if u.kind is Kind.TARGET and year in u.id] for year in _TARGET_YEARS}
    chosen: list[str] = []
    by_unit = context.understanding.places
    for year in _TARGET_YEARS:
        ranked = sorted(targets[year], key=lambda u: -by_unit.get(u.id, 0.0))
        likely = [u for u in ranked if by_unit.get(u.id, 0.0) >= _LIKELY * by_unit[ranked[0].id]]
        first_topic = bool(set(context.understanding.topic) - {"muc", "tieu", "chi"})
        chosen.extend(u.id for u in (ranked[:1] if first_topic else targets[year] if likely else ranked))
    blocks: list[Block] = []
    for unit_id in chosen:
        blocks.append(Text(voice.say("compare.years", year=unit_id.split("-")[2]), strong=True))
        blocks.append(Quote(unit_id, units[unit_id].text))
    return Answer(Outcome.ANSWER, Reason.COMPARED, tuple(blocks), citations=voice.cite(chosen))


def _two_tasks(context: Context) -> tuple[str, ...]:
    """The likeliest places of the message's halves, where they are two tasks."""
    tasks = [c.unit for c in context.match.candidates if c.unit in context.knowledge.tasks]
    parents = [context.knowledge.units[unit].parent for unit in tasks[:1]]
    siblings = [unit for unit in tasks if parents and parents[0] and context.knowledge.units[unit].parent == parents[0]]
    if siblings[:1] == tasks[:1] and len(siblings) > 1:
        return tuple(siblings[:2])
    second = [c for c in context.match.candidates[1:2] if c.probability >= _LIKELY]
    return tuple(tasks[:2]) if second and len(tasks) > 1 else ()


def _groups(context: Context, groups: Sequence[str]) -> Answer:
    """Groups by their numbered tasks, then their rows; where the message tells rows, by those."""
    voice, knowledge = context.voice, context.knowledge
    found, told = select(context)
    fit = {task.unit.id for task in found}
    rows = {
        group: [row for row in knowledge.groups[group] if (row in fit if told else not knowledge.units[row].parent)]
        for group in groups
    }
    places = {group: voice.label(knowledge.units[group]) for group in groups}
    counts = {group: len(each) for group, each in rows.items()}
    most = [group for group in groups if counts[group] == max(counts.values())]
    blocks: list[Block] = [
        Text(
            voice.say("compare.group", place=places[group], count=counts[group])
            if told
            else phrase.size(context, group),
            strong=True,
        )
        for group in groups
    ]
    blocks.extend(Text(phrase.size(context, group)) for group in groups if told)
    if len(most) == len(groups):
        blocks.append(Text(voice.say("compare.same")))
    elif told:
        blocks.append(Text(voice.say("compare.more", agency=voice.join([places[group] for group in most]))))
    blocks.extend(card.listing(context, knowledge.units[group].text, each) for group, each in rows.items() if each)
    cited = [unit for group in groups for unit in (group, *knowledge.groups[group])]
    if told and any(counts.values()):
        cited = [*(row for each in rows.values() for row in each), *groups]
    return card.counted(context, blocks, cited, Reason.COMPARED)


def _tasks(context: Context, unit_ids: Sequence[str]) -> Answer:
    voice = context.voice
    rows = [context.knowledge.units[unit_id] for unit_id in unit_ids]
    blocks: list[Block] = []
    for unit in rows:
        blocks.append(Text(voice.short(unit.id), strong=True))
        if unit.id not in context.knowledge.tasks:
            blocks.extend((*figure.lines(context, unit.id), Quote(unit.id, unit.text)))
            continue
        values = (
            ("task", card.shorten(unit.text, ())),
            ("lead", unit.lead),
            ("coord", unit.coord),
            ("time", card.timed(context, unit)),
        )
        blocks.append(Fields(tuple((voice.say(f"fields.{key}"), value) for key, value in values if value)))
    said = ("lead", "coord", "deadline")
    same = [key for key in said if getattr(rows[0], key) and len({getattr(unit, key) for unit in rows}) == 1]
    names = {"lead": "lead", "coord": "coord", "deadline": "time"}
    if same:
        values_same = tuple(
            (voice.say(f"fields.{names[key]}"), voice.say("compare.same_value", value=getattr(rows[0], key)))
            for key in same
        )
        blocks.append(Fields(values_same))
    remarks = dict.fromkeys(remark for unit in rows if (remark := voice.remark(unit.id, "deadline")))
    notes = tuple(Note(remark, NoteKind.ODDITY, inline=True) for remark in remarks)
    return Answer(Outcome.ANSWER, Reason.COMPARED, tuple(blocks), citations=voice.cite(unit_ids), notes=notes)
