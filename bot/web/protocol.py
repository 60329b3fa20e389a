"""HTTP on a connection: uvicorn's, but no head may be endless, no request or response take for ever to go over."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 32 * 1024
"""Bytes before the body, the address included."""
PATIENCE = 20.0
"""Seconds in which a request must have come whole, or some of a response that waits be taken."""


class Patience:
    """Cuts a connection off, unless it is told in time that what it waits for has come."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._end: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Wait from now on."""
        self.stop()
        self._end = self._loop.call_later(PATIENCE, self._transport.abort)

    def stop(self) -> None:
        """Wait no more."""
        if self._end is not None:
            self._end.cancel()
            self._end = None


class Protocol(HttpToolsProtocol):
    """A connection. The parser has no limit on a head of its own, and waits for one as long as it takes."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401  # uvicorn's own
        super().__init__(*args, **settings)
        self._head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection is there; its first request has to come soon."""
        super().connection_made(transport)
        self._coming, self._going = Patience(transport, self.loop), Patience(transport, self.loop)
        self._coming.begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection is gone."""
        self._coming.stop()
        self._going.stop()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The other end takes nothing for now."""
        super().pause_writing()
        self._going.begin()

    def resume_writing(self) -> None:
        """It has taken what waited, or most of it."""
        self._going.stop()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        """Take bytes; too many that make no whole head end the connection."""
        self._head += len(data)
        super().data_received(data)
        if self._head > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response("Too long.")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._coming.begin()

    def on_headers_complete(self) -> None:
        """A head has come."""
        self._head = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Part of a body has come."""
        self._head = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has come whole."""
        self._coming.stop()
        super().on_message_complete()

    def _unsupported_upgrade_warning(self) -> None:
        """Whoever wants another protocol gets the answer in this one; uvicorn would log what to install."""
