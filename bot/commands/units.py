"""`hoi units`: all places of the plan."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bot.commands import terminal
from bot.commands.words import Words
from bot.voice import load_voice
from knowledge.load import load_knowledge
from knowledge.model import Kind, Unit


def run(args: argparse.Namespace, words: Words) -> int:  # noqa: ARG001  # every command takes the words
    """List the places: ids with names for people, or records."""
    knowledge = load_knowledge()
    if args.jsonl:
        for unit in knowledge.plan.units:
            print(json.dumps(record(unit), ensure_ascii=False))
        return 0
    voice, width = load_voice(knowledge), terminal.width()
    column = max(map(len, knowledge.units)) + 2
    for unit_id in knowledge.units:
        print(terminal.wrap(f"{unit_id:<{column}}{voice.short(unit_id)}", width, further=" " * column))
    return 0


def record(unit: Unit) -> dict[str, Any]:
    """A place as a record: the plan's words and where they stand in the source."""
    made: dict[str, Any] = {
        "id": unit.id,
        "kind": str(unit.kind),
        "number": unit.number,
        "text": unit.text,
        "lead": unit.lead,
        "coord": unit.coord,
        "deadline": unit.deadline,
        "start": unit.start,
        "end": unit.end,
    }
    if unit.kind is Kind.TASK:
        made |= {"row_start": unit.row_start, "row_end": unit.row_end}
    return made
