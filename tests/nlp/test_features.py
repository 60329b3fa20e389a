"""What the models see: folded words and pairs, marks where typed, names as slots."""

from __future__ import annotations

from collections.abc import Callable

from nlp.features import MARKED, Feature, ask_features, keys, place_features, template
from nlp.mention import Mention, Name
from nlp.question import Question

Read = Callable[[str], Question]


def test_place_features() -> None:
    """Each syllable, each pair with the message's edges, and the marked forms."""
    expected = [("vay",), ("von",), ("^", "vay"), ("vay", "von"), ("von", "$")]
    assert place_features(["vay", "von"], []) == expected
    assert place_features(["vay", "von"], ["vốn"]) == [*expected, (MARKED, "vốn")]


def test_typing_without_marks_only_takes_the_marks_away(understood: Read) -> None:
    """The folded features are the same with and without marks."""
    plain = ask_features(understood("dao tao ke toan"), [])
    marked = ask_features(understood("đào tạo kế toán"), [])
    assert plain == [feature for feature in marked if feature[0] != MARKED]
    assert len(marked) - len(plain) == 4


def test_which_agency_does_not_matter_for_what_is_asked(understood: Read) -> None:
    """A name is a slot: the same question of two bodies has the same features."""

    def features(text: str, end: int, value: str) -> list[Feature]:
        return ask_features(understood(text), [Mention(Name.AGENCY, value, 0, end)])

    first = features("so cong thuong lam gi", 3, "sct")
    assert first == features("lien minh lam gi", 2, "lmhtx")
    assert {("<agency>", "lam"), ("^", "<agency>", "lam"), ("lam", "gi", "$")} <= set(first)


def test_template() -> None:
    """Names become slots; target years and other years have slots of their own."""
    mentions = [
        Mention(Name.YEAR, "2030", 1, 2),
        Mention(Name.YEAR, "2035", 3, 4),
        Mention(Name.PERCENT, "30", 5, 8),
    ]
    syllables = ("nam", "2030", "hay", "2035", "dat", "30", "phan", "tram", "vay")
    assert template(syllables, mentions) == ("nam", "<year:target>", "hay", "<year:other>", "dat", "<percent>", "vay")


def test_keys() -> None:
    """Different features have different keys; one with an unknown token has none."""
    vocabulary = {token: number for number, token in enumerate(("a", "b", "c"))}
    features: list[Feature] = [("a",), ("b",), ("a", "b"), ("b", "a"), ("a", "b", "c"), (MARKED, "a"), (MARKED, "b")]
    assert len(keys(features, vocabulary)) == len(features)
    assert keys([*features, ("z",), ("a", "z"), (MARKED, "z")], vocabulary) == keys(features, vocabulary)
    assert keys([], vocabulary) == set()
