"""Whatever is asked, however it is sent, the page answers: never with a 5xx."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from nlp.bank import load_phrases

EXAMPLES = 100
PHRASES = tuple(dict.fromkeys(phrase.text for phrase in load_phrases()))
WORDS = tuple(dict.fromkeys(word for text in PHRASES for word in text.split()))

sensible = st.one_of(
    st.sampled_from(PHRASES),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    st.tuples(
        st.sampled_from(PHRASES), st.sampled_from((" ", ", ", "? ", " và ", " còn ")), st.sampled_from(PHRASES)
    ).map("".join),
    st.tuples(st.sampled_from(PHRASES), st.lists(st.sampled_from(WORDS), max_size=3)).map(
        lambda said: " ".join((said[0], *said[1]))
    ),
)
"""What people may say: phrases, words thrown together, several questions, questions that run on."""
texts = st.one_of(sensible, st.text(), st.text(alphabet="@IVX-0123456789QDKH", max_size=12))
"""That, any text at all, and what looks like places."""
raw = st.one_of(texts.map(lambda text: text.encode(errors="surrogatepass")), st.binary()).map(quote_from_bytes)
"""Texts as they stand in an address or a form: bytes that are no UTF-8 among them."""
Asks = Callable[[TestClient, str], int]


def _get(path: str) -> Asks:
    return lambda client, value: client.get(f"{path}={value}").status_code


def _post(client: TestClient, value: str) -> int:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return client.post("/hoi", content=f"q={value}", headers=form).status_code


def _turn(client: TestClient, value: str) -> int:
    """As our own JavaScript asks, in a conversation."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/x-hoi-turn"}
    return client.post("/hoi", content=f"q=vay+von+hoi+ai&q={value}", headers=form).status_code


def test_any_question_to_the_api(client: TestClient) -> None:
    """Alone and in a conversation it is answered."""
    session = client.post("/api/ask", json={"q": "vay vốn hỏi ai"}).json()["session"]

    @settings(max_examples=2 * EXAMPLES)
    @given(texts, st.booleans())
    def asked(text: str, follows: bool) -> None:  # noqa: FBT001  # drawn
        told = client.post("/api/ask", json={"q": text} | ({"session": session} if follows else {}))
        assert told.status_code == (400 if any("\ud800" <= c <= "\udfff" for c in text) else 200)

    asked()


def test_any_body_to_the_api(client: TestClient) -> None:
    """It is answered or refused."""

    @settings(max_examples=EXAMPLES)
    @given(st.binary())
    def sent(body: bytes) -> None:
        told = client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})
        assert told.status_code in {200, 400, 422}

    sent()


@pytest.mark.parametrize(
    "ask",
    [
        _get("/hoi?q"),
        _get("/hoi?q=vay+von+hoi+ai&q"),
        _get("/nhiem-vu?nhom"),
        _get("/nhiem-vu?co-quan"),
        _get("/nhiem-vu?vai"),
        _get("/nhiem-vu?thoi-han"),
        _get("/nhiem-vu?"),
        _get("/ke-hoach?tim"),
        _get("/muc/x?q"),
        _post,
        _turn,
    ],
)
def test_any_question_to_a_page(client: TestClient, ask: Asks) -> None:
    """In an address and in a form, in a conversation too, as text and as bytes."""

    @settings(max_examples=EXAMPLES)
    @given(raw)
    def asked(value: str) -> None:
        assert ask(client, value) < 500

    asked()


def test_any_address(client: TestClient) -> None:
    """It is a page or there is none."""

    @settings(max_examples=EXAMPLES)
    @given(st.sampled_from(("/", "/muc/", "/co-quan/", "/static/", "/api/")), raw)
    def asked(path: str, value: str) -> None:
        assert client.get(path + value).status_code < 500

    asked()
