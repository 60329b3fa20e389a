"""The times: what is due when, what is over, what never ends, and the yearly report."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.charts import schedule, svg
from bot.kinds.times import latest
from bot.web.rows import Row, Rows
from bot.web.site import Site
from bot.web.slugs import slug
from bot.web.tasks import TIME
from knowledge.landmarks import YEARLY_REPORT


@dataclass(frozen=True, slots=True)
class Due:
    """A time of the table: its words, how the address of the tasks has it, how it lies to today, its rows."""

    text: str
    slug: str
    stage: str
    rows: tuple[Row, ...]


def routes(site: Site) -> list[BaseRoute]:
    """`/thoi-han`."""
    service = site.service
    rows = Rows(service)

    async def show(request: Request) -> Response:
        times = schedule.by_time(service.knowledge, service.today)
        chart = schedule.chart(times, service.today, site.words)
        return site.show(
            request,
            "times.html",
            value=chart,
            drawn=svg.timeline(chart),
            times=[
                Due(each.time.text, slug(each.time.text), each.stage, rows.rows(task.unit.id for task in each.tasks))
                for each in times
            ],
            blank=rows.rows(t.unit.id for t in service.knowledge.tasks.values() if t.time is None),
            field=TIME,
            report=service.knowledge.units[YEARLY_REPORT],
            today=site.made_on,
            days=(latest(service.today) - service.today).days,
        )

    return [Route("/thoi-han", show)]
