"""Mistyped syllables are put right; right ones are left alone."""

from __future__ import annotations

import pytest

from nlp.spell import Speller, repair

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
    pairs={"hop tac": 50, "tac xa": 50, "vay von": 9, "ngan hang": 20, "tai chinh": 9},
    known=("hop", "tac", "xa", "vay", "von", "ngan", "hang", "hanh", "thue", "so", "chinh", "tai"),
)


@pytest.mark.parametrize(
    ("token", "before", "after", "read"),
    [
        ("hợp", "", "tac", ("hop",)),
        ("hoptacxa", "", "", ("hop", "tac", "xa")),
        ("tacxa", "hop", "", ("tac", "xa")),
        ("nagn", "", "hang", ("ngan",)),
        ("hnag", "ngan", "", ("hang",)),
        ("vonn", "vay", "", ("von",)),
        ("tahi", "", "chinh", ("tai",)),
        ("chih", "tai", "", ("chinh",)),
        ("sowr", "", "", ("so",)),
        ("thue61", "", "", ("thue",)),
        ("zzzzzzz", "", "", ("zzzzzzz",)),
        ("xyz123", "", "", ("xyz123",)),
        ("q", "", "", ("q",)),
    ],
)
def test_repair(token: str, before: str, after: str, read: tuple[str, ...]) -> None:
    """Glued, dropped, doubled and swapped letters, leftover keys; what nothing repairs stays."""
    assert repair(token, before, after, SPELLER)[0] == read


@pytest.mark.parametrize(("keys", "syllable"), [("sowr", "sở"), ("thue61", "thuế")])
def test_leftover_keys_keep_their_marks(keys: str, syllable: str) -> None:
    """The marks that the keys meant are kept beside the folded form."""
    assert repair(keys, "", "", SPELLER)[1] == syllable


def test_digits_are_no_words() -> None:
    """Numbers need no repair; letters with digits among them do."""
    assert SPELLER.knows("2030")
    assert SPELLER.knows("hop")
    assert not SPELLER.knows("hopp")
    assert not SPELLER.knows("muc5")


def test_bond_grows_with_known_neighbours() -> None:
    """A syllable sits better between neighbours that it is seen with."""
    assert SPELLER.bond("hop", "tac", "xa") > SPELLER.bond("hop", "tac", "") > SPELLER.bond("", "tac", "") == 0
