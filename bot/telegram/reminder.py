"""The reminder: looks ever again whether there is an occasion, and writes down what those chats get that want it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

from bot import logs
from bot.store.store import Store
from bot.store.values import Parcel
from bot.telegram import calls, occasions
from bot.telegram.calls import Where
from bot.telegram.notices import Notices
from bot.telegram.occasions import Occasion
from bot.telegram.outbox import Outbox

_PACE = 600.0
"""Seconds between two looks: short beside the hours of a morning, and harmless, as nothing is written down twice."""
_TOGETHER = 100
"""So many chats are served in one transaction; answers have their turn between two."""
_LOG = logs.logger(__name__)


class Reminder:
    """Reminds. What is sent and that it is done with are written down at once, so that a kill repeats nothing."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        notices: Notices,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._outbox, self._notices, self._sleep = store, outbox, notices, sleep

    async def run(self) -> None:
        """Look, now and ever again."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001  # whatever it is, the next look tries again
                logs.failure(_LOG, "not_reminded", error)
            await self._sleep(_PACE)

    async def look(self) -> None:
        """Remind those who wait for it, if it is a morning on which there is something to say."""
        today = self._notices.service.today
        occasion = occasions.current(today)
        if occasion is None or not occasions.timely(today, self._notices.service.clock()):
            return
        while parcels := self._written(occasion, today):
            self._outbox.push(parcels)
            await asyncio.sleep(0)

    def _written(self, occasion: Occasion, today: dt.date) -> tuple[Parcel, ...]:
        """Write down what some of those who wait get; nothing where nobody waits."""
        with self._store.transaction():
            waiting = self._store.reminders.waiting(occasion.day, _TOGETHER)
            messages = {agency: self._notices.reminder(occasion.what, agency) for agency in {w.agency for w in waiting}}
            parcels = self._store.mail.post(
                calls.remind(Where(wish.chat, wish.topic), messages[wish.agency], today) for wish in waiting
            )
            self._store.reminders.mark([wish.chat for wish in waiting], occasion.day)
        return parcels
