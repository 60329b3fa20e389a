"""Abbreviations and regional words stand for what they mean."""

from __future__ import annotations

from nlp.lexicon import make_lexicon
from nlp.normalise import canonical


def tokens(text: str) -> list[str]:
    """The tokens of a text as the lexicon looks them up."""
    return [canonical(word) for word in text.split()]


def test_longest_match_wins() -> None:
    """The phrase "bầy tui" is read before "tui"."""
    lexicon = make_lexicon({}, {"tui": "tôi", "bầy tui": "chúng tôi"})
    assert lexicon.match(tokens("bầy tui hỏi"), 0) == (2, ("chúng", "tôi"))
    assert lexicon.match(tokens("bầy tui hỏi"), 1) == (1, ("tôi",))
    assert lexicon.match(tokens("bầy tui hỏi"), 2) is None


def test_an_abbreviation_is_known_without_its_marks() -> None:
    """Both "tmđt" and "tmdt" are one; a marked form of another meaning keeps its own."""
    lexicon = make_lexicon({"tmđt": "thương mại điện tử", "qđ": "quyết định", "qd": "quân đội"}, {})
    assert lexicon.match(["tmdt"], 0) == lexicon.match(["tmđt"], 0) == (1, ("thương", "mại", "điện", "tử"))
    assert lexicon.match(["qd"], 0) == (1, ("quân", "đội"))


def test_an_abbreviation_with_vowel_marks_is_no_syllable() -> None:
    """Typed "bcáo" is "bcao", but "cô" is not "co"."""
    lexicon = make_lexicon({"bcao": "báo cáo", "co": "cơ"}, {})
    assert lexicon.match(["bcáo"], 0) == (1, ("báo", "cáo"))
    assert lexicon.match(["cô"], 0) is None


def test_rewrites_need_their_marks() -> None:
    """Dialect "răng" (how) is not "rang"; the tone's place does not matter."""
    lexicon = make_lexicon({}, {"răng": "sao", "hoà": "và"})
    assert lexicon.match(tokens("răng"), 0) == (1, ("sao",))
    assert lexicon.match(tokens("rang"), 0) is None
    assert lexicon.match(tokens("hòa"), 0) == (1, ("và",))


def test_empty() -> None:
    """A lexicon without entries rewrites nothing."""
    assert make_lexicon({}, {}).match(["htx"], 0) is None
