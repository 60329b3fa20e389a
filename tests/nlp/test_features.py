"""What the models see: folded words and pairs, marks where typed, names as slots."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.features import MARKED, Feature, Features, ask_features, key, place_features, template
from nlp.mention import Mention, Name
from nlp.question import Question

Read = Callable[[str], Question]


def test_place_features() -> None:
    """Each syllable, each pair with the message's edges, and the marked forms."""
    expected = [("vay",), ("von",), ("^", "vay"), ("vay", "von"), ("von", "$")]
    assert place_features(["vay", "von"], []).each() == expected
    assert place_features(["vay", "von"], ["vốn"]).each() == [*expected, (MARKED, "vốn")]


def test_typing_without_marks_only_takes_the_marks_away(understood: Read) -> None:
    """The folded features are the same with and without marks."""
    plain = ask_features(understood("dao tao ke toan"), []).each()
    marked = ask_features(understood("đào tạo kế toán"), []).each()
    assert plain == [feature for feature in marked if feature[0] != MARKED]
    assert len(marked) - len(plain) == 4


def test_which_agency_does_not_matter_for_what_is_asked(understood: Read) -> None:
    """A name is a slot: the same question of two bodies has the same features."""

    def features(text: str, end: int, value: str) -> list[Feature]:
        return ask_features(understood(text), [Mention(Name.AGENCY, value, 0, end)]).each()

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


@pytest.mark.parametrize("most", [2, 3])
def test_keys(most: int) -> None:
    """The keys of a message are those of its features, different ones; one with an unknown token has none."""
    vocabulary = {token: number for number, token in enumerate(("^", "$", "a", "b", "c"))}
    features = Features(("a", "b", "c", "b", "a"), most, ("a", "b"))
    each = set(features.each())
    assert features.keys(vocabulary) == {key(feature, vocabulary) for feature in each}
    assert len(features.keys(vocabulary)) == len(each)
    del vocabulary["c"]
    known = {feature for feature in each if "c" not in feature}
    assert features.keys(vocabulary) == {key(feature, vocabulary) for feature in known}
    with pytest.raises(KeyError):
        key(("a", "c"), vocabulary)


def test_keys_of_nothing() -> None:
    """A message without a known token has no features."""
    assert Features((), 3, ()).keys({"a": 0}) == set()
    assert Features(("z",), 3, ("z",)).keys({"^": 0, "$": 1}) == set()
