"""Every kind of page, in both schemes, on a phone and on a screen: all that axe-core checks, widths and sizes."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.pages import MISSING, PAGES

# All of WCAG 2.2 AA and good practice; the size of targets is what axe leaves out by default.
OPTIONS = {"rules": {"target-size": {"enabled": True}}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AUDITED = (360, 1280)
WIDTHS = (320, 360, 768, 1280)
SMALL = """() => [...document.querySelectorAll(
    '.button, .button-quiet, .chip, .choices a, .ask-send, .ask-field, .nav a, .foot-links a, summary, select,'
    + 'input:not([type=hidden])'
)].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
  .map((each) => each.outerHTML)"""


def violations(page: Page) -> list[str]:
    """What axe-core finds, each as rule and element."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def audit(page: Page, address: str) -> list[str]:
    """What axe-core finds on a page in both schemes and both widths, all that is folded being open."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = []
    for width in AUDITED:
        # So high that the field at the bottom of the screen covers nothing: what it covers one scrolls to.
        page.set_viewport_size({"width": width, "height": 4000})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{width} {scheme} {each}" for each in violations(page)]
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_keeps_anyone_out(page: Page, kind: str) -> None:
    """No violation on any kind of page: contrast, names, labels, headings, landmarks, target sizes."""
    assert audit(page, PAGES[kind]) == []


def test_nor_does_a_page_that_is_not_there(new_page: NewPage) -> None:
    """The page of an error is a page like any other."""
    assert audit(new_page(quiet=False), MISSING) == []


@pytest.mark.parametrize("kind", PAGES)
def test_every_page_says_what_it_is(page: Page, kind: str) -> None:
    """Its language, one heading of the first rank, a title that ends in the name, what is shown where it is passed on.

    Nobody has to scroll sideways, down to the narrowest window that WCAG names, and whatever stands alone to be tapped
    is at least 44 px high.
    """
    page.goto(PAGES[kind])
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("h1").count() == 1
    assert page.title().endswith(" · Hỏi Kế hoạch")
    for name in ("og:title", "og:description", "og:image", "og:url"):
        assert page.locator(f'meta[property="{name}"]').get_attribute("content")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == []
