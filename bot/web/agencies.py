"""The bodies: how much each leads and joins, and a page for each with all that binds it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.charts import loads, svg
from bot.export.duty import load_duties
from bot.export.subject import Scope, Subject
from bot.kinds.table import Duties, charges, duties
from bot.kinds.times import latest
from bot.web.exports import offer
from bot.web.names import Names
from bot.web.rows import Row, Rows
from bot.web.site import Site
from knowledge.landmarks import DISTRICTS, YEARLY_REPORT
from knowledge.load import Knowledge
from knowledge.model import Agency, Unit


@dataclass(frozen=True, slots=True)
class Sort:
    """The rows that bind a body in one way: "sole", "shared", "coord", "lead_collective", "coord_collective"."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A body that no words of the plan name but a collective reaches: how many rows it leads and joins so."""

    agency: Agency
    lead: int
    coord: int


def elsewhere(agency: Agency, knowledge: Knowledge, names: Names) -> tuple[Unit, ...]:
    """The places that name a body and where it has no part by name: outside the table, and in the words of tasks."""
    found = duties(knowledge, agency.id)
    own = {*found.lead, *found.coord}
    return tuple(unit for unit in knowledge.plan.units if unit.id not in own and agency.id in names.within(unit.text))


def now(knowledge: Knowledge) -> dict[str, str]:
    """What sources from outside the plan call the bodies today that have another name since, by id."""
    whole = [change for change in knowledge.changes if not change.units]
    return {c.agency: c.successor for c in whole if c.successor != knowledge.agencies[c.agency].name}


def related(agency: Agency, knowledge: Knowledge) -> tuple[Agency, ...]:
    """The bodies of the plan that a body became part of since, or that became part of it."""
    names = now(knowledge)
    return tuple(
        other
        for other in knowledge.agencies.values()
        if other.name == names.get(agency.id) or names.get(other.id) == agency.name
    )


def routes(site: Site) -> list[BaseRoute]:
    """`/co-quan`, `/co-quan/{agency}`."""
    service, knowledge = site.service, site.service.knowledge
    rows, sheets = Rows(service), load_duties(knowledge, service.voice)
    every = loads.loads(knowledge)
    chart = loads.chart(every, site.words)
    drawn = svg.bars(chart)
    listed = {load.agency for load in every}
    mentioned = tuple(a for a in knowledge.agencies.values() if a.named and a.id not in listed)
    reached = _reached(knowledge)
    changed = [(agency, note) for agency in knowledge.agencies.values() for note in service.voice.outside([agency.id])]

    async def show_all(request: Request) -> Response:
        return site.show(
            request,
            "agencies.html",
            value=chart,
            drawn=drawn,
            loads=every,
            mentioned=mentioned,
            reached=reached,
            changed=changed,
            now=now(knowledge),
        )

    async def show_one(request: Request) -> Response:
        agency = knowledge.agencies.get(request.path_params["agency"])
        if agency is None:
            raise HTTPException(404)
        found, named = duties(knowledge, agency.id), elsewhere(agency, knowledge, rows.names)
        own = {charge.unit for charge in knowledge.charges if (agency.id,) == charge.names and not charge.reaches}
        return site.show(
            request,
            "agency.html",
            agency=agency,
            summary=_summary(site, agency, found),
            found=found,
            sorts=_sorts(found, rows),
            collectives=[knowledge.collectives[each].name for each in agency.collectives],
            reading=agency.id != DISTRICTS,
            report=knowledge.units[YEARLY_REPORT] if YEARLY_REPORT in charges(knowledge, agency.id) else None,
            today=site.made_on,
            days=(latest(service.today) - service.today).days,
            own=[unit for unit in named if unit.id in own],
            elsewhere=[unit for unit in named if unit.id not in own],
            notes=[site.cards.remark(note) for note in service.voice.outside([agency.id])],
            related=related(agency, knowledge),
            offer=offer(Subject(Scope.AGENCY, agency.id), sheets, service.clock()),
        )

    return [Route("/co-quan", show_all), Route("/co-quan/{agency}", show_one)]


def _summary(site: Site, agency: Agency, found: Duties) -> str:
    """In how many rows a body is named, and how."""
    voice, name = site.service.voice, agency.name[0].upper() + agency.name[1:]
    if found.coord:
        total = len(found.lead) + len(found.coord)
        return voice.say("count.both", agency=name, total=total, count=len(found.lead), coord=len(found.coord))
    if found.lead:
        key = "head" if found.sole and found.shared else "head_sole" if found.sole else "head_shared"
        counts = {"count": len(found.lead), "sole": len(found.sole), "shared": len(found.shared)}
        return voice.say(f"duties.{key}", agency=name, **counts)
    return (
        site.words.say("agencies.outside_table", agency=name)
        if agency.named
        else voice.say("duties.unnamed", agency=name)
    )


def _sorts(found: Duties, rows: Rows) -> tuple[Sort, ...]:
    """The rows of a body, each sort apart, those without any left out."""
    names = ("sole", "shared", "coord", "lead_collective", "coord_collective")
    return tuple(Sort(n, rows.rows(getattr(found, n), found.agency)) for n in names if getattr(found, n))


def _reached(knowledge: Knowledge) -> tuple[Reached, ...]:
    unnamed = (agency for agency in knowledge.agencies.values() if not agency.named)
    found = ((agency, duties(knowledge, agency.id)) for agency in unnamed)
    made = (Reached(agency, len(each.lead_collective), len(each.coord_collective)) for agency, each in found)
    return tuple(one for one in made if one.lead or one.coord)
