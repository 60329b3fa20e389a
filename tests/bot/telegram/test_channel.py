"""The channel: it starts, introduces itself, and stops in order; or says why it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.service import Service
from bot.settings import load_settings
from bot.store.store import Store
from bot.telegram.channel import WANTED, Channel, ChannelError
from tests.bot.telegram.conftest import Bot
from tests.botapi import updates
from tests.botapi.offline import OfflineRequest
from tests.botapi.refusal import Refusal
from tests.botapi.server import TOKEN, Server
from tests.botapi.updates import LAN

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"


@pytest.fixture
def channel(service: Service, store: Store) -> Callable[..., Channel]:
    """Makes a channel to a server, the settings as given."""

    def make(server: Server, **settings: str) -> Channel:
        read = load_settings({"TELEGRAM_BOT_TOKEN": TOKEN} | settings, Path("none"))
        return Channel(read, service, store, OfflineRequest(server), OfflineRequest(server))

    return make


def test_it_runs_until_it_is_told_to_stop(channel: Callable[..., Channel], store: Store) -> None:
    """What has been fetched by then is answered, and confirmed."""
    server = Server()
    server.push(updates.message(LOAN))

    async def work() -> None:
        made = channel(server)
        running = asyncio.create_task(made.run(webhook=False))
        for _ in range(10_000):
            if server.sent(LAN.id):
                break
            await asyncio.sleep(0)
        made.end()
        await running

    asyncio.run(work())
    assert server.updates == []
    assert server.allowed == set(WANTED)
    assert len(server.sent(LAN.id)) == 1
    assert server.problems() == []
    with store.transaction():
        assert (store.mail.waiting(), store.mail.unsent()) == ((), ())


@pytest.mark.parametrize(
    ("error", "reason"),
    [(Conflict("terminated by other getUpdates request"), "conflict"), (InvalidToken("Unauthorized"), "token")],
)
def test_a_lost_line_ends_it(
    channel: Callable[..., Channel], monkeypatch: pytest.MonkeyPatch, error: TelegramError, reason: str
) -> None:
    """Another program reads, or the token is refused: it ends, and says why."""

    async def failing(*_: object, **__: object) -> tuple[Update, ...]:
        raise error

    monkeypatch.setattr("bot.telegram.line.Line.get_updates", failing)
    with pytest.raises(ChannelError) as ended:
        asyncio.run(channel(Server()).run(webhook=False))
    assert ended.value.reason == reason


@pytest.mark.parametrize("method", ["put", "get"])
def test_it_does_not_go_on_deaf(channel: Callable[..., Channel], monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Where a bug ends what fetches or hands over updates, the program ends with it."""

    async def failing(*_: object) -> None:
        raise ZeroDivisionError

    server = Server()
    server.push(updates.message(LOAN))
    monkeypatch.setattr(f"bot.telegram.journal.Journal.{method}", failing)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(channel(server).run(webhook=False))


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (Refusal("Unauthorized", 401), "token"),
        (Refusal("Not Found", 404), "token"),
        (Refusal("Bad Gateway", 502), "unreachable"),
        (Refusal("Bad Request: something", 400), "refused"),
    ],
)
def test_a_start_that_fails(
    channel: Callable[..., Channel], monkeypatch: pytest.MonkeyPatch, refusal: Refusal, reason: str
) -> None:
    """Says why; a server that cannot be reached is tried a few times."""
    server = Server()
    tries: list[object] = []
    monkeypatch.setattr("bot.telegram.channel.asyncio.sleep", _at_once)

    def refuse(*_: object) -> None:
        tries.append(1)
        raise refusal

    monkeypatch.setattr(server, "read", refuse)

    async def work() -> None:
        with pytest.raises(ChannelError) as ended:
            await channel(server).run(webhook=False)
        assert ended.value.reason == reason

    asyncio.run(work())
    assert len(tries) == (4 if reason == "unreachable" else 1)


async def _at_once(_: float) -> None:
    """No sleep at all."""


def test_its_profile_is_written_where_it_differs(bot: Bot) -> None:
    """Commands for each kind of chat, descriptions; the next start finds them as they are to be."""
    written = [call for call in bot.server.calls if call.method.startswith("setMy")]
    assert {call.method for call in written} == {"setMyCommands", "setMyDescription", "setMyShortDescription"}
    scopes = {call.params["scope"]["type"]: call.params["commands"] for call in written if "scope" in call.params}
    languages = [call.params.get("language_code", "") for call in written if "scope" in call.params]
    assert sorted(languages) == ["", "", "vi", "vi"]
    names = {scope: {command["command"] for command in commands} for scope, commands in scopes.items()}
    assert {"start", "help", "settings", "nhac", "privacy", "hoi", "muctieu", "xoa", "huy"} <= names[
        "all_private_chats"
    ]
    assert {"hoi", "nhac"} <= names["all_group_chats"]
    assert "xoa" not in names["all_group_chats"]
    bot.stop()
    bot.server.calls.clear()
    bot.start()
    assert not [call for call in bot.server.calls if call.method.startswith("setMy")]


def test_a_profile_that_cannot_be_written(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is no reason not to answer."""

    async def failing(*_: object, **__: object) -> None:
        raise NetworkError("502")

    bot.stop()
    monkeypatch.setattr("telegram.ext.ExtBot.get_my_commands", failing)
    bot.start()
    assert bot.said(updates.message(LOAN))


def test_the_limit_on_sending(channel: Callable[..., Channel]) -> None:
    """As it is set; 0 switches it off, for groups too."""
    limited, free = channel(Server()).line.rate_limiter, channel(Server(), TELEGRAM_MAX_RATE="0").line.rate_limiter
    assert limited is not None
    assert free is None
    assert limited._base_limiter.max_rate == 30  # noqa: SLF001  # the library shows it nowhere
    assert limited._group_max_rate == 20  # noqa: SLF001


@pytest.mark.parametrize("moment", ["start", "run"])
def test_being_cancelled_is_being_told_to_stop(channel: Callable[..., Channel], moment: str) -> None:
    """As the page does: in the midst of starting or while it runs, nothing is left open."""
    server = Server()

    async def work() -> None:
        made = channel(server)
        running = asyncio.create_task(made.run(webhook=False))
        for _ in range(10_000):
            if server.calls if moment == "start" else server.allowed:
                break
            await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert not made.app.running
        assert not made.line._requests_initialized  # noqa: SLF001  # the library shows it nowhere

    asyncio.run(work())


def test_a_proxy_of_the_environment(service: Service, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not gone through: what polls and what calls go the same way, that of the settings."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    line = Channel(load_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, Path("none")), service, store).line
    assert not line._request[0]._client.trust_env  # type: ignore[attr-defined]  # noqa: SLF001  # shown nowhere else


def test_an_own_server(channel: Callable[..., Channel]) -> None:
    """Is where everything goes, files too."""
    made = channel(Server(), TELEGRAM_API_URL="http://127.0.0.1:8081/")
    assert made.line.base_url.startswith("http://127.0.0.1:8081/bot")
    assert made.line.base_file_url.startswith("http://127.0.0.1:8081/file/bot")
