"""Which rows of letters can be a Vietnamese syllable: an onset and a rime that go together, marks aside."""

from __future__ import annotations

import re
from itertools import groupby

from nlp.normalise import TONES

_ONSET = r"(?:(?:ngh|gh|k)(?=[eiy])|(?:ng|g|c)(?![eiy])|qu(?!i.)|gi(?![iy])|[ckpt]h|nh|tr|[bdhlmnprstvx])?"
_RIME = (
    r"(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?"
    r"|e(?:ch?|m|ng?|nh|o|p|t|u)?"
    r"|i(?:a|ch?|e(?:c|m|ng?|p|t|u)|m|nh?|p|t|u)?"
    r"|o(?:a(?:ch?|i|m|ng?|nh|o|p|t|y)?|c|e(?:n|o|t)?|i|m|ng?|p|t)?"
    r"|u(?:a(?:n|ng|t|y)?|c|e(?:ch|nh)?|i|m|ng?|o(?:c|i|m|ng?|p|t|u)?|p|t|u|y(?:a|ch|e(?:n|t)|nh?|p|t|u)?)?"
    r"|y(?:e(?:m|n|t|u))?)"
)
_ONSETS = {"tr": "ch", "x": "s", "n": "l", "k": "c", "gh": "g", "ngh": "ng", "gi": "d", "r": "d", "v": "d", "z": "d"}
"""What is said alike somewhere, at the start of a syllable, as one; likewise at its end."""
_FINALS = {"ng": "n", "nh": "n", "n": "n", "c": "t", "ch": "t", "y": "i"}
_STARTS = re.compile(r"tr|gi|gh|ngh|[xrvz]|n(?![gh])|k(?!h)")
_GLIDES = re.compile(r"(?<=[iy])ê|(?<=u)ô|(?<=ư)ơ")
_ENDS = re.compile(r"n[gh]?$|ch?$|y$")
_TONE = re.compile(f"[{TONES}]")
_HOOK, _TILDE = "\u0309", "\u0303"
_SYLLABLE = re.compile(f"(?!ie)(?:gi|{_ONSET}{_RIME})")


def is_syllable(folded: str) -> bool:
    """Whether letters without marks can be a syllable, known or not.

    >>> is_syllable("nghieng"), is_syllable("giua"), is_syllable("hpat")
    (True, True, False)
    """
    return _SYLLABLE.fullmatch(folded) is not None


def once(letters: str) -> str:
    """Letters without those that repeat the one before.

    >>> once("khoong")
    'khong'
    """
    return "".join(letter for letter, _ in groupby(letters))


def sound(form: str) -> str:
    """How a syllable in canonical form may sound: one for all that some region or hasty writing does not keep apart.

    >>> sound("chi") == sound("tri"), sound("xa") == sound("sa"), sound("xa") == sound("da")
    (True, True, False)
    """
    tone = form[-1] if _TONE.match(form[-1]) else ""
    letters = form.removesuffix(tone)
    letters = _ENDS.sub(lambda end: _FINALS[end[0]], _GLIDES.sub("", letters))
    start = _STARTS.match(letters)
    letters = _ONSETS[start[0]] + letters[start.end() :] if start else letters
    return letters + (_HOOK if tone == _TILDE else tone)
