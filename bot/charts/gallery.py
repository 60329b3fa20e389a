"""The charts by name, for channels without a page: each as its values, as a picture's SVG, and in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from bot.charts import loads, poster, schedule, shares
from bot.charts.values import Bars, Timeline
from bot.commands.words import Words, load_words
from knowledge.load import Knowledge

FILE = "web.yaml"
"""The words of charts are the page's."""
TARGETS, TIMES, AGENCIES, AGENCY = "targets", "times", "agencies", "agency"
"""The charts: of the targets of a year, of the times, of the bodies (page by page), of one body."""
SERIES = frozenset({TARGETS, AGENCIES})
"""The charts that are several pictures."""
_PAGE = 9
"""So many bodies stand on a picture that no phone makes smaller."""

Chart = Bars | Timeline


@dataclass(frozen=True)
class Gallery:
    """Makes charts; `words` are those of web.yaml."""

    knowledge: Knowledge
    words: Words

    def names(self, chart: str) -> tuple[str, ...]:
        """What there is of a sort of chart: years, pages, bodies, or "" for the one; () of an unknown sort."""
        if chart == TARGETS:
            return tuple(dict.fromkeys(figure.year for figure in self.knowledge.figures))
        if chart == AGENCIES:
            return tuple(str(page) for page in range(-(-len(loads.loads(self.knowledge)) // _PAGE)))
        if chart == AGENCY:
            return tuple(load.agency for load in loads.loads(self.knowledge))
        return ("",) if chart == TIMES else ()

    def chart(self, chart: str, name: str, today: dt.date) -> Chart:
        """A chart of a sort and one of its `names`, as of a day."""
        if chart == TARGETS:
            return shares.chart([figure for figure in self.knowledge.figures if figure.year == name], self.words)
        if chart == TIMES:
            return schedule.chart(schedule.by_time(self.knowledge, today), today, self.words)
        every = loads.loads(self.knowledge)
        if chart == AGENCY:
            return loads.own(next(load for load in every if load.agency == name), self.words)
        whole, page, pages = loads.chart(every, self.words), int(name), len(self.names(AGENCIES))
        title = self.words.say("charts.loads.page", title=whole.title, page=page + 1, pages=pages)
        return replace(whole, title=title, bars=whole.bars[page * _PAGE : (page + 1) * _PAGE])


def drawn(chart: Chart) -> str:
    """The SVG of a chart that stands alone."""
    return poster.bars(chart) if isinstance(chart, Bars) else poster.timeline(chart)


def told(chart: Chart) -> tuple[tuple[str, str], ...]:
    """All that a chart shows, by name and value."""
    if isinstance(chart, Timeline):
        return tuple((lane.name, lane.note) for lane in chart.lanes)
    return (*((bar.name, bar.value) for bar in chart.bars), *chart.rest)


def load_gallery(knowledge: Knowledge) -> Gallery:
    """The gallery, its words loaded.

    Raises:
        DataError: the file of words is broken.
    """
    return Gallery(knowledge, load_words(FILE))
