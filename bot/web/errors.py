"""What is shown where a request cannot be answered: a page to people, a problem in JSON to programs."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from bot.web.problem import machine, problem
from bot.web.site import Site

RETRY = "Retry-After"


def refusal(site: Site, request: Request, error: HTTPException, error_id: str = "") -> Response:
    """The response to a request that is refused, or has failed.

    Args:
        site: the site.
        request: what was asked.
        error: why: the status, headers that go with it, and for programs more in English. A status that there are no
            words for gets those of its class.
        error_id: of an unexpected failure the id that stands in the log.
    """
    status, headers = error.status_code, error.headers or {}
    if machine(request.scope["path"]):
        detail = error.detail if error.detail != HTTPStatus(status).phrase else ""
        return problem(status, detail, error_id=error_id, headers=headers)
    known = site.words.at("refusals.statuses")
    words = known.get(str(status)) or known[f"{status // 100}xx"]
    values = {"title": words["title"], "text": words["text"], "wait": headers.get(RETRY), "error_id": error_id}
    response = site.show(request, "error.html", status=status, **values)
    response.headers.update(headers)
    return response


def refuser(site: Site) -> ExceptionHandler:
    """What answers where a handler or the router raises an HTTPException."""

    async def answer(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        return refusal(site, request, error)

    return answer
