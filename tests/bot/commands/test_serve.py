"""`hoi serve` as installed: it says where it is, answers, finishes what it began, and what goes wrong is one line."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands import serve
from bot.commands.words import load_words
from bot.health import Telegram
from bot.service import Service
from bot.settings import load_settings
from bot.store.store import Store
from bot.telegram.channel import ChannelError
from bot.web.site import load_site
from tests.bot.commands.conftest import Ended
from tests.botapi import updates
from tests.botapi.fake import Fake, Fault
from tests.botapi.server import TOKEN
from tests.botapi.updates import LAN
from tests.serving import PATIENCE, Serving

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"
VIETNAMESE = re.compile("[ạảấầậắặẽếềệỉịọỏốồộớờợụủứừựỳỵđ]")
BODY = json.dumps({"q": LOAN}).encode()


def events(serving: Serving) -> list[dict[str, object]]:
    """What it has logged."""
    return [json.loads(line) for line in serving.said().splitlines() if line.startswith("{")]


def lines(serving: Serving) -> list[str]:
    """What it has told the person who started it."""
    return [line for line in serving.said().splitlines() if not line.startswith("{")]


def wait(held: Callable[[], object]) -> None:
    """Wait until something holds that the process has still to do."""
    until = time.monotonic() + PATIENCE
    while not held():
        assert time.monotonic() < until


def ask(serving: Serving) -> dict[str, object]:
    """Ask over the API; the record of the answer."""
    with closing(serving.connect()) as connection:
        connection.request("POST", "/api/ask", BODY, {"Content-Type": "application/json"})
        record: dict[str, object] = json.loads(connection.getresponse().read())
    return record


def telegram(serving: Serving) -> object:
    """Whether it answers in Telegram, as it says itself; the page is well in any case."""
    with closing(serving.connect()) as connection:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        assert response.status == 200
        return json.loads(response.read())["telegram"]


def test_it_says_where_it_is_and_answers(tmp_path: Path) -> None:
    """One line, which is an address that answers; told to stop, it ends with 0, having said nothing else."""
    with Serving(tmp_path).start() as serving:
        assert BANK in str(ask(serving))
        assert serving.stop() == 0
    assert lines(serving) == []
    assert {event["level"] for event in events(serving)} == {"info"}


def test_nothing_that_was_asked_is_logged(tmp_path: Path) -> None:
    """Neither the question, nor who asked, nor the key."""
    with Serving(tmp_path).start() as serving:
        with closing(serving.connect()) as connection:
            connection.request("GET", "/hoi?q=vay+von", headers={"User-Agent": "somebody", "Cookie": f"hoi={43 * 'a'}"})
            assert connection.getresponse().read()
        ask(serving)
        assert serving.stop() == 0
    said = serving.said()
    assert len(events(serving)) == 2
    assert not [word for word in ("vay", "127.0.0.1", "somebody", 43 * "a", "0123456789abcdef") if word in said]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_finishes_what_it_began(tmp_path: Path, number: int) -> None:
    """A question that is half sent when it is told to stop is answered, and kept; nobody new is let in."""
    with Serving(tmp_path).start() as serving:
        host, port = serving.url.removeprefix("http://").split(":")
        head = f"POST /api/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as half:
            half.sendall(f"{head}Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY[:10])
            ask(serving)  # by now the half that was sent before has come
            serving.signal(number)
            wait(lambda: not listening(host, int(port)))
            half.sendall(BODY[10:])
            with half.makefile("rb") as response:
                said = response.read().decode()
        assert serving.ended() == 0
    assert said.startswith("HTTP/1.1 200 ")
    assert "connection: close" in said.lower()
    assert BANK in said


def listening(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
    except ConnectionError:
        return False
    return True


def test_it_takes_its_port_again_at_once(tmp_path: Path) -> None:
    """Connections of the one before do not stand in the way; what was asked is still known."""
    with Serving(tmp_path).start() as serving:
        address = serving.url
        ask(serving)
        assert serving.stop() == 0
        assert serving.start().url == address
        ask(serving)
        assert serving.stop() == 0


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield str(other.getsockname()[1])


def test_a_port_in_use(tmp_path: Path, taken: str) -> None:
    """One line that names it, and exit 1."""
    with Serving(tmp_path, "--port", taken).begin() as serving:
        assert serving.ended() == 1
    (line,) = serving.said().splitlines()
    assert f":{taken}/" in line
    assert "--port" in line


def test_a_database_that_is_none(tmp_path: Path) -> None:
    """One line that names the setting, and exit 1."""
    with Serving(tmp_path, HOI_DATABASE_URL="mysql://hoi").begin() as serving:
        assert serving.ended() == 1
    (line,) = serving.said().splitlines()
    assert "HOI_DATABASE_URL" in line


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "named"),
    [
        (["--host", "192.0.2.1"], {}, 1, "192.0.2.1"),
        (["--host", "no such host"], {}, 1, "no such host"),
        (["--host", "a..b"], {}, 1, "a..b"),
        (["--port", "65536"], {}, 2, "65536"),
        (["--port", "http"], {}, 2, "http"),
        ([], {"HOI_BASE_URL": "hoi.example.vn"}, 1, "HOI_BASE_URL"),
        ([], {"HOI_TRUSTED_PROXIES": "proxy"}, 1, "HOI_TRUSTED_PROXIES"),
        ([], {"HOI_SESSION_RATE": "many"}, 1, "HOI_SESSION_RATE"),
        ([], {"TELEGRAM_BOT_TOKEN": "no token"}, 1, "TELEGRAM_BOT_TOKEN"),
    ],
)
def test_what_is_wrong_at_start_is_one_line(
    hoi: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    settings: dict[str, str],
    code: int,
    named: str,
) -> None:
    """In Vietnamese, with what is to be set right; wrong usage also shows how it is used. Nothing is loaded before."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    ended = hoi("serve", *arguments)
    *usage, line = ended.err.splitlines()
    assert (ended.code, ended.out, bool(usage)) == (code, "", code == 2)
    assert named in line
    assert VIETNAMESE.search(line)
    assert "no token" not in line


def test_what_it_keeps_is_its_owners(tmp_path: Path) -> None:
    """Nobody else on the machine may read the database or the key of the hashes."""
    folder = tmp_path / "data"
    with Serving(tmp_path, HOI_DATABASE_URL=f"sqlite:///{folder / 'hoi.db'}", HOI_SECRET="").start() as serving:
        ask(serving)
        files = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
        assert serving.stop() == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {"hoi.db", "hoi.db-wal", "hoi.secret"} <= files.keys()
    assert set(files.values()) == {0o600}


# With a token


@pytest.fixture
def fake() -> Iterator[Fake]:
    """Telegram."""
    with Fake() as running:
        yield running


def test_the_bot_answers_beside_the_page(tmp_path: Path, fake: Fake) -> None:
    """In one process; told to stop, both finish."""
    with Serving(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=fake.url).start() as serving:
        fake.push(updates.message(LOAN))
        fake.wait(lambda: fake.server.sent(LAN.id))
        assert telegram(serving) == "up"
        assert BANK in str(ask(serving))
        assert serving.stop() == 0
    assert BANK in fake.server.sent(LAN.id)[0]["text"]
    assert fake.server.problems() == []
    assert lines(serving) == []
    assert TOKEN.partition(":")[2] not in serving.said()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"TELEGRAM_BOT_TOKEN": "1:wrong"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:1"}, "http://127.0.0.1:1"),
    ],
)
def test_a_bot_that_cannot_run_leaves_the_page_up(
    tmp_path: Path, fake: Fake, settings: dict[str, str], said: str
) -> None:
    """One clear line says so; the page answers, and stops as ever."""
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": fake.url} | settings
    with Serving(tmp_path, **given).start() as serving:
        assert BANK in str(ask(serving))
        wait(lambda: lines(serving))
        assert telegram(serving) == "down"
        assert BANK in str(ask(serving))
        assert serving.stop() == 0
    (line,) = lines(serving)
    assert said in line
    assert VIETNAMESE.search(line)


def test_it_stops_while_telegram_keeps_it_waiting(tmp_path: Path, fake: Fake) -> None:
    """A server that does not answer holds up neither the page nor its end."""
    called = threading.Event()
    fake.moment = lambda _method, _when: called.set()
    fake.fail("getMe", Fault("slow", seconds=2 * int(PATIENCE)))
    with Serving(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=fake.url).start() as serving:
        assert called.wait(PATIENCE)
        assert telegram(serving) == "down"
        assert BANK in str(ask(serving))
        assert serving.stop() == 0
    assert lines(serving) == []
    assert {event["level"] for event in events(serving)} == {"info"}


def test_a_bot_that_loses_its_line_leaves_the_page_up(tmp_path: Path, fake: Fake) -> None:
    """Another program runs the same bot: this one stops answering there, not here."""
    with Serving(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=fake.url).start() as serving:
        fake.wait(lambda: fake.polls)
        other = tmp_path / "other"
        other.mkdir()
        with Serving(other, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=fake.url).start() as second:
            wait(lambda: lines(serving) or lines(second))
            wait(lambda: {telegram(serving), telegram(second)} == {"up", "down"})
            assert BANK in str(ask(serving))
            assert BANK in str(ask(second))
            assert (serving.stop(), second.stop()) == (0, 0)
    assert len(lines(serving) + lines(second)) == 1


def test_telegram_is_tried_again_where_it_cannot_be_reached(
    service: Service, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a while each time, which is said once; what a new try cannot mend ends it."""
    reasons = iter(["unreachable"] * 4 + ["token"])
    pauses: list[float] = []

    class Failing:
        def __init__(self, *_: object, **__: object) -> None:
            """A channel."""

        async def run(self, **_: object) -> None:
            """Never runs."""
            raise ChannelError(next(reasons), "cut off")

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("bot.commands.serve.Channel", Failing)
    monkeypatch.setattr("bot.commands.serve.asyncio.sleep", pause)
    site = load_site(service, store, load_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, Path("none")))
    asyncio.run(serve.telegram(site, load_words()))
    first, last = capsys.readouterr().err.splitlines()
    assert pauses == [60, 300, 900, 900]
    assert "cut off" in first
    assert "TELEGRAM_BOT_TOKEN" in last
    assert site.pulse.telegram is Telegram.DOWN


def test_a_bug_in_the_bot_leaves_the_page_up(
    service: Service, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the id under which it is logged."""

    class Failing:
        def __init__(self, *_: object, **__: object) -> None:
            """A channel."""

        async def run(self, **_: object) -> None:
            """Has a bug."""
            raise ZeroDivisionError

    monkeypatch.setattr("bot.commands.serve.Channel", Failing)
    site = load_site(service, store, load_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, Path("none")))
    asyncio.run(serve.telegram(site, load_words()))
    (line,) = capsys.readouterr().err.splitlines()
    assert re.search(r"\(mã [0-9a-f]{8}", line)
