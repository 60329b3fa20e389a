"""The tasks: the rows of the table, narrowed by group, body and role, time; what is chosen stands in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.export.duty import load_duties
from bot.export.subject import WHOLE, Scope, Subject
from bot.kinds.table import duties
from bot.web.exports import offer
from bot.web.rows import Row, Rows
from bot.web.site import Site
from bot.web.slugs import slug, times
from knowledge.load import Knowledge
from knowledge.model import Agency

PATH = "/nhiem-vu"
GROUP, AGENCY, ROLE, TIME = "nhom", "co-quan", "vai", "thoi-han"
FIELDS = {GROUP: "group", AGENCY: "agency", ROLE: "role", TIME: "time"}
"""The fields of the form, as the address has them, with what they choose."""
NAMED = ("chu-tri", "phoi-hop")
COLLECTIVE = ("chu-tri-chung", "phoi-hop-chung")
ROLES = (*NAMED, *COLLECTIVE)
"""The roles that can be chosen: leads or joins, by name or as one of a collective. Without one: by name, either."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What rows are wanted; "" for all. A role without a body is none."""

    group: str = ""
    agency: str = ""
    role: str = ""
    time: str = ""

    @property
    def address(self) -> str:
        """Where these rows stand."""
        pairs = ((GROUP, self.group), (AGENCY, self.agency), (ROLE, self.role), (TIME, self.time))
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{PATH}?{query}" if query else PATH


@dataclass(frozen=True, slots=True)
class Found:
    """A row wanted, and in which role the body chosen stands in it ("" where none is chosen)."""

    row: Row
    role: str


def bodies(knowledge: Knowledge) -> tuple[Agency, ...]:
    """The bodies that any row binds, by name or as one of a collective."""
    return tuple(agency for agency in knowledge.agencies.values() if any(_roles(knowledge, agency.id).values()))


def chosen(query: Mapping[str, str], knowledge: Knowledge) -> Chosen:
    """What an address chooses; a value that there is none of chooses nothing."""
    known = {GROUP: knowledge.groups, AGENCY: {a.id for a in bodies(knowledge)}, ROLE: ROLES, TIME: times(knowledge)}
    told = {field: query.get(field, "") for field in known}
    kept = {field: value for field, value in told.items() if value in known[field]}
    agency = kept.get(AGENCY, "")
    return Chosen(kept.get(GROUP, ""), agency, kept.get(ROLE, "") if agency else "", kept.get(TIME, ""))


def select(wanted: Chosen, knowledge: Knowledge) -> dict[str, str]:
    """The ids of the rows wanted, in plan order, each with the role of the body in it."""
    roles = _roles(knowledge, wanted.agency) if wanted.agency else {"": tuple(knowledge.tasks)}
    counted = [wanted.role] if wanted.role else [role for role in roles if role not in COLLECTIVE]
    role_of = {row: role for role in counted for row in roles[role]}
    return {
        unit_id: role_of[unit_id]
        for unit_id, task in knowledge.tasks.items()
        if unit_id in role_of
        and wanted.group in {"", task.unit.group}
        and wanted.time in {"", slug(task.unit.deadline)}
    }


def routes(site: Site) -> list[BaseRoute]:
    """`/nhiem-vu`."""
    knowledge = site.service.knowledge
    rows = Rows(site.service)
    known_bodies, known_times = bodies(knowledge), times(knowledge)
    sheets = load_duties(knowledge, site.service.voice)

    async def show(request: Request) -> Response:
        told = request.query_params
        wanted = chosen(told, knowledge)
        if any(told.get(field) == "" for field in FIELDS):
            # A form that no script tidies sends what was left empty as well.
            return RedirectResponse(_clean(told), 303)
        selected = select(wanted, knowledge)
        found = [Found(rows.row(unit_id, wanted.agency), role) for unit_id, role in selected.items()]
        grouped = [(group, tuple(each)) for group, each in groupby(found, key=lambda one: one.row.unit.group)]
        return site.show(
            request,
            "tasks.html",
            wanted=wanted,
            grouped=grouped,
            count=len(found),
            total=len(knowledge.tasks),
            conditions=_conditions(wanted, site),
            unknown=_unknown(told, wanted),
            told=any(told.get(field) for field in FIELDS),
            others=_others(wanted, knowledge),
            agencies=knowledge.agencies,
            groups=knowledge.groups,
            bodies=known_bodies,
            times=known_times,
            offers=[offer(each, sheets, site.service.clock()) for each in _subjects(wanted, knowledge)],
        )

    return [Route(PATH, show)]


def _roles(knowledge: Knowledge, agency: str) -> dict[str, tuple[str, ...]]:
    """The rows of a body by its role in them."""
    found = duties(knowledge, agency)
    return dict(zip(ROLES, (found.lead, found.coord, found.lead_collective, found.coord_collective), strict=True))


def _clean(told: Mapping[str, str]) -> str:
    """The address of a form without what was left empty in it."""
    query = urlencode([(field, told[field]) for field in FIELDS if told.get(field)])
    return f"{PATH}?{query}" if query else PATH


def _unknown(told: Mapping[str, str], wanted: Chosen) -> tuple[tuple[str, str], ...]:
    """What an address chooses and there is none of: what it would choose, and the value."""
    return tuple((what, told[f]) for f, what in FIELDS.items() if told.get(f) and not getattr(wanted, what))


def _others(wanted: Chosen, knowledge: Knowledge) -> tuple[tuple[Chosen, int], ...]:
    """Where only rows that name a body are wanted: those that reach it as one of a collective, with their number."""
    if not wanted.agency or wanted.role:
        return ()
    others = (replace(wanted, role=role) for role in COLLECTIVE)
    return tuple((other, count) for other in others if (count := len(select(other, knowledge))))


def _subjects(wanted: Chosen, knowledge: Knowledge) -> Iterator[Subject]:
    """What rows are narrowed by, each apart, and the whole: of all of these there are files."""
    if wanted.group:
        yield Subject(Scope.GROUP, wanted.group)
    if wanted.agency:
        yield Subject(Scope.AGENCY, wanted.agency)
    if wanted.time:
        yield Subject(Scope.TIME, times(knowledge)[wanted.time])
    yield WHOLE


def _conditions(wanted: Chosen, site: Site) -> tuple[tuple[str, Chosen], ...]:
    """The conditions chosen, in words, each with what would be wanted without it."""
    knowledge, voice = site.service.knowledge, site.service.voice
    made: list[tuple[str, Chosen]] = []
    if wanted.group:
        made.append((voice.short(wanted.group), replace(wanted, group="")))
    if wanted.agency:
        made.append((knowledge.agencies[wanted.agency].name, replace(wanted, agency="", role="")))
    if wanted.role:
        made.append((site.words.say(f"tasks.roles.{wanted.role}"), replace(wanted, role="")))
    if wanted.time:
        made.append((times(knowledge)[wanted.time], replace(wanted, time="")))
    return tuple(made)
