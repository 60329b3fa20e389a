"""What the commands share that only read the database: it is opened, or one line says why it cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable

from bot.commands import complaint
from bot.commands.failure import fail
from bot.commands.words import Words
from bot.setting import SettingError
from bot.settings import load_settings
from bot.store.database import AddressError, DatabaseError
from bot.store.reader import NoDatabaseError, Reader, open_reader


def reading(words: Words, work: Callable[[Reader], int]) -> int:
    """The exit code of some work on the database of the settings; 1 where it cannot be read."""
    try:
        settings = load_settings(os.environ)
    except SettingError as error:
        return fail(words, complaint.of_setting(error, words))
    try:
        with open_reader(settings.database_url) as reader:
            return work(reader)
    except NoDatabaseError as error:
        return fail(words, words.say("errors.no_database", file=error))
    except (AddressError, DatabaseError) as error:
        return fail(words, complaint.of_database(error, words, settings))
