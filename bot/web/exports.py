"""Files to take along: the duty sheet of a body, a group, a time or the whole plan, made when it is asked for."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.export import calendar
from bot.export.duty import Duties, NoDutiesError, load_duties
from bot.export.file import File, file
from bot.export.subject import WHOLE, Scope, Subject
from bot.service import VIETNAM
from bot.web.assets import version
from bot.web.site import Site
from bot.web.slugs import slug, times
from knowledge.load import Knowledge

FOLDER = "/tep"
_SCOPES = {"co-quan": Scope.AGENCY, "nhom": Scope.GROUP, "thoi-han": Scope.TIME}
"""The sorts of subject as addresses have them, but for the whole plan."""
_WHOLE = "ke-hoach"
_TABLES, _CALENDAR = ("docx", "xlsx"), "ics"
_KEPT = 256
"""So many files of a day are kept, about 40 KB each: all that there are, or nearly."""
_NOT_FOUND, _NOT_MODIFIED = 404, 304


@dataclass(frozen=True, slots=True)
class Offer:
    """The files of a subject: what that is called, and the address of each by its form."""

    name: str
    addresses: dict[str, str]


def offer(subject: Subject, duties: Duties, now: dt.datetime) -> Offer | None:
    """The files of a subject; None where the plan gives it nothing to do."""
    try:
        sheet = duties.sheet(subject, now)
    except NoDutiesError:
        return None
    dated = subject.scope is Scope.AGENCY and calendar.dated(sheet, duties.words)
    stem = "/".join((FOLDER, *_place(subject)))
    return Offer(sheet.brief, {form: f"{stem}.{form}" for form in (*_TABLES, *([_CALENDAR] if dated else ()))})


def routes(site: Site) -> list[BaseRoute]:
    """`/tep/…`."""
    service = site.service
    duties, code, one_at_a_time = load_duties(service.knowledge, service.voice), version(), asyncio.Lock()

    @lru_cache(maxsize=_KEPT)
    def made(subject: Subject, form: str, day: dt.date) -> File:
        """The file of a day, as of when that begins: it says nothing of the hour."""
        return file(duties.sheet(subject, dt.datetime.combine(day, dt.time(), VIETNAM)), form, duties.words)

    async def send(request: Request) -> Response:
        subject, form = _subject(request.path_params, service.knowledge), request.path_params["form"]
        today = service.today
        found = offer(subject, duties, service.clock()) if subject is not None else None
        if subject is None or found is None or form not in found.addresses:
            raise HTTPException(_NOT_FOUND)
        # Weak: the same is told each time, but the bytes of the archive hold the second in which it was made.
        headers = {"ETag": f'W/"{code}-{today}"', "Cache-Control": "no-cache"}
        if headers["ETag"] in request.headers.get("If-None-Match", ""):
            return Response(status_code=_NOT_MODIFIED, headers=headers)
        async with one_at_a_time:
            content = await asyncio.to_thread(made, subject, form, today)
        headers["Content-Disposition"] = f'attachment; filename="{content.name}"'
        return Response(content.content, media_type=content.media, headers=headers)

    return [
        Route(f"{FOLDER}/{_WHOLE}.{{form}}", send),
        Route(f"{FOLDER}/{{scope}}/{{value}}.{{form}}", send),
    ]


def _place(subject: Subject) -> tuple[str, ...]:
    """A subject as addresses have it."""
    if subject == WHOLE:
        return (_WHOLE,)
    scope = next(name for name, each in _SCOPES.items() if each is subject.scope)
    return scope, slug(subject.value) if subject.scope is Scope.TIME else subject.value


def _subject(given: dict[str, Any], knowledge: Knowledge) -> Subject | None:
    """The subject of an address; None where there is none such."""
    if "scope" not in given:
        return WHOLE
    known = {"co-quan": {each: each for each in knowledge.agencies}, "nhom": {each: each for each in knowledge.groups}}
    value = (known | {"thoi-han": times(knowledge)}).get(given["scope"], {}).get(given["value"])
    return Subject(_SCOPES[given["scope"]], value) if value is not None else None
