"""`hoi telegram`: the Telegram bot, until it is told to stop."""

from __future__ import annotations

import argparse
import os

from bot.commands import complaint, running
from bot.commands.failure import fail
from bot.commands.words import Words
from bot.service import Service
from bot.setting import SettingError
from bot.settings import load_settings
from bot.store.database import AddressError, DatabaseError
from bot.store.store import Store
from bot.telegram.channel import Channel, ChannelError


def run(args: argparse.Namespace, words: Words) -> int:
    """Answer in Telegram; 0 when told to stop, 1 where a setting, the database or the line to Telegram fails."""
    try:
        settings = load_settings(os.environ)
        settings.need_token()
        if args.webhook:
            settings.need_webhook()
    except SettingError as error:
        return fail(words, complaint.of_setting(error, words))

    async def serve(service: Service, store: Store) -> None:
        channel = Channel(settings, service, store)
        running.on_stop(channel.end)
        await channel.run(webhook=args.webhook)

    try:
        running.run(settings, serve)
    except ChannelError as error:
        return fail(words, running.why_not(error, words, settings))
    except (AddressError, DatabaseError) as error:
        return fail(words, complaint.of_database(error, words, settings))
    return 0
