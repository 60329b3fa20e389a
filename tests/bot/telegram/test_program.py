"""The installed program against the strict server: what only a process with a network of its own can show."""

from __future__ import annotations

import http.client
import json
import re
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from tests.botapi import updates
from tests.botapi.fake import PATIENCE, Fake, Fault
from tests.botapi.methods import Upload
from tests.botapi.program import Program
from tests.botapi.server import ME, TOKEN
from tests.botapi.updates import GROUP, LAN, MINH, Body, Person

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"
VIETNAMESE = re.compile("[ạảấầậắặẽếềệỉịọỏốồộớờợụủứừựỳỵđ]")
SECRET = "webhook-secret_1"  # noqa: S105  # of the test


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A running fake."""
    with Fake() as running:
        yield running


def answered(fake: Fake, chat: int, count: int) -> list[str]:
    """Wait until so many messages have been sent into a chat; their texts."""
    fake.wait(lambda: len(fake.server.sent(chat)) >= count)
    return [sent.get("text", "") for sent in fake.server.sent(chat)]


def last(fake: Fake, chat: int) -> Body:
    """The newest message of a chat, which the bot sent."""
    with fake.lock:
        return max((one for (of, _), one in fake.server.chats.messages.items() if of == chat), key=_number)


def _number(message: Body) -> int:
    number: int = message["message_id"]
    return number


def labels(message: Body) -> dict[str, str]:
    """The callback data of a message's buttons, by label."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


def test_every_surface_over_the_wire(fake: Fake, tmp_path: Path) -> None:
    """Questions, presses, edits, files, groups, inline and guest mode: Telegram refuses none of what is sent."""
    with Program(fake, tmp_path).polling() as program:
        asked = fake.push(updates.message(LOAN))[0]["message"]
        assert BANK in answered(fake, LAN.id, 1)[0]
        whole = last(fake, LAN.id)
        for data in labels(whole).values():
            fake.push(updates.pressed(whole, data))
        fake.wait(lambda: not fake.server.queries.waiting)
        fake.push(updates.edited(asked, "Ai tập huấn kế toán cho hợp tác xã?"))
        fake.wait(lambda: any(call.method == "editMessageText" for call in fake.server.calls))
        before = len(fake.server.sent(LAN.id))
        commands = (
            "start",
            "help",
            "muctieu",
            "nhiemvu",
            "coquan",
            "thoihan",
            "bieudo",
            "muc",
            "nguon",
            "privacy",
            "settings",
            "xoa",
        )
        for number, command in enumerate((*commands, "huy", "start III-II-4-1"), before + 1):
            fake.push(updates.message(f"/{command}"))
            answered(fake, LAN.id, number)
        for kind in ("photo", "voice", "sticker", "document", "location"):
            fake.push(updates.message(updates.media(kind), MINH))
        answered(fake, MINH.id, 5)
        fake.push(updates.message(f"@{ME['username']} {LOAN}", LAN, GROUP), updates.message("chào cả nhà", MINH, GROUP))
        fake.push(updates.message(f"/hoi@{ME['username']} {LOAN}", MINH, GROUP))
        assert all(BANK in text for text in answered(fake, GROUP.id, 2))
        fake.push(updates.asked_inline(""), updates.asked_inline("vay vốn"), updates.guest(f"@{ME['username']} {LOAN}"))
        fake.wait(lambda: not fake.server.queries.waiting)
        assert program.stop() == 0
    assert len(fake.server.sent(GROUP.id)) == 2
    assert [type(call.params["document"]) for call in fake.called("sendDocument")] == [Upload]
    assert fake.called("answerInlineQuery")[1].params["results"]
    assert fake.server.profile.commands
    assert fake.server.problems() == []
    assert fake.server.updates == []


def test_a_restart_keeps_the_dialogue(fake: Fake, tmp_path: Path) -> None:
    """A follow-up is understood by the process that comes after; what was answered is not answered again."""
    with Program(fake, tmp_path).polling() as program:
        fake.push(updates.message("Ai cấp giấy chứng nhận đăng ký cho hợp tác xã?"), updates.message(LOAN, MINH))
        answered(fake, LAN.id, 1)
        answered(fake, MINH.id, 1)
        assert program.stop() == 0
        program.polling()
        fake.push(updates.message("Khi nào xong?", MINH))
        assert "Quý IV/2022" in answered(fake, MINH.id, 2)[1]
        assert program.stop() == 0
    assert (len(fake.server.sent(LAN.id)), len(fake.server.sent(MINH.id))) == (1, 2)
    assert fake.server.problems() == []


def test_what_came_while_it_was_down_is_answered(fake: Fake, tmp_path: Path) -> None:
    """Updates that wait on the server are not dropped at start."""
    fake.push(updates.message(LOAN), updates.message(LOAN, MINH))
    with Program(fake, tmp_path).polling() as program:
        assert BANK in answered(fake, LAN.id, 1)[0]
        assert BANK in answered(fake, MINH.id, 1)[0]
        assert program.stop() == 0


@pytest.mark.parametrize(("method", "when"), [("sendChatAction", "taken"), ("sendDocument", "arrived")])
def test_a_kill_between_the_press_and_the_file(fake: Fake, tmp_path: Path, method: str, when: str) -> None:
    """Killed as it makes the file, and as the file is on its way: the next process makes it, in its turn, once."""
    with Program(fake, tmp_path).polling() as program:
        fake.push(updates.message("/coquan"))
        answered(fake, LAN.id, 1)
        killed = threading.Event()

        def moment(called: str, now: str) -> None:
            if (called, now) == (method, when) and not killed.is_set():
                killed.set()
                program.kill()

        fake.fail("sendDocument", Fault("429"), Fault("502"), Fault("cut"))
        fake.moment = moment
        press = updates.pressed(last(fake, LAN.id), "v1:l:docx:agency:ubndhuyen")
        fake.push(press, updates.message(LOAN))
        assert killed.wait(PATIENCE)
        program.ended()
        program.polling()
        assert BANK in answered(fake, LAN.id, 3)[2]
        assert program.stop() == 0
    kinds = ["document" if "document" in sent else "text" for sent in fake.server.sent(LAN.id)]
    assert kinds == ["text", "document", "text"]
    (file,) = fake.called("sendDocument")
    assert file.params["document"].name == "nhiem-vu-ubnd-cap-huyen.docx"
    assert file.params["document"].content.startswith(b"PK")


def test_a_chart_is_shown(fake: Fake, tmp_path: Path) -> None:
    """Asked for in words, it follows the answer that says it."""
    with Program(fake, tmp_path).polling() as program:
        fake.push(updates.message("cho xem biểu đồ mục tiêu 2045"))
        answered(fake, LAN.id, 2)
        assert program.stop() == 0
    (photo,) = fake.called("sendPhoto")
    assert photo.params["photo"].content.startswith(b"\x89PNG")
    assert "ít nhất 30%" in photo.params["caption"]
    assert fake.server.problems() == []


def test_one_that_blocks_it_holds_up_no_one(fake: Fake, tmp_path: Path) -> None:
    """What can never be sent is struck out after one try, also over a restart; others are answered."""
    with Program(fake, tmp_path).polling() as program:
        fake.push(updates.message("/start"))
        answered(fake, LAN.id, 1)
        fake.server.chats.blocked.add(LAN.id)
        fake.push(updates.message(LOAN), updates.message(LOAN, MINH))
        answered(fake, MINH.id, 1)
        fake.wait(fake.server.problems)
        assert program.stop() == 0
        program.polling()
        fake.push(updates.message("/help", MINH))
        answered(fake, MINH.id, 2)
        assert program.stop() == 0
    assert fake.server.problems() == ["sendMessage: Forbidden: bot was blocked by the user"]


def test_the_token_is_in_no_output(fake: Fake, tmp_path: Path) -> None:
    """Neither when all is well, nor in what is logged of failures of every kind, nor in tracebacks."""
    kinds = (Fault("500"), Fault("502"), Fault("cut"), Fault("garbage"), Fault("429"), Fault("cut", taken=True))
    fake.fail("sendMessage", *kinds)
    fake.fail("getUpdates", None, Fault("garbage"), Fault("cut"))
    with Program(fake, tmp_path).polling() as program:
        people = [Person(6000 + number) for number in range(len(kinds))]
        fake.push(*(updates.message(LOAN, one) for one in people))
        for one in people:
            answered(fake, one.id, 1)
        fake.wait(lambda: not fake.faults["getUpdates"])
        assert program.stop() == 0
    said = program.said()
    assert len(fake.struck) == len(kinds) + 2
    assert said
    assert TOKEN not in said
    assert TOKEN.partition(":")[2] not in said


def free_port() -> int:
    """A port that no one listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


def deliver(program: Program, update: Body, secret: str) -> int:
    """Bring an update to the webhook, as the proxy before it does, when it listens; the status."""
    headers = {"Content-Type": "application/json"} | ({"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {})
    port, until = int(program.settings["TELEGRAM_WEBHOOK_PORT"]), time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("POST", "/hook", json.dumps(update), headers)
            return connection.getresponse().status
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
        finally:
            connection.close()


@pytest.fixture
def hooked(fake: Fake, tmp_path: Path) -> Iterator[Program]:
    """The program with a webhook, which it has set; started once more, it takes the same port."""
    hook = {
        "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_WEBHOOK_PORT": str(free_port()),
    }
    with Program(fake, tmp_path, "--webhook", **hook).start() as program:
        fake.wait(lambda: fake.server.webhook.get("url"))
        assert fake.server.webhook["url"] == hook["TELEGRAM_WEBHOOK_URL"]
        assert fake.server.webhook["secret_token"] == SECRET
        yield program


def test_webhook(fake: Fake, hooked: Program) -> None:
    """Only what comes with the secret is taken; the same update twice is answered once."""
    (update,) = fake.push(updates.message(LOAN))
    (other,) = fake.push(updates.message(LOAN, MINH))
    assert [deliver(hooked, update, secret) for secret in ("", "wrong", SECRET, SECRET)] == [403, 403, 200, 200]
    assert deliver(hooked, other, SECRET) == 200
    assert BANK in answered(fake, LAN.id, 1)[0]
    assert BANK in answered(fake, MINH.id, 1)[0]
    assert hooked.stop() == 0
    assert len(fake.server.sent(LAN.id)) == 1
    assert SECRET not in hooked.said()
    assert fake.server.problems() == []


def test_what_a_webhook_has_taken_outlives_a_kill(fake: Fake, hooked: Program) -> None:
    """What was answered by 200 is written down, and answered by the process that comes after."""
    fake.fail("sendMessage", *[Fault("500")] * 1000)
    (update,) = fake.push(updates.message(LOAN))
    assert deliver(hooked, update, SECRET) == 200
    hooked.kill()
    hooked.ended()
    fake.faults.clear()
    hooked.start()
    assert BANK in answered(fake, LAN.id, 1)[0]
    assert hooked.stop() == 0


@pytest.mark.parametrize(
    ("arguments", "settings", "named"),
    [
        ([], {"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ([], {"TELEGRAM_BOT_TOKEN": "no token"}, "TELEGRAM_BOT_TOKEN"),
        ([], {"TELEGRAM_BOT_TOKEN": "1:wrong"}, "TELEGRAM_BOT_TOKEN"),
        ([], {"TELEGRAM_API_URL": "http://127.0.0.1:1"}, "http://127.0.0.1:1"),
        ([], {"TELEGRAM_MAX_RATE": "fast"}, "TELEGRAM_MAX_RATE"),
        (["--webhook"], {}, "TELEGRAM_WEBHOOK_URL"),
        (["--webhook"], {"TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook"}, "TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_what_is_wrong_at_start_is_one_line(
    fake: Fake, tmp_path: Path, arguments: list[str], settings: dict[str, str], named: str
) -> None:
    """In Vietnamese, with what is to be set right; exit 1; no secret and no traceback."""
    with Program(fake, tmp_path, *arguments, **settings).start() as program:
        assert program.ended() == 1
    (line,) = program.said().splitlines()
    assert named in line
    assert VIETNAMESE.search(line)
    assert "no token" not in line
    assert "1:wrong" not in line


PAGES = {
    "404": b"HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\n<html>",
    "401": b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\n<html>",
    "garbage": f"/bot{TOKEN}/getMe\r\n\r\n".encode(),
    "itself": f"HTTP/1.1 302 Found\r\nLocation: /bot{TOKEN}/getMe\r\nContent-Length: 0\r\n\r\n".encode(),
    "said": f"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>\n/bot{TOKEN}/getMe".encode(),
    "refused": b"HTTP/1.1 400 Bad Request\r\n\r\n" + json.dumps({"ok": False, "description": f"a\n{TOKEN}"}).encode(),
}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_telegram_brings_no_token_to_light(tmp_path: Path, fake: Fake, page: str) -> None:
    """Whatever answers at the address that is set: one line, exit 1, and no secret in it."""

    class Page(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass
            self.wfile.write(PAGES[page])

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        with Program(fake, tmp_path, TELEGRAM_API_URL=url).start() as program:
            assert program.ended() == 1
        server.shutdown()
    (line,) = program.said().splitlines()
    assert VIETNAMESE.search(line)
    assert TOKEN.partition(":")[2] not in line


def test_what_it_keeps_is_its_owners(fake: Fake, tmp_path: Path) -> None:
    """Nobody else on the machine may read the database, the key of the hashes, or look into their folder."""
    folder = tmp_path / "data"
    address = f"sqlite:///{folder / 'hoi.db'}"
    with Program(fake, tmp_path, HOI_DATABASE_URL=address, HOI_SECRET="").polling() as program:
        files = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
        assert program.stop() == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {"hoi.db", "hoi.db-wal", "hoi.secret"} <= files.keys()
    assert set(files.values()) == {0o600}


def test_a_second_instance(fake: Fake, tmp_path: Path) -> None:
    """One of the two ends with one clear line and exit 1; the other goes on answering."""
    homes = [tmp_path / name for name in ("first", "second")]
    for home in homes:
        home.mkdir()
    programs = [Program(fake, home) for home in homes]
    with programs[0].polling(), programs[1].polling(), ThreadPoolExecutor() as pool:
        ends = {pool.submit(one.ended): one for one in programs}
        (first,), _ = wait(ends, return_when=FIRST_COMPLETED)
        assert first.result() == 1
        ended = ends.pop(first)
        (stays,) = ends.values()
        fake.push(updates.message(LOAN))
        assert BANK in answered(fake, LAN.id, 1)[0]
        assert stays.stop() == 0
    (line,) = (line for line in ended.said().splitlines() if not line.startswith("{"))
    assert VIETNAMESE.search(line)
