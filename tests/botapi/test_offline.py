"""The library's own client is served without the network as it is with it."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InputFile, Message
from telegram.error import BadRequest, Forbidden

from tests.botapi import updates
from tests.botapi.offline import OfflineRequest
from tests.botapi.server import TOKEN, Server
from tests.botapi.updates import LAN, MINH


def test_calls_and_their_refusals() -> None:
    """Results are read, files arrive, refusals are raised as the library names them."""
    server = Server()
    server.push(updates.message("xin chào"))

    async def run() -> Message:
        async with Bot(TOKEN, request=OfflineRequest(server), get_updates_request=OfflineRequest(server)) as bot:
            (update,) = await bot.get_updates()
            assert update.effective_chat is not None
            sent = await bot.send_message(update.effective_chat.id, "<b>chào</b>", parse_mode="HTML")
            for attach in (False, True):
                await bot.send_document(LAN.id, InputFile(b"922", "kế hoạch.txt", attach=attach), caption="922")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(MINH.id, "chào")
            server.chats.blocked.add(LAN.id)
            with pytest.raises(Forbidden, match="blocked"):
                await bot.send_chat_action(LAN.id, "typing")
            return sent

    assert asyncio.run(run()).text == "chào"
    assert [one["document"].content for one in server.sent(LAN.id)[1:]] == [b"922", b"922"]
