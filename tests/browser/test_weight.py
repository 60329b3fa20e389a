"""What a page costs those who pay by the byte, measured by the browser's own protocol."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES

MOST = 60_000


@pytest.mark.parametrize("kind", ["greeting", "answer", "place", "targets"])
def test_the_first_load_is_light(page: Page, kind: str) -> None:
    """Up to 60 KB over the wire for all that a page loads, headers included, where nothing is kept yet."""
    wire = page.context.new_cdp_session(page)
    sizes: list[float] = []

    def loaded(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", loaded)
    wire.send("Network.enable")
    page.goto(PAGES[kind], wait_until="networkidle")
    # The page, its style, its scripts; an icon and the manifest as the browser likes.
    assert len(sizes) > 2
    assert 0 < sum(sizes) <= MOST
