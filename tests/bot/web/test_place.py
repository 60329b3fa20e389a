"""A place at its own address: its words first, then who and when, its citation, the places around it."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from bot import asks
from bot.web.conversation import replay
from bot.web.site import Site

LOAN = "III-II-5"


def test_a_task(client: TestClient, site: Site) -> None:
    """The plan's words open, the cells, the group above, the rows before and after, a question on it."""
    page = client.get(f"/muc/{LOAN}").text
    words, fields = page.index(site.service.knowledge.units[LOAN].text), page.index("<dt>Chủ trì</dt>")
    assert words < fields
    assert "<h1>Vay ngân hàng</h1>" in page
    assert 'href="/muc/III-II"' in page
    assert f'href="/ke-hoach#{LOAN}"' in page
    assert re.findall(r'rel="(prev|next)" href="/muc/([\w-]+)"', page) == [("prev", "III-II-4-5"), ("next", "III-II-6")]
    assert f'<input type="hidden" name="q" value="@{LOAN}">' in page
    assert '<meta property="og:title" content="Vay ngân hàng">' in page
    assert '<meta property="og:url" content="https://hoi.example.vn/muc/III-II-5">' in page


def test_a_question_on_it_goes_on_from_it(client: TestClient) -> None:
    """“Bao giờ xong” is then asked of that place."""
    page = client.post("/hoi", data={"q": [f"@{LOAN}", "bao giờ xong"]}, headers={"Accept": "text/x-hoi-turn"}).text
    assert "Quý IV/2022" in page


def test_every_place_has_its_page(client: TestClient, site: Site) -> None:
    """With its words, its label and its name; no heading says twice where one is."""
    for unit in site.service.knowledge.plan.units:
        response = client.get(f"/muc/{unit.id}")
        assert response.status_code == 200
        page = html.unescape(response.text)
        assert all(line in page for line in unit.text.split("\n")), unit.id
        assert f'<p class="tag">{site.service.voice.label(unit)}</p>' in page
        assert f'<p class="card-lead">{site.service.voice.label(unit)}</p>' not in page
        assert len(re.findall("<h1", page)) == 1


@pytest.mark.parametrize("unit", ["III-9-9", "iii", "%2e%2e", "@III-II-5"])
def test_no_such_place(client: TestClient, unit: str) -> None:
    """The site's own page says so."""
    assert client.get(f"/muc/{unit}").status_code == 404


def test_feedback_is_on_what_is_seen(client: TestClient, site: Site) -> None:
    """The steps that its form sends give the answer of the page."""
    for unit in site.service.knowledge.plan.units:
        (turn,) = replay(site, (f"@{unit.id}",))
        assert turn.reply.answer == site.service.tell(asks.words(unit.id, site.service.knowledge)).answer
    page = client.get(f"/muc/{LOAN}").text
    feedback = page.partition('action="/gop-y"')[2].partition("</form>")[0]
    assert f'name="q" value="@{LOAN}"' in feedback


def test_what_one_asks_on_is_named(client: TestClient) -> None:
    """A task or another place."""
    assert 'placeholder="Hỏi tiếp về nhiệm vụ này"' in client.get(f"/muc/{LOAN}").text
    assert 'placeholder="Hỏi tiếp về mục này"' in client.get("/muc/II-1").text
