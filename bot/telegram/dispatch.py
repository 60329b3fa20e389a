"""Which handler answers which update. An answer is one transaction: what is to be sent, what is remembered, the update.

Handlers never wait for the network: what they answer is written down, and the outbox sends it.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import logs
from bot.store.database import DatabaseError
from bot.store.store import Store
from bot.telegram import calls
from bot.telegram.desk import MENUS, Calls, Desk
from bot.telegram.heard import ASK, Heard, hear
from bot.telegram.journal import Journal
from bot.telegram.outbox import Outbox
from bot.telegram.presses import TOO_MANY, Presses
from bot.throttle import Throttle, Verdict

Context = CallbackContext[Any, Any, Any, Any]
_MOST = 30
"""Messages a minute of one person, and presses."""
_LOG = logs.logger(__name__)
_NEW, _EDITED = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE


class Dispatch:
    """Takes updates from the library's dispatcher to the desk, and what the desk answers to the outbox."""

    def __init__(self, store: Store, journal: Journal, outbox: Outbox, desk: Desk) -> None:
        self._store = store
        self._journal = journal
        self._outbox = outbox
        self._desk = desk
        self._presses = Presses(desk)
        self._offered = frozenset(command["name"] for command in desk.surface.words.at("scopes.groups"))
        self._messages, self._pressed = Throttle(_MOST), Throttle(_MOST)

    def register(self, app: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers to an application; the first that fits an update answers it, the last fits all."""
        desk = self._desk
        commands = {
            "start": desk.start,
            "help": desk.help,
            ASK: desk.question,
            "muc": desk.place,
            "nguon": desk.source,
            "privacy": desk.privacy,
            "xoa": desk.forget,
            "settings": desk.settings,
            "huy": desk.cancel,
            "nhac": desk.remind,
            **dict.fromkeys(MENUS, desk.menu),
        }
        handlers: list[BaseHandler[Any, Any, Any]] = [
            MessageHandler(_NEW & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND, self._heard(desk.question)),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, self._heard(desk.question)),
            InlineQueryHandler(self._settled(self._listed)),
            CallbackQueryHandler(self._settled(self._press)),
            *(CommandHandler(name, self._heard(work), _NEW) for name, work in commands.items()),
            MessageHandler(_NEW & filters.COMMAND, self._heard(desk.unknown)),
            MessageHandler(_EDITED & (filters.TEXT | filters.CAPTION), self._heard(desk.edited, wanted=desk.concerns)),
            MessageHandler(_NEW & ~filters.StatusUpdate.ALL, self._heard(desk.other)),
            TypeHandler(Update, self._settled(lambda _: ())),
        ]
        app.add_handlers(handlers)
        app.add_error_handler(self._failed)

    def _settled(self, work: Callable[[Update], Calls]) -> Callable[[Update, Context], Any]:
        """A handler that answers an update by the calls that some work comes to."""

        async def handle(update: Update, _: Context) -> None:
            self._journal.begin(update)
            with self._store.transaction():
                parcels = self._store.settle(update.update_id, work(update))
            self._outbox.push(parcels)

        return handle

    def _heard(
        self, work: Callable[[Heard], Calls], wanted: Callable[[Heard], bool] = attrgetter("to_us")
    ) -> Callable[[Update, Context], Any]:
        """A handler for messages, as many as a person may send; others' messages are nothing to us."""

        def answer(update: Update) -> Calls:
            heard = hear(update, self._offered)
            if heard is None or not wanted(heard):
                return ()
            verdict = self._messages.judge(heard.person, heard.at)
            if verdict is Verdict.ADMIT:
                return work(heard)
            return self._desk.too_many(heard) if verdict is Verdict.WARN else ()

        return self._settled(answer)

    def _press(self, update: Update) -> Calls:
        query = update.callback_query
        if query is None:
            return ()
        if self._pressed.judge(query.from_user.id, self._desk.surface.service.clock()) is Verdict.ADMIT:
            return self._presses.answer(query)
        return (self._presses.word(query, TOO_MANY),)

    def _listed(self, update: Update) -> Calls:
        query = update.inline_query
        return (calls.answer_inline(query.id, self._desk.surface.results(query.query)),) if query is not None else ()

    async def _failed(self, update: object, context: Context) -> None:
        """Log what went wrong, apologise with its id, and strike the update out; it is not tried again."""
        error = context.error or RuntimeError("an error handler without an error")
        number = update.update_id if isinstance(update, Update) else None
        error_id = logs.failure(_LOG, "answer_failed", error, update=number)
        if not isinstance(update, Update):
            return
        try:
            with self._store.transaction():
                parcels = self._store.settle(update.update_id, self._apology(update, error_id))
        except DatabaseError as failed:  # the update stays written down, and the next start takes it up
            logs.failure(_LOG, "apology_failed", failed, update=number)
        else:
            self._outbox.push(parcels)

    def _apology(self, update: Update, error_id: str) -> Calls:
        if update.callback_query is not None:
            return self._presses.failed(update.callback_query, error_id)
        if update.inline_query is not None:
            # Telegram is not to give everybody for minutes what failed once.
            return (calls.answer_inline(update.inline_query.id, (), cached=0),)
        heard = hear(update, self._offered)
        return self._desk.failed(heard, error_id) if heard is not None else ()
