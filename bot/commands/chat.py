"""`hoi chat`: a conversation, a line at a time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from bot.commands import terminal
from bot.commands.failure import log
from bot.commands.words import Words
from bot.render import plain
from bot.service import Reply, Service, load_service
from nlp.normalise import clean
from nlp.state import State


def run(args: argparse.Namespace, words: Words) -> int:  # noqa: ARG001  # every command takes its arguments
    """Talk until the person leaves, by a word, Ctrl-D, Ctrl-C or the end of input; always 0."""
    print(terminal.wrap(words.say("chat.welcome"), terminal.width()), flush=True)
    try:
        _talk(load_service(), words)
    except KeyboardInterrupt:
        print()
    print(words.say("chat.goodbye"))
    return 0


def _talk(service: Service, words: Words) -> None:
    leave = {word.casefold() for word in words.at("chat.leave")}
    state: State | None = None
    for message in _messages(words.say("chat.prompt")):
        if clean(message).casefold() in leave:
            return
        reply = _answer(service.answer, message, state, words)
        if reply is not None:
            state = reply.state
            text = plain.render(reply.answer, service.voice, width=terminal.width(), bold=terminal.bold())
            print(text, end="\n\n", flush=True)


def _answer(
    answer: Callable[[str, State | None], Reply],
    message: str,
    state: State | None,
    words: Words,
) -> Reply | None:
    """The reply; where answering fails unexpectedly, the failure is logged and said, and the conversation goes on."""
    try:
        return answer(message, state)
    except Exception as error:  # noqa: BLE001  # whatever it is, the person gets a polite reply
        print(words.say("chat.failed", id=log(error, words)), end="\n\n", flush=True)
        return None


def _messages(prompt: str) -> Iterator[str]:
    """What is typed, line by line. At a terminal with a prompt, and with history and editing where readline is."""
    if not sys.stdin.isatty():
        for line in terminal.lines(sys.stdin.buffer):
            yield line.decode("utf-8", errors="replace")
        return
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415  # its import gives `input` history and editing; not every system has it
    while True:
        try:
            yield input(prompt)
        except EOFError:
            print()
            return
