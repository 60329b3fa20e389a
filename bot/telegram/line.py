"""The line to Telegram: the library's bot, asked for any call by name, and telling when the line is lost for good."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telegram import InputFile, Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import logs
from bot.store import codec
from bot.store.values import Call
from bot.telegram.calls import FIELDS

_LOG = logs.logger(__name__)


class Line(ExtBot[int]):
    """The bot."""

    _hung_up = False
    _arrived: Callable[[Mapping[int, str]], None] | None = None

    def deliver_to(self, arrived: Callable[[Mapping[int, str]], None]) -> None:
        """Tell of updates as they arrive, by number and as JSON, before they count as fetched."""
        self._arrived = arrived

    def hang_up(self) -> None:
        """Ask for no more updates, not even to confirm the last ones: that would cut off who reads them instead."""
        self._hung_up = True

    async def call(self, call: Call) -> Any:  # noqa: ANN401  # whatever the method gives
        """Make a call.

        Raises:
            TelegramError: it was refused, or did not come through.
        """
        params = dict(call.params)
        if call.chat is not None:
            params["chat_id"] = call.chat
        field = FIELDS.get(call.method)
        if field is not None:
            params[field] = InputFile(call.content or b"", filename=params[field])
        return await self._post(call.method, params)

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: float | dt.timedelta | None = None,  # noqa: ASYNC109  # Telegram's, not ours
        allowed_updates: Sequence[str] | None = None,
        **_: Any,  # noqa: ANN401  # the library's further parameters, which its updater does not give
    ) -> tuple[Update, ...]:
        """The updates that wait; one that cannot be read is logged and comes without content, as it must be confirmed.

        Raises:
            TelegramError: they could not be fetched, or whoever is told of them refuses them.
        """
        if self._hung_up:
            return ()
        wait = timeout.total_seconds() if isinstance(timeout, dt.timedelta) else timeout or 0
        params = {"offset": offset, "limit": limit, "timeout": int(wait), "allowed_updates": allowed_updates}
        # The server answers only when the time is over; the connection may take its own time beside that.
        patience = wait + (self._request[0].read_timeout or 0)
        found = await self._post("getUpdates", params, read_timeout=patience)
        try:
            updates = tuple(self._read(update) for update in found)
            bodies = {int(update["update_id"]): _body(update) for update in found}
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # no list of updates at all
            raise TelegramError("Invalid server response") from error
        if self._arrived is not None and bodies:
            self._arrived(bodies)
        return updates

    def _read(self, update: Mapping[str, Any]) -> Update:
        number = int(update["update_id"])
        try:
            return Update.de_json(dict(update), self)
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one must not hold up the others
            logs.failure(_LOG, "update_unreadable", error, update=number)
            return Update(number)


def _body(update: Mapping[str, Any]) -> str:
    """An update as JSON. Half a surrogate pair is no UTF-8, and is escaped, so that it holds up no other update."""
    try:
        return codec.dump(update)
    except UnicodeEncodeError:
        return json.dumps(update)
