"""The channel as it runs: started, kept going until it is told to stop or the line is lost, and stopped in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from telegram.constants import UpdateType
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot import logs
from bot.service import Reply, Service
from bot.settings import Settings
from bot.store.store import Store
from bot.telegram.desk import Desk
from bot.telegram.dispatch import Dispatch
from bot.telegram.fate import Fate, fate, pause
from bot.telegram.journal import Journal
from bot.telegram.line import Line
from bot.telegram.message import File, Message, Order, Picture
from bot.telegram.occasions import timely
from bot.telegram.outbox import Outbox
from bot.telegram.profile import present
from bot.telegram.reminder import Reminder
from bot.telegram.surface import load_surface
from bot.telegram.wire import Wire
from bot.telegram.workshop import Workshop

WANTED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
)
_PATIENCE = 30
"""Seconds to wait for the reply to a call."""
_ATTEMPTS = 4
"""So often the server is tried at start."""
_POLL = 30
"""Seconds for which the server holds a request for updates open."""
_GRACE = 10.0
"""Seconds for sending what waits when we stop."""
_GROUP_RATE, _GROUP_MINUTE = 20, 60
_LOG = logs.logger(__name__)


class ChannelError(RuntimeError):
    """The channel cannot start or go on. `reason` is a key below `channel` in cli.yaml."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class Channel:
    """The bot. The requests are how it reaches Telegram, by default over HTTP as the settings say.

    `counted` is told of every answer that it gives.
    """

    def __init__(  # noqa: PLR0913  # the last three are what tests and the page put in
        self,
        settings: Settings,
        service: Service,
        store: Store,
        request: BaseRequest | None = None,
        updates_request: BaseRequest | None = None,
        *,
        counted: Callable[[Reply], None] = lambda _: None,
    ) -> None:
        proxy = settings.proxy or None
        self.settings, self.service, self.store = settings, service, store
        self._counted = counted
        self.line = Line(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            # Patient: a reply that comes late is a message that would be sent twice.
            request=request or Wire(patience=_PATIENCE, proxy=proxy),
            get_updates_request=updates_request or _polling(proxy),
            # It only spaces calls out. What Telegram tells to wait waits in the outbox, and holds up its own chat only.
            rate_limiter=AIORateLimiter(settings.max_rate, 1, _GROUP_RATE, _GROUP_MINUTE, max_retries=0)
            if settings.max_rate
            else None,
        )
        self.journal = Journal(store, service.clock)
        self.line.deliver_to(self.journal.write)
        self.outbox = Outbox(
            self.line,
            store,
            self.end,
            lambda day: timely(day, service.clock()),
            self._make,
        )
        self.app: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(self.line).update_queue(self.journal).job_queue(None).build()
        )
        self._ended: asyncio.Future[Exception | None] | None = None
        self._reminding: asyncio.Task[None] | None = None
        self._workshop: Workshop  # from the start on

    def _make(self, order: Order) -> Message | File | Picture:
        """What is ordered, once the start has opened the workshop."""
        return self._workshop.make(order)

    def end(self, error: Exception | None = None) -> None:
        """Stop, because we are told to, or because of an error after which it cannot go on."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(error)
        if error is not None:
            self.line.hang_up()

    async def run(self, *, webhook: bool, ready: Callable[[], None] = lambda: None) -> None:
        """Answer until told to stop, by `end` or by being cancelled; then finish what is begun.

        Args:
            webhook: whether updates are sent to us; else we fetch them.
            ready: is called when it answers.

        Raises:
            ChannelError: it could not start, or the line was lost.
            DataError, DatabaseError, OSError: a data file, the database, the webhook's port.
            Exception: something failed in the library that it cannot do without.
        """
        self._ended = asyncio.get_running_loop().create_future()
        try:
            await self.start()
            await self._listen(webhook=webhook)
            ready()
            error = await self._ended
        finally:
            await self.stop()
        if isinstance(error, TelegramError):
            raise _reason(error) from error
        if error is not None:
            raise error

    async def start(self) -> None:
        """Be ready to answer; what an earlier process left is taken up.

        Raises:
            ChannelError: the server cannot be reached, or refuses the token.
            DataError, DatabaseError: a data file, the database.
        """
        await self._reach(self.app.initialize)
        surface = load_surface(self.service, self.line.username)
        self._workshop = surface.workshop
        desk = Desk(surface, self.store.memory, self.store.reminders, self.settings.retention_days, self._counted)
        Dispatch(self.store, self.journal, self.outbox, desk).register(self.app)
        await present(self.line, surface.words)
        reminder = Reminder(self.store, self.outbox, surface.notices)
        self._reminding = asyncio.create_task(reminder.run())
        unsent, unanswered = self.outbox.resume(), await self.journal.resume(self.line)
        await self.app.start()
        self._watch(f"Application:{self.line.id}:update_fetcher")
        _LOG.info("started", username=self.line.username, unsent=unsent, unanswered=unanswered)

    async def stop(self) -> None:
        """Finish what is begun: answer what has been fetched, send what is written down, as far as it is soon done."""
        if self._reminding is not None:
            self._reminding.cancel()
        updater = self.app.updater
        if updater is not None and updater.running:
            with suppress(Exception):  # what has ended the polling, if anything has, is told already
                await updater.stop()
        started = self.app.running
        if started:
            await self.app.stop()
        await self.outbox.stop(_GRACE)
        await self.app.shutdown()
        # Where the start has failed, the application does not count as one that has anything to close.
        await self.line.shutdown()
        if started:
            _LOG.info("stopped")

    async def _listen(self, *, webhook: bool) -> None:
        """Begin to fetch updates, or to be sent them."""
        updater, settings = self.app.updater, self.settings
        if updater is None:
            raise RuntimeError("the application fetches nothing")
        if not webhook:
            await self._reach(
                lambda: updater.start_polling(
                    timeout=_POLL, allowed_updates=WANTED, error_callback=self._polling_failed
                )
            )
            self._watch("Updater:start_polling:polling_task")
            return
        await self._reach(
            lambda: updater.start_webhook(
                listen="0.0.0.0",  # noqa: S104  # in a container the proxy is another host; the secret guards it
                port=settings.webhook_port,
                url_path=urlsplit(settings.webhook_url).path.rstrip("/"),
                webhook_url=settings.webhook_url,
                secret_token=settings.webhook_secret,
                allowed_updates=WANTED,
            )
        )

    async def _reach(self, work: Callable[[], Awaitable[Any]]) -> None:
        """Do what needs the server, as often as is sensible when somebody waits for us to start.

        Raises:
            ChannelError: it cannot be reached, or refuses us.
        """
        for tries in range(_ATTEMPTS):
            try:
                await work()
            except (TelegramError, KeyError, TypeError) as error:  # the latter two: a reply of another form
                if fate(error) is not Fate.AGAIN or tries + 1 == _ATTEMPTS:
                    raise _reason(error) from error
                await asyncio.sleep(pause(error, tries))
            else:
                return

    def _polling_failed(self, error: TelegramError) -> None:
        """A request for updates failed. The library tries again, which is no use where the line is lost."""
        if fate(error) is Fate.LOST:
            self.end(error)
        else:
            _LOG.warning("polling_failed", error=repr(error))

    def _watch(self, name: str) -> None:
        """End with a task of the library's without which we would be deaf: it ends by itself only where it failed."""
        task = next(task for task in asyncio.all_tasks() if task.get_name() == name)

        def ended(task: asyncio.Task[Any]) -> None:
            if not task.cancelled() and task.exception() is not None:
                error = task.exception()
                self.end(error if isinstance(error, Exception) else None)

        task.add_done_callback(ended)


def _polling(proxy: str | None) -> BaseRequest:
    """How updates are fetched: through the proxy of the settings, never through one of the environment."""
    return HTTPXRequest(connection_pool_size=1, read_timeout=10, proxy=proxy, httpx_kwargs={"trust_env": False})


def _reason(error: Exception) -> ChannelError:
    """What to say of an error that ends the channel."""
    lost = error.__cause__ if isinstance(error.__cause__, InvalidToken) else error
    if isinstance(lost, Conflict):
        return ChannelError("conflict")
    if isinstance(lost, InvalidToken):
        # With a cause it is no reply of Telegram's but, say, a page; the library's words for it hold the token.
        return ChannelError("token" if lost.__cause__ is None else "foreign")
    if isinstance(lost, BadRequest):
        return ChannelError("refused", lost.message)
    return ChannelError("unreachable", str(error) or repr(error))
