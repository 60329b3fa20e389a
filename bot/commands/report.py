"""`hoi report`: what people asked and said of the answers, for the operator."""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial
from pathlib import Path

from bot.commands import terminal
from bot.commands.reading import reading
from bot.commands.words import Words
from bot.render import report as drawn
from bot.report import Report, reckon
from bot.service import VIETNAM
from bot.store.reader import Reader


def run(args: argparse.Namespace, words: Words) -> int:
    """Print the report of the last days, or write it to a file; 1 where the database cannot be read."""
    return reading(words, partial(_report, args, words))


def _report(args: argparse.Namespace, words: Words, reader: Reader) -> int:
    until = dt.datetime.now(VIETNAM).date()
    since = until - dt.timedelta(days=args.days - 1)
    midnight = dt.datetime.combine(since, dt.time(), VIETNAM)
    report = reckon(reader.asked(midnight), reader.judged(midnight), since, until)
    if args.output:
        Path(args.output).write_bytes(_file(report, args.format, words))
        print(words.say("report.written", file=args.output))
    elif args.format == "csv":
        print(drawn.table(report, words), end="")
    else:
        print(drawn.text(report, words, width=terminal.width()), end="")
    return 0


def _file(report: Report, form: str, words: Words) -> bytes:
    """What a file of a format holds."""
    match form:
        case "xlsx":
            return drawn.workbook(report, words)
        case "csv":  # without a mark at the beginning, spreadsheets read its letters wrongly
            return drawn.table(report, words).encode("utf-8-sig")
        case _:
            return drawn.text(report, words).encode()
