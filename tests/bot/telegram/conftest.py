"""What the tests of the channel share: the bot as it runs, its dispatcher and all, against the offline server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.privacy import Privacy
from bot.service import Service
from bot.settings import load_settings
from bot.store.store import Store, open_store
from bot.telegram.channel import Channel
from tests.botapi.offline import OfflineRequest
from tests.botapi.server import TOKEN, Call, Server
from tests.botapi.updates import Body
from tests.conftest import NOW

PRIVACY = Privacy(b"0123456789abcdef")
TALKS = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup"})
ANSWERS = frozenset({"answerCallbackQuery", "answerInlineQuery", "answerGuestQuery"})


class Bot:
    """A bot that runs, and the server that it talks to. `now` is what its clock shows."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.server, self.now = Server(), NOW
        self.address = f"sqlite:///{folder / 'hoi.db'}"
        self._service = replace(service, clock=lambda: self.now)
        self._runner = asyncio.Runner()
        self.start()

    def start(self) -> None:
        """Begin, as a new process does."""
        settings = load_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "HOI_DATABASE_URL": self.address}, Path("none"))
        self.store: Store = open_store(self.address, PRIVACY)
        request, updates_request = OfflineRequest(self.server), OfflineRequest(self.server)
        self.channel = Channel(settings, self._service, self.store, request, updates_request)
        self._runner.run(self._begin())

    def stop(self) -> None:
        """End in order."""
        self._runner.run(self.channel.stop())
        self.store.close()

    def kill(self) -> None:
        """End at once, as by SIGKILL: nothing more is done."""
        self._runner.close()
        self._runner = asyncio.Runner()
        self.store.close()

    def close(self) -> None:
        """End, and the loop with it."""
        self.stop()
        self._runner.close()

    def happen(self, *bodies: Body) -> list[Call]:
        """Let things happen in Telegram (see `tests.botapi.updates`); the calls that the bot makes of it."""
        return self.take(*(self.server.push(body) for body in bodies))

    def take(self, *updates: Body) -> list[Call]:
        """Hand updates over; the calls that the bot makes of them."""
        before = len(self.server.calls)
        self._runner.run(self._take(*updates))
        return self.server.calls[before:]

    def said(self, *bodies: Body) -> list[dict[str, Any]]:
        """Let things happen; what the bot sends or edits."""
        return [call.params for call in self.happen(*bodies) if call.method in TALKS]

    def answered(self, *bodies: Body) -> list[dict[str, Any]]:
        """Let things happen; what presses and queries are answered with."""
        return [call.params for call in self.happen(*bodies) if call.method in ANSWERS]

    def last(self, chat: int) -> Body:
        """The newest message of a chat."""
        return max(
            (one for (of, _), one in self.server.chats.messages.items() if of == chat),
            key=lambda one: int(one["message_id"]),
        )

    def waiting(self) -> int:
        """How many updates are written down and not answered."""
        with self.store.transaction():
            return len(self.store.mail.waiting())

    async def _begin(self) -> None:
        await self.channel.start()
        await asyncio.sleep(0)  # what runs beside has its first turn
        await self._settle()

    async def _take(self, *updates: Body) -> None:
        for update in updates:
            await self.channel.journal.put(Update.de_json(update, self.channel.line))
        await self._settle()

    async def _settle(self) -> None:
        await self.channel.journal.join()
        await self.channel.outbox.idle()


def buttons(message: Body) -> dict[str, str]:
    """The callback data of a message's buttons, by label."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


@pytest.fixture
def bot(service: Service, tmp_path: Path) -> Iterator[Bot]:
    """A bot that runs."""
    made = Bot(service, tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    opened = open_store(f"sqlite:///{tmp_path / 'store.db'}", PRIVACY)
    yield opened
    opened.close()
