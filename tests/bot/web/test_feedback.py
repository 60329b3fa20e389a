"""Feedback: kept with the answer it is of, also of one opened by its address; the last word counts."""

from __future__ import annotations

import pytest
from sqlalchemy import Row
from starlette.testclient import TestClient

from bot.opinion import LABELS
from bot.store.store import Store
from bot.store.tables import ANSWERS, FEEDBACK
from bot.web.chat import TURN
from bot.web.site import Site

LOAN = "vay vốn ngân hàng hỏi ai"


def judged(store: Store) -> list[Row[tuple[object, ...]]]:
    """What was said, with the questions."""
    with store.transaction():
        joined = FEEDBACK.join(ANSWERS, FEEDBACK.c.answer == ANSWERS.c.id).select()
        return list(store.database.connection.execute(joined.with_only_columns(FEEDBACK.c.label, ANSWERS.c.text)).all())


def test_of_an_answer_that_was_asked_for(client: TestClient, store: Store) -> None:
    """It finds that answer."""
    client.post("/hoi", data={"q": LOAN})
    assert client.post("/gop-y", data={"q": LOAN, "nhan": "sai"}).status_code == 200
    assert judged(store) == [("sai", LOAN)]


def test_of_an_answer_that_was_opened(client: TestClient, store: Store) -> None:
    """One that a colleague sent; what is said again takes the place of what was said."""
    client.get("/hoi", params={"q": LOAN})
    for label in ("dung", "thieu"):
        response = client.post("/gop-y", data={"q": LOAN, "nhan": label})
        assert 'href="/hoi?q=vay+' in response.text
    assert judged(store) == [("thieu", LOAN)]


def test_by_our_script(client: TestClient, store: Store) -> None:
    """It needs no page."""
    response = client.post("/gop-y", data={"q": [LOAN, "bao giờ xong"], "nhan": "dung"}, headers={"Accept": TURN})
    assert (response.status_code, response.text) == (204, "")
    assert judged(store) == [("dung", "bao giờ xong")]


@pytest.mark.parametrize(
    "data", [{}, {"q": LOAN}, {"nhan": "sai"}, {"q": LOAN, "nhan": "hay"}, {"q": " ", "nhan": "sai"}]
)
def test_what_is_no_feedback(client: TestClient, store: Store, data: dict[str, str]) -> None:
    """No answer, or none of the labels."""
    assert client.post("/gop-y", data=data).status_code == 422
    assert judged(store) == []


def test_the_page_offers_every_label(client: TestClient, site: Site) -> None:
    """By name; the operator's report counts the same."""
    page = client.get("/hoi", params={"q": LOAN}).text
    assert tuple(site.words.at("opinion.labels")) == LABELS
    assert all(f'name="nhan" value="{label}"' in page for label in LABELS)
