"""The strict server on loopback, in a thread of its own; long polling, and faults on demand."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Self

from tests.botapi.refusal import Refusal
from tests.botapi.server import Call, Server
from tests.botapi.updates import Body
from tests.botapi.wire import Request, receive, response

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_PATH = re.compile(r"/bot([^/]*)/(\w+)")
PATIENCE = 30.0
"""Seconds until `Fake.wait` gives up."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call.

    `taken`: whether the server does what it is asked before its connection is cut or its answer is garbage; the others
    do nothing. `seconds` is how long to wait after a 429, or how slow the answer is.
    """

    kind: Literal["429", "500", "502", "cut", "garbage", "slow"]
    taken: bool = False
    seconds: int = 1


class Fake:
    """A running server. All that a test does with it is safe from another thread.

    `server` is what it knows (read it, and change it, while holding `lock`, or after `wait`). `faults` are those to
    come, by method, one a call, where None lets a call pass; `struck` are those that came, each with its call's
    parameters. `polls` counts the calls of getUpdates that came. `moment` is called in the server's thread with a
    method and "arrived", before a call is taken, or "taken", before it is answered.
    """

    def __init__(self) -> None:
        self.server = Server()
        self.lock = threading.Condition()
        self.faults: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self.struck: list[tuple[str, Fault, dict[str, Any]]] = []
        self.moment: Callable[[str, str], None] = lambda _method, _when: None
        self.port = 0
        self.polls = 0
        self._poll: object = None
        self._loop: asyncio.AbstractEventLoop
        self._changed: asyncio.Event
        self._stopped: asyncio.Event
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="fake Bot API")

    @property
    def url(self) -> str:
        """Where the server is found."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.wait(lambda: self.port)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def push(self, *bodies: Body) -> list[Body]:
        """Updates happen, at once; as `Server.push`."""
        with self.lock:
            made = [self.server.push(body) for body in bodies]
        self._loop.call_soon_threadsafe(self._changed.set)
        return made

    def fail(self, method: str, *faults: Fault | None) -> None:
        """The next calls of a method go wrong in these ways; None lets one pass."""
        with self.lock:
            self.faults[method].extend(faults)

    def wait(self, held: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until a condition holds, looked at whenever a call has been answered.

        Raises:
            TimeoutError: it does not hold in time.
        """
        with self.lock:
            if not self.lock.wait_for(held, seconds):
                last = [(call.method, call.refusal and call.refusal.description) for call in self.server.calls[-5:]]
                raise TimeoutError(f"not within {seconds} s; the last calls: {last}")

    def called(self, method: str) -> list[Call]:
        """The calls of a method that were taken, in order."""
        with self.lock:
            return [call for call in self.server.calls if call.method == method and call.refusal is None]

    async def _serve(self) -> None:
        self._loop, self._changed, self._stopped = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        listening = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        with self.lock:
            self.port = listening.sockets[0].getsockname()[1]
            self.lock.notify_all()
        await self._stopped.wait()
        listening.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await receive(reader):
                made = await self._respond(request)
                if made is None:
                    break
                writer.write(made)
        except asyncio.CancelledError:
            pass  # the fake ends
        finally:
            writer.transport.abort()

    async def _respond(self, request: Request) -> bytes | None:
        """The response to a request; None to cut the connection."""
        token, method = found.groups() if (found := _PATH.fullmatch(request.path)) else ("", "")
        with self.lock:
            fault = queue.popleft() if (queue := self.faults[method]) else None
            if fault:
                self.struck.append((method, fault, request.params))
        self.moment(method, "arrived")
        if fault and not fault.taken and fault.kind != "slow":
            return _failure(fault)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if method == "getUpdates" and (refusal := await self._polled(request.params)):
            return _answer(Call(method, request.params, refusal=refusal))
        with self.lock:
            call = self.server.call(token, method, request.params, request.uploads)
            self.lock.notify_all()
        self.moment(method, "taken")
        return _failure(fault) if fault and fault.taken else _answer(call)

    async def _polled(self, params: dict[str, Any]) -> Refusal | None:
        """Wait for updates as long as the bot would; the refusal if another poll comes meanwhile."""
        self._poll = mine = object()
        self._changed.set()  # another poll that waits is told to give way
        until = self._loop.time() + int(params.get("timeout", 0))
        with self.lock:
            self.polls += 1
            self.server.acknowledge(int(params.get("offset", 0)))
            self.lock.notify_all()
        while (left := until - self._loop.time()) > 0 and not self._waiting():
            self._changed = changed = asyncio.Event()
            try:
                await asyncio.wait_for(changed.wait(), left)
            except TimeoutError:
                break
            if self._poll is not mine:
                return Refusal(CONFLICT, 409)
        return None

    def _waiting(self) -> bool:
        with self.lock:
            return bool(self.server.deliverable()) or bool(self.server.webhook)


def _answer(call: Call) -> bytes:
    if call.refusal:
        return response(call.refusal.code, json.dumps(call.refusal.body()).encode())
    return response(200, json.dumps({"ok": True, "result": call.result}).encode())


def _failure(fault: Fault) -> bytes | None:
    """The bytes of a failure; None for a cut."""
    if fault.kind == "429":
        refusal = Refusal(f"Too Many Requests: retry after {fault.seconds}", 429, {"retry_after": fault.seconds})
        return response(429, json.dumps(refusal.body()).encode())
    if fault.kind == "500":
        return response(500, json.dumps(Refusal("Internal Server Error", 500).body()).encode())
    if fault.kind == "502":
        return response(502, b"<html><head><title>502 Bad Gateway</title></head></html>", "text/html")
    return response(200, b"\x00{ok: tru") if fault.kind == "garbage" else None
