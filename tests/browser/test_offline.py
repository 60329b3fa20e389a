"""Without a network: the plan's pages open, asking says that it cannot be. The network is gone when the server is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import asking
from tests.serving import Serving

OFFLINE = "Máy đang mất mạng"
PLAN = ["/", "/ke-hoach", "/muc-tieu", "/nhiem-vu", "/co-quan", "/thoi-han"]
KEPT = """async (pages) => {
    const kept = async () => (await Promise.all(pages.map((page) => caches.match(page)))).every(Boolean);
    while (!(await kept())) await new Promise(requestAnimationFrame);
}"""
"""Comes to an end once all these pages are kept."""


@pytest.fixture
def server(chromium: str, tmp_path: Path) -> Iterator[Serving]:  # noqa: ARG001  # or skipped
    """A program of its own, as it is stopped and started."""
    with Serving(tmp_path).start() as serving:
        yield serving


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A phone that has been on the page once, and has had the time to keep what it is to keep."""
    page = new_page(quiet=False)
    page.goto("/")
    page.evaluate(KEPT, PLAN)
    return page


def test_the_plan_can_be_read(page: Page, server: Serving) -> None:
    """Pages of the plan open, as they were; a place that was not opened before is shown within the whole plan."""
    page.goto("/muc/III-II-6")
    server.stop()
    for address in (*PLAN, "/muc/III-II-6"):
        page.goto(address)
        expect(page.locator(".nav [aria-current]")).to_have_count(1)
        expect(page.locator("h1")).not_to_have_text(OFFLINE)
        assert page.evaluate("document.styleSheets.length") == 1
    page.goto("/muc/III-II-5")
    assert page.url.endswith("/ke-hoach#III-II-5")
    expect(page.locator("#III-II-5")).to_be_in_viewport()


def test_the_plan_can_be_searched(page: Page, server: Serving) -> None:
    """The search runs in the page itself."""
    server.stop()
    page.goto("/ke-hoach?tim=tin+dung")
    expect(page.locator("mark").first).to_have_text("tín dụng")


def test_asking_says_that_it_cannot_be(page: Page, server: Serving) -> None:
    """Whether a question is typed, sent by a form or opened by its address, the page says that there is no network.

    Once there is one again the same address gives the answer.
    """
    server.stop()
    page.get_by_role("textbox").fill("vay vốn ngân hàng hỏi ai")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator("[data-status]")).not_to_be_empty()
    expect(page.get_by_role("textbox")).to_have_value("vay vốn ngân hàng hỏi ai")
    page.evaluate("document.querySelector('form.ask').submit()")
    expect(page.locator("h1")).to_have_text(OFFLINE)
    page.goto(asking("vay vốn ngân hàng hỏi ai"))
    expect(page.locator("h1")).to_have_text(OFFLINE)
    server.start()
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator(".card-lead")).to_contain_text("Ngân hàng Nhà nước")


def test_a_filtered_list_is_shown_whole_under_the_address_of_the_whole(page: Page, server: Serving) -> None:
    """A list that cannot be narrowed does not stand under an address that says it is."""
    server.stop()
    page.goto("/nhiem-vu?nhom=III-II")
    assert page.url.endswith("/nhiem-vu")
    expect(page.locator("li.row")).to_have_count(45)


def test_the_first_page_opens(page: Page, server: Serving) -> None:
    """It is where what is installed begins; it says that it was kept, and when it was made."""
    page.goto("/muc-tieu")
    expect(page.locator("[data-kept]")).to_be_hidden()
    server.stop()
    page.goto("/")
    expect(page.get_by_role("textbox")).to_be_visible()
    expect(page.locator("[data-kept]")).to_contain_text("bản đã lưu, làm ngày")


def test_a_page_that_is_not_kept_says_so(page: Page, server: Serving) -> None:
    """Nobody asked anything there: a body's page that was not opened before, against one that was."""
    page.goto("/co-quan/stc")
    server.stop()
    page.goto("/co-quan/stc")
    expect(page.locator("h1")).to_have_text("Sở Tài chính")
    page.goto("/co-quan/sct")
    expect(page.locator("h1")).to_have_text(OFFLINE)
    expect(page.locator("main")).to_contain_text("Trang này chưa lưu trên máy")
    expect(page.locator("main")).not_to_contain_text("Chưa gửi câu hỏi được")


def test_kept_pages_of_yesterday_are_fetched_again(page: Page) -> None:
    """A page that tells how times lie to today does not stay as it was."""
    page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("hoi-")));
            const old = new Date(Date.now() - 2 * 86_400_000).toUTCString();
            await cache.put("/thoi-han", new Response("old", { headers: { date: old } }));
        }"""
    )
    page.reload()
    page.evaluate(
        """async () => {
            const kept = async () => (await (await caches.match("/thoi-han")).text()) !== "old";
            while (!(await kept())) await new Promise(requestAnimationFrame);
        }"""
    )


def test_what_was_asked_is_never_kept(page: Page) -> None:
    """Neither questions nor answers stay in the browser's store."""
    page.goto(asking("vay vốn ngân hàng hỏi ai"))
    kept = page.evaluate(
        """async () => {
            const names = await caches.keys();
            const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return all.flat().map((request) => request.url);
        }"""
    )
    assert kept
    assert not [address for address in kept if "/hoi?" in address]
