"""One normaliser: folding, the place of the tone mark, numbers, tokens."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalise import canonical, clean, fold, number, split


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Sở Kế hoạch và Đầu tư", "so ke hoach va dau tu"),
        ("LIÊN MINH HỢP TÁC XÃ", "lien minh hop tac xa"),
        ("Đường", "duong"),
        ("ngữ", "ngu"),
        ("Ðề án", "de an"),
        ("334.841", "334.841"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    """No case, no marks, đ as d; composed and decomposed text alike."""
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("Hoá", "hóa"), ("toà", "TÒA")],
)
def test_tone_mark_placement(old: str, new: str) -> None:
    """Old and new places of the tone mark are one form."""
    assert canonical(old) == canonical(new)


@pytest.mark.parametrize(
    ("one", "other"), [("thuế", "thuê"), ("vốn", "vón"), ("sở", "số"), ("hoa", "hóa"), ("dân", "đân")]
)
def test_marks_tell_words_apart(one: str, other: str) -> None:
    """The canonical form keeps what the marks say."""
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.280", "1280"),
        ("1,280", "1280"),
        ("1280", "1280"),
        ("334.841", "334841"),
        ("30 %", "30%"),
        ("30%", "30%"),
        ("05", "5"),
        ("0", "0"),
        ("15-12", "15/12"),
        ("15/12", "15/12"),
        ("4.1", "4.1"),
        ("02/02/2023", "02/02/2023"),
        ("htx", "htx"),
    ],
)
def test_numbers(written: str, read: str) -> None:
    """Thousands, percentages and days in one form; sub-task numbers and full dates as they are."""
    assert number(written) == read


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("98/2018/NĐ-CP", ["98/2018/NĐ-CP"]),
        ("NQ 09/NQ-CP ngày 02/02/2023", ["NQ", "09/NQ-CP", "ngày", "02/02/2023"]),
        ("929/SKHĐT-ĐKKD", ["929/SKHĐT-ĐKKD"]),
        ("Sở KH&ĐT", ["Sở", "KH&ĐT"]),
        ("đạt 30 %?", ["đạt", "30 %"]),
        ("III.IV.7.3", ["III", "IV", "7.3"]),
        ("2023 - 2025", ["2023", "2025"]),
        ("  !? … ", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """Document numbers stay whole; punctuation separates."""
    assert split(text) == tokens


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [("  a\tb\n c ", "a b c"), ("a\u200bb", "a b"), ("\x00x\x1by", "x y"), ("so\u031b\u0309", "sở")],
)
def test_clean(raw: str, cleaned: str) -> None:
    """Composed, without control and format characters, white space folded."""
    assert clean(raw) == cleaned


@given(st.text())
def test_clean_and_fold_settle(text: str) -> None:
    """Doing it twice changes nothing; a cleaned text holds no control character."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert fold(fold(cleaned)) == fold(cleaned)
    assert all(unicodedata.category(c)[0] != "C" for c in cleaned)
