"""The session: a token in a cookie, made by us when somebody first sends something, that nobody can guess."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

from bot.web import log
from bot.web.site import Site

COOKIE, LOCKED = "hoi", "__Host-hoi"
"""The cookie's name without and with TLS, with which no other host may set a cookie of that name."""
_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def fresh() -> str:
    """A new token: 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token; no other was ever given out."""
    return bool(_TOKEN.fullmatch(text))


def of(site: Site, request: Request) -> str | None:
    """The token that a browser shows; None where it shows none."""
    token = request.cookies.get(_name(site, request), "")
    return token if is_token(token) else None


def known(site: Site, request: Request) -> str | None:
    """The token that a browser shows if something is kept under it: no other is gone on with.

    It may have been put there, by somebody who would then know under what a person's questions are kept.

    Raises:
        DatabaseError: it cannot be looked up.
    """
    token = of(site, request)
    return token if token is not None and log.knows(site, token) else None


def keep(site: Site, request: Request, response: Response, token: str) -> None:
    """Have a browser keep a token, as long as we keep what was asked with it."""
    response.set_cookie(
        _name(site, request),
        token,
        max_age=int(dt.timedelta(days=site.settings.retention_days).total_seconds()),
        secure=_secure(site, request),
        httponly=True,
        samesite="lax",
    )


def drop(site: Site, request: Request, response: Response) -> None:
    """Have a browser forget its token."""
    response.delete_cookie(_name(site, request), secure=_secure(site, request), httponly=True, samesite="lax")


def _name(site: Site, request: Request) -> str:
    return LOCKED if _secure(site, request) else COOKIE


def _secure(site: Site, request: Request) -> bool:
    # The request's own address is made anew each time that it is asked for; its scheme is there.
    return site.settings.base_url.startswith("https:") if site.settings.base_url else request.scope["scheme"] == "https"
