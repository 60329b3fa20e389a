"""`hoi serve` as installed, as a process on a port of its own."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

HOI = str(Path(sys.executable).with_name("hoi"))
PATIENCE = 30.0
"""Seconds until a process that was told to stop counts as hanging."""


class Serving:
    """The page with a home of its own. It can be stopped and started again: its address stays the same.

    `url` is its address, without a stroke at its end, once it has been ready.
    """

    def __init__(self, home: Path, *arguments: str, **settings: str) -> None:
        """`settings` are environment variables that differ; an empty one is left out."""
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "HOI_DATABASE_URL": f"sqlite:///{home / 'hoi.db'}",
            "HOI_SECRET": "0123456789abcdef0123456789abcdef",
            # Tests ask faster than people do.
            "HOI_SESSION_RATE": "0",
            "HOI_ADDRESS_RATE": "0",
        }
        self._settings = {name: value for name, value in (given | settings).items() if value}
        self._home, self._arguments = home, arguments
        self._log = home / "log.txt"
        self._port = "0"
        self._process: subprocess.Popen[str]
        self.url = ""

    def begin(self) -> Self:
        """Start it; what it logs is added to a file."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [HOI, "serve", "--port", self._port, *self._arguments],
                cwd=self._home,
                env=self._settings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        return self

    def start(self) -> Self:
        """Start it, and wait for the line that tells its address.

        Raises:
            RuntimeError: it ends before it is ready; the message tells what it said.
        """
        self.begin()
        assert self._process.stdout is not None
        ready = self._process.stdout.readline()
        found = re.search(r"(http://\S+:(\d+))/", ready)
        if found is None:
            raise RuntimeError(ready + self.said())
        self.url, self._port = found[1], found[2]
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self.ended()

    def signal(self, number: int = signal.SIGTERM) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def stop(self) -> int:
        """Stop it as a system does; its exit code."""
        self.signal()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        code = self._process.wait(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def said(self) -> str:
        """All that it has said on standard error."""
        return self._log.read_text(encoding="utf-8")

    def connect(self) -> http.client.HTTPConnection:
        """A connection to it, which is opened by the first request."""
        return http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=PATIENCE)
