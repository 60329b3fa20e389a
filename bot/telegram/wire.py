"""The wire: HTTP to the Bot API on connections that are kept open, as lean as a call needs it.

The library's own client takes longer for a call than the answer took. It still does what is rare: files, and proxies.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, urlsplit

import h11
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

AT_ONCE = 16
"""Calls that may be under way."""
_CHUNK = 65536
_PORTS = {"http": 80, "https": 443}


class Connection:
    """An open connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._talk = h11.Connection(h11.CLIENT)

    async def ask(self, server: SplitResult, body: bytes) -> tuple[int, bytes]:
        """Post JSON; the status and the body of the reply.

        Raises:
            h11.ProtocolError: what comes is no reply.
            OSError: the connection breaks.
        """
        headers = {
            "Host": server.netloc.rpartition("@")[2],
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
        request = h11.Request(method="POST", target=server.path, headers=list(headers.items()))
        for sent in (request, h11.Data(data=body), h11.EndOfMessage()):
            self._writer.write(self._talk.send(sent) or b"")
        status, parts = 0, list[bytes]()
        while True:
            event = self._talk.next_event()
            if event is h11.NEED_DATA:
                self._talk.receive_data(await self._reader.read(_CHUNK))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                parts.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                return status, b"".join(parts)

    def reusable(self) -> bool:
        """Make ready for the next call; False where there can be none."""
        if self._talk.our_state is not h11.DONE or self._talk.their_state is not h11.DONE:
            return False
        self._talk.start_next_cycle()
        return True

    @property
    def alive(self) -> bool:
        """Whether the server has kept it open since the last call."""
        return not self._reader.at_eof() and not self._writer.is_closing()

    def close(self) -> None:
        """Close it, at once."""
        self._writer.transport.abort()


class Wire(BaseRequest):
    """The library's interface to HTTP."""

    def __init__(self, *, patience: float, proxy: str | None) -> None:
        """Make it; nothing is opened yet.

        Args:
            patience: seconds that a call may take.
            proxy: the address of a proxy to go through.
        """
        self._patience, self._direct = patience, not proxy
        self._client = HTTPXRequest(AT_ONCE, read_timeout=patience, pool_timeout=None, proxy=proxy)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._idle: list[Connection] = []

    @property
    def read_timeout(self) -> float:
        """The seconds that a call may take."""
        return self._patience

    async def initialize(self) -> None:
        """Be ready for calls."""
        await self._client.initialize()

    async def shutdown(self) -> None:
        """Close everything. No call may be under way."""
        while self._idle:
            self._idle.pop().close()
        await self._client.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,  # noqa: ANN401  # timeouts, for the library's client
        **settings: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Make a call when it is its turn; the status and the body of the reply.

        Raises:
            TimedOut, NetworkError: no reply came through; whether the call did is not known.
        """
        async with self._turns:
            if not self._direct or (request_data is not None and request_data.contains_files):
                return await self._client.do_request(url, method, request_data, *args, **settings)
            body = json.dumps(request_data.parameters if request_data is not None else {}, ensure_ascii=False).encode()
            try:
                async with asyncio.timeout(self._patience):
                    return await self._ask(urlsplit(url), body)
            except TimeoutError as error:
                raise TimedOut from error
            except (OSError, h11.ProtocolError) as error:
                raise NetworkError(f"{type(error).__name__}: {error}") from error

    async def _ask(self, server: SplitResult, body: bytes) -> tuple[int, bytes]:
        """Make a call on the connection used last, as that is the likeliest to be open still, or on a new one."""
        connection = None
        while self._idle and connection is None:
            connection = self._idle.pop()
            if not connection.alive:
                connection.close()
                connection = None
        connection = connection or await self._connect(server)
        try:
            reply = await connection.ask(server, body)
        except BaseException:  # a cancelled call too leaves a reply behind
            connection.close()
            raise
        if connection.reusable():
            self._idle.append(connection)
        else:
            connection.close()
        return reply

    async def _connect(self, server: SplitResult) -> Connection:
        tls = self._tls if server.scheme == "https" else None
        port = server.port or _PORTS[server.scheme]
        return Connection(*await asyncio.open_connection(server.hostname, port, ssl=tls))

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Whom to trust: the same as the library's client."""
        return httpx.create_ssl_context()
