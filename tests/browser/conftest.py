"""A real browser on the installed program. Without Chromium these tests are skipped; where CI is set they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.serving import Serving

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# No sandbox, as tests may run as root; nothing that asks its maker's servers for anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "Chromium is not installed: the tests in a browser need it"
PHONE = {"width": 360, "height": 740}
NewPage = Callable[..., Page]

# What a page comes to is waited for long enough for a slow machine: a test that passes never waits for nothing.
expect.set_options(timeout=20_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """All tests that are skipped for want of a browser make one line together."""
    report = yield
    if report.skipped and CHROMIUM is None:
        report.longrepr = (__file__, None, f"Skipped: {MISSING}")
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return CHROMIUM


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser. It is closed after each module: while it is there, no other test could start an event loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:  # noqa: ARG001  # or skipped
    """The installed program, started; not where there is no browser."""
    serving = Serving(tmp_path_factory.mktemp("page")).start()
    yield serving
    assert serving.stop() == 0


@pytest.fixture
def new_page(browser: Browser, server: Serving) -> Iterator[NewPage]:
    """Opens a window of its own, by default a phone's; its addresses begin at the program's.

    Whatever a page complains of (a broken script, something that the policy forbids, a file that is not there) fails
    the test, and so does any request that leaves for elsewhere. `quiet=False`: complaints are expected.
    """
    complaints: list[str] = []
    contexts = []

    def opened(*, quiet: bool = True, **options: Any) -> Page:  # noqa: ANN401  # what the library's own method takes
        given = {"base_url": server.url, "viewport": PHONE, "locale": "vi-VN"} | options
        context = browser.new_context(**given)
        contexts.append(context)
        page = context.new_page()

        def leaves(address: str) -> None:
            if not address.startswith((server.url, "data:", "blob:")):
                complaints.append(f"leaves for {address}")

        def said(message: ConsoleMessage) -> None:
            if quiet and message.type in {"error", "warning"}:
                complaints.append(message.text)

        context.on("request", lambda request: leaves(request.url))
        page.on("console", said)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A phone."""
    return new_page()
