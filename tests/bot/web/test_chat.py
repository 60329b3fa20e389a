"""Asking: by a form and by our script the same; an address is read only; what is typed is never taken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from bot.service import LIMIT, Reply
from bot.store.store import Store
from bot.store.tables import ANSWERS
from bot.web.chat import TURN
from bot.web.site import Site
from bot.web.steps import MOST

LOAN = "vay vốn ngân hàng hỏi ai"
LEAD = "Ngân hàng Nhà nước chi nhánh Thanh Hóa chủ trì nhiệm vụ này."
SCRIPT = {"Accept": TURN}


def kept(store: Store) -> list[tuple[str | None, str]]:
    """The question log: what was typed, and what became of it."""
    with store.transaction():
        rows = store.database.connection.execute(ANSWERS.select().order_by(ANSWERS.c.id)).all()
    return [(row.text, row.outcome) for row in rows]


def turns(html: str) -> list[str]:
    """What was asked, turn by turn."""
    return re.findall(r'<h2 class="turn-asked"[^>]*>(.*?)</h2>', html)


def test_the_first_page(client: TestClient, site: Site) -> None:
    """It greets, and gives examples to tap that are all answered."""
    page = client.get("/").text
    assert turns(page) == []
    for example in site.words.at("ask.examples"):
        assert f'href="/hoi?{urlencode({"q": example})}"' in page
        assert site.service.answer(example).answer.citations
    assert client.get("/hoi").status_code == 200


def test_a_conversation_is_read_only(client: TestClient, store: Store) -> None:
    """Its address gives every turn, the first line of each card being the answer; it leaves nothing behind."""
    response = client.get("/hoi", params={"q": [LOAN, "bao giờ xong"]})
    assert turns(response.text) == [LOAN, "bao giờ xong"]
    leads = re.findall(
        r'<article class="card"[^>]*>\s*<p class="card-kicker">(.*?)</p>\s*<p class="card-lead">(.*?)</p>',
        response.text,
    )
    assert leads[0] == ("Vay ngân hàng", LEAD)
    assert leads[1][1].startswith("Thời gian thực hiện: Quý IV/2022")
    assert "set-cookie" not in response.headers
    assert kept(store) == []


def test_what_a_link_to_it_shows(client: TestClient) -> None:
    """The question and the answer; the address that gives it with the least; no machine lists what people ask."""
    page = client.get("/hoi", params={"q": ["thuế", LOAN]}).text
    assert f'<meta property="og:title" content="{LOAN}">' in page
    assert f'<meta property="og:description" content="Vay ngân hàng. {LEAD}' in page
    assert f'content="https://hoi.example.vn/hoi?{urlencode({"q": LOAN})}"' in page
    assert '<meta name="robots" content="noindex' in page


def test_asking_by_the_form(client: TestClient, store: Store) -> None:
    """The answer is kept, its browser remembered, and it is shown at its address."""
    response = client.post("/hoi", data={"q": [LOAN, "ai phối hợp?"]})
    assert response.status_code == 303
    address = response.headers["location"]
    assert address == f"/hoi?{urlencode([('q', LOAN), ('q', 'ai phối hợp?')])}#cuoi"
    assert turns(client.get(address).text) == [LOAN, "ai phối hợp?"]
    assert kept(store) == [("ai phối hợp?", "answer")]
    assert response.headers["set-cookie"].startswith("__Host-hoi=")


def test_asking_by_our_script(client: TestClient, store: Store) -> None:
    """It gets the one new turn, the same as on the page, and the address of the conversation."""
    response = client.post("/hoi", data={"q": [LOAN, "ai phối hợp?"]}, headers=SCRIPT)
    assert response.status_code == 200
    assert turns(response.text) == ["ai phối hợp?"]
    assert "<html" not in response.text
    page = client.get(response.headers["content-location"]).text
    assert response.text.strip() in page
    assert kept(store) == [("ai phối hợp?", "answer")]


def test_one_browser_is_one_person(client: TestClient, store: Store) -> None:
    """Its questions go under one session."""
    for question in (LOAN, "thuế"):
        client.post("/hoi", data={"q": question})
    with store.transaction():
        rows = store.database.connection.execute(ANSWERS.select()).all()
    assert len({row.person for row in rows}) == 1


def test_what_is_opened_was_not_typed(client: TestClient, store: Store) -> None:
    """A place that is chosen is kept without a text."""
    client.post("/hoi", params={"q": ["đề án bao giờ xong", "@III-II-4-1"]})
    assert kept(store) == [(None, "answer")]


def test_what_is_typed_opens_nothing(client: TestClient, store: Store) -> None:
    """Though it looks like what opens a body: it is read, and kept, as what it is."""
    response = client.post("/hoi", data={"q": ["@III-II-4-1", "@stc"]})
    assert response.headers["location"] == "/hoi?q=@III-II-4-1&q=stc#cuoi"
    assert [text for text, _ in kept(store)] == ["stc"]


@pytest.mark.parametrize(("values", "before"), [([], []), ([""], []), (["  "], []), ([LOAN, " \n"], [LOAN])])
def test_nothing_is_asked(client: TestClient, store: Store, site: Site, values: list[str], before: list[str]) -> None:
    """The page says what is missing, and the conversation stands."""
    response = client.post("/hoi", data={"q": values})
    assert response.status_code == 422
    assert turns(response.text) == before
    assert f"data-status>{site.words.say('ask.blank')}</p>" in response.text
    assert kept(store) == []


def test_a_long_conversation(client: TestClient, site: Site) -> None:
    """Its page has the last eight turns and says so, at the address to which the ninth question leads."""
    said = site.words.say("ask.shortened", most=MOST)
    steps = [LOAN, *["bao giờ xong", "ai phối hợp"] * 4]
    short = client.get("/hoi", params={"q": steps[:MOST]}).text
    assert f"data-shortened hidden>{said}</p>" in short
    turn = client.post("/hoi", data={"q": steps}, headers=SCRIPT)
    page = client.get(turn.headers["content-location"]).text
    assert turns(page) == steps[1:]
    assert turn.text.strip() in page
    assert f"data-shortened>{said}</p>" in page
    assert client.post("/hoi", data={"q": steps}).headers["location"] == turn.headers["content-location"] + "#cuoi"


def test_an_earlier_answer_is_shown_as_it_was(client: TestClient) -> None:
    """A turn that our script added is the same after the next one and a reload: its links too."""
    first = client.post("/hoi", data={"q": LOAN}, headers=SCRIPT).text
    page = client.get("/hoi", params={"q": [LOAN, "bao giờ xong"]}).text
    assert first.strip().replace(' id="cuoi"', "") in page
    assert f'data-share="https://hoi.example.vn/hoi?{urlencode({"q": LOAN})}"' in page
    follow_up = urlencode([("q", LOAN), ("q", "bao giờ xong")]).replace("&", "&amp;")
    assert f'data-share="https://hoi.example.vn/hoi?{follow_up}#cuoi"' in page


def test_what_leaves_the_conversation_says_so(client: TestClient) -> None:
    """A question that is proposed goes on; a place or a body is another page, and looks like it."""
    page = client.get("/hoi", params={"q": "Sở Công Thương phải làm gì"}).text
    page += client.get("/hoi", params={"q": LOAN}).text
    chips = re.findall(r'<a class="(chip[^"]*)" href="([^"]*)"([^>]*)>', page)
    assert {(cls, href.startswith("/hoi?"), more) for cls, href, more in chips} == {
        ("chip", True, " data-step"),
        ("chip chip-elsewhere", False, ""),
    }
    assert "Mở trang khác" in page


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("biểu đồ mục tiêu", "/muc-tieu"),
        ("sơ đồ thời gian", "/thoi-han"),
        ("vẽ biểu đồ các cơ quan", "/co-quan"),
        ("biểu đồ Sở Công Thương", "/co-quan/sct"),
    ],
)
def test_a_chart_is_a_page_away(client: TestClient, text: str, address: str) -> None:
    """Who asks to see one is led to where it is."""
    page = client.get(f"/hoi?{urlencode({'q': text})}").text
    assert re.search(rf'<a class="button" href="{address}">', page)
    assert client.get(address).status_code == 200


def test_a_chart_of_nothing_in_particular(client: TestClient) -> None:
    """Each that is proposed is a tap away."""
    page = client.get(f"/hoi?{urlencode({'q': 'cho xem biểu đồ'})}").text
    assert len(re.findall(r'<a class="chip" [^>]*>Biểu đồ', page)) == 3


def test_the_field_takes_as_much_as_is_read(client: TestClient) -> None:
    """Several lines, no more letters than the line reads."""
    assert f'maxlength="{LIMIT}"' in re.findall(r"<textarea[^>]*>", client.get("/").text)[0]


def test_a_file_is_no_question(client: TestClient) -> None:
    """Whatever a form of somebody else's sends."""
    response = client.post("/hoi", files={"q": ("a.txt", b"x")}, data={"q": LOAN})
    assert response.headers["location"].startswith("/hoi?")
    assert client.post("/hoi", files={"q": ("a.txt", b"x")}).status_code == 422


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "'"])
def test_nothing_typed_is_markup(client: TestClient, text: str) -> None:
    """It is shown as it was typed, wherever it stands on the page."""
    for page in (client.get("/hoi", params={"q": text}), client.post("/hoi", data={"q": text}, headers=SCRIPT)):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "49" not in turns(page.text)[0]


def test_half_a_letter(client: TestClient) -> None:
    """A form in an encoding that can give one."""
    kind = "multipart/form-data; boundary=x; charset=utf-7"
    body = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\nvay +2AA-\r\n--x--\r\n'
    response = client.post("/hoi", content=body, headers={"Content-Type": kind})
    assert response.headers["location"] == "/hoi?q=vay+%3F#cuoi"


def test_too_long_a_question(client: TestClient, store: Store) -> None:
    """It is told so, politely, at an address that shows the same."""
    long = "Vay vốn ngân hàng hỏi ai? " * (LIMIT // 25)
    response = client.post("/hoi", data={"q": long})
    page = client.get(response.headers["location"]).text
    assert "Câu hỏi dài quá" in page
    assert kept(store)[0][1] == "abstain"


def test_choices_go_on(client: TestClient) -> None:
    """A place to choose is a step further; what follows goes on from all of them."""
    page = client.get("/hoi", params={"q": "đề án bao giờ xong"}).text
    (address, *_) = re.findall(r'<a href="(/hoi\?[^"]*@III[^"]*)#cuoi" data-step>', page)
    chosen = client.get(address.replace("&amp;", "&")).text
    assert turns(chosen)[0] == "đề án bao giờ xong"
    assert len(re.findall(r'<input type="hidden" name="q"', chosen.rpartition('<form class="ask"')[2])) == 2


def test_a_card_says_nothing_that_its_answer_does_not(client: TestClient, ask: Callable[[str], Reply]) -> None:
    """Its places, bodies and steps are all addresses of ours."""
    for question in (LOAN, "Sở Công Thương phải làm gì", "chỉ tiêu 2030", "cơ quan nào nhiều việc nhất", "thời tiết"):
        page = client.get("/hoi", params={"q": question}).text
        main = page.partition("<main")[2].partition("</main>")[0]
        cited = set(re.findall(r'href="/muc/([\w-]+)"', main))
        answer = ask(question).answer
        assert {citation.id for citation in answer.citations} <= cited
        assert all(href.startswith(("/", "#", "https://")) for href in re.findall(r'href="([^"]*)"', main))


def test_other_methods_are_refused(client: TestClient) -> None:
    """With those that there are."""
    response = client.put("/hoi")
    assert response.status_code == 405
    assert {"GET", "POST"} <= set(re.findall(r"\w+", response.headers["allow"]))
