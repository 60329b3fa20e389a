"""`hoi telegram` as installed, as a process beside the fake."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.botapi.fake import PATIENCE, Fake
from tests.botapi.server import TOKEN

HOI = (str(Path(sys.executable).with_name("hoi")), "telegram")


class Program:
    """The bot with a home of its own: its database, and its output in `log`. It can be started again and again.

    `settings` are its environment variables.
    """

    def __init__(self, fake: Fake, home: Path, *arguments: str, command: Sequence[str] = HOI, **settings: str) -> None:
        """`settings` are environment variables that differ; an empty one is left out. `command` is for a peer."""
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": fake.url,
            "HOI_DATABASE_URL": f"sqlite:///{home / 'hoi.db'}",
            "HOI_SECRET": "0123456789abcdef0123456789abcdef",
        }
        self.settings = {name: value for name, value in (given | settings).items() if value}
        self._command = [*command, *arguments]
        self._fake, self._home = fake, home
        self.log = home / "log.txt"
        self._process: subprocess.Popen[bytes]

    def start(self) -> Self:
        """Start it; what it says is added to `log`."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._home, env=self.settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        return self

    def polling(self) -> Self:
        """Start it, and wait until it asks for updates: then all is set up.

        Raises:
            TimeoutError: it does not ask.
        """
        before = self._fake.polls
        self.start()
        self._fake.wait(lambda: self._fake.polls > before)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.ended()

    def kill(self) -> None:
        """Kill -9; nothing happens where it has ended."""
        self._process.kill()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> int:
        """Wait for its end; the exit code."""
        return self._process.wait(PATIENCE)

    def said(self) -> str:
        """All that it has printed and logged."""
        return self.log.read_text(encoding="utf-8")
