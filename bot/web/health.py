"""What the operator's programs ask: whether all is well (`/healthz`), and the numbers of how it goes (`/metrics`)."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot import logs
from bot.store.database import DatabaseError
from bot.store.values import Backlog
from bot.web import metrics
from bot.web.site import Site

_WELL, _FAILING = "ok", "failing"
_LOG = logs.logger(__name__)


def routes(site: Site) -> list[BaseRoute]:
    """Their addresses."""
    return [Route("/healthz", partial(_health, site)), Route("/metrics", partial(_metrics, site))]


async def _health(site: Site, request: Request) -> Response:  # noqa: ARG001  # every handler takes its request
    """200 where the database answers, else 503: a new start may mend that, but nothing that is wrong with Telegram."""
    well = _backlog(site) is not None
    status, code = (_WELL, HTTPStatus.OK) if well else (_FAILING, HTTPStatus.SERVICE_UNAVAILABLE)
    told = {"status": status, "database": status, "telegram": site.pulse.telegram}
    return JSONResponse(told, int(code), {"Cache-Control": "no-store"})


async def _metrics(site: Site, request: Request) -> Response:  # noqa: ARG001  # every handler takes its request
    """The numbers. Those of Telegram are read now, if they can be."""
    return Response(site.metrics.text(_backlog(site)), media_type=metrics.TYPE)


def _backlog(site: Site) -> Backlog | None:
    """What is to be done in Telegram; None where the database does not tell, which is logged."""
    try:
        with site.store.transaction():
            return site.store.mail.backlog()
    except DatabaseError as error:
        _LOG.warning("database_failing", error=str(error))
        return None
