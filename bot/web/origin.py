"""What is sent from another page than ours is refused: nobody can be made to ask or to delete without meaning it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.errors import refusal
from bot.web.site import Site

_OURS = frozenset({b"same-origin", b"none"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """An application that other pages cannot send anything to. Programs, which are no pages, say no origin."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["method"] in _READS or self._is_ours(dict(scope["headers"])):
            await self._app(scope, receive, send)
        else:
            await refusal(self._site, Request(scope), HTTPException(HTTPStatus.FORBIDDEN))(scope, receive, send)

    def _is_ours(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether a request comes from a page of ours, or from none."""
        origin = headers.get(b"origin")
        if origin is not None and origin != self._site.settings.base_url.encode():
            _, _, host = origin.partition(b"://")
            if host != headers.get(b"host"):
                return False
        return headers.get(b"sec-fetch-site", b"none") in _OURS
