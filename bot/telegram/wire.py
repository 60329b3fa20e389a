"""The wire: HTTP to the Bot API by aiohttp, on connections that are kept open.

The library's own client takes three times as long for a call, longer than the answer took.
"""

from __future__ import annotations

from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.store import codec

AT_ONCE = 16
"""Calls that may be under way."""
_JSON = {"Content-Type": "application/json"}


class Wire(BaseRequest):
    """The library's interface to HTTP."""

    def __init__(self, *, patience: float, proxy: str | None) -> None:
        """Make it; nothing is opened yet.

        Args:
            patience: seconds that a call may take.
            proxy: the address of a proxy to go through.
        """
        self._patience, self._proxy = patience, proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds that a call may take."""
        return self._patience

    async def initialize(self) -> None:
        """Be ready for calls."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=AT_ONCE),
                timeout=ClientTimeout(total=self._patience),
                cookie_jar=DummyCookieJar(),
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close everything. No call may be under way."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401  # the library's timeouts: a call has the one of the wire
        **__: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Make a call when it is its turn; the status and the body of the reply.

        Raises:
            TimedOut, NetworkError: no reply came through; whether the call did is not known.
        """
        if self._session is None:
            raise RuntimeError("a call before the wire is ready")
        files = request_data is not None and request_data.contains_files
        try:
            async with self._session.request(
                method,
                url,
                data=_form(request_data) if request_data is not None and files else _json(request_data),
                headers=None if files else _JSON,
                # Telegram redirects nothing; elsewhere the token, which stands in the address, has no business.
                allow_redirects=False,
            ) as reply:
                return reply.status, await reply.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            # Its own words may hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from error


def _json(request_data: RequestData | None) -> bytes:
    """The parameters as JSON, Vietnamese as it is."""
    return codec.dump(request_data.parameters if request_data is not None else {}).encode()


def _form(request_data: RequestData) -> FormData:
    """The parameters and files as a form."""
    form = FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
