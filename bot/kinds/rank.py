"""Which body is named most often as lead, which at least so often; ties are said."""

from __future__ import annotations

from bot.answer import Answer, Block, Items, Outcome, Reason, Text
from bot.kinds import card
from bot.kinds.context import Context
from bot.kinds.table import Duties, duties, filtered
from nlp.mention import Name

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_SHOWN = 2
"""Whose rows are listed and cited: the first so many."""


def compose(context: Context) -> Answer:
    """All bodies named as lead with their counts, most first; the rows of those that answer the question."""
    voice, knowledge = context.voice, context.knowledge
    rows = filtered(context)
    all_duties = [duties(knowledge, agency, rows) for agency in knowledge.agencies]
    ranked = sorted((d for d in all_duties if d.lead and _named(context, d)), key=lambda d: -len(d.lead))
    if not ranked:
        return card.answer(context, [], knowledge.units[context.ask.group or "III-I"], reason=Reason.COUNTED)
    least = _least(context)
    blocks: list[Block] = []
    if context.ask.group:
        blocks.append(Text(voice.say("rank.within", place=voice.label(knowledge.units[context.ask.group]))))
    if least:
        chosen = [d for d in ranked if len(d.lead) >= least]
        blocks.append(Text(voice.say("rank.at_least", least=least), strong=True))
    else:
        chosen = [d for d in ranked if len(d.lead) == len(ranked[0].lead)]
        if len(chosen) > 1:
            names = voice.names([d.agency for d in chosen])
            blocks.append(Text(voice.say("rank.tie", agencies=names, count=len(chosen[0].lead)), strong=True))
        else:
            name = knowledge.agencies[chosen[0].agency].name
            blocks.append(Text(voice.say("rank.most", agency=name, count=len(chosen[0].lead)), strong=True))
    blocks.append(Items(voice.say("rank.list"), tuple(_row(context, d) for d in (chosen if least else ranked))))
    cited = [unit for d in (chosen if least else chosen[:_SHOWN]) for unit in d.lead]
    return Answer(
        Outcome.ANSWER,
        Reason.COUNTED,
        tuple(blocks),
        citations=voice.cite(cited),
        notes=(card.derived(context, "count.derived"),),
    )


def _named(context: Context, found: Duties) -> bool:
    """Whether a body counts: those that stand beside a collective in every row they lead are left out."""
    return any(not context.knowledge.tasks[unit].lead_reaches for unit in found.lead) or found.agency in {
        "bao",
        "dai",
        "mttq",
    }


def _row(context: Context, found: Duties) -> tuple[str, str]:
    counts = {"count": len(found.lead), "sole": len(found.sole), "shared": len(found.shared)}
    return context.knowledge.agencies[found.agency].name, context.voice.say("rank.row", **counts)


def _least(context: Context) -> int:
    """The number in "từ 2 việc trở lên", 0 where there is none."""
    if "at_least" not in context.cues:
        return 0
    numbers = [int(value) for value in context.understanding.named(Name.NUMBER)]
    numbers += [_WORDS[s] for s in context.understanding.question.folded if s in _WORDS]
    return numbers[0] if numbers else 0
