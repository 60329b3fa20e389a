"""The journal: the queue of updates that are to be answered. An update is written down before it is acknowledged.

What is fetched together is written together, as it arrives on the line. The library's updater awaits `put` for every
update before it asks for the next ones, which acknowledges these; the webhook, before it answers 200.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot import logs
from bot.store.database import DatabaseError
from bot.store.store import Store

# Many: a machine that is short of memory or deployed in haste kills us again and again, and no question is to be lost
# by that; an update that ends processes itself costs a few starts more.
TRIES = 20
"""So often an update is taken up again by a new start; after that it is held to be what ended the others."""
_AGED = dt.timedelta(minutes=1)
"""A press or an inline query that has waited so long is no use to the person any more, and Telegram takes no answer."""
_LOG = logs.logger(__name__)


class WornOutError(RuntimeError):
    """An update that has been taken up too often."""


class Journal(asyncio.Queue[Any]):
    """The queue. It holds updates, and whatever else the library puts in."""

    def __init__(self, store: Store, clock: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        # Of what has been written down and is still to be queued, whether it was new.
        self._fresh: dict[int, bool] = {}
        self._tries: dict[int, int] = {}

    def write(self, bodies: Mapping[int, str]) -> None:
        """Write updates down, by number and as JSON, those that have been seen before not again.

        Raises:
            TelegramError: it cannot be done; the library will fetch them again.
        """
        try:
            with self._store.transaction():
                fresh = self._store.mail.receive(bodies, self._clock())
        except DatabaseError as error:
            logs.failure(_LOG, "updates_not_written_down", error, updates=list(bodies))
            raise TelegramError("the updates could not be written down") from error
        self._fresh.update((number, number in fresh) for number in bodies)

    async def put(self, item: Any) -> None:  # noqa: ANN401  # the library's signature
        """Queue an update, written down by then; one that has been seen before is passed over.

        Raises:
            TelegramError: it cannot be written down.
        """
        if isinstance(item, Update):
            if item.update_id not in self._fresh:
                self.write({item.update_id: item.to_json()})
            if not self._fresh.pop(item.update_id):
                return
        await super().put(item)

    async def get(self) -> Any:  # noqa: ANN401  # the library's signature
        """The next item. All others have their turn first: sending goes on while many updates wait."""
        await asyncio.sleep(0)
        return await super().get()

    async def resume(self, bot: Bot) -> int:
        """Queue what an earlier process wrote down and did not answer; how many they are. What has aged is dropped."""
        with self._store.transaction():
            waiting = [(one, self._read(one.update_id, one.body, bot)) for one in self._store.mail.waiting()]
            aged = [one.update_id for one, update in waiting if self._aged(update, one.at)]
            for number in aged:
                self._store.mail.strike(number)
        for one, update in waiting:
            if one.update_id not in aged:
                self._tries[one.update_id] = one.tries
                await super().put(update)
        return len(waiting) - len(aged)

    def _aged(self, update: Update, at: dt.datetime) -> bool:
        """Whether an update that came at a moment can only be answered at once, and was not."""
        return bool(update.callback_query or update.inline_query) and self._clock() - at > _AGED

    def begin(self, update: Update) -> None:
        """Note that an update is about to be answered, if an earlier process has tried: it counts should this one end.

        Raises:
            WornOutError: it has been tried often enough.
        """
        tries = self._tries.pop(update.update_id, None)
        if tries is None:
            return
        if tries >= TRIES:
            raise WornOutError(f"taken up {tries} times")
        with self._store.transaction():
            self._store.mail.take_up(update.update_id)

    @staticmethod
    def _read(number: int, body: str, bot: Bot) -> Update:
        """An update out of what was written down; without content where that cannot be read any more."""
        try:
            return Update.de_json(json.loads(body), bot)
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one must not hold up the others
            logs.failure(_LOG, "update_unreadable", error, update=number)
            return Update(number)
