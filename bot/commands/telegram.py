"""`hoi telegram`: the Telegram bot, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os

import uvloop

from bot import logs
from bot.commands import complaint
from bot.commands.failure import fail
from bot.commands.words import Words
from bot.privacy import Privacy, load_secret
from bot.service import load_service
from bot.settings import SettingError, Settings, data_directory, load_settings, shown
from bot.store.database import AddressError, DatabaseError, file_of
from bot.store.store import open_store
from bot.telegram.channel import Channel, ChannelError

_OWN = 0o077
"""What is taken from the rights on new files: all but the owner's."""


def run(args: argparse.Namespace, words: Words) -> int:
    """Answer in Telegram; 0 when told to stop, 1 where a setting, the database or the line to Telegram fails."""
    # What it keeps of people is for nobody else on this machine to read.
    os.umask(_OWN)
    try:
        settings = load_settings(os.environ)
        settings.need_token()
        if args.webhook:
            settings.need_webhook()
    except SettingError as error:
        return fail(words, complaint.of_setting(error, words))
    logs.set_up(settings.secrets)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, webhook=args.webhook))
    except ChannelError as error:
        detail, server = complaint.safe(error.detail, settings), shown(settings.api_url)
        return fail(words, words.say(f"channel.{error.reason}", detail=detail, server=server))
    except (AddressError, DatabaseError) as error:
        return fail(words, complaint.of_database(error, words, settings))
    return 0


async def _serve(settings: Settings, *, webhook: bool) -> None:
    file = file_of(settings.database_url) or data_directory() / "hoi.db"
    privacy = Privacy(load_secret(settings.secret, file.with_suffix(".secret")))
    store = open_store(settings.database_url, privacy)
    service = load_service()
    # All that is loaded stays: the collector need not go through it again and again.
    gc.collect()
    gc.freeze()
    try:
        await Channel(settings, service, store).run(webhook=webhook)
    finally:
        store.close()
