"""What the models see: folded words and pairs, marks where typed, names as slots."""

from __future__ import annotations

from collections.abc import Callable

from nlp.features import ask_features, place_features, slot, template
from nlp.mention import Mention, Name
from nlp.question import Question

Read = Callable[[str], Question]


def test_place_features(understood: Read) -> None:
    """Each syllable, each pair with the message's edges, the marked form only where marks were typed."""
    assert set(place_features(understood("vay vốn"))) >= {"1 vay", "1 von", "2 ^ vay", "2 vay von", "2 von $"}
    marked = [f for f in place_features(understood("vay vốn")) if f.startswith("m ")]
    assert len(marked) == 1
    assert not any(f.startswith("m ") for f in place_features(understood("vay von")))


def test_typing_without_marks_only_takes_the_marks_away(understood: Read) -> None:
    """The folded features are the same with and without marks."""
    plain = place_features(understood("dao tao ke toan"))
    assert plain == [f for f in place_features(understood("đào tạo kế toán")) if not f.startswith("m ")]


def test_which_agency_does_not_matter_for_what_is_asked(understood: Read) -> None:
    """A name is a slot: the same question of two bodies has the same features, marks aside."""

    def features(text: str, start: int, end: int, value: str) -> list[str]:
        mention = Mention(Name.AGENCY, value, start, end)
        return ask_features(understood(text), [mention])

    first = features("so cong thuong lam gi", 0, 3, "sct")
    assert first == features("lien minh lam gi", 0, 2, "lmhtx")
    assert "2 <agency> lam" in first


def test_template_and_slots() -> None:
    """Target years and other years have slots of their own."""
    mentions = [Mention(Name.YEAR, "2030", 1, 2), Mention(Name.YEAR, "2035", 3, 4)]
    assert template(("nam", "2030", "hay", "2035", "vay"), mentions) == (
        "nam",
        "<year:target>",
        "hay",
        "<year:other>",
        "vay",
    )
    assert slot(Mention(Name.PERCENT, "30", 0, 1)) == "<percent>"
