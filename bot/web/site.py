"""What every page is made of: the assistant, what is kept, the words, the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.commands.words import Words, load_words
from bot.health import Pulse
from bot.render.web import Renderer
from bot.service import LIMIT, Service
from bot.settings import Settings
from bot.store.store import Store
from bot.web.assets import FOLDER, Asset, load_assets
from bot.web.ledger import Ledger
from bot.web.metrics import Metrics
from bot.web.steps import MOST, address, link, opening

FILE = "web.yaml"


@dataclass(frozen=True)
class Site:
    """The page's parts; holds nothing of any conversation. `words` are those of web.yaml."""

    service: Service
    store: Store
    settings: Settings
    words: Words
    metrics: Metrics = field(default_factory=Metrics)
    pulse: Pulse = field(default_factory=Pulse)

    def show(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401  # what the template names
        """A page.

        Args:
            request: what asks for it.
            template: its file.
            status: the HTTP status.
            values: what the template names, beside `path`, `home`, `made_on` and what all of them know (`templates`).
        """
        made = self.templates.get_template(template)
        return HTMLResponse(
            made.render(path=request.url.path, home=self.home(request), made_on=self.made_on, **values), status
        )

    def home(self, request: Request) -> str:
        """The page's own address, without a slash at the end: as it is set, else as it was asked for."""
        return self.settings.base_url or str(request.base_url).rstrip("/")

    @property
    def made_on(self) -> str:
        """The day on which a page is made, as it is told."""
        today = self.service.today
        return f"{today.day}/{today.month}/{today.year}"

    def asset(self, name: str) -> str:
        """The address of a static file, another one whenever the file is another."""
        return f"/{FOLDER}/{name}?v={self.assets[name].digest}"

    @cached_property
    def ledger(self) -> Ledger:
        """Writes down what was answered."""
        return Ledger(self.store)

    @cached_property
    def cards(self) -> Renderer:
        """Makes cards of answers."""
        return Renderer(self.service.voice, self.words)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The static files by name."""
        return load_assets()

    @cached_property
    def templates(self) -> Environment:
        """The templates. Everything is escaped; a name that there is none of is an error."""
        made = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals.update(
            say=self.words.say,
            at=self.words.at,
            voice=self.service.voice,
            asset=self.asset,
            settings=self.settings,
            address=address,
            link=link,
            opening=opening,
            longest=LIMIT,
            most=MOST,
        )
        return made


def load_site(service: Service, store: Store, settings: Settings) -> Site:
    """The site, its words loaded.

    Raises:
        DataError: the file of words is broken.
    """
    return Site(service, store, settings, load_words(FILE))
