"""Where a person works: told once by a form, meant from then on, carried by the address where an answer needs it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from bot.kinds.table import bodies
from bot.store.store import Store
from bot.store.tables import ANSWERS, PEOPLE
from bot.web.chat import TURN
from bot.web.conversation import replay
from bot.web.site import Site
from tests.bot.web.conftest import BASE

MINE, LOAN = "nhiệm vụ của tôi", "vay vốn ngân hàng hỏi ai"
AT = "/noi-lam-viec"


def kept(store: Store) -> list[str]:
    """Where people work, as it is kept."""
    with store.transaction():
        return [row.agency for row in store.database.connection.execute(PEOPLE.select())]


def choose(client: TestClient, agency: str, *steps: str) -> str:
    """Choose a body by the form; where that leads."""
    response = client.post(AT, data={"noi": agency, "q": [*steps]})
    assert response.status_code == 303
    return response.headers["location"]


def test_the_choices(client: TestClient, site: Site) -> None:
    """As in Telegram, to say nothing first; what is chosen is told, to its own browser alone."""
    page = client.get(AT)
    offered = re.findall(r'<option value="([\w-]*)"', page.text)
    assert offered == ["", *bodies(site.service.knowledge)]
    assert "selected" not in page.text
    assert "set-cookie" not in page.headers
    choose(client, "sct")
    page = client.get(AT)
    assert '<option value="sct" selected>Sở Công Thương</option>' in page.text
    assert site.words.say("workplace.chosen", agency="Sở Công Thương") in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "selected" not in TestClient(client.app, base_url=BASE).get(AT).text


def test_it_is_told_once(client: TestClient, store: Store) -> None:
    """Before any question, under a session of its own that goes on; what needs no name then is answered with it."""
    assert choose(client, "sct") == AT
    location = client.post("/hoi", data={"q": MINE}).headers["location"]
    assert location == f"/hoi?{urlencode({'q': MINE})}&noi=sct#cuoi"
    assert "Sở Công Thương được nêu tên chủ trì" in client.get(location).text
    assert kept(store) == ["sct"]
    with store.transaction():
        (answer,) = store.database.connection.execute(ANSWERS.select()).all()
        (person,) = store.database.connection.execute(PEOPLE.select()).all()
    assert answer.person == person.person


def test_the_address_gives_a_colleague_the_same(client: TestClient, site: Site) -> None:
    """Who has not said where they work, or works elsewhere; the page says whose body is meant."""
    choose(client, "sct")
    location = client.post("/hoi", data={"q": MINE}).headers["location"]
    other = TestClient(client.app, base_url=BASE, follow_redirects=False)
    choose(other, "stc")
    page = client.get(location).text
    assert other.get(location).text == page
    assert site.words.say("workplace.meant", agency="Sở Công Thương") in page
    # They go on in the same conversation, of the same body.
    on = other.post("/hoi", data={"q": [MINE, "cơ quan tôi phối hợp việc gì"], "noi": "sct"}).headers["location"]
    assert on.endswith("&noi=sct#cuoi")
    assert "noi=stc" in other.post("/hoi", data={"q": MINE}).headers["location"]


def test_only_what_needs_it_carries_it(client: TestClient, site: Site) -> None:
    """A question that names all, a body that was named, and a run of steps that stands without."""
    choose(client, "sct")
    for text in (LOAN, "nhiệm vụ của Sở Tài chính", "tôi ở Sở Tài chính, nhiệm vụ của tôi"):
        assert "noi=" not in client.post("/hoi", data={"q": text}).headers["location"]
    first, second = replay(site, (MINE, LOAN), "sct")
    assert (first.body, first.own_body, second.body, second.own_body) == ("sct", "sct", "sct", "")
    assert {turn.body for turn in replay(site, (MINE, LOAN), "khong-co")} == {""}


def test_every_address_is_the_answer(site: Site) -> None:
    """Each turn's own run, and the conversation up to it, replayed with what they carry."""
    steps = (MINE, "cái thứ hai bao giờ xong", "sắp tới hạn gì", LOAN, "ai phối hợp", "cơ quan em phối hợp việc gì")
    for turn in replay(site, steps, "sct"):
        assert replay(site, turn.own, turn.own_body)[-1].reply.answer == turn.reply.answer
        assert replay(site, turn.steps, turn.body)[-1].reply.answer == turn.reply.answer


def test_our_script_gets_the_same(client: TestClient) -> None:
    """The new turn is that of the page at its address; opened places go on with the body."""
    choose(client, "sct")
    turn = client.post("/hoi", data={"q": MINE}, headers={"Accept": TURN})
    address = turn.headers["content-location"]
    assert address.endswith("&noi=sct")
    assert turn.text.strip() in client.get(address).text
    on = client.post(f"{address}&q=@stc", headers={"Accept": TURN}).headers["content-location"]
    assert on.endswith("q=@stc&noi=sct")


def test_who_has_not_said_is_asked_and_comes_back(client: TestClient) -> None:
    """The answer leads to the form, and the form back to the question, which is then answered."""
    location = client.post("/hoi", data={"q": MINE}).headers["location"]
    page = client.get(location).text
    assert f'href="{AT}?{urlencode({"q": MINE})}">Nơi làm việc</a>”' in page
    form = client.get(AT, params={"q": MINE}).text
    assert f'<input type="hidden" name="q" value="{MINE}">' in form
    back = choose(client, "sct", MINE)
    assert back == location.replace("#", "&noi=sct#")
    assert "Sở Công Thương được nêu tên chủ trì" in client.get(back).text
    assert AT not in client.get("/hoi", params={"q": LOAN}).text.partition("<footer")[0]


def test_saying_nothing_removes_it(client: TestClient, store: Store) -> None:
    """Nor does it begin a session for who had said nothing."""
    choose(client, "")
    assert not client.cookies
    choose(client, "sct")
    choose(client, "")
    assert kept(store) == [""]
    assert "noi=" not in client.post("/hoi", data={"q": MINE}).headers["location"]


def test_it_is_deleted_with_the_rest(client: TestClient, store: Store) -> None:
    """And the page on what is kept tells of it."""
    choose(client, "sct")
    page = client.get("/rieng-tu").text
    assert f'href="{AT}"' in page
    assert 'action="/xoa"' in page
    client.post("/xoa")
    assert kept(store) == []
    assert "selected" not in client.get(AT).text


@pytest.mark.parametrize("agency", [None, "khong-co", "SCT", "<b>"])
def test_what_is_no_body(client: TestClient, store: Store, agency: str | None) -> None:
    """It is refused, and nothing kept; an address that names it means nobody."""
    assert client.post(AT, data={"noi": agency} if agency is not None else {}).status_code == 422
    assert kept(store) == []
    page = client.get("/hoi", params={"q": MINE, "noi": agency or ""}).text
    assert "Bạn ở cơ quan nào?" in page
    assert "noi=" not in page


def test_feedback_is_on_the_same_answer(client: TestClient, store: Store) -> None:
    """What is said of it goes to the answer that was given, and leads back to it."""
    choose(client, "sct")
    client.post("/hoi", data={"q": MINE})
    page = client.post("/gop-y", data={"q": MINE, "noi": "sct", "nhan": "dung"}).text
    assert f'href="/hoi?{urlencode({"q": MINE})}&amp;noi=sct"' in page
    with store.transaction():
        assert len(store.database.connection.execute(ANSWERS.select()).all()) == 1


def test_programs_of_the_same_session(client: TestClient, site: Site) -> None:
    """`/api/ask` means by it what the page does."""
    choose(client, "sct")
    token = client.cookies["__Host-hoi"]
    record = client.post("/api/ask", json={"q": MINE, "session": token}).json()
    assert record["session"] == token
    assert record["text"].startswith("Sở Công Thương được nêu tên chủ trì")
    assert "noi" not in record
    assert site.service.answer(MINE, None, "sct").own
