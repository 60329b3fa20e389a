"""Mistyped syllables are put right; right ones are left alone."""

from __future__ import annotations

import pytest

from nlp.normalise import canonical
from nlp.spell import Speller, repair


def _form(syllable: str) -> str:
    return canonical(syllable)


SPELLER = Speller(
    counts={
        "hop": 50,
        "tac": 50,
        "xa": 50,
        "vay": 9,
        "von": 20,
        "ngan": 20,
        "hang": 20,
        "hanh": 8,
        "thue": 9,
        "so": 30,
        "chinh": 9,
        "tai": 9,
    },
    pairs={
        "hop tac": 50,
        "tac xa": 50,
        "vay von": 50,
        "ngan hang": 20,
        "tai chinh": 9,
        "khai thue": 90,
        "so tai": 40,
    },
    known=("hop", "tac", "xa", "vay", "von", "ngan", "hang", "hanh", "thue", "so", "chinh", "tai"),
    forms={canonical(form): 20 for form in ("hợp", "tác", "xã", "vốn", "thuế", "sở", "chính", "tài", "ngân", "hàng")},
)


@pytest.mark.parametrize(
    ("token", "before", "after", "read"),
    [
        ("hop", "", "tac", ("hop", "")),
        ("nagn", "", "hang", ("ngan", "")),
        ("hnag", "ngan", "", ("hang", "")),
        ("vonn", "vay", "", ("von", "")),
        ("tahi", "", "chinh", ("tai", "")),
        ("chih", "tai", "", ("chinh", "")),
        ("zzzzzzz", "", "", ("zzzzzzz", "")),
        ("xyz123", "", "", ("xyz123", "")),
        ("q", "", "", ("q", "")),
        # marks of a form that is known, by a letter lost, swapped or said alike
        ("thếu", "khai", "", ("thue", _form("thuế"))),
        ("vốnn", "vay", "", ("von", _form("vốn"))),
        ("chíh", "tài", "", ("chinh", _form("chính"))),
        ("sã", "tac", "", ("xa", _form("xã"))),
        # a word that we do not know, or that its neighbours say nothing of
        ("nương", "", "", ("nuong", "nương")),
        ("sã", "", "", ("sa", _form("sã"))),
        # marks that the form lacks tell nothing, fewer marks than it has agree
        ("xả", "tac", "", ("xa", "")),
        ("xả", "", "", ("xa", _form("xả"))),
        ("vôn", "vay", "", ("von", "vôn")),
    ],
)
def test_repair(token: str, before: str, after: str, read: tuple[str, str]) -> None:
    """Dropped, doubled, swapped and wrong letters, with the marks that are meant; what nothing repairs stays."""
    assert repair(token, before, after, SPELLER) == read


def test_digits_are_no_words() -> None:
    """Numbers need no repair; letters with digits among them do."""
    assert SPELLER.knows("2030")
    assert SPELLER.knows("hop")
    assert not SPELLER.knows("hopp")
    assert not SPELLER.knows("muc5")


def test_bond_grows_with_known_neighbours() -> None:
    """A syllable sits better between neighbours that it is seen with."""
    assert SPELLER.bond("hop", "tac", "xa") > SPELLER.bond("hop", "tac", "") > SPELLER.bond("", "tac", "") == 0
