"""Asking with scripts: turns without reloading, addresses, the browser's history, what one may do with an answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import asking

BORROW = "vay vốn ngân hàng hỏi ai"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"


def ask(page: Page, question: str) -> None:
    """Type a question and send it; the answer is there when this returns."""
    before = page.locator(".card").count()
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".card")).to_have_count(before + 1)


def test_asking_does_not_reload(page: Page) -> None:
    """The turn appears below the others, is said to those who listen, and has an address."""
    page.goto("/")
    page.evaluate("window.same = true")
    ask(page, BORROW)
    assert page.evaluate("window.same")
    expect(page.locator(".turn-asked")).to_have_text(BORROW)
    expect(page.locator(".card-lead")).to_contain_text(BANK)
    expect(page.locator("[data-heard]")).to_contain_text(BANK)
    expect(page).to_have_title(f"{BORROW} · Hỏi Kế hoạch")
    assert "/hoi?q=" in page.url


def test_a_question_goes_on_from_the_one_before(page: Page) -> None:
    """What a follow-up leaves out is what was spoken of."""
    page.goto("/")
    ask(page, BORROW)
    ask(page, "ai phối hợp?")
    expect(page.locator(".card").last).to_contain_text("Các sở, ngành, UBND cấp huyện")
    expect(page.locator(".card").last).to_contain_text("nhóm II, nhiệm vụ 5")


def test_choosing_what_was_meant(page: Page) -> None:
    """Where several places are alike, one tap tells which; the conversation goes on from there."""
    page.goto("/")
    ask(page, "nhiệm vụ 5 do ai chủ trì?")
    page.locator(".choices a", has_text="Vay ngân hàng").click()
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card").last).to_contain_text(BANK)


def test_back_forward_and_reload(page: Page) -> None:
    """The browser's own buttons do what they say: each address is a conversation, and gives the same again."""
    page.goto("/")
    ask(page, BORROW)
    ask(page, "ai phối hợp?")
    asked, said = (page.locator(each).all_inner_texts() for each in (".turn-asked", ".card-lead"))
    page.go_back()
    expect(page.locator(".card")).to_have_count(1)
    page.go_back()
    expect(page.locator(".hello")).to_be_visible()
    page.go_forward()
    expect(page.locator(".card")).to_have_count(1)
    page.go_forward()
    expect(page.locator(".card")).to_have_count(2)
    page.reload()
    expect(page.locator(".turn-asked")).to_have_text(asked)
    expect(page.locator(".card-lead")).to_have_text(said)


def test_two_windows_are_two_conversations(page: Page) -> None:
    """What is asked in one window does not change what another goes on from."""
    page.goto("/")
    ask(page, BORROW)
    other = page.context.new_page()
    other.goto("/")
    ask(other, "Đào tạo kế toán bao giờ xong?")
    ask(page, "ai phối hợp?")
    expect(page.locator(".card").last).to_contain_text("nhóm II, nhiệm vụ 5")


def test_a_colleague_gets_the_same_answer(new_page: NewPage) -> None:
    """The address that is passed on gives the answer of a follow-up to somebody who has asked nothing yet."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    ask(page, "Đào tạo kế toán bao giờ xong?")
    ask(page, BORROW)
    ask(page, "ai phối hợp?")
    page.locator(".card").last.get_by_role("button", name="Chia sẻ").click()
    expect(page.locator(".card .actions > .status").last).not_to_be_empty()
    address = page.evaluate("navigator.clipboard.readText()")
    colleague = new_page()
    colleague.goto(address)
    expect(colleague.locator(".card").last).to_contain_text("Các sở, ngành, UBND cấp huyện")
    assert address.count("q=") < 3
    assert colleague.context.cookies() == []


def test_what_is_copied_says_where_it_stands(new_page: NewPage) -> None:
    """An answer copied has its citation and its address with it."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(asking(BORROW))
    page.get_by_role("button", name="Sao chép câu trả lời").click()
    expect(page.locator(".card .actions > .status")).to_have_text("Đã sao chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in (BANK, "Mục III, nhóm II, nhiệm vụ 5", "922/QĐ-UBND", "/hoi?q="):
        assert part in copied


@pytest.mark.parametrize("label", ["Đúng", "Sai", "Thiếu", "Không liên quan"])
def test_saying_what_is_wrong(page: Page, label: str) -> None:
    """An opinion is sent without reloading, thanked for, and stays to be seen; an answer opened by a link takes one."""
    page.goto(asking(BORROW))
    page.evaluate("window.same = true")
    page.locator(".feedback summary").click()
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".card > .status")).to_contain_text("Cảm ơn bạn")
    page.locator(".feedback summary").click()
    expect(page.get_by_role("button", name=label, exact=True)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.same")


def test_what_is_typed_is_only_ever_text(page: Page) -> None:
    """Nothing that is typed becomes part of the page, neither when it is asked nor when its address is opened."""
    typed = "<img src=x onerror=alert(1)><script>alert(1)</script> vay vốn"
    page.goto("/")
    ask(page, typed)
    expect(page.locator(".turn-asked")).to_have_text(typed)
    page.goto(asking(typed))
    expect(page.locator(".turn-asked")).to_have_text(typed)
    assert page.locator("main img, main script").count() == 0


def test_reading_leaves_nothing_behind(page: Page) -> None:
    """A cookie is made when something is asked, not before; no script can read it."""
    for address in ("/", asking(BORROW), "/nhiem-vu", "/rieng-tu"):
        page.goto(address)
    assert page.context.cookies() == []
    page.goto("/")
    ask(page, BORROW)
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("hoi", True, "Lax")
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_deleting_what_is_kept(page: Page) -> None:
    """One can delete what one has asked; afterwards nothing is known of this browser."""
    page.goto("/")
    ask(page, BORROW)
    page.goto("/rieng-tu")
    page.locator(".delete summary").click()
    page.locator(".delete").get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("Đã xóa")
    assert page.context.cookies() == []
    page.reload()
    expect(page.locator(".delete")).to_have_count(0)


def test_what_is_typed_meanwhile_is_asked_next(page: Page) -> None:
    """While an answer is awaited one types on; Enter sends that when the answer has come, and nothing is lost."""
    held: list[Route] = []
    page.goto("/")
    page.route("**/hoi", lambda route: route.continue_() if held else held.append(route))
    field = page.get_by_role("textbox")
    field.fill(BORROW)
    field.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("Mình đang tra cứu")
    field.press("Enter")
    field.fill("ai phối hợp?")
    field.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("xong sẽ gửi ngay câu này")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".turn-asked")).to_have_text([BORROW, "ai phối hợp?"])
    expect(field).to_have_value("")


def test_what_is_typed_meanwhile_stays(new_page: NewPage) -> None:
    """It is not wiped by the answer; where the question is not answered, that stays as well."""
    page = new_page(quiet=False)
    held: list[Route] = []
    page.goto("/")
    page.route("**/hoi", lambda route: held.append(route))  # noqa: PLW0108  # Playwright takes no builtin
    field = page.get_by_role("textbox")
    for at, next_ in enumerate(("ai phối", "bao giờ")):
        field.fill(BORROW)
        field.press("Enter")
        expect(page.locator("[data-status]")).to_contain_text("Mình đang tra cứu")
        field.fill(next_)
        if at:
            held[at].abort()
        else:
            held[at].continue_()
            expect(page.locator(".card")).to_have_count(1)
            expect(field).to_have_value(next_)
    expect(field).to_have_value(f"{BORROW}\nbao giờ")


def test_the_field_grows(page: Page) -> None:
    """To three lines; Shift and Enter break one; blanks alone are not sent."""
    page.goto("/")
    field = page.get_by_role("textbox")
    heights = []
    for _ in range(4):
        heights.append(field.evaluate("field => field.offsetHeight"))
        field.press("Shift+Enter")
    assert heights[0] < heights[1] < heights[2] == heights[3]
    field.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("Bạn gõ câu hỏi nhé.")
    expect(page.locator(".hello")).to_be_visible()


def test_what_cannot_be_copied(page: Page) -> None:
    """It is not said to be copied: it stands there, chosen, and how to copy it by hand is said."""
    page.goto(asking(BORROW))
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.get_by_role("button", name="Sao chép căn cứ").click()
    expect(page.locator(".card .actions > .status")).to_contain_text("Ctrl+C")
    expect(page.locator(".by-hand")).to_have_value(re.compile("^Mục III, nhóm II, nhiệm vụ 5, Kế hoạch ban hành"))
    page.evaluate("document.execCommand = () => true")
    page.get_by_role("button", name="Sao chép câu trả lời").click()
    expect(page.locator(".card .actions > .status")).to_have_text("Đã sao chép")
    expect(page.locator(".by-hand")).to_have_count(0)
    assert page.evaluate("document.querySelector('.status:not(:empty)').previousElementSibling.textContent") == (
        "Sao chép câu trả lời"
    )


def test_a_long_conversation(page: Page) -> None:
    """The page keeps the last eight turns, says so, and is the same after a reload."""
    page.goto(asking(BORROW, *["bao giờ xong", "ai phối hợp"] * 3, "bao giờ xong"))
    expect(page.locator("[data-shortened]")).to_be_hidden()
    page.get_by_role("textbox").fill("ai phối hợp?")
    page.get_by_role("textbox").press("Enter")
    expect(page.locator(".turn-asked").last).to_have_text("ai phối hợp?")
    expect(page.locator("[data-shortened]")).to_be_visible()
    asked, said = (page.locator(each).all_inner_texts() for each in (".turn-asked", ".card"))
    assert len(asked) == 8
    page.reload()
    expect(page.locator(".turn-asked")).to_have_text(asked)
    assert page.locator(".card").all_inner_texts() == said
    expect(page.locator("[data-shortened]")).to_be_visible()


def test_saying_where_one_works(page: Page, new_page: NewPage) -> None:
    """Asked for by the answer, chosen once; the question is answered then, and those after it; a link gives that."""
    page.goto("/")
    ask(page, "nhiệm vụ của tôi")
    page.locator(".card").get_by_role("link", name="Nơi làm việc").click()
    page.get_by_label("Bạn làm việc ở đâu?").select_option("sct")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".card-lead").first).to_contain_text("Sở Công Thương")
    ask(page, "cơ quan tôi phối hợp việc gì")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last).to_contain_text("Nơi làm việc ở đây là Sở Công Thương")
    expect(page).to_have_url(re.compile("&noi=sct$"))
    other = new_page()
    other.goto(page.url)
    expect(other.locator(".card").last).to_have_text(page.locator(".card").last.inner_text(), use_inner_text=True)
