"""`hoi ask`: one question from the command line, or many from standard input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bot.answer import Answer, Outcome, Reason, Text
from bot.commands import terminal
from bot.commands.words import Words
from bot.render import plain, record
from bot.service import Service, load_service
from nlp.state import State

_SESSIONS = 100_000
"""Conversations that are remembered at once; beyond this the one that has been silent longest is forgotten."""


class BrokenLineError(ValueError):
    """A line of input that holds no question. The message says why, in the person's words."""


def run(args: argparse.Namespace, words: Words) -> int:
    """Answer; 1 where a line of input was broken."""
    service = load_service()
    if args.jsonl:
        return _many(service, words)
    reply = service.answer(" ".join(args.question))
    if args.json:
        print(_json(record.render(reply.answer, service.voice, reply.elapsed_ms)))
    else:
        print(plain.render(reply.answer, service.voice, width=terminal.width(), bold=terminal.bold()))
    return 0


def _many(service: Service, words: Words) -> int:
    broken = False
    for made, problem in answers(terminal.lines(sys.stdin.buffer), service, words):
        if problem:
            broken = True
            print(words.say("errors.line", message=problem), file=sys.stderr, flush=True)
        print(_json(made), flush=True)
    return int(broken)


def answers(lines: Iterable[bytes], service: Service, words: Words) -> Iterator[tuple[dict[str, Any], str]]:
    """The record of each line in order, with what is wrong with the line ("" for nothing)."""
    states: dict[str, State | None] = {}
    for number, line in enumerate(lines, start=1):
        try:
            question, session = read_line(line, words)
        except BrokenLineError as error:
            unread = Answer(Outcome.ABSTAIN, Reason.UNREADABLE, (Text(service.voice.say("decline.unreadable")),))
            problem = words.say("errors.broken_line", number=number, problem=error)
            yield record.render(unread, service.voice, 0.0), problem
            continue
        reply = service.answer(question, None if session is None else states.pop(session, None))
        if session is not None:
            states[session] = reply.state
            if len(states) > _SESSIONS:
                del states[next(iter(states))]
        yield record.render(reply.answer, service.voice, reply.elapsed_ms), ""


def read_line(line: bytes, words: Words) -> tuple[str, str | None]:
    """The message of a line and the conversation that it belongs to, None for one of its own.

    Raises:
        BrokenLineError: the line is too long, not UTF-8, not JSON, or not of the form {"q", "session"}.
    """
    if len(line) > terminal.LONGEST_LINE:
        raise BrokenLineError(words.say("broken.long", limit=terminal.LONGEST_LINE))
    try:
        content = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BrokenLineError(words.say("broken.encoding")) from error
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(words.say("broken.json")) from error
    if not isinstance(content, dict):
        raise BrokenLineError(words.say("broken.object"))
    question, session = content.get("q"), content.get("session")
    if not isinstance(question, str):
        raise BrokenLineError(words.say("broken.question"))
    if session is not None and not isinstance(session, str | int):
        raise BrokenLineError(words.say("broken.session"))
    return question, None if session is None else str(session)


def _json(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False)
