"""What the commands share that answer until they are told to stop: the assistant with its store, the loop, the end."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from bot import logs
from bot.commands import complaint
from bot.commands.words import Words
from bot.privacy import Privacy, load_secret
from bot.service import Service, load_service
from bot.setting import shown
from bot.settings import Settings, data_directory
from bot.store.database import DatabaseError, file_of
from bot.store.store import Store, open_store
from bot.telegram.channel import ChannelError

_OWN = 0o077
"""What is taken from the rights on new files: all but the owner's."""
_TIDY = 3600.0
"""Seconds between two rounds of deleting what has grown too old."""
_LOG = logs.logger(__name__)


def run(settings: Settings, serve: Callable[[Service, Store], Coroutine[Any, Any, None]]) -> None:
    """Load the assistant, open its store, serve with them, and close all.

    Args:
        settings: those of the operator.
        serve: what answers, until it is told to stop.

    Raises:
        AddressError, DatabaseError, DataError, OSError: the database, a data file, a directory.
        Exception: what `serve` raises.
    """
    # What it keeps of people is for nobody else on this machine to read.
    os.umask(_OWN)
    logs.set_up(settings.secrets)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(settings, serve))


def why_not(error: ChannelError, words: Words, settings: Settings) -> str:
    """Why the Telegram bot cannot start, or go on."""
    detail, server = complaint.safe(error.detail, settings), shown(settings.api_url)
    return words.say(f"channel.{error.reason}", detail=detail, server=server)


def on_stop(stop: Callable[[], object]) -> None:
    """From now on call `stop` where we are told to (SIGTERM, SIGINT)."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def _run(settings: Settings, serve: Callable[[Service, Store], Coroutine[Any, Any, None]]) -> None:
    file = file_of(settings.database_url) or data_directory() / "hoi.db"
    privacy = Privacy(load_secret(settings.secret, file.with_suffix(".secret")))
    store = open_store(settings.database_url, privacy)
    service = load_service()
    # All that is loaded stays: the collector need not go through it again and again.
    gc.collect()
    gc.freeze()
    tidying = asyncio.create_task(tidy(service, store, settings.retention_days))
    try:
        await serve(service, store)
    finally:
        tidying.cancel()
        store.close()


async def tidy(service: Service, store: Store, days: int) -> None:
    """Delete what is older than so many days, now and ever again."""
    while True:
        try:
            store.purge(service.clock(), days)
        except DatabaseError as error:
            logs.failure(_LOG, "purge_failed", error)
        await asyncio.sleep(_TIDY)
