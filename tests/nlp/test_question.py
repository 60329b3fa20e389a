"""A message, read: every way of typing leads to the same syllables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import Service
from nlp.normalise import fold
from nlp.question import Question, read

Read = Callable[[str], Question]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        # marks, case, decomposed marks, tone-mark place
        ("Sở Tài chính", "so tai chinh"),
        ("SỞ TÀI CHÍNH", "so tai chinh"),
        ("so tai chinh", "so tai chinh"),
        ("So\u031b\u0309 Ta\u0300i chi\u0301nh", "so tai chinh"),
        ("Thanh Hoá", "thanh hoa"),
        # Telex, VNI
        ("sowr taif chinhs", "so tai chinh"),
        ("lieen minh hop tac xa", "lien minh hop tac xa"),
        ("ddaof taoj", "dao tao"),
        ("muc5 tie6u", "muc tieu"),
        ("tie61p ca65n vo61n", "tiep can von"),
        # glued, split, mistyped
        ("hop tacxa", "hop tac xa"),
        ("hoptacxa nongnghiep", "hop tac xa nong nghiep"),
        ("chủtrì nhiệmvụ", "chu tri nhiem vu"),
        ("ngan hnag", "ngan hang"),
        ("htx nôgn nghiệp", "hop tac xa nong nghiep"),
        ("kế hoặch", "ke hoach"),
        # abbreviations and teencode
        ("htx", "hop tac xa"),
        ("kttt", "kinh te tap the"),
        ("tmđt", "thuong mai dien tu"),
        ("cq nao", "co quan nao"),
        ("bn htx", "bao nhieu hop tac xa"),
        ("ko bik ai chu tri", "khong biet ai chu tri"),
        # dialect
        ("mô rứa", "nao the"),
        ("bầy tui mần chi", "chung toi lam chi"),
        # numbers
        ("1.280 HTX", "1280 hop tac xa"),
        ("đạt 30 %", "dat 30%"),
        ("trước 15-12", "truoc 15/12"),
    ],
)
def test_read(understood: Read, typed: str, plain: str) -> None:
    """The folded syllables after repair."""
    assert understood(typed).plain == plain


def test_typed_marks_are_kept(understood: Read) -> None:
    """Marks that were typed (or spelled by keys) stay beside the folded form; none are made up."""
    assert [s.marked != "" for s in understood("thuế va thuee").syllables] == [True, False, True]
    tax, rent = understood("thuế").syllables[0], understood("thuê").syllables[0]
    assert tax.folded == rent.folded
    assert tax.marked != rent.marked


def test_each_syllable_knows_what_was_typed(understood: Read) -> None:
    """A repair can be explained: the token that each syllable came from."""
    assert [s.typed for s in understood("htx hop tacxa").syllables] == ["htx"] * 3 + ["hop", "tacxa", "tacxa"]


@pytest.mark.parametrize("text", ["", "   ", "?!…", "🙂🙂", "\x00\u200b", "—"])
def test_nothing_to_read(understood: Read, text: str) -> None:
    """Blanks, punctuation and pictures hold no syllable."""
    assert understood(text).syllables == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(service: Service, text: str) -> None:
    """Syllables are folded, not empty and free of blanks, whatever was typed."""
    question = read(text, service.language.lexicon, service.model.speller)
    for syllable in question.syllables:
        assert syllable.folded
        assert syllable.folded == fold(syllable.folded)
        assert not syllable.folded.isspace()


def test_without_closes_the_gap(understood: Read) -> None:
    """What stood before and after the stretch is joined; the other commas stay where they stood."""
    question = understood("vay, vốn, đất, thuế và chợ, đào tạo")
    start = question.folded.index("dat")
    left = question.without(start, question.folded.index("cho"))
    assert left.plain == "vay von cho dao tao"
    assert left.breaks == frozenset({1, 3})
