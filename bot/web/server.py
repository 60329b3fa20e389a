"""The server: HTTP on a socket of ours, until it is told to stop; then it finishes what is begun."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from starlette.types import ASGIApp
from uvicorn import Config, Server

from bot.web.protocol import Protocol

_BACKLOG = 2048
_MOST = 800
"""Connections at once: fewer than the files that a process may open on most systems."""
_GRACE = 10
"""Seconds for the requests that are under way when it stops."""


class Page(Server):
    """uvicorn's server as we run it: signals are for whoever runs it."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None], proxies: Sequence[str] = ()) -> None:
        """Make it; nothing is opened yet.

        Args:
            app: what answers.
            ready: is called when it serves.
            proxies: whose word is taken for who asks, and whether by https.
        """
        super().__init__(
            Config(
                app,
                http=Protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                limit_concurrency=_MOST,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None."""
        yield

    def stop(self) -> None:
        """Take no more requests, finish those that are under way, and return from `serve`."""
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address, taken from now on.

    Raises:
        OSError: it is in use, or none of this machine's, or may not be used.
    """
    try:
        family, *_, found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except UnicodeError as error:  # no name that a host may have
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return socket.create_server(found[:2], family=family, backlog=_BACKLOG)


def address(host: str, port: int) -> str:
    """The web address of a host and a port."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
