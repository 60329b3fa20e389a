"""The headers of every response: what a browser may do with it. Nothing inline, nothing from elsewhere, no frames."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
_HEADERS = (
    (b"content-security-policy", "; ".join(map(" ".join, _POLICY.items())).encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Questions stand in addresses. "no-referrer" would take the origin from our own forms, too.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_CACHE = b"cache-control"
_ASK_AGAIN = (_CACHE, b"no-cache")
"""Unless a response says otherwise: a page may have changed with the next version."""


class Headers:
    """An application whose responses have these headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its response."""

        async def passed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                more = () if any(name == _CACHE for name, _ in given) else (_ASK_AGAIN,)
                message["headers"] = [*given, *_HEADERS, *more]
            await send(message)

        await self._app(scope, receive, passed)
