"""`/openapi.json`: the API described for programs. The form is data; the examples are what the assistant says."""

from __future__ import annotations

import json
from functools import partial
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.render import record
from bot.web.site import Site

FILE = "openapi.json"
_SESSION = "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OTAxMjM0NTY3ODk"
"""What a session looks like; nobody has this one."""
_ELAPSED = 0.8
"""Milliseconds that an example took."""


def routes(site: Site) -> list[BaseRoute]:
    """Its address."""
    return [Route("/openapi.json", partial(_show, describe(site)))]


async def _show(content: dict[str, Any], request: Request) -> Response:  # noqa: ARG001  # every handler takes its request
    """The description."""
    return JSONResponse(content)


def describe(site: Site) -> dict[str, Any]:
    """The description, with examples of each outcome."""
    content: dict[str, Any] = json.loads((resources.files("bot") / "data" / FILE).read_text(encoding="utf-8"))
    content["info"]["title"] = site.words.say("site.name")
    asked: dict[str, str] = site.words.at("api.examples")
    first, following = asked["answer"], asked["next"]
    examples = {"first": {"q": first}, "next": {"q": following, "session": _SESSION}}
    for outcome in ("answer", "clarify", "abstain"):
        reply = site.service.answer(asked[outcome])
        examples[outcome] = record.render(reply.answer, site.service.voice, _ELAPSED) | {"session": _SESSION}
    content["components"]["examples"] = {name: {"value": value} for name, value in examples.items()}
    return content
