"""What this is, what one can ask it, and what it does not know."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.site import Site

PATH = "/gioi-thieu"


def routes(site: Site) -> list[BaseRoute]:
    """The page's address."""
    return [Route(PATH, partial(_page, site))]


async def _page(site: Site, request: Request) -> Response:
    """The page."""
    return site.show(request, "about.html", now=site.cards.remark(site.service.voice.status()))
