"""What the commands share that only read the database: it is opened, or one line says why it cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from bot.commands.words import Words
from bot.settings import SettingError, load_settings, shown
from bot.store.database import AddressError, DatabaseError
from bot.store.reader import NoDatabaseError, Reader, open_reader


def reading(words: Words, work: Callable[[Reader], int]) -> int:
    """The exit code of some work on the database of the settings; 1 where it cannot be read."""
    try:
        settings = load_settings(os.environ)
    except SettingError as error:
        return _fail(words, words.say(f"settings.{error.reason}", name=error.key, value=error.value))
    address = shown(settings.database_url)
    try:
        with open_reader(settings.database_url) as reader:
            return work(reader)
    except AddressError:
        return _fail(words, words.say("settings.database", name="HOI_DATABASE_URL", value=address))
    except NoDatabaseError as error:
        return _fail(words, words.say("errors.no_database", file=error))
    except DatabaseError as error:
        return _fail(words, words.say("channel.database", problem=str(error).splitlines()[0]))


def _fail(words: Words, message: str) -> int:
    print(words.say("errors.line", message=message), file=sys.stderr)
    return 1
