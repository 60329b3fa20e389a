"""Every request gets an id, a line in the log, and an answer whatever happens.

The line tells the template of the address, never the address: questions stand in it. Nor does it tell who asked.
"""

from __future__ import annotations

import secrets
import time
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import logs
from bot.web.errors import refusal
from bot.web.site import Site

_LOG = logs.logger(__name__)


class Access:
    """An application whose requests are logged and never end without a response."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site
        # Bound now, as a logger that is not is bound anew for every line.
        self._log = _LOG.bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its id is `request.state.request_id`, and goes with the response."""
        began, status, request_id = time.perf_counter(), 0, secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id

        async def passed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, passed)
        except Exception as error:  # noqa: BLE001  # whatever it is, the person gets a polite page
            error_id = logs.failure(_LOG, "request_failed", error, request_id=request_id, route=_route(scope))
            if not status:  # else it is too late, and the server cuts the connection
                failed = HTTPException(HTTPStatus.INTERNAL_SERVER_ERROR)
                await refusal(self._site, Request(scope), failed, error_id)(scope, receive, passed)
        finally:
            self._log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                route=_route(scope),
                status=status or None,
                ms=round((time.perf_counter() - began) * 1000, 2),
            )


def _route(scope: Scope) -> str:
    """The template of the address that was asked, "" where there is none."""
    route = scope.get("route")
    return route.path if isinstance(route, Route) else ""
