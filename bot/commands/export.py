"""`hoi export`: the duty sheet of an agency, a group, a time or the whole plan as a file."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from bot.commands.failure import fail
from bot.commands.words import Words
from bot.export import subject
from bot.export.calendar import NoDatesError
from bot.export.duty import NoDutiesError, load_duties
from bot.export.file import file
from bot.export.subject import Subject
from bot.service import VIETNAM
from bot.voice import load_voice
from knowledge.load import Knowledge, load_knowledge
from nlp import match
from nlp.language import load_language
from nlp.normalise import clean, fold

_NEAREST = 3
_SHOWN = 60
"""Characters of an unknown name that are said again."""


class UnknownError(ValueError):
    """There is no such subject. The message says so, in the person's words."""


def run(args: argparse.Namespace, words: Words) -> int:
    """Write the file; 1 where there is no such subject, or nothing to write of it."""
    knowledge = load_knowledge()
    duties = load_duties(knowledge, load_voice(knowledge))
    try:
        sheet = duties.sheet(_subject(args, knowledge, words), dt.datetime.now(VIETNAM))
        made = file(sheet, args.format, duties.words)
    except UnknownError as error:
        return fail(words, str(error))
    except NoDutiesError as error:
        return fail(words, words.say("exported.no_duties", name=error))
    except NoDatesError as error:
        return fail(words, words.say("exported.no_dates", name=error))
    path = Path(args.output or made.name)
    path.write_bytes(made.content)
    print(words.say("exported.written", file=path, subject=sheet.title))
    return 0


def _subject(args: argparse.Namespace, knowledge: Knowledge, words: Words) -> Subject:
    """The subject that the command names.

    Raises:
        UnknownError: there is none of that name.
    """
    if args.agency is not None:
        found = subject.agency(args.agency, knowledge, load_language(knowledge))
        key, given, known = "exported.unknown_agency", args.agency, _near(args.agency, knowledge)
    elif args.group is not None:
        found = subject.group(args.group, knowledge)
        key, given, known = (
            "exported.unknown_group",
            args.group,
            [knowledge.units[unit].number for unit in knowledge.groups],
        )
    elif args.time is not None:
        found = subject.time(args.time, knowledge)
        key, given, known = "exported.unknown_time", args.time, list(subject.times(knowledge))
    else:
        return subject.WHOLE
    if found is None:
        raise UnknownError(words.say(key, name=given[:_SHOWN], known="; ".join(known)))
    return found


def _near(text: str, knowledge: Knowledge) -> list[str]:
    """The names of agencies nearest to one that is none, nearest first."""
    names = {fold(agency.name): agency.name for agency in knowledge.agencies.values()}
    key = fold(clean(text))[:_SHOWN]
    longest = max(len(key), *map(len, names))
    return [names[name] for name, _ in match.near(key, list(names), longest)[:_NEAREST]]
