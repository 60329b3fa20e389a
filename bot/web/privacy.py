"""What is kept of people, told in full; and its deletion, at once and for good."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import log, session
from bot.web.site import Site

PATH, DELETE = "/rieng-tu", "/xoa"
_SEE_OTHER = 303


def routes(site: Site) -> list[BaseRoute]:
    """The page, and where its button leads."""
    return [Route(PATH, partial(_page, site)), Route(DELETE, partial(_deleted, site), methods=["GET", "POST"])]


async def _page(site: Site, request: Request) -> Response:
    """What is kept, and whether there may be anything of this browser's."""
    return site.show(request, "privacy.html", known=session.of(site, request) is not None, deleted=False)


async def _deleted(site: Site, request: Request) -> Response:
    """Delete all that is kept under the session, and have the browser forget that too. Merely opened: to the page."""
    if request.method != "POST":
        return RedirectResponse(PATH, _SEE_OTHER)
    token = session.of(site, request)
    if token is not None:
        log.forget(site, token)
    response = site.show(request, "privacy.html", known=False, deleted=True)
    session.drop(site, request, response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
