"""Where a person works: told once, kept under the session, and what "my agency" then means to the answers."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.kinds.table import bodies
from bot.web import log, rate, session
from bot.web.site import Site
from bot.web.steps import BODY, FIELD, LAST, Steps, address, read

PATH = "/noi-lam-viec"
_SEE_OTHER, _NOT_UNDERSTOOD = 303, 422


def routes(site: Site) -> list[BaseRoute]:
    """The page, and where its form is sent."""
    site.templates.globals["workplace"] = _back
    return [Route(PATH, partial(_page, site)), Route(PATH, partial(_told, site), methods=["POST"])]


async def _page(site: Site, request: Request) -> Response:
    """The bodies to choose from; the steps of an address are those of the conversation to come back to."""
    token, agencies = session.of(site, request), site.service.knowledge.agencies
    response = site.show(
        request,
        "workplace.html",
        agencies=[agencies[each] for each in bodies(site.service.knowledge)],
        chosen=agencies.get(log.agency(site, token)) if token is not None else None,
        steps=read(request.query_params.getlist(FIELD)),
        field=BODY,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


async def _told(site: Site, request: Request) -> Response:
    """Keep what is chosen; then back to the conversation, with it, or to the page."""
    async with request.form() as form:
        steps = read(value for value in form.getlist(FIELD) if isinstance(value, str))
        agency = form.get(BODY)
    if not isinstance(agency, str) or agency not in {"", *bodies(site.service.knowledge)}:
        raise HTTPException(_NOT_UNDERSTOOD)
    token = session.known(site, request) or (rate.begin(request) if agency else None)
    response = RedirectResponse(address(steps, agency) + LAST if steps else PATH, _SEE_OTHER)
    if token is not None:
        log.works_at(site, token, agency)
        session.keep(site, request, response, token)
    return response


def _back(steps: Steps) -> str:
    """The page's address, for a conversation to come back to."""
    return address(steps, path=PATH)
