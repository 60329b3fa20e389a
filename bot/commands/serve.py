"""`hoi serve`: the page, until it is told to stop; where it has a token, the Telegram bot beside it."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
from functools import partial
from itertools import chain, repeat

from bot.commands import complaint, running
from bot.commands.failure import fail, log
from bot.commands.words import Words
from bot.service import Service
from bot.setting import SettingError
from bot.settings import load_settings
from bot.store.database import AddressError, DatabaseError
from bot.store.store import Store
from bot.telegram.channel import Channel, ChannelError
from bot.web.app import build_app
from bot.web.server import Page, address, listen
from bot.web.site import Site, load_site

_REASONS = {errno.EADDRINUSE: "in_use", errno.EACCES: "denied"}
"""Why an address cannot be listened at: keys below `serve` in cli.yaml."""
_AGAIN = "unreachable"
_PAUSES, _LONGEST = (60, 300), 900
"""Seconds after which Telegram is tried again where it could not be reached."""


def run(args: argparse.Namespace, words: Words) -> int:
    """Serve the page; 0 when told to stop, 1 where a setting, the database or the address to listen at fails."""
    try:
        settings = load_settings(os.environ)
    except SettingError as error:
        return fail(words, complaint.of_setting(error, words))
    try:
        bound = listen(args.host, args.port)
    except OSError as error:
        reason, where = _REASONS.get(error.errno or 0, "unknown"), address(args.host, args.port)
        return fail(words, words.say(f"serve.{reason}", address=where, problem=error.strerror))

    async def serve(service: Service, store: Store) -> None:
        where = address(*bound.getsockname()[:2])
        site = load_site(service, store, settings)
        page = Page(
            build_app(site),
            lambda: print(words.say("serve.ready", address=where), flush=True),
            settings.trusted_proxies,
        )
        running.on_stop(page.stop)
        bot = asyncio.create_task(telegram(site, words)) if settings.token else None
        try:
            with site.ledger.gathering():
                await page.serve([bound])
        finally:
            if bot is not None:
                bot.cancel()
                await asyncio.wait([bot])

    try:
        running.run(settings, serve)
    except (AddressError, DatabaseError) as error:
        return fail(words, complaint.of_database(error, words, settings))
    return 0


async def telegram(site: Site, words: Words) -> None:
    """Answer in Telegram until cancelled. What ends it is said once, in one line, and the page goes on.

    It is begun again and again where the server cannot be reached: a network may come up later than we do.
    """
    said, counted = "", partial(site.metrics.answered, "telegram")
    site.pulse.down()
    for pause in chain(_PAUSES, repeat(_LONGEST)):
        try:
            channel = Channel(site.settings, site.service, site.store, counted=counted)
            await channel.run(webhook=False, ready=site.pulse.up)
        except ChannelError as error:
            again = error.reason == _AGAIN
            problem = running.why_not(error, words, site.settings)
            if error.reason != said:
                fail(words, words.say("serve.telegram_later" if again else "serve.telegram", problem=problem))
            said = error.reason
            if not again:
                return
        except Exception as error:  # noqa: BLE001  # whatever it is, the page goes on
            fail(words, words.say("serve.telegram_failed", id=log(error, words)))
            return
        finally:
            site.pulse.down()
        await asyncio.sleep(pause)
