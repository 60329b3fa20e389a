"""What is said where a setting or the database stops a command: one line, without what is secret."""

from __future__ import annotations

from bot import logs
from bot.commands.words import Words
from bot.setting import SettingError, shown
from bot.settings import Settings
from bot.store.database import AddressError, DatabaseError


def of_setting(error: SettingError, words: Words) -> str:
    """What is wrong with a setting."""
    return words.say(f"settings.{error.reason}", name=error.key, value=error.value)


def of_database(error: AddressError | DatabaseError, words: Words, settings: Settings) -> str:
    """What is wrong with the database, or with its address."""
    if isinstance(error, AddressError):
        return words.say("settings.database", name="HOI_DATABASE_URL", value=shown(settings.database_url))
    return words.say("channel.database", problem=safe(str(error), settings))


def safe(detail: str, settings: Settings) -> str:
    """The first line of what a server or a library says, without what is secret: it may hold an address of ours."""
    return logs.hide(detail, settings.secrets).partition("\n")[0]
