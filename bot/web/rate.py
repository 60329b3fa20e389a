"""The rate: so many requests a minute of one session, and more of one address, behind which an office may sit.

Who asks from where is known for as long as it counts, and not written down.
"""

from __future__ import annotations

import asyncio
import math
import re
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.throttle import Throttle, Verdict
from bot.web import session
from bot.web.assets import FOLDER
from bot.web.errors import RETRY, refusal
from bot.web.site import Site

_FREE = re.compile(rf"/{FOLDER}/[^/]+|/healthz")
"""Addresses that are not counted: a page brings several files, and whoever watches over us must get through."""
_NETWORK = 64
"""Of an IPv6 address so many bits are one household's or one office's."""
_NEW = 3
"""Of what an address may ask, a third may begin a session: each of those costs a place in the database of its own."""
_FORGET = 10.0
"""Seconds between two rounds of forgetting who has not asked for a minute."""


class Rate:
    """An application that nobody can ask too often. What is read counts by address, what is sent by session too."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site
        most = site.settings.address_rate
        self._addresses, self._sessions = Throttle(most), Throttle(site.settings.session_rate)
        self._beginnings = Throttle(-(-most // _NEW))
        self._due: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """How many are known just now."""
        return len(self._addresses) + len(self._sessions) + len(self._beginnings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or tell it to come later."""
        scope["state"]["rate"] = self
        try:
            if not _FREE.fullmatch(scope["path"]):
                self._admit(self._addresses, _household(scope))
            if scope["method"] == "POST" and (token := session.of(self._site, Request(scope))):
                self.count(token)
        except HTTPException as error:
            await refusal(self._site, Request(scope), error)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def count(self, token: str) -> None:
        """Count something that is sent under a session.

        Raises:
            HTTPException: there have been too many, 429.
        """
        self._admit(self._sessions, token)

    def begin(self, scope: Scope) -> None:
        """Count a session that begins.

        Raises:
            HTTPException: there have been too many at this address, 429.
        """
        self._admit(self._beginnings, _household(scope))

    def _admit(self, throttle: Throttle, who: str) -> None:
        now = self._site.service.clock()
        if throttle.judge(who, now) is not Verdict.ADMIT:
            wait = math.ceil(throttle.wait(who, now).total_seconds())
            raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, headers={RETRY: str(wait)})
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(_FORGET, self._forget)

    def _forget(self) -> None:
        """Forget who has not asked for a minute, and go on so as long as anybody is known."""
        self._due = None
        for throttle in (self._addresses, self._sessions, self._beginnings):
            throttle.forget(self._site.service.clock())
        _network.cache_clear()
        if len(self):
            self._due = asyncio.get_running_loop().call_later(_FORGET, self._forget)


def begin(request: Request) -> str:
    """A new session, for a request that shows none, or none that is known.

    Raises:
        HTTPException: too many have begun at its address, 429.
    """
    rate: Rate = request.state.rate
    rate.begin(request.scope)
    return session.fresh()


def count(request: Request, token: str) -> None:
    """Count a request by a session that it shows elsewhere than in its cookie.

    Raises:
        HTTPException: there have been too many, 429.
    """
    rate: Rate = request.state.rate
    rate.count(token)


def _household(scope: Scope) -> str:
    """Who is counted as one: the address that asks, of IPv6 its network."""
    return _network(scope["client"][0] if scope["client"] else "")


@lru_cache(maxsize=1024)
def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:  # none, as behind a socket of the system
        return address
    if not isinstance(found, IPv6Address):
        return address
    # A socket of both kinds writes an address of IPv4 as one of IPv6: all of those are one network.
    return str(found.ipv4_mapped or int(found) >> _NETWORK)
