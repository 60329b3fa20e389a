"""`hoi show`: one place of the plan, verbatim, with its cells."""

from __future__ import annotations

import argparse
import sys

from bot.answer import Answer, Block, Fields, Outcome, Quote, Reason, Text
from bot.commands import terminal
from bot.commands.words import Words
from bot.render import plain
from bot.voice import Voice, load_voice
from knowledge.load import load_knowledge
from knowledge.model import Kind, Unit
from nlp.normalise import clean

_NEAREST = 4
_SHOWN = 60
"""Characters of an unknown id that are said again."""


def run(args: argparse.Namespace, words: Words) -> int:
    """Show the place of an id (its case does not matter); 1 and the nearest ids where there is none."""
    knowledge = load_knowledge()
    ids = {unit.casefold(): unit for unit in knowledge.units}
    wanted = clean(args.id)
    found = ids.get(wanted.casefold())
    if found is None:
        near = ", ".join(_near(wanted, ids))
        message = words.say("errors.unknown_id", id=wanted[:_SHOWN], near=near)
        print(words.say("errors.line", message=message), file=sys.stderr)
        return 1
    voice = load_voice(knowledge)
    shown = place(knowledge.units[found], voice, words)
    print(plain.render(shown, voice, width=terminal.width(), bold=terminal.bold()))
    return 0


def place(unit: Unit, voice: Voice, words: Words) -> Answer:
    """A place as an answer: id and label, the plan's words, and of a table row its cells."""
    title = words.say("show.id", id=unit.id, label=voice.label(unit))
    blocks: list[Block] = [Text(title, strong=True), Quote(unit.id, unit.text)]
    if unit.kind is Kind.TASK:
        blank = voice.say("blank")
        cells = (("lead", unit.lead), ("coord", unit.coord), ("time", unit.deadline))
        blocks.append(Fields(tuple((voice.say(f"fields.{name}"), cell or blank) for name, cell in cells)))
    return Answer(Outcome.ANSWER, Reason.FOUND, tuple(blocks), citations=voice.cite([unit.id]))


def _near(wanted: str, ids: dict[str, str]) -> list[str]:
    """The ids nearest to one that is none, nearest first."""
    from nlp import match  # noqa: PLC0415  # rapidfuzz is loaded only where an id is mistyped

    key = wanted.casefold()[:_SHOWN]
    longest = max(len(key), *map(len, ids))
    return [ids[name] for name, _ in match.near(key, list(ids), longest)[:_NEAREST]]
