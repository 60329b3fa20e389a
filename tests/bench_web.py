"""How many questions a second the API answers under load, beside a bare handler; and whether its memory stays.

Both run as processes (uvicorn with uvloop and httptools), in turn. They are asked over connections that stay open,
never the same message twice, without a session, so that every answer is a conversation of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nlp.bank import load_phrases

LEAST = 0.4
"""Our requests a second, over those of the bare handler."""
GROWTH = 1.05
"""Resident memory after `LATE` requests, over that after `EARLY`."""
EARLY, LATE = 10_000, 100_000
CONNECTIONS = 8
REQUESTS, WARM_UP = 1500, 300
ROUNDS = 5
PATIENCE = 30.0
SEED = 922
PATH = "/api/ask"
HOST = "127.0.0.1"
HOI = (str(Path(sys.executable).with_name("hoi")), "serve", "--port")
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))


@dataclass(frozen=True, slots=True)
class Load:
    """Requests a second, in the best of all rounds: whatever else the machine does can only slow them; KiB held."""

    ours: float
    bare: float
    early: float
    late: float


def measure() -> Load:
    """Run both in turn, several times; then ours for long."""
    asked = messages()
    rates: dict[Sequence[str], list[float]] = {HOI: [], BARE: []}
    for _, command in itertools.product(range(ROUNDS), rates):
        with running(command) as (_, port):
            load(port, itertools.islice(asked, WARM_UP))
            began = time.perf_counter()
            load(port, itertools.islice(asked, REQUESTS))
            rates[command].append(REQUESTS / (time.perf_counter() - began))
    with running(HOI) as (process, port):
        load(port, itertools.islice(asked, EARLY))
        early = resident(process)
        load(port, itertools.islice(asked, LATE - EARLY))
        late = resident(process)
    return Load(max(rates[HOI]), max(rates[BARE]), early, late)


def messages() -> Iterator[str]:
    """Questions without end, all different: the banks' phrases, then each with a word of another one."""
    texts = list(dict.fromkeys(phrase.text for phrase in load_phrases()))
    random.Random(SEED).shuffle(texts)
    yield from texts
    for turn in itertools.count(1):
        for at, text in enumerate(texts):
            yield f"{text} {' '.join(texts[at - turn].split()[:2])}"


@contextmanager
def running(command: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A server as a process, with a home of its own; its process id and its port."""
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home, (Path(home) / "log").open("wb") as log:
        settings = {
            "HOME": home,
            "HOI_DATABASE_URL": f"sqlite:///{home}/hoi.db",
            "HOI_SESSION_RATE": "0",
            "HOI_ADDRESS_RATE": "0",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }
        process = subprocess.Popen([*command, str(port)], cwd=home, env=settings, stdout=log, stderr=log)
        try:
            _wait(port)
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(port: int) -> None:
    """Wait until a server listens."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def load(port: int, asked: Iterator[str]) -> None:
    """Ask all of it, over several connections at once.

    Raises:
        RuntimeError: an answer that is none.
    """

    async def spread() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(CONNECTIONS):
                group.create_task(_ask(port, asked))

    asyncio.run(spread())


async def _ask(port: int, asked: Iterator[str]) -> None:
    """Ask one after the other what is left to ask."""
    reader, writer = await asyncio.open_connection(HOST, port)
    for text in asked:
        body = json.dumps({"q": text}).encode()
        head = f"POST {PATH} HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        given = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not given.startswith(b"http/1.1 200 "):
            raise RuntimeError(f"{text!r}: {given.decode()}")
        await reader.readexactly(int(given.partition(b"content-length:")[2].partition(b"\r\n")[0]))
    writer.close()
    await writer.wait_closed()


def resident(process: int) -> float:
    """The resident memory of a process in KiB."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii").split("VmRSS:")[1].split()[0]
    except OSError:  # no Linux
        told = subprocess.check_output(("/bin/ps", "-o", "rss=", "-p", str(process)), encoding="ascii")
    return float(told)


def main() -> int:
    """Measure, print, and say by the exit code whether the bounds are kept."""
    load = measure()
    ratio, growth = load.ours / load.bare, load.late / load.early
    print(f"{load.ours:.0f} requests/s, bare handler {load.bare:.0f}/s: {ratio:.2f} (at least {LEAST})")
    print(f"{load.late / 1024:.1f} MB, {load.early / 1024:.1f} MB before: {growth:.3f} (at most {GROWTH})")
    return int(ratio < LEAST or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
