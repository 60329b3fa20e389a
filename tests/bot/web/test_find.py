"""The search: with or without marks, beginnings of words, next to one another before apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.find import LONGEST, cut, find

PASSAGES = {
    "a": ("Kế toán và kiểm toán.", "Sở Tài chính"),
    "b": ("Toàn tỉnh có kế hoạch; hòa giải.", ""),
    "c": ("Vay vốn ngân hàng", "Ngân hàng Nhà nước"),
    "d": ("7.3. ", "Quỹ hỗ trợ 1.280 hợp tác xã; quý"),
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("toan", ["a", "b"]),
        ("toán", ["a"]),
        ("TOÁN", ["a"]),
        ("ke t", ["a"]),
        ("ngan hang", ["c"]),
        ("sở tài chính", ["a"]),
        ("hoà", ["b"]),
        ("vốn hàng", ["c"]),
        ("oán", []),
        ("", []),
        ("   ", []),
        ("không có đâu", []),
        ("kế\n toán", ["a"]),
        ("\u0301", []),
        ("toán \u0301", ["a", "b"]),
        ("\u200b", []),
        ("qũy", ["d"]),
        ("7.3", ["d"]),
        ("1280", ["d"]),
        ("htx 1280", []),
        ("hợp tác xã 1280", ["d"]),
    ],
)
def test_what_a_query_finds(query: str, expected: list[str]) -> None:
    """Marks that are typed count while anything has them; half a word finds whole ones, never their middle."""
    assert list(find(query, PASSAGES)) == expected


def test_a_misplaced_tone_is_the_same_word() -> None:
    """And no other: "quý" is not found by "qũy"; half a word with its tone where it will not stay finds the whole."""
    _, text = find("qũy", PASSAGES)["d"]
    assert [piece for piece, found in cut(PASSAGES["d"][1], text) if found] == ["Quỹ"]
    assert list(find("toá", PASSAGES)) == ["a"]


def test_what_is_found_is_marked_in_every_text() -> None:
    """Wherever the words stand, at the places as they are in the text itself."""
    first, second = find("ngan hang", PASSAGES)["c"]
    assert cut("Vay vốn ngân hàng", first) == (("Vay vốn ", False), ("ngân hàng", True))
    assert cut("Ngân hàng Nhà nước", second) == (("Ngân hàng", True), (" Nhà nước", False))


def test_words_apart_are_marked_each() -> None:
    """Where they stand nowhere next to one another; what overlaps is one stretch."""
    ((text, _),) = [find("toan toa co", PASSAGES)["b"]]
    assert [piece for piece, found in cut(PASSAGES["b"][0], text) if found] == ["Toàn", "có"]


def test_a_query_is_read_as_far_as_it_may_be_long() -> None:
    """A long one costs no more."""
    assert find("vay" + " " * LONGEST + "xyz", PASSAGES) == find("vay", PASSAGES)


@given(st.text(), st.text())
def test_no_text_is_lost_by_marking(query: str, text: str) -> None:
    """Whatever is looked for in whatever text, the pieces make up the text."""
    for marks in find(query, {"x": (text,)}).values():
        assert "".join(piece for piece, _ in cut(text, marks[0])) == text
