"""The fake on loopback: bodies of every kind, long polling, one poll at a time, and faults on demand."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.botapi import updates
from tests.botapi.fake import CONFLICT, Fake, Fault
from tests.botapi.server import TOKEN
from tests.botapi.updates import LAN

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
HELLO = {"chat_id": LAN.id, "text": "chào"}


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A running fake to which Lan has written."""
    with Fake() as running:
        running.push(updates.message("xin chào"))
        yield running


def post(fake: Fake, method: str, body: bytes = b"", kind: str = FORM) -> tuple[int, Any]:
    """Status and body of a call on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", fake.port, timeout=10)
    try:
        connection.request("POST", f"/bot{TOKEN}/{method}", body, {"Content-Type": kind})
        answered = connection.getresponse()
        return answered.status, json.loads(answered.read())
    finally:
        connection.close()


def send(fake: Fake) -> tuple[int, Any]:
    """Send Lan a message."""
    return post(fake, "sendMessage", json.dumps(HELLO).encode(), JSON)


def test_bodies_of_every_kind(fake: Fake) -> None:
    """JSON, form-encoded and multipart say the same; nested values in forms are JSON."""
    markup = {"inline_keyboard": [[{"text": "Xem", "callback_data": "a"}]]}
    assert post(fake, "sendMessage", json.dumps(HELLO | {"reply_markup": markup}).encode(), JSON)[0] == 200
    assert post(fake, "sendMessage", urlencode(HELLO | {"reply_markup": json.dumps(markup)}).encode())[0] == 200
    parts = {"chat_id": str(LAN.id), "reply_markup": json.dumps(markup)}
    body = "".join(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{parts[name]}\r\n' for name in parts)
    body += '--x\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n\r\n922\r\n--x--\r\n'
    status, _ = post(fake, "sendDocument", body.encode(), "multipart/form-data; boundary=x")
    assert status == 200
    *messages, document = (call.params for call in fake.server.calls)
    assert messages == [HELLO | {"reply_markup": markup}] * 2
    assert (document["document"].name, document["document"].content) == ("a.txt", b"922")
    assert document["reply_markup"] == markup


def test_a_connection_serves_many_calls(fake: Fake) -> None:
    """It is kept open, and a parameter may stand in the address."""
    connection = http.client.HTTPConnection("127.0.0.1", fake.port, timeout=10)
    for text in ("m%E1%BB%99t", "hai"):
        connection.request("GET", f"/bot{TOKEN}/sendMessage?chat_id={LAN.id}&text={text}")
        assert json.loads(connection.getresponse().read())["ok"]
    connection.close()
    assert [one["text"] for one in fake.server.sent(LAN.id)] == ["một", "hai"]


def test_refusals_come_with_their_status(fake: Fake) -> None:
    """In the status line and in the body."""
    assert post(fake, "sendMessage", urlencode({"chat_id": 1, "text": "a"}).encode()) == (
        400,
        {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"},
    )
    assert post(fake, "getNothing")[0] == 404


def test_a_poll_waits_for_updates(fake: Fake) -> None:
    """Until one comes or the time is over; what is not acknowledged comes again."""
    (first,) = post(fake, "getUpdates")[1]["result"]
    later = urlencode({"offset": first["update_id"] + 1, "timeout": 10}).encode()
    with ThreadPoolExecutor() as pool:
        polled = pool.submit(post, fake, "getUpdates", later)
        fake.wait(lambda: not fake.server.updates)
        pushed = fake.push(updates.message("vay vốn"))
        assert polled.result()[1]["result"] == pushed
    assert post(fake, "getUpdates")[1]["result"] == pushed


def test_only_one_poll_at_a_time(fake: Fake) -> None:
    """Another one ends the one that waits, with Conflict."""
    (handed,) = post(fake, "getUpdates")[1]["result"]
    acknowledged = urlencode({"offset": handed["update_id"] + 1, "timeout": 10}).encode()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(post, fake, "getUpdates", acknowledged)
        fake.wait(lambda: not fake.server.updates)
        second = pool.submit(post, fake, "getUpdates", acknowledged)
        assert first.result() == (409, {"ok": False, "error_code": 409, "description": CONFLICT})
        (pushed,) = fake.push(updates.message("vay vốn", updates.MINH))
        assert second.result()[1]["result"] == [pushed]


@pytest.mark.parametrize(
    ("fault", "status", "parameters"),
    [(Fault("429", seconds=3), 429, {"retry_after": 3}), (Fault("500"), 500, None)],
)
def test_a_fault_is_answered_as_telegram_does(fake: Fake, fault: Fault, status: int, parameters: object) -> None:
    """The call is not taken; the next one is."""
    fake.fail("sendMessage", None, fault)
    assert send(fake)[0] == 200
    answered = send(fake)
    assert (answered[0], answered[1].get("parameters")) == (status, parameters)
    assert send(fake)[0] == 200
    assert len(fake.called("sendMessage")) == 2
    assert fake.struck == [("sendMessage", fault, HELLO)]


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(
    ("kind", "error"),
    [("502", json.JSONDecodeError), ("garbage", ValueError), ("cut", http.client.RemoteDisconnected)],
)
def test_a_fault_without_a_proper_answer(fake: Fake, kind: Any, error: type[Exception], taken: bool) -> None:  # noqa: ANN401, FBT001  # a case
    """The server has taken the call, or it has not; the client cannot know."""
    fake.fail("sendMessage", Fault(kind, taken=taken))
    with pytest.raises(error):
        send(fake)
    assert len(fake.called("sendMessage")) == taken


def test_a_slow_answer_comes(fake: Fake) -> None:
    """After its seconds; here none, so that the test is not slow too."""
    fake.fail("sendMessage", Fault("slow", seconds=0))
    assert send(fake)[0] == 200


def test_moments_of_a_call(fake: Fake) -> None:
    """A test can act before a call is taken, and before it is answered."""
    seen: list[tuple[str, str, int]] = []
    fake.moment = lambda method, when: seen.append((method, when, len(fake.server.calls)))
    send(fake)
    assert seen == [("sendMessage", "arrived", 0), ("sendMessage", "taken", 1)]


def test_waiting_ends(fake: Fake) -> None:
    """A condition that does not come to hold is an error that tells the last calls."""
    send(fake)
    with pytest.raises(TimeoutError, match="sendMessage"):
        fake.wait(lambda: False, seconds=0.01)
