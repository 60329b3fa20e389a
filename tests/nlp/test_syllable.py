"""Which letters can be a syllable, and which syllables sound the same to someone."""

from __future__ import annotations

import pytest

from bot.service import Service
from nlp.normalise import canonical, fold
from nlp.syllable import is_syllable, once, sound


@pytest.mark.parametrize("word", ["nghiêng", "gì", "giữa", "quý", "khuya", "nguyễn", "ưu", "yêu", "oan", "uống"])
def test_a_syllable(word: str) -> None:
    """Onset and rime that go together."""
    assert is_syllable(fold(word))


@pytest.mark.parametrize("letters", ["hpat", "ngiep", "kong", "gii", "iec", "htx", "quiet", "nhiemm", ""])
def test_no_syllable(letters: str) -> None:
    """Letters that no syllable is written with."""
    assert not is_syllable(letters)


@pytest.mark.parametrize(
    ("one", "other"), [("chì", "trì"), ("sã", "xã"), ("hổ", "hỗ"), ("đốt", "đốc"), ("thíu", "thiếu")]
)
def test_said_alike(one: str, other: str) -> None:
    """What regions and hasty writers do not keep apart sounds the same."""
    assert sound(canonical(one)) == sound(canonical(other))


@pytest.mark.parametrize(("one", "other"), [("khí", "chí"), ("vay", "cay"), ("thuế", "thuê")])
def test_said_otherwise(one: str, other: str) -> None:
    """Nothing else does."""
    assert sound(canonical(one)) != sound(canonical(other))


def test_most_of_what_is_known_is_a_syllable(service: Service) -> None:
    """The forms of the plan and the banks are syllables, but for slips and short forms."""
    forms = [form for form, count in service.model.speller.forms.items() if count > 20]
    assert sum(is_syllable(fold(form)) for form in forms) > 0.98 * len(forms)


def test_once() -> None:
    """A letter that repeats the one before is left out."""
    assert once("khoongg") == "khong"
