"""Pages go compressed over the wire."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from bot.web.exports import FOLDER
from bot.web.problem import machine


class Squeezed(GZipMiddleware):
    """Compresses what people read. Programs ask often and get little: it would take longer than it saves.

    Files to take along are compressed in themselves.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its response."""
        as_it_is = machine(scope["path"]) or scope["path"].startswith(f"{FOLDER}/")
        await (self.app if as_it_is else super().__call__)(scope, receive, send)
