"""The whole plan as one page, in the order and words of the text as issued, and that text itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.find import LONGEST, cut, find
from bot.web.site import Site
from knowledge.load import source_digest, source_text
from knowledge.model import Heading, Kind, Plan, Unit

SEARCH = "tim"
"""The field of the search, as the address has it."""
_COLUMNS = 5
"""Of the table; the last three are a row's cells beside its number and text."""
_CELLS = 3
_GROUP = 4
"""How deep the headings of the table's groups stand."""
FILE = "quyet-dinh-922-qd-ubnd-2023.txt"

Text = tuple[tuple[str, bool], ...]
"""A text in its pieces, each with whether it was found."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the plan that the page shows as one: a heading, a place, a row of the table.

    `id` is its anchor, `depth` that of a heading (0: none); `unit` what it is a place of, None for a line that only
    heads others. `before` and `after` is what the line prints around its text ("Điều 1. "); `cells` the row's other
    cells with the names of their columns.
    """

    id: str
    depth: int
    unit: Unit | None
    before: Text
    text: Text
    after: str = ""
    cells: tuple[tuple[str, Text], ...] = ()
    shown: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """Its texts, whole: what is printed before, so that a row is found by its number, its words, its cells."""
        every = (self.before, self.text, *(text for _, text in self.cells))
        return tuple("".join(piece for piece, _ in text) for text in every)

    def found(self, marks: Sequence[Sequence[tuple[int, int]]]) -> Passage:
        """With the stretches of its texts that were found."""
        before, text, *cells = (cut(whole, places) for whole, places in zip(self.texts, marks, strict=True))
        names = (name for name, _ in self.cells)
        return replace(self, before=before, text=text, cells=tuple(zip(names, cells, strict=True)))


def passages(plan: Plan, source: str, heads: Mapping[str, Any]) -> tuple[Passage, ...]:
    """The plan's passages in order; what the table prints once a column (a group's heading) stands once.

    Args:
        plan: the plan.
        source: the text that it was read from.
        heads: the lines that head others, each with its anchor (`id`) and how deep it stands (`depth`).
    """
    lines = [heading for heading in plan.headings if not _is_cell(heading, source)]
    names = columns(plan, source)[-_CELLS:]
    together: list[Unit | Heading] = [*plan.units, *lines]
    return tuple(
        _place(each, source, names) if isinstance(each, Unit) else _heading(each, heads.get(each.text, {}))
        for each in sorted(together, key=lambda each: each.start)
    )


def columns(plan: Plan, source: str) -> tuple[str, ...]:
    """The names of the table's columns."""
    return tuple(heading.text for heading in plan.headings if _is_cell(heading, source))[:_COLUMNS]


def routes(site: Site) -> list[BaseRoute]:
    """`/ke-hoach`, `/nguon.txt`."""
    plan, text = site.service.knowledge.plan, source_text()
    every = passages(plan, text, site.words.at("paper.heads"))
    texts = {passage.id: passage.texts for passage in every}
    digest = source_digest()

    async def show(request: Request) -> Response:
        query = request.query_params.get(SEARCH, "").strip()[:LONGEST].strip()
        marks = find(query, texts)
        return site.show(
            request,
            "document.html",
            passages=[
                each.found(marks[each.id]) if each.id in marks else replace(each, shown=not query) for each in every
            ],
            contents=[each for each in every if each.depth],
            query=query,
            count=len(marks),
            longest=LONGEST,
            columns=columns(plan, text),
            digest=digest,
            standing=site.service.voice.status(),
        )

    async def source(_: Request) -> Response:
        headers = {"Content-Disposition": f'inline; filename="{FILE}"'}
        return Response(text.encode(), media_type="text/plain", headers=headers)

    return [Route("/ke-hoach", show), Route("/nguon.txt", source)]


def _is_cell(heading: Heading, source: str) -> bool:
    """Whether a line is a cell of the table."""
    return source[: heading.start].endswith("\t")


def _heading(heading: Heading, known: Mapping[str, Any]) -> Passage:
    anchor = known.get("id", f"dong-{heading.start}")
    return Passage(anchor, known.get("depth", 0), None, (), ((heading.text, False),))


def _place(unit: Unit, source: str, columns: Sequence[str]) -> Passage:
    text = ((unit.text, False),)
    if unit.kind in {Kind.GROUP, Kind.TASK}:
        cells = zip(columns, (unit.lead, unit.coord, unit.deadline), strict=True) if unit.kind is Kind.TASK else ()
        made = tuple((name, ((cell, False),) if cell else ()) for name, cell in cells)
        return Passage(
            unit.id, _GROUP * (unit.kind is Kind.GROUP), unit, ((f"{unit.number}. ", False),), text, cells=made
        )
    before = source[source.rfind("\n", 0, unit.start) + 1 : unit.start]
    after = source[unit.end : source.find("\n", unit.end)]
    return Passage(unit.id, 0, unit, ((before, False),) if before else (), text, after)
