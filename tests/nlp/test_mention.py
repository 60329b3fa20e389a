"""Names are found by the longest form, none overlapping, and typed marks must be the name's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.mention import Alias, Aliases, Name
from nlp.normalise import canonical, fold
from nlp.question import Question

Read = Callable[[str], Question]


def alias(form: str, value: str, change: str = "") -> tuple[tuple[str, ...], Alias]:
    """A form as the table holds it: folded syllables, and beside the value the syllables with their marks."""
    marked = tuple(canonical(word) if fold(word) != word.lower() else "" for word in form.split())
    return tuple(fold(form).split()), Alias(Name.AGENCY, value, marked, change)


ALIASES = Aliases(
    dict(
        [
            alias("liên minh", "lmhtx"),
            alias("liên minh hợp tác xã", "lmhtx"),
            alias("hợp tác", "other"),
            alias("đài tỉnh", "dai"),
            alias("sở nông nghiệp và môi trường", "snn", "change"),
        ],
    ),
)


def test_longest_form_first(understood: Read) -> None:
    """In "liên minh hợp tác xã" there is one name, not "liên minh" and "hợp tác"."""
    (found,) = ALIASES.find(understood("liên minh hợp tác xã làm gì"))
    assert (found.value, found.start, found.end, found.form) == ("lmhtx", 0, 5, "lien minh hop tac xa")


def test_several_names_in_order(understood: Read) -> None:
    """Each name with the syllables that say it, and the later change whose new name it is."""
    found = ALIASES.find(understood("so nong nghiep va moi truong va lien minh"))
    assert [(m.value, m.start, m.end, m.change) for m in found] == [("snn", 0, 6, "change"), ("lmhtx", 7, 9, "")]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("đài tỉnh", ["dai"]),
        ("dai tinh", ["dai"]),
        ("lâu dái tỉnh", []),
        ("lâu dài tỉnh", []),
    ],
)
def test_typed_marks_decide(understood: Read, typed: str, values: list[str]) -> None:
    """Without marks a name is found; with marks of another word it is not."""
    assert [m.value for m in ALIASES.find(understood(typed))] == values


@pytest.mark.parametrize("typed", ["", "minh liên", "liên"])
def test_no_name(understood: Read, typed: str) -> None:
    """Nothing is found where nothing is named."""
    assert ALIASES.find(understood(typed)) == []
