"""Standard input and output: how wide, how bold, which encoding; lines of bounded length; a pipe that closes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from typing import BinaryIO

NARROWEST = 20
LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of an input line that are kept. Room for every message that is answered, however its JSON is escaped."""
_BOLD = ("\033[1m", "\033[0m")


def prepare() -> None:
    """UTF-8 out whatever the locale; what cannot be decoded or encoded is replaced, never an error."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def width() -> int:
    """The columns to wrap at; 0 where standard output is no terminal."""
    return max(shutil.get_terminal_size().columns, NARROWEST) if sys.stdout.isatty() else 0


def bold() -> tuple[str, str]:
    """What stands before and after strong words: nothing where colours are unwanted."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return _BOLD if wanted else ("", "")


def silence() -> None:
    """Send what is still to be written nowhere, so that nothing fails on a closed pipe when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (AttributeError, OSError, ValueError):  # closed, or no file of the system
            continue
    os.close(nowhere)


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their ends; of a longer one than LONGEST_LINE only a byte more than that."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line.rstrip(b"\r\n")
