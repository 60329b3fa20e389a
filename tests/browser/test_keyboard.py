"""The keyboard alone: the way in, the order, what is focused is seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PAGES, asking

MOST = 60
"""Steps of the tab key that are looked at on a page."""
FOCUSED = """() => {
    const spot = document.activeElement;
    if (spot === document.body) return null;
    const box = spot.getBoundingClientRect();
    const style = getComputedStyle(spot);
    const bar = document.querySelector('.on-chat .ask');
    const over = bar && !bar.contains(spot) ? bar.getBoundingClientRect() : null;
    return {
        html: spot.outerHTML.slice(0, 200),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        within: box.bottom > 0 && box.top < innerHeight,
        covered: Boolean(over) && box.top >= over.top && box.bottom <= over.bottom,
    };
}"""


def test_the_first_step_skips_to_the_content(page: Page) -> None:
    """Whoever tabs need not go through the navigation on every page."""
    page.goto("/nhiem-vu")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#noi-dung")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("kind", ["greeting", "answer", "duties", "place", "tasks", "agency", "plan", "privacy"])
def test_what_is_focused_is_seen(page: Page, kind: str) -> None:
    """Each step of the tab key leads to something outlined, within the window, and not below the question field."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(PAGES[kind])
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        assert focused["outlined"], focused
        assert focused["within"], focused
        assert not focused["covered"], focused


def test_asking_and_judging(page: Page) -> None:
    """A question is asked, its answer unfolded and judged, without a pointer."""
    page.goto("/")
    page.get_by_role("textbox").focus()
    page.keyboard.type("Sở nào chủ trì nhiệm vụ tín dụng?")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_visible()
    page.locator(".plan-words summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".plan-words blockquote")).to_be_visible()
    page.locator(".feedback summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card > .status")).to_contain_text("Cảm ơn bạn")


def test_the_focus_goes_where_the_answer_is(page: Page) -> None:
    """After a question one can type the next one at once."""
    page.goto(asking("vay vốn ngân hàng hỏi ai"))
    page.get_by_role("textbox").fill("ai phối hợp?")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.get_by_role("textbox")).to_be_focused()
    expect(page.get_by_role("textbox")).to_have_value("")
