"""Pages go compressed over the wire."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from bot.web.problem import machine


class Squeezed(GZipMiddleware):
    """Compresses what people read. Programs ask often and get little: it would take longer than it saves."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its response."""
        await (self.app if machine(scope["path"]) else super().__call__)(scope, receive, send)
