"""`hoi explain`: how a question was read, and why it was answered as it was."""

from __future__ import annotations

import argparse

from bot.answer import Answer
from bot.commands import terminal
from bot.commands.words import Words
from bot.explain import blocks
from bot.render import plain
from bot.service import load_service


def run(args: argparse.Namespace, words: Words) -> int:
    """Explain the answer to a question, then give it."""
    service = load_service()
    reply = service.answer(" ".join(args.question))
    style = {"width": terminal.width(), "bold": terminal.bold()}
    print(plain.lines(blocks(reply, service, words), **style))
    print(plain.render(reply.answer, service.voice, **style))
    return 0
