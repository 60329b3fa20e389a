"""Everything without JavaScript: links and forms alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import asking


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    """A phone whose browser runs no scripts."""
    return new_page(java_script_enabled=False)


def test_asking_and_asking_on(plain: Page) -> None:
    """A question leads to an address of its own; the next one goes on from it, and back leads back."""
    plain.goto("/")
    plain.get_by_role("textbox").fill("vay vốn ngân hàng hỏi ai")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.locator(".card")).to_have_count(1)
    expect(plain.locator(".card-lead")).to_contain_text("Ngân hàng Nhà nước chi nhánh Thanh Hóa")
    plain.get_by_role("textbox").fill("ai phối hợp?")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.locator(".card")).to_have_count(2)
    assert plain.url.partition("/hoi")[2].count("q=") == 2
    assert plain.url.endswith("#cuoi")
    plain.go_back()
    expect(plain.locator(".card")).to_have_count(1)


def test_an_example_can_be_tapped(plain: Page) -> None:
    """The first page offers questions that are links."""
    plain.goto("/")
    example = plain.locator(".hello .choices a").first
    asked = example.inner_text()
    example.click()
    expect(plain.locator(".turn-asked")).to_have_text(asked)
    expect(plain.locator(".card")).to_be_visible()


def test_choosing_what_was_meant(plain: Page) -> None:
    """Where several places are alike, a choice is a link that goes on."""
    plain.goto(asking("nhiệm vụ 5 do ai chủ trì?"))
    plain.locator(".choices a", has_text="Vay ngân hàng").click()
    expect(plain.locator(".card").last).to_contain_text("Ngân hàng Nhà nước chi nhánh Thanh Hóa")


def test_saying_what_is_wrong(plain: Page) -> None:
    """The labels are buttons of a form, and its result is a page that thanks."""
    plain.goto(asking("vay vốn ngân hàng hỏi ai"))
    plain.locator(".feedback summary").click()
    plain.get_by_role("button", name="Sai").click()
    expect(plain.locator("main")).to_contain_text("Cảm ơn bạn")


def test_narrowing_the_tasks(plain: Page) -> None:
    """The filters are a form whose state is the address."""
    plain.goto("/nhiem-vu")
    every = plain.locator(".list .item").count()
    plain.get_by_label("Nhóm", exact=True).select_option("III-II")
    plain.get_by_role("button", name="Lọc").click()
    assert "nhom=III-II" in plain.url
    assert 0 < plain.locator(".list .item").count() < every


def test_searching_the_plan(plain: Page) -> None:
    """The search is a form, and finds without diacritics; what is found is marked."""
    plain.goto("/ke-hoach")
    plain.get_by_role("searchbox").fill("tin dung")
    plain.get_by_role("searchbox").press("Enter")
    assert "tim=tin" in plain.url
    expect(plain.locator("mark").first).to_have_text("tín dụng")


def test_nothing_is_offered_that_needs_a_script(plain: Page) -> None:
    """Copying and sharing are not shown where they cannot work."""
    plain.goto(asking("vay vốn ngân hàng hỏi ai"))
    for name in ("Sao chép", "Chia sẻ"):
        expect(plain.get_by_role("button", name=name)).to_have_count(0)


def test_deleting_what_is_kept(plain: Page) -> None:
    """After a question there is something to delete, after a confirmation it is gone, and so is the cookie."""
    plain.goto("/")
    plain.get_by_role("textbox").fill("vay vốn ngân hàng hỏi ai")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    assert [cookie["name"] for cookie in plain.context.cookies()] == ["hoi"]
    plain.get_by_role("link", name="Riêng tư và xóa dữ liệu").click()
    plain.locator(".delete summary").click()
    plain.locator(".delete").get_by_role("button").click()
    expect(plain.locator("main")).to_contain_text("Đã xóa")
    assert plain.context.cookies() == []


def test_a_question_without_words(new_page: NewPage) -> None:
    """The page says what is missing, and apologises for nothing."""
    plain = new_page(java_script_enabled=False, quiet=False)
    plain.goto(asking("vay vốn ngân hàng hỏi ai"))
    plain.get_by_role("textbox").fill("  ")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.get_by_role("status").filter(has_text="Bạn gõ câu hỏi nhé")).to_be_visible()
    expect(plain.locator(".turn-asked")).to_have_count(1)


def test_saying_where_one_works(plain: Page) -> None:
    """It is a form; what is asked from then on is asked as one who works there, until it is taken back."""
    plain.goto("/")
    plain.get_by_role("link", name="Chọn nơi làm việc").click()
    plain.get_by_label("Bạn làm việc ở đâu?").select_option("stc")
    plain.get_by_role("button", name="Lưu").click()
    expect(plain.get_by_role("status")).to_contain_text("Sở Tài chính")
    plain.goto("/")
    plain.get_by_role("textbox").fill("nhiệm vụ của tôi")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.locator(".card-lead").first).to_contain_text("Sở Tài chính")
    plain.get_by_role("link", name="Đổi nơi làm việc").click()
    plain.get_by_label("Bạn làm việc ở đâu?").select_option("")
    plain.get_by_role("button", name="Lưu").click()
    expect(plain.locator(".card")).to_contain_text("Bạn ở cơ quan nào?")
