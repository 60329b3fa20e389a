"""Asking: the page that greets, the page of a conversation, and what is sent from either."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import log, rate, session
from bot.web.conversation import replay
from bot.web.site import Site
from bot.web.steps import BODY, FIELD, LAST, PATH, Steps, address, parted, read, typed

HOME = "/"
TURN = "text/x-hoi-turn"
"""What our script accepts: one turn, not the whole page."""
_SEE_OTHER, _NOTHING_ASKED = 303, 422


def routes(site: Site) -> list[BaseRoute]:
    """The addresses of a site's conversations."""
    return [Route(HOME, partial(_page, site)), Route(PATH, partial(_asked, site), methods=["GET", "POST"])]


def scripted(request: Request) -> bool:
    """Whether our script asks, which needs only what is new."""
    return request.headers.get("Accept") == TURN


async def _page(site: Site, request: Request) -> Response:
    """The conversation of an address, read only: whoever opens it gets the same, and leaves nothing behind."""
    given = request.query_params
    return _shown(site, request, read(given.getlist(FIELD)), given.get(BODY, ""))


async def _asked(site: Site, request: Request) -> Response:
    """The conversation with a further step, which is kept; then the way to its address.

    The steps stand in the address that is asked, as one of ours does that opens something, or in the form. There the
    last was typed. The body where the person works is that of the conversation, if it has needed one, else their own.
    """
    if request.method != "POST":
        return await _page(site, request)
    async with request.form() as form:
        sent = [value for value in form.getlist(FIELD) if isinstance(value, str)]
        body = form.get(BODY) or request.query_params.get(BODY)
    values = [*request.query_params.getlist(FIELD), *sent[:-1], *map(typed, sent[-1:])]
    steps = read(values)
    if not steps or not values[-1].strip():
        return _shown(site, request, steps, str(body or ""), status=_NOTHING_ASKED)
    token = session.known(site, request) or rate.begin(request)
    turn = replay(site, steps, str(body or "") or log.agency(site, token))[-1]
    log.keep(site, log.PAGE, token, turn.text, turn.reply)
    if scripted(request):
        made = site.cards.card(turn.reply.answer)
        response: Response = site.show(request, "_turn.html", turn=turn, made=made, last=True)
        response.headers["Content-Location"] = address(turn.steps, turn.body)
    else:
        response = RedirectResponse(address(turn.steps, turn.body) + LAST, _SEE_OTHER)
    session.keep(site, request, response, token)
    return response


def _shown(site: Site, request: Request, given: Steps, body: str, *, status: int = 200) -> Response:
    """The page of a conversation; it says so where a question was sent without words, as `status` tells."""
    turns = [(turn, site.cards.card(turn.reply.answer)) for turn in replay(site, given, body)]
    steps = turns[-1][0].steps if turns else ()
    return site.show(
        request,
        "chat.html",
        status=status,
        turns=turns,
        steps=steps,
        body=turns[-1][0].body if turns else "",
        shortened=bool(parted(steps)[0]),
        blank=status == _NOTHING_ASKED,
    )
