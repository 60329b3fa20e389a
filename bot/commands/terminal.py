"""Standard input and output: how wide, how bold, which encoding; lines of bounded length; a pipe that closes."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

NARROWEST = 20
LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of an input line that are kept: room for every message that is read, however its JSON is escaped."""
_BOLD = ("\033[1m", "\033[0m")


def prepare() -> None:
    """UTF-8 whatever the locale; what cannot be decoded or encoded is replaced, and a closed stream is an empty one."""
    for name, mode, errors in (
        ("stdin", "r", "replace"),
        ("stdout", "w", "replace"),
        ("stderr", "w", "backslashreplace"),
    ):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def width() -> int:
    """The columns to wrap at; 0 where standard output is no terminal."""
    return max(shutil.get_terminal_size().columns, NARROWEST) if sys.stdout.isatty() else 0


def bold() -> tuple[str, str]:
    """What stands before and after strong words: nothing where colours are unwanted."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return _BOLD if wanted else ("", "")


def wrap(text: str, columns: int, *, indent: str = "", further: str = "") -> str:
    """A text within so many columns (0: as it is), each line after an indent, those after the first further in."""
    if not columns:
        return indent + text
    return textwrap.fill(text, columns, initial_indent=indent, subsequent_indent=indent + further)


def silence(*streams: TextIO) -> None:
    """Send what is still to be written to these streams nowhere, so that nothing fails when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):  # closed already, or no file of the system
            continue
    os.close(nowhere)


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their ends; one that is too long is cut to a byte more than LONGEST_LINE."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line.rstrip(b"\r\n")
