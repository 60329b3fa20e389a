"""The search as one types finds what the server's search finds, marks it, and keeps it in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage

QUERIES = [
    "ke toan",
    "kế toán",
    "toan",
    "hoà",
    "vốn hàng",
    "SỞ CÔNG THƯƠNG",
    "quy iv/2022",
    "1.280",
    "zzz",
    "5%",
    "d",
    "7.3",
    "1280",
]
QUERIES += ["qũy", "quỹ", "toà", "Điều 1", "\u0301", "a \u0301", "\u200b", "<b>vay", "vay" + " vốn" * 60]
FOUND = """() => [...document.querySelectorAll('[data-passage]:not([hidden])')].map(
    (place) => [place.id, [...place.querySelectorAll('mark')].map((mark) => mark.textContent)])"""


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    """A phone without scripts."""
    return new_page(java_script_enabled=False)


def test_what_is_typed_is_found_as_the_server_finds_it(page: Page, new_page: NewPage) -> None:
    """The same places, the same words marked, the same count; nothing is loaded anew."""
    served = new_page()
    page.goto("/ke-hoach")
    page.evaluate("window.still = true")
    for query in QUERIES:
        page.get_by_role("searchbox").fill(query)
        served.route("**/search.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        served.goto("/ke-hoach?" + page.evaluate("new URLSearchParams(location.search).toString()"))
        assert page.evaluate(FOUND) == served.evaluate(FOUND), query
        expect(page.locator("[data-count]")).to_have_text(served.locator("[data-count]").inner_text())
        assert page.evaluate("new URLSearchParams(location.search).get('tim')") == query[:100].strip()
    page.get_by_role("searchbox").fill("")
    assert len(page.evaluate(FOUND)) > 75
    assert page.evaluate("location.pathname + location.search") == "/ke-hoach"
    assert page.locator("mark").count() == 0
    assert page.evaluate("window.still")


def test_a_search_in_the_address_is_there_after_a_reload_and_on_the_way_back(page: Page) -> None:
    """Another page between, back, and again."""
    page.goto("/ke-hoach")
    page.get_by_role("searchbox").fill("ke toan")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("ke toan")
    assert page.locator("mark").all_inner_texts() == ["kế toán"]
    page.locator("#III-III-5").get_by_role("link").click()
    page.wait_for_url("**/muc/III-III-5")
    page.go_back()
    expect(page.locator("[data-count]")).to_contain_text("1 nơi")
    assert page.locator("mark").all_inner_texts() == ["kế toán"]


def test_the_contents_lead_out_of_a_search(page: Page) -> None:
    """To a place that the search hides: it is shown, the search is over."""
    page.goto("/ke-hoach?tim=ke+toan")
    page.locator("nav.toc a[href='#IV']").evaluate("link => link.click()")
    expect(page.locator("#IV")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert page.url.endswith("/ke-hoach#IV")


def test_it_works_without_scripts(plain: Page) -> None:
    """By its form: what is found is shown and marked, the rest hidden, and back by a link."""
    plain.goto("/ke-hoach")
    plain.get_by_role("searchbox").fill("ke toan")
    plain.get_by_role("searchbox").press("Enter")
    expect(plain.locator("mark")).to_have_text("kế toán")
    expect(plain.locator("#III-III-4")).to_be_hidden()
    plain.locator("[data-clear] a").first.click()
    expect(plain.locator("#III-III-4")).to_be_visible()
