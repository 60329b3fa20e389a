"""The command `hoi`: reads the command line, hands over to one of `bot.commands`, ends with its exit code."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from bot.commands import terminal
from bot.commands.failure import fail, log
from bot.commands.usage import parser
from bot.commands.words import Words, load_words
from knowledge.yamlfile import DataError

DONE, FAILED, UNEXPECTED = 0, 1, 3
"""Exit codes. 2, wrong usage, is `bot.commands.usage`'s."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `hoi`.

    Args:
        argv: the words after `hoi`; default those of the process.

    Returns:
        The exit code: 0 done, 1 an expected failure, 2 wrong usage, 3 an unexpected failure (logged).
    """
    terminal.prepare()
    words = load_words()
    try:
        code = _run(words, argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has enough, as `head` has
        terminal.silence(sys.stdout, sys.stderr)
        return DONE
    except KeyboardInterrupt:
        return FAILED
    except DataError as error:
        return fail(words, words.say("errors.data", problem=error), FAILED)
    except OSError as error:
        terminal.silence(sys.stdout)
        return fail(words, words.say("errors.system", problem=error), FAILED)
    except Exception as error:  # noqa: BLE001  # the last resort: logged, and a polite line
        return fail(words, words.say("errors.unexpected", id=log(error, words)), UNEXPECTED)
    return code


def _run(words: Words, argv: Sequence[str] | None) -> int:
    try:
        args = parser(words).parse_args(argv)
        if args.command is None:
            args.refuse(words.say("usage.no_command"))
        if args.command == "ask" and args.jsonl and args.question:
            args.refuse(words.say("usage.question_and_jsonl"))
        if args.command == "ask" and not args.jsonl and not args.question:
            args.refuse(words.say("usage.no_question"))
        if args.command == "report" and args.format == "xlsx" and not args.output:
            args.refuse(words.say("usage.no_output"))
        if args.command == "export" and args.format == "ics" and args.agency is None:
            args.refuse(words.say("usage.dates_of_agency"))
    except SystemExit as ended:  # the help was shown, or the usage with what is wrong
        return int(ended.code or DONE)
    # The module of a command is imported only when it is called: `hoi --help` need not wait for the assistant.
    code: int = importlib.import_module(f"bot.commands.{args.command}").run(args, words)
    return code
