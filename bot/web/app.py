"""The application: which addresses there are, and what every request passes on its way there and back."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from bot.web import (
    about,
    agencies,
    api,
    chat,
    document,
    exports,
    feedback,
    health,
    install,
    openapi,
    place,
    privacy,
    targets,
    tasks,
    times,
    workplace,
)
from bot.web.access import Access
from bot.web.errors import refuser
from bot.web.headers import Headers
from bot.web.limits import Limits
from bot.web.metrics import Counted
from bot.web.origin import SameOrigin
from bot.web.rate import Rate
from bot.web.site import Site
from bot.web.squeezed import Squeezed

_SQUEEZED = 6
"""How hard pages are compressed: more takes longer and saves hardly anything."""
PARTS: tuple[Callable[[Site], list[BaseRoute]], ...] = (
    api.routes,  # the first to be tried: programs ask more often than people
    chat.routes,
    place.routes,
    feedback.routes,
    privacy.routes,
    workplace.routes,
    about.routes,
    targets.routes,
    tasks.routes,
    agencies.routes,
    times.routes,
    document.routes,
    exports.routes,
    openapi.routes,
    health.routes,
    install.routes,
)
"""The modules' routes, in the order in which they are tried."""


def build_app(site: Site) -> Starlette:
    """The application of a site. It is for HTTP alone: no other protocol, no start, no end."""
    app = Starlette(
        routes=[route for routes in PARTS for route in routes(site)],
        middleware=[
            Middleware(Counted, site.metrics),
            Middleware(Headers),
            Middleware(Access, site),
            Middleware(Squeezed, compresslevel=_SQUEEZED),
            Middleware(Rate, site),
            Middleware(SameOrigin, site),
            Middleware(Limits, site),
        ],
        exception_handlers={HTTPException: refuser(site)},
    )
    # An address is what it is: another one with a stroke at its end is none of ours.
    app.router.redirect_slashes = False
    return app
