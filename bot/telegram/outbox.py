"""The outbox: makes the calls that are written down, in each chat one after the other, and strikes each out when made.

What fails on the way is tried again until it succeeds; what Telegram refuses for good is struck out and logged.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterable
from contextlib import suppress
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot import logs
from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.store.values import Call, Parcel
from bot.telegram import calls
from bot.telegram.fate import Fate, fate, nowhere, pause
from bot.telegram.line import Line
from bot.telegram.message import File, Message, Order, Picture

_LOG = logs.logger(__name__)
_TOGETHER = 0.005
"""Seconds for which calls that are made wait for others, to be struck out in one transaction."""


class GarbledError(RuntimeError):
    """A reply that says neither that a message was sent nor that it was not."""


class Outbox:
    """Sends. `lost` is called with what ends the line for good; what is not sent then stays written down.

    `timely` tells whether a reminder of a day may be sent now; `make` makes what is ordered, in a thread.
    """

    def __init__(  # noqa: PLR0913  # five that it works with, two that tests replace
        self,
        line: Line,
        store: Store,
        lost: Callable[[Exception], None],
        timely: Callable[[dt.date], bool],
        make: Callable[[Order], Message | File | Picture],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        together: float = _TOGETHER,
    ) -> None:
        self._line = line
        self._store = store
        self._lost = lost
        self._timely = timely
        self._make = make
        # One at a time: several would only take the answers' time from each other.
        self._bench = asyncio.Lock()
        self._sleep = sleep
        self._together = together
        self._queues: dict[Hashable, deque[Parcel]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting: set[asyncio.Task[None]] = set()
        self._made: list[tuple[Parcel, int | None, asyncio.Future[None]]] = []
        self._stopping = False

    def push(self, parcels: Iterable[Parcel]) -> None:
        """Make calls, each when those before it in its chat are made. What belongs to no chat waits for nothing."""
        for parcel in parcels:
            key: Hashable = parcel.call.chat if parcel.call.chat is not None else ("query", parcel.id)
            if key in self._queues:
                self._queues[key].append(parcel)
                continue
            self._queues[key] = deque([parcel])
            task = asyncio.create_task(self._work(key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def resume(self) -> int:
        """Make the calls that an earlier process wrote down and did not make; how many they are."""
        with self._store.transaction():
            unsent = self._store.mail.unsent()
        self.push(unsent)
        return len(unsent)

    async def idle(self) -> None:
        """Wait until nothing is left to send."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, grace: float) -> None:
        """Send what waits, within so many seconds; what fails now is not tried again, but stays written down."""
        self._stopping = True
        for task in self._resting:
            task.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, key: Hashable) -> None:
        """Empty a queue. Where that has to end before, the queue stays, so that nothing overtakes what waits in it."""
        queue = self._queues[key]
        while queue:
            try:
                settled = await self._deliver(queue[0])
            except ChatMigrated as error:
                await self._follow(key, error.new_chat_id)
                return
            if not settled:
                return
            queue.popleft()
        del self._queues[key]

    async def _follow(self, key: Hashable, to: int) -> None:
        """A chat has got another number: what waits for it goes there, when the database knows of it."""
        for tries in itertools.count():
            moved = {parcel.id: calls.moved(parcel.call, to) for parcel in self._queues[key]}
            try:
                if isinstance(key, int):
                    self._store.follow(key, to, [parcel for parcel, call in moved.items() if call is None])
                break
            except DatabaseError as error:
                logs.failure(_LOG, "chat_not_followed", error)
                if self._stopping:
                    return
                await self._rest(pause(error, tries))
        del self._queues[key]
        _LOG.info("chat_followed", waiting=len(moved))
        self.push(Parcel(parcel, call) for parcel, call in moved.items() if call is not None)

    async def _deliver(self, parcel: Parcel) -> bool:
        """Make a call, as often as it takes, and strike it out; False where that must be left to another process.

        Raises:
            ChatMigrated: its chat has got another number.
        """
        for tries in itertools.count():
            try:
                call = await self._due(parcel)
                if call is None:
                    return True
                message = _sent(call, await self._line.call(call))
                break
            except ChatMigrated:
                raise
            except Exception as error:  # noqa: BLE001  # whatever it is, the call stays written down and is tried again
                what = self._after(parcel, error)
                if what is Fate.LOST or (what is Fate.AGAIN and self._stopping):
                    return False
                if what in {Fate.NEVER, Fate.NEEDLESS}:
                    message = None
                    break
                if what is Fate.AGAIN:
                    await self._rest(pause(error, tries))
        return await self._strike(parcel, message)

    async def _due(self, parcel: Parcel) -> Call | None:
        """The call that is due now for one that depends on what was sent before it, on the time, or is to be made.

        None for a reminder whose time is over: it is struck out.

        Raises:
            DatabaseError: the database fails.
            TelegramError: the line fails while the chat is told that something is made for it, or it has put us out.
        """
        call = parcel.call
        if call.method == calls.MAKE:
            with suppress(BadRequest):  # what is made may be taken all the same
                await self._line.call(calls.making(call))
            async with self._bench:
                return calls.made(call, await asyncio.to_thread(self._make, calls.order(call)))
        if call.method == calls.REMIND:
            made, day = calls.reminder(call)
            return made if self._store.is_due(parcel, day, timely=self._timely(day)) else None
        if call.method != calls.REVISE:
            return call
        with self._store.transaction():
            return calls.revision(call, None if call.answer is None else self._store.mail.kept(call.answer))

    def _after(self, parcel: Parcel, error: Exception) -> Fate:
        """What becomes of a call after an error; told to whom it concerns."""
        what, call = fate(error), parcel.call
        if what is Fate.GONE:
            if call.method == calls.REVISE and call.answer is not None:
                with self._store.transaction():
                    self._store.mail.keep({call.answer: None})
                return what
            what = Fate.NEVER
        if what is Fate.LOST:
            self._lost(error)
        elif what is Fate.NEVER:
            _LOG.warning("call_struck_out", call=parcel.id, method=call.method, error=str(error))
            parted = isinstance(error, Forbidden) or (call.method == calls.REMIND and nowhere(error))
            if parted and call.chat is not None:
                self._forget(call.chat)
        elif what is Fate.AGAIN:
            _LOG.warning("call_failed", call=parcel.id, method=call.method, error=repr(error))
        return what

    def _forget(self, chat: int) -> None:
        """A chat has blocked us, put us out, or is no more: it is reminded no more."""
        try:
            with self._store.transaction():
                self._store.reminders.stop(chat)
        except DatabaseError as error:  # its next reminder will be refused as well
            logs.failure(_LOG, "chat_not_forgotten", error)

    async def _strike(self, parcel: Parcel, message: int | None) -> bool:
        """Strike a call out; False where the database does not let us before we have to stop."""
        for tries in itertools.count():
            made = asyncio.get_running_loop().create_future()
            if not self._made:
                asyncio.get_running_loop().call_later(self._together, self._strike_all)
            self._made.append((parcel, message, made))
            try:
                await made
            except DatabaseError as error:
                logs.failure(_LOG, "call_not_struck_out", error, call=parcel.id)
                if self._stopping:
                    return False
                await self._rest(pause(error, tries))
            else:
                return True
        return False

    def _strike_all(self) -> None:
        """Strike out all calls that are made by now, in one transaction: the next in their chats wait for it."""
        struck, self._made = self._made, []
        try:
            with self._store.transaction():
                self._store.mail.drop([parcel.id for parcel, _, _ in struck])
                became = {parcel.call.answer: message for parcel, message, _ in struck if message is not None}
                self._store.mail.keep({answer: message for answer, message in became.items() if answer is not None})
        except DatabaseError as error:
            for _, _, made in struck:
                made.set_exception(error)
        else:
            for _, _, made in struck:
                made.set_result(None)

    async def _rest(self, seconds: float) -> None:
        """Wait before another try. Ends with the task where we have to stop."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("resting outside a task")
        self._resting.add(task)
        try:
            await self._sleep(seconds)
        finally:
            self._resting.discard(task)


def _sent(call: Call, result: Any) -> int | None:  # noqa: ANN401  # whatever the server replied
    """The number of the message that a call sent; None where it sends none.

    Raises:
        GarbledError: the reply does not tell.
    """
    if call.method not in calls.SENDS:
        return None
    number = result.get("message_id") if isinstance(result, dict) else None
    if not isinstance(number, int):
        raise GarbledError(f"no message in the reply to {call.method}")
    return number
