"""What people say of an answer: one of four labels, sent with the steps that give the answer again."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.opinion import LABELS
from bot.web import log, rate, session
from bot.web.chat import scripted
from bot.web.conversation import replay
from bot.web.site import Site
from bot.web.steps import BODY, FIELD, read

PATH = "/gop-y"
_LABEL = "nhan"
_NOT_UNDERSTOOD, _NOTHING_MORE = 422, 204


def routes(site: Site) -> list[BaseRoute]:
    """Where feedback is sent."""
    return [Route(PATH, partial(_judged, site), methods=["POST"])]


async def _judged(site: Site, request: Request) -> Response:
    """Keep what is said of an answer, also of one that was opened by its address."""
    async with request.form() as form:
        steps = read(value for value in form.getlist(FIELD) if isinstance(value, str))
        label, body = form.get(_LABEL), form.get(BODY, "")
    if not steps or not isinstance(label, str) or label not in LABELS:
        raise HTTPException(_NOT_UNDERSTOOD)
    token = session.known(site, request) or rate.begin(request)
    turn = replay(site, steps, str(body))[-1]
    log.judge(site, token, turn.text, turn.reply, label)
    response = (
        Response(status_code=_NOTHING_MORE) if scripted(request) else site.show(request, "thanks.html", turn=turn)
    )
    session.keep(site, request, response, token)
    return response
