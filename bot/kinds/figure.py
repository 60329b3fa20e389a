"""A figure of the targets: what it is, of what, by which year."""

from __future__ import annotations

from bot.answer import Answer, Note, NoteKind, Text
from bot.kinds import card, content
from bot.kinds.context import Context
from bot.kinds.verdict import verdict
from knowledge.landmarks import SUMMED
from knowledge.model import Figure, Kind
from nlp.figures import told, told_each, told_side_by_side
from nlp.held import Held
from nlp.mention import Name


def compose(context: Context) -> Answer:
    """The figure that is meant first, then the whole target; a wrong figure or year is put right."""
    unit = context.unit
    if unit.kind is not Kind.TARGET:
        return content.compose(context)
    voice = context.voice
    head, notes = verdict(context, unit)
    head.extend(lines(context, unit.id))
    year = unit.id.split("-")[2]
    said = [y for y in context.ask.years if y not in {year, "2023"}]
    if said and not notes:
        notes.append(Note(voice.say("figure.year_is", year=year, said=voice.join(said)), NoteKind.CORRECTION))
    if "sum" in context.cues and unit.id == SUMMED:
        notes.append(_sum(context))
    if {"compare", "by_how_much", "more_than"} & context.cues and unit.id == SUMMED:
        notes.append(_difference(context))
    return card.answer(context, head, unit, notes=[*notes, *share(context)])


def share(context: Context) -> list[Note]:
    """How many a share of a number are ("30% của 825 là mấy"), where both are said and how many is asked."""
    said = context.understanding
    shares, numbers = said.named(Name.PERCENT), said.named(Name.NUMBER)
    if len(shares) != 1 or len(numbers) != 1 or len(numbers[0]) == 1 or "how_many" not in context.cues:
        return []
    part = round(float(shares[0].replace(",", ".")) * int(numbers[0]) / 100, 2)
    shown = f"{part:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return [card.derived(context, "figure.share", share=f"{shares[0]}%", whole=numbers[0], part=shown)]


def lines(context: Context, unit_id: str) -> list[Text]:
    """The figures of a target that are meant, each in a line with its year."""
    say = context.voice.say
    meant = spoken_of(context, unit_id)
    return [Text(say("figure.year", year=each.year, span=each.span), strong=True) for each in meant]


def _sum(context: Context) -> Note:
    """The sum that the plan makes itself: all cooperatives out of the two kinds."""
    whole, *parts = [figure.value for figure in context.knowledge.figures if figure.unit == SUMMED][:3]
    return Note(context.voice.say("figure.sum", parts=" + ".join(parts), whole=whole), NoteKind.DERIVED)


def _difference(context: Context) -> Note:
    """How many more agricultural cooperatives there are to be than others."""
    _, more, less = [figure.value for figure in context.knowledge.figures if figure.unit == SUMMED][:3]
    return card.derived(context, "figure.difference", more=more, less=less, difference=int(more) - int(less))


def spoken_of(context: Context, unit_id: str) -> tuple[Figure, ...]:
    """The figures of a target that are meant, in a follow-up that tells none that which was told before."""
    meant, ask, state = chosen(context, unit_id), context.ask, context.state
    if meant or not ask.from_context or state is None:
        return meant
    return tuple(f for f in context.knowledge.figures if f.unit == unit_id and f.id == state.figure)


def chosen(context: Context, unit_id: str) -> tuple[Figure, ...]:
    """The figures of a target that are meant: by id, by their value, else by the words shared with the message."""
    understanding = context.understanding
    figures = [figure for figure in context.knowledge.figures if figure.unit == unit_id]
    by_id = tuple(figure for figure in figures if figure.id == context.ask.wants)
    if by_id:
        return by_id
    values = {*(f"{value}%" for value in understanding.named(Name.PERCENT)), *understanding.named(Name.NUMBER)}
    values |= {f"{value}%" for value in understanding.named(Name.NUMBER) if f"{value}%" in {f.value for f in figures}}
    by_value = [figure for figure in figures if figure.digits.lstrip("0") in values]
    plain = understanding.question.plain
    amounts = len(understanding.signals.of("amount"))
    contrasted = "more_than" in understanding.cues
    tell = told_side_by_side if contrasted or amounts > 1 else told
    if not by_value or "check" in understanding.cues:
        beside = Held(understanding, context.knowledge.units[unit_id], context.knowledge).mixed
        if beside:
            return beside
        # Clauses that ask for figures of their own tell more than the longest words do.
        return (() if contrasted else told_each(understanding.clauses, figures)) or tell(plain, figures)
    others = tell(plain, [figure for figure in figures if figure not in by_value])
    return others if others and "how_many" in understanding.cues else tuple(by_value)
