"""What Telex and VNI keys leave behind is read as the syllable that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.keyboard import is_sure_vni, is_vni, telex, vni
from nlp.normalise import canonical


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("sowr", "sở"),
        ("taif", "tài"),
        ("chinhs", "chính"),
        ("ddaau", "đâu"),
        ("phuwowng", "phương"),
        ("nhieemj", "nhiệm"),
        ("lieen", "liên"),
        ("ddaof", "đào"),
        ("vieejc", "việc"),
        ("suwa", "sưa"),
        ("suaw", "sưa"),
        ("quawng", "quăng"),
        ("đươcj", "được"),
        ("nhiêmj", "nhiệm"),
        ("ke", None),
        ("htx", None),
        ("s", None),
        ("2030", None),
    ],
)
def test_telex(keys: str, syllable: str | None) -> None:
    """Tones by s f r x j, marks by doubled letters and w; without such keys nothing is read."""
    read = telex(keys)
    assert (read and canonical(read)) == (syllable and canonical(syllable))


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("so73", "sở"),
        ("ta2i", "tài"),
        ("d9a6u", "đâu"),
        ("phu7o7ng", "phương"),
        ("nhie65m", "nhiệm"),
        ("muc5", "mục"),
        ("tie6u", "tiêu"),
        ("a8n", "ăn"),
        ("vo61n", "vốn"),
        ("nhiêm5", "nhiệm"),
        ("đươc5", "được"),
        ("2030", None),
        ("4a", None),
        ("htx", None),
    ],
)
def test_vni(keys: str, syllable: str | None) -> None:
    """Tones by 1 to 5, marks by 6 to 9; what begins with a digit is a number."""
    read = vni(keys)
    assert (read and canonical(read)) == (syllable and canonical(syllable))
    assert is_vni(keys) is (syllable is not None)


def test_two_tones_or_a_key_without_its_letter_spell_nothing() -> None:
    """A digit that is no key is part of a number: "tư39", "số7"."""
    assert vni("so12") is vni("tư39") is vni("số7") is vni("số1") is None


def test_a_digit_after_the_word_is_not_surely_a_key() -> None:
    """Two of them, or one within the syllable, are."""
    assert is_sure_vni("so61")
    assert is_sure_vni("na2o")
    assert not is_sure_vni("nhom3")


@given(st.text(max_size=12))
def test_any_keys(keys: str) -> None:
    """Whatever is typed gives a syllable or None."""
    for read in (telex(keys), vni(keys)):
        assert read is None or read
