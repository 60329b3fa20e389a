"""The command `hoi`: reads the command line, hands over to one of `bot.commands`, ends with its exit code."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from bot.commands import terminal
from bot.commands.failure import log
from bot.commands.words import Words, load_words
from knowledge.yamlfile import DataError

DONE, FAILED, WRONG_USAGE, UNEXPECTED = range(4)
COMMANDS = ("ask", "chat", "show", "units", "explain", "check")
"""Each is a module of `bot.commands`, imported only when it is called: `hoi --help` must not wait for the assistant."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `hoi`.

    Args:
        argv: the words after `hoi`; default those of the process.

    Returns:
        The exit code: 0 done, 1 an expected failure, 2 wrong usage, 3 an unexpected failure (logged).
    """
    terminal.prepare()
    try:
        code = _run(load_words(), argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough, as `head` has.
        terminal.silence()
        return DONE
    except KeyboardInterrupt:
        terminal.silence()
        return FAILED
    return code


def _run(words: Words, argv: Sequence[str] | None) -> int:
    try:
        args = _read(words, argv)
        code: int = importlib.import_module(f"bot.commands.{args.command}").run(args, words)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has said what there is to say
        return int(ended.code or DONE)
    except DataError as error:
        return _fail(words, "errors.data", problem=error)
    except BrokenPipeError:
        raise
    except OSError as error:
        terminal.silence()
        return _fail(words, "errors.output", problem=error)
    except Exception as error:  # noqa: BLE001  # the last resort: logged, and a polite line
        _fail(words, "errors.unexpected", id=log(error, words))
        return UNEXPECTED
    return code
