"""`hoi explain`: how a question was read, and why it was answered as it was."""

from __future__ import annotations

import argparse

from bot.commands import terminal
from bot.commands.words import Words
from bot.explain import explain
from bot.render import plain
from bot.service import load_service


def run(args: argparse.Namespace, words: Words) -> int:
    """Explain step by step how a question is answered, then answer it."""
    service = load_service()
    reply = service.answer(" ".join(args.question))
    width, (strong, weak) = terminal.width(), terminal.bold()
    for section in explain(reply, service, words):
        print(f"{strong}{section.title}{weak}")
        for line in section.lines:
            print(terminal.wrap(line, width, indent="  ", further="  "))
    print()
    print(plain.render(reply.answer, service.voice, width=width, bold=(strong, weak)))
    return 0
