"""What the tests of the page share: the site on a store of its own, its clock stopped, and a browser's stand-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from bot.privacy import Privacy
from bot.service import Service
from bot.settings import Settings, load_settings
from bot.store.store import Store, open_store
from bot.web.app import build_app
from bot.web.site import Site, load_site

BASE = "https://hoi.example.vn"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a public page."""
    given = {
        "HOI_BASE_URL": BASE,
        "HOI_DATABASE_URL": f"sqlite:///{tmp_path / 'hoi.db'}",
        "HOI_SESSION_RATE": "0",  # the clock stands still, so that a minute never ends
        "HOI_ADDRESS_RATE": "0",
    }
    return load_settings(given, tmp_path / "none")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The store of that page."""
    opened = open_store(settings.database_url, Privacy(b"0123456789abcdef"))
    yield opened
    opened.close()


@pytest.fixture
def site(service: Service, store: Store, settings: Settings) -> Site:
    """The page's parts."""
    return load_site(service, store, settings)


@pytest.fixture
def client(site: Site) -> TestClient:
    """Asks the page, as a browser at its own address; follows no redirect."""
    return TestClient(build_app(site), base_url=BASE, follow_redirects=False)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., TestClient]:
    """Serves a test's own routes in place of the page's, behind all that a request passes."""

    def made(site: Site, *routes: BaseRoute) -> TestClient:
        monkeypatch.setattr("bot.web.app.PARTS", (lambda _: list(routes),))
        return TestClient(build_app(site), base_url=BASE, follow_redirects=False)

    return made
