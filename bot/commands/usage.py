"""The command line's grammar: commands, arguments, options, and what is said when they are used wrongly."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from bot.commands.words import Words

WRONG_USAGE = 2
FORMATS = ("text", "csv", "xlsx")
FILES = ("docx", "xlsx", "ics")
"""The formats of a report, and of what is exported."""
HOST, PORT = "127.0.0.1", 8922
_DAYS, _MOST_DAYS = 30, 36_500
_MOST_PORT = 65_535


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the words of cli.yaml."""

    def __init__(self, *, words: Words, **settings: Any) -> None:  # noqa: ANN401  # those of ArgumentParser
        formatter = partial(_Formatter, words)
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=formatter, **settings)
        self.words = words
        self.needed = self.add_argument_group(words.say("help.arguments"))
        self.options = self.add_argument_group(words.say("help.options"))
        self.options.add_argument("-h", "--help", action="help", help=words.say("help.help"))
        self.set_defaults(refuse=self.refuse)

    def error(self, message: str) -> NoReturn:
        """End because of something that argparse found, its message in our words."""
        self.refuse(self.words.usage(message))

    def refuse(self, message: str) -> NoReturn:
        """End with the usage and what is wrong."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, self.words.say("errors.line", message=message) + "\n")


class _Formatter(argparse.HelpFormatter):
    """Puts our word for "usage: " before it."""

    def __init__(self, words: Words, **settings: Any) -> None:  # noqa: ANN401  # those of HelpFormatter
        super().__init__(**settings)
        self._usage = words.say("help.usage")

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


def days(given: str) -> int:
    """A number of days.

    Raises:
        ValueError: it is none, or too many.
    """
    number = int(given)
    if not 1 <= number <= _MOST_DAYS:
        raise ValueError(given)
    return number


def port(given: str) -> int:
    """A port to listen at; 0 for one that the system chooses.

    Raises:
        ValueError: it is none.
    """
    number = int(given)
    if not 0 <= number <= _MOST_PORT:
        raise ValueError(given)
    return number


def parser(words: Words) -> Parser:
    """The parser of `hoi`. What it parses has `command` (None where none is given) and `refuse`."""
    made = Parser(words=words, prog="hoi", description=words.say("program"))
    commands = made.add_subparsers(dest="command", metavar=words.say("help.command"), title=words.say("help.commands"))

    def command(name: str) -> Parser:
        does = words.say(f"commands.{name}")
        return commands.add_parser(name, words=words, help=does, description=does)

    def question(of: Parser, number: str) -> None:
        does = words.say("arguments.question")
        of.needed.add_argument("question", nargs=number, metavar=words.say("help.question"), help=does)

    ask = command("ask")
    question(ask, "*")
    form = ask.options.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words.say("arguments.json"))
    form.add_argument("--jsonl", action="store_true", help=words.say("arguments.jsonl"))
    command("chat")
    command("show").needed.add_argument("id", metavar=words.say("help.id"), help=words.say("arguments.id"))
    command("units").options.add_argument("--jsonl", action="store_true", help=words.say("arguments.units_jsonl"))
    question(command("explain"), "+")
    command("check")
    serve = command("serve").options
    serve.add_argument("--host", default=HOST, metavar=words.say("help.host"), help=words.say("arguments.host"))
    serve.add_argument(
        "--port", type=port, default=PORT, metavar=words.say("help.port"), help=words.say("arguments.port")
    )
    command("telegram").options.add_argument("--webhook", action="store_true", help=words.say("arguments.webhook"))
    report = command("report").options
    report.add_argument(
        "--days", type=days, default=_DAYS, metavar=words.say("help.days"), help=words.say("arguments.days")
    )
    report.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        metavar=words.say("help.format"),
        help=words.say("arguments.format"),
    )
    report.add_argument("--output", metavar=words.say("help.output"), help=words.say("arguments.output"))
    command("health")
    export = command("export").options
    of = export.add_mutually_exclusive_group(required=True)
    for name in ("agency", "group", "time"):
        of.add_argument(f"--{name}", metavar=words.say(f"help.{name}"), help=words.say(f"arguments.{name}"))
    of.add_argument("--all", action="store_true", help=words.say("arguments.all"))
    export.add_argument(
        "--format",
        choices=FILES,
        default=FILES[0],
        metavar=words.say("help.format"),
        help=words.say("arguments.file_format"),
    )
    export.add_argument("--output", metavar=words.say("help.output"), help=words.say("arguments.file_output"))
    return made
