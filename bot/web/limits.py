"""How much a request may bring: whatever answers it never sees more. In what time is for `bot.web.protocol`."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import refusal
from bot.web.site import Site

MOST_ADDRESS = 8_000
"""Bytes of an address with its query: room for the longest conversation."""
MOST_BODY = 16 * 1024
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class Limits:
    """An application that gets no more than it can take. A body has come whole before it is asked."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        try:
            _check(scope)
            if scope["method"] not in _BODILESS:
                receive = _again(await _body(receive), receive)
        except HTTPException as error:
            await refusal(self._site, Request(scope), error)(scope, receive, send)
        except ClientDisconnect:
            return
        else:
            await self._app(scope, receive, send)


def _check(scope: Scope) -> None:
    """Look at what comes before the body.

    Raises:
        HTTPException: it is too much, or announces too much.
    """
    if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_ADDRESS:
        raise HTTPException(HTTPStatus.REQUEST_URI_TOO_LONG)
    for name, value in scope["headers"]:
        if name == b"content-length" and not value.isdigit():
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        if name == b"content-length" and int(value) > MOST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


async def _body(receive: Receive) -> bytes:
    """The body, come whole.

    Raises:
        HTTPException: it is too large.
        ClientDisconnect: nobody waits any more.
    """
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body.extend(message.get("body", b""))
        if len(body) > MOST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        more = message.get("more_body", False)
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that has come, then whatever comes after it."""
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return unread.pop() if unread else await receive()

    return received
