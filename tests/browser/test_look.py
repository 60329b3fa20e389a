"""How a page is drawn: as the person's system wants it, and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import asking

GROUND = "getComputedStyle(document.body).backgroundColor"


def test_light_and_dark(page: Page) -> None:
    """The system's scheme is the page's."""
    page.goto("/")
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate(GROUND))
    assert grounds[0] != grounds[1]


def test_no_motion_where_none_is_wanted(page: Page) -> None:
    """Who asks for less motion gets none."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    assert page.locator(".choices a").first.evaluate("(link) => getComputedStyle(link).transitionDuration") == "0s"


def test_an_answer_on_paper(page: Page) -> None:
    """On paper stand the question, the answer, the plan's words, the place and the address, and nothing to tap."""
    page.goto(asking("Sở nào chủ trì nhiệm vụ tín dụng?"))
    page.emulate_media(media="print")
    for seen in (".brand-name", ".turn-asked", ".card-lead", ".plan-words blockquote", ".cite", ".foot-line"):
        expect(page.locator(seen).first).to_be_visible()
    for unseen in (".nav", ".ask", ".card > .actions", ".feedback", ".chips"):
        expect(page.locator(unseen).first).to_be_hidden()
    expect(page.locator(".card .print-only")).to_contain_text("/muc/III-II-5")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("address", "most"), [("/nhiem-vu", 9), ("/co-quan/skhdt", 7), ("/muc/III-II-5", 1)])
def test_paper_is_not_wasted(page: Page, address: str, most: int) -> None:
    """Rows are lines of a table: the whole table of tasks takes few sheets; what is only for screens is not there."""
    page.goto(address)
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= most
    page.emulate_media(media="print")
    for unseen in (".up", ".filters", ".screen-only", ".unfold > summary"):
        expect(page.locator(unseen).locator("visible=true")).to_have_count(0)


def test_a_conversation_on_paper_runs_on(page: Page) -> None:
    """Its turns are no sheets of their own, and its first sheet is not blank: long cards are broken."""
    page.goto(asking("vay von hoi ai", "ai phối hợp?", "bao giờ xong?"))
    page.emulate_media(media="print")
    assert page.locator("main").evaluate("(main) => getComputedStyle(main).display") == "block"
    assert page.locator(".card").first.evaluate("(card) => getComputedStyle(card).breakInside") == "auto"
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 3


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_navigation_needs_no_sideways_scrolling(page: Page, width: int) -> None:
    """At 320 px and with large letters every way stands within the window, large enough to touch and to read."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/nhiem-vu")
    for link in page.locator(".nav a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert min(box["width"], box["height"]) >= 44
        assert link.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 15


def test_the_question_field_hides_nothing_at_a_large_zoom(page: Page) -> None:
    """On a window as low as 400 % leaves it scrolls along."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(asking("vay von hoi ai"))
    assert page.locator("form.ask").evaluate("(form) => getComputedStyle(form).position") == "static"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_question_field_stays_at_hand(page: Page, width: int) -> None:
    """It stands at the bottom of the window, as wide as there is room, however long the conversation is."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(asking("Sở Công Thương phải làm gì?", "vay vốn ngân hàng hỏi ai"))
    field, send = page.get_by_role("textbox"), page.get_by_role("button", name="Hỏi", exact=True)
    for place in (0, 300, 600):
        page.evaluate("(top) => scrollTo(0, top)", place)
        expect(field).to_be_in_viewport(ratio=1)
        expect(send).to_be_in_viewport(ratio=1)
        box, beside = field.bounding_box(), send.bounding_box()
        assert box is not None
        assert beside is not None
        assert box["width"] > page.locator(".card").last.evaluate("(card) => card.clientWidth") / 2
        assert abs(box["y"] - beside["y"]) < 1
