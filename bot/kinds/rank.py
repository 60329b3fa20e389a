"""Which body is named most often as lead, which just so often or more; which group has most tasks; ties are said."""

from __future__ import annotations

from bot.answer import Answer, Block, Items, Outcome, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.selection import said_numbers
from bot.kinds.table import Duties, duties, filtered

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}


def compose(context: Context) -> Answer:
    """All bodies named as lead with their counts, most first; the rows of those that answer the question."""
    if "groups" in context.cues and not context.ask.group:
        return _groups(context)
    voice, knowledge = context.voice, context.knowledge
    rows = filtered(context)
    every = [duties(knowledge, agency, rows) for agency in knowledge.agencies if agency not in context.ask.agencies]
    ranked = sorted((d for d in every if _count(context, d) and _named(context, d)), key=lambda d: -_count(context, d))
    if not ranked:
        return card.answer(context, [], knowledge.units[context.ask.group or "III-I"], reason=Reason.COUNTED)
    number = _number(context)
    blocks: list[Block] = []
    if context.ask.group:
        blocks.append(Text(voice.say("rank.within", place=voice.label(knowledge.units[context.ask.group]))))
    if "exactly" in context.cues:
        chosen = [d for d in ranked if _count(context, d) == number]
        blocks.append(Text(voice.say("rank.exactly", number=number), strong=True))
    elif "at_least" in context.cues:
        chosen = [d for d in ranked if _count(context, d) >= number]
        blocks.append(Text(voice.say("rank.at_least", least=number), strong=True))
    else:
        end = -1 if "least" in context.cues else 0
        chosen = [d for d in ranked if _count(context, d) == _count(context, ranked[end])]
        blocks.append(Text(_verdict(context, chosen), strong=True))
    narrowed = {"exactly", "at_least"} & context.cues
    shown = chosen if narrowed else ranked
    blocks.append(Items(voice.say("rank.list"), tuple(_row(context, d) for d in shown)))
    return Answer(
        Outcome.ANSWER,
        Reason.COUNTED,
        tuple(blocks),
        citations=voice.cite(unit for d in chosen for unit in _rows(context, d)),
        notes=(card.derived(context, "count.derived"),),
    )


def _verdict(context: Context, chosen: list[Duties]) -> str:
    voice = context.voice
    end = voice.say("rank.least" if "least" in context.cues else "rank.most")
    names, count = voice.names([d.agency for d in chosen]), _count(context, chosen[0])
    return voice.say("rank.tie" if len(chosen) > 1 else "rank.one", agencies=names, end=end, count=count)


def _rows(context: Context, found: Duties) -> tuple[str, ...]:
    """The rows that count: led alone where the message asks so, else all led by name."""
    return found.sole if "sole" in context.cues and "shared" not in context.cues else found.lead


def _count(context: Context, found: Duties) -> int:
    return len(_rows(context, found))


def _named(context: Context, found: Duties) -> bool:
    """Whether a body counts: those that stand beside a collective in every row they lead are left out."""
    tasks = context.knowledge.tasks
    return any(not tasks[u].lead_reaches for u in found.lead) or found.agency in {"bao", "dai", "mttq"}


def _row(context: Context, found: Duties) -> tuple[str, str]:
    counts = {"count": len(found.lead), "sole": len(found.sole), "shared": len(found.shared)}
    return context.knowledge.agencies[found.agency].name, context.voice.say("rank.row", **counts)


def _number(context: Context) -> int:
    """The number in "từ 2 việc trở lên" or "đúng một việc"; one where none is said."""
    numbers = said_numbers(context)
    numbers += [_WORDS[s] for s in context.understanding.question.folded if s in _WORDS]
    return numbers[0] if numbers else 1


def _groups(context: Context) -> Answer:
    """The groups by their numbered tasks, most first."""
    voice, knowledge = context.voice, context.knowledge
    counts = {group: sum(not knowledge.units[row].parent for row in rows) for group, rows in knowledge.groups.items()}
    ranked = sorted(counts, key=lambda group: -counts[group])
    items = tuple(
        (voice.label(unit), f"{unit.text} ({voice.say('rank.tasks', count=counts[unit.id])})")
        for unit in (knowledge.units[group] for group in ranked)
    )
    return Answer(
        Outcome.ANSWER,
        Reason.COUNTED,
        (Items(voice.say("rank.groups"), items),),
        citations=voice.cite(ranked),
        notes=(card.derived(context, "count.derived"),),
    )
