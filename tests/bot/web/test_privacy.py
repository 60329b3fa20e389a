"""What is kept of people is told, and deleted at once when they want it."""

from __future__ import annotations

from starlette.testclient import TestClient

from bot.store.store import Store
from bot.store.tables import ANSWERS, FEEDBACK
from bot.web.site import Site

LOAN = "vay vốn ngân hàng hỏi ai"


def rows(store: Store) -> int:
    """How many answers and opinions are kept."""
    with store.transaction():
        return sum(len(store.database.connection.execute(table.select()).all()) for table in (ANSWERS, FEEDBACK))


def test_it_tells_how_long(client: TestClient, site: Site) -> None:
    """As it is set; whoever sent nothing has nothing to delete."""
    page = client.get("/rieng-tu").text
    assert f"sau {site.settings.retention_days} ngày" in page
    assert 'action="/xoa"' not in page
    assert site.words.say("privacy.none", days=site.settings.retention_days) in page


def test_everything_of_the_browser_is_deleted(client: TestClient, site: Site, store: Store) -> None:
    """Its questions and what it said of answers, and the cookie; nobody else's."""
    client.post("/hoi", data={"q": LOAN})
    client.post("/gop-y", data={"q": LOAN, "nhan": "dung"})
    other = TestClient(client.app, base_url="https://hoi.example.vn")
    other.post("/hoi", data={"q": LOAN})
    assert rows(store) == 3
    assert 'action="/xoa"' in client.get("/rieng-tu").text
    page = client.post("/xoa")
    assert site.words.say("privacy.deleted") in page.text
    assert 'action="/xoa"' not in page.text
    assert not client.cookies
    assert page.headers["clear-site-data"] == '"cache"'
    assert rows(store) == 1


def test_deleting_needs_no_session(client: TestClient) -> None:
    """It is so already."""
    assert client.post("/xoa").status_code == 200


def test_merely_opened_it_deletes_nothing(client: TestClient, store: Store) -> None:
    """A link cannot delete."""
    client.post("/hoi", data={"q": LOAN})
    response = client.get("/xoa")
    assert (response.status_code, response.headers["location"]) == (303, "/rieng-tu")
    assert rows(store) == 1


def test_who_blocks_cookies_is_told(client: TestClient, site: Site) -> None:
    """What they sent cannot be found by a button; it goes by itself. Programs are told that theirs is kept too."""
    page = client.get("/rieng-tu").text
    assert "chặn cookie" in page
    assert f"tự xóa sau {site.settings.retention_days} ngày" in page.partition("chặn cookie")[2]
    assert "API" in page
