"""Looking instead of asking: targets, tasks, agencies, times, the plan."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


def test_the_ways_through_the_pages(page: Page) -> None:
    """Each page of the navigation is there, and says which of them it is."""
    page.goto("/")
    for name in ("Mục tiêu", "Nhiệm vụ", "Cơ quan", "Thời hạn", "Kế hoạch", "Hỏi"):
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".nav [aria-current]")).to_have_text(name)


def test_figures_at_a_glance(page: Page) -> None:
    """The figures of both years, each in the plan's own words."""
    page.goto("/muc-tieu")
    expect(page.locator(".figure", has_text="1.280").first).to_contain_text("1.280 hợp tác xã trở lên")
    expect(page.get_by_role("heading", name="2045")).not_to_have_count(0)


def test_narrowing_the_tasks(page: Page) -> None:
    """Filters narrow the list, are counted, stand in the address, and go away again."""
    page.goto("/nhiem-vu")
    every = page.locator(".list .item").count()
    page.get_by_label("Cơ quan", exact=True).select_option("stc")
    page.get_by_role("button", name="Lọc").click()
    narrowed = page.locator(".list .item").count()
    assert 0 < narrowed < every
    assert page.url.endswith("/nhiem-vu?co-quan=stc")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".count")).to_contain_text(str(narrowed))
    expect(page.get_by_label("Cơ quan", exact=True)).to_have_value("stc")
    page.go_back()
    expect(page.locator(".list .item")).to_have_count(every)


def test_from_an_agency_to_a_place_to_a_question(page: Page) -> None:
    """An agency's duties lead to the plan's words, and a question asked there is about that place."""
    page.goto("/co-quan")
    page.get_by_role("link", name="Ngân hàng Nhà nước chi nhánh Thanh Hóa").first.click()
    page.get_by_role("link", name="Vay ngân hàng").first.click()
    assert page.url.endswith("/muc/III-II-5")
    expect(page.locator("blockquote").first).to_contain_text("tập trung ưu tiên nguồn vốn")
    page.get_by_role("textbox").fill("ai phối hợp?")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".card").last).to_contain_text("nhóm II, nhiệm vụ 5")


@pytest.mark.parametrize("address", ["/muc-tieu", "/co-quan", "/thoi-han"])
def test_a_chart_can_be_read_without_being_seen(page: Page, address: str) -> None:
    """It is one picture, or a group of links, with a name and a description; its numbers stand in a table behind it."""
    page.goto(address)
    chart = page.locator("svg.chart-svg").first
    assert chart.locator("title").text_content()
    assert chart.locator("desc").text_content()
    page.locator(".table-behind summary").first.click()
    expect(page.locator(".table-behind table").first).to_be_visible()


def test_a_chart_keeps_within_its_frame(page: Page) -> None:
    """On a phone no letter of a chart stands outside the window."""
    for address in ("/muc-tieu", "/co-quan", "/thoi-han"):
        page.goto(address)
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.chart-svg text')].filter((text) => {
                const { left, right } = text.getBoundingClientRect();
                return left < 0 || right > innerWidth;
            }).map((text) => text.textContent)"""
        )
        assert outside == []


def test_searching_as_one_types(page: Page) -> None:
    """Letters without diacritics find words with them; what is found is counted and marked, the rest steps aside."""
    page.goto("/ke-hoach")
    every = page.locator("[data-passage]:visible").count()
    page.get_by_role("searchbox").press_sequentially("tin dung")
    expect(page.locator("mark").first).to_have_text("tín dụng")
    found = page.locator("[data-passage]:visible").count()
    assert 0 < found < every
    expect(page.get_by_role("status")).to_contain_text(str(found))
    page.get_by_role("searchbox").fill("")
    expect(page.locator("[data-passage]:visible")).to_have_count(every)
    expect(page.locator("mark")).to_have_count(0)


def test_a_search_has_an_address(page: Page) -> None:
    """What was looked for is looked for again by whoever opens the address."""
    page.goto("/ke-hoach?tim=ph%E1%BB%A5+n%E1%BB%AF")
    expect(page.get_by_role("searchbox")).to_have_value("phụ nữ")
    expect(page.locator("mark").first).to_have_text("phụ nữ", ignore_case=True)


def test_a_place_is_found_by_its_anchor(page: Page) -> None:
    """The address of a place within the plan leads to it."""
    page.goto("/ke-hoach#III-II-5")
    expect(page.locator("#III-II-5")).to_be_in_viewport()


def test_the_source_as_issued(page: Page) -> None:
    """The source text can be had, and the page tells its digest."""
    page.goto("/ke-hoach")
    assert page.locator("code").text_content()
    response = page.request.get("/nguon.txt")
    assert response.headers["content-type"].startswith("text/plain")
    assert "922/QĐ-UBND" in response.text()


def test_taking_a_file_along(page: Page) -> None:
    """An agency's page gives its duty sheet as a file, saved under a name that tells what it is; or prints it."""
    page.goto("/co-quan/sct")
    for name, ending in (("Word", "docx"), ("Excel", "xlsx"), ("Lịch", "ics")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"nhiem-vu-so-cong-thuong.{ending}"
        assert download.value.path().stat().st_size > 10_000
    expect(page).to_have_url(re.compile("/co-quan/sct$"))
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="In", exact=True).click()
    expect(page).to_have_title("printed")


def test_files_of_what_is_narrowed(page: Page) -> None:
    """Of the group chosen and of the whole plan."""
    page.goto("/nhiem-vu?nhom=III-II")
    page.get_by_text("Tải về hoặc in").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").first.click()
    assert download.value.suggested_filename == "nhiem-vu-nhom-ii.xlsx"
