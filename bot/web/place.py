"""A place of the plan at an address of its own: its words, who and when, the places around it, a question on it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot import asks
from bot.render.card import Lead
from bot.web.site import Site
from bot.web.steps import opening

PATH = "/muc"
_NOT_FOUND = 404


def routes(site: Site) -> list[BaseRoute]:
    """The addresses of a site's places."""
    return [Route(f"{PATH}/{{unit}}", partial(_page, site))]


async def _page(site: Site, request: Request) -> Response:
    """A place."""
    knowledge, unit = site.service.knowledge, request.path_params["unit"]
    if unit not in knowledge.units:
        raise HTTPException(_NOT_FOUND)
    cards, place = site.cards, knowledge.units[unit]
    made, (spot,) = cards.card(site.service.tell(asks.words(unit, knowledge)).answer), cards.spots([unit])
    pieces = tuple(piece for piece in made.pieces if piece != Lead(spot.label, verbatim=False))
    order, at = tuple(knowledge.units), knowledge.order[unit]
    return site.show(
        request,
        "place.html",
        # The page's heading says already of what it is.
        made=replace(made, kicker="", pieces=pieces),
        spot=spot,
        task=unit in knowledge.tasks,
        above=cards.spots(filter(None, [place.group, place.parent])),
        before=cards.spots(order[max(at - 1, 0) : at]),
        after=cards.spots(order[at + 1 : at + 2]),
        steps=(opening(unit),),
    )
