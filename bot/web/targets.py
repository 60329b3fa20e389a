"""The targets: every figure at a glance, in the plan's words, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.charts import shares, svg
from bot.charts.values import Bars
from bot.web.site import Site
from knowledge.landmarks import GENERAL_TARGET
from knowledge.model import Figure, Unit


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure, what it is of, and its bound."""

    figure: Figure
    name: str
    bound: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the targets, with its figures."""

    unit: Unit
    figures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Horizon:
    """The targets of one year: how many figures, the places that hold them, the chart and its drawing."""

    year: str
    count: int
    places: tuple[Place, ...]
    chart: Bars
    drawn: str


def routes(site: Site) -> list[BaseRoute]:
    """`/muc-tieu`."""
    horizons = _horizons(site)
    general = site.service.knowledge.units[GENERAL_TARGET]

    async def show(request: Request) -> Response:
        return site.show(request, "targets.html", horizons=horizons, general=general)

    return [Route("/muc-tieu", show)]


def _horizons(site: Site) -> tuple[Horizon, ...]:
    """The years for which there are targets, in their order."""
    knowledge = site.service.knowledge
    made: list[Horizon] = []
    for year in dict.fromkeys(figure.year for figure in knowledge.figures):
        figures = [figure for figure in knowledge.figures if figure.year == year]
        chart = shares.chart(figures, site.words)
        places = tuple(
            Place(
                knowledge.units[unit],
                tuple(Shown(f, shares.name(f, site.words), shares.bound(f, site.words)) for f in each),
            )
            for unit, each in groupby(figures, key=lambda figure: figure.unit)
        )
        made.append(Horizon(year, len(figures), places, chart, svg.bars(chart)))
    return tuple(made)
