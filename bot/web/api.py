"""`POST /api/ask`: a message in JSON, its answer as the record of `hoi ask --json`, in the conversation that it names.

What it takes and gives, and every way in which it fails, stands in `/openapi.json`.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.render import record
from bot.web import log, rate
from bot.web.problem import problem
from bot.web.site import Site

PATH = "/api/ask"
_JSON = "application/json"


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent: the message, and the session that an earlier answer gave."""

    q: str
    session: str | None = None


_DECODER = msgspec.json.Decoder(Asked)


def routes(site: Site) -> list[BaseRoute]:
    """Its address."""
    return [Route(PATH, partial(_ask, site), methods=["POST"])]


async def _ask(site: Site, request: Request) -> Response:
    """The answer, kept under its session; a session that nobody was given is a new one, under another name."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != _JSON:
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"The body must be {_JSON}.", headers={"Accept-Post": _JSON})
    try:
        asked = _DECODER.decode(await request.body())
    except msgspec.ValidationError as error:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}.")
    except ValueError as error:  # no JSON, or not in UTF-8
        return problem(HTTPStatus.BAD_REQUEST, f"The body cannot be read: {error}.")
    known = None if asked.session is None else log.conversation(site, asked.session)
    if asked.session is None or known is None:
        session, state, own = rate.begin(request), None, ""
    else:
        rate.count(request, asked.session)
        session, state, own = asked.session, known.state, known.agency
    reply = site.service.answer(asked.q, state, own)
    log.keep(site, log.API, session, asked.q, reply, after=reply.state)
    made = record.render(reply.answer, site.service.voice, reply.elapsed_ms) | {"session": session}
    return Response(msgspec.json.encode(made), media_type=_JSON, headers={"Cache-Control": "no-store"})
