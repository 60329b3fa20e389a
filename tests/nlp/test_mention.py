"""Names are found by the longest form, none overlapping."""

from __future__ import annotations

from nlp.mention import Alias, Aliases, Mention, Name

ALIASES = Aliases(
    {
        ("lien", "minh"): Alias(Name.AGENCY, "lmhtx"),
        ("lien", "minh", "hop", "tac", "xa"): Alias(Name.AGENCY, "lmhtx"),
        ("hop", "tac"): Alias(Name.AGENCY, "other"),
        ("so", "moi"): Alias(Name.AGENCY, "snn", "change"),
    },
    longest=5,
)


def test_longest_form_first() -> None:
    """ "liên minh hợp tác xã" is one name, not "liên minh" and "hợp tác"."""
    assert ALIASES.find(["lien", "minh", "hop", "tac", "xa", "lam", "gi"]) == [
        Mention(Name.AGENCY, "lmhtx", 0, 5, "lien minh hop tac xa"),
    ]


def test_several_names_in_order() -> None:
    """Each name with the syllables that say it, and the later change whose new name it is."""
    found = ALIASES.find(["so", "moi", "va", "lien", "minh"])
    assert [(m.value, m.start, m.end, m.change) for m in found] == [("snn", 0, 2, "change"), ("lmhtx", 3, 5, "")]


def test_no_name() -> None:
    """Nothing is found where nothing is named."""
    assert ALIASES.find(()) == []
    assert ALIASES.find(["minh", "lien"]) == []
