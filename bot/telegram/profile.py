"""How the bot presents itself in Telegram: the menus of commands, the description. Written only where it differs."""

from __future__ import annotations

from telegram import BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot import logs
from bot.commands.words import Words
from bot.telegram.line import Line

_LANGUAGES = (None, "vi")
"""For everybody, and for those whose Telegram is Vietnamese: a list of theirs, were there one, would go before."""
_LOG = logs.logger(__name__)


async def present(line: Line, words: Words) -> None:
    """Bring commands and descriptions up to date. What cannot be is logged: the bot answers all the same."""
    scopes: dict[str, BotCommandScope] = {
        "scopes.private": BotCommandScopeAllPrivateChats(),
        "scopes.groups": BotCommandScopeAllGroupChats(),
    }
    try:
        for key, scope in scopes.items():
            wanted = tuple(BotCommand(command["name"], command["says"]) for command in words.at(key))
            for language in _LANGUAGES:
                if await line.get_my_commands(scope, language) != wanted:
                    await line.set_my_commands(wanted, scope, language)
        description, about = words.say("profile.description"), words.say("profile.about")
        if (await line.get_my_description()).description != description:
            await line.set_my_description(description)
        if (await line.get_my_short_description()).short_description != about:
            await line.set_my_short_description(about)
    except TelegramError as error:
        _LOG.warning("profile_not_written", error=repr(error))
