"""What the keys of Telex and VNI leave behind when the input method is off: "sowr" for "sở", "muc5" for "mục"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from nlp.normalise import TONES, fold

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_VNI_MARKS = {"6": _CIRCUMFLEX, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
_VOWELS = set("aeiouyăâêôơư")
_LETTERS = r"[^\W\d_]"
_TELEX = re.compile(rf"{_LETTERS}{{2,}}")
_VNI = re.compile(rf"{_LETTERS}+[1-9](?:{_LETTERS}|[1-9])*")
_SURE_VNI = re.compile(rf"{_LETTERS}+(?:[1-9]{_LETTERS}|[1-9]{{2}}).*")


def is_beside(one: str, other: str) -> bool:
    """Whether two letters, marks aside, are the same key or lie beside each other.

    >>> is_beside("i", "o"), is_beside("g", "b"), is_beside("y", "n")
    (True, True, False)
    """
    if one == other:
        return True
    if one not in _PLACES or other not in _PLACES:
        return False
    (upper, left), (lower, right) = sorted((_PLACES[one], _PLACES[other]))
    # Each row begins half a key further right than the one above.
    return (lower - upper, right - left) in {(0, 1), (1, 0), (1, -1)}


def telex(token: str) -> str | None:
    """The syllable that Telex keys spell, or None where the token holds no such key.

    Keys: s f r x j tones, w for ư/ơ/ă, doubled a e o d. After the method's usual description (UniKey, bamboo-core).
    """
    if not _TELEX.fullmatch(token):
        return None
    letters: list[str] = []
    token, tone = _toneless(token)
    used = False
    for place, key in enumerate(token):
        has_vowel = any(c in _VOWELS for c in letters)
        if key in _TELEX_TONES and has_vowel and place > 0:
            tone = _TELEX_TONES[key]
            used = True
        elif key == "w":
            used = True
            if not _apply(letters, _HORN, pair=True):
                letters.append("ư")
        elif key in _CIRCUMFLEX and key in letters and letters[letters.index(key)] == key and has_vowel:
            letters[len(letters) - 1 - letters[::-1].index(key)] = _CIRCUMFLEX[key]
            used = True
        elif key == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
            used = True
        else:
            letters.append(key)
    return _place("".join(letters), tone) if used else None


def is_vni(token: str) -> bool:
    """Whether a lower-case token has the shape of a syllable with VNI keys: letters first, digits among them."""
    return _VNI.fullmatch(token) is not None


def is_sure_vni(token: str) -> bool:
    """Whether it has it more surely than a word and its number: two digits, or one within the syllable."""
    return is_vni(token) and _SURE_VNI.fullmatch(token) is not None


def vni(token: str) -> str | None:
    """The syllable that VNI keys spell, or None where the token holds no such key, two tones, or a key with no letter.

    Keys: 1–5 tones, 6 circumflex, 7 horn, 8 breve, 9 đ. A token that starts with a digit is never touched.
    """
    if not is_vni(token):
        return None
    letters: list[str] = []
    token, tone = _toneless(token)
    for key in token:
        if key in _VNI_TONES:
            if tone:
                return None
            tone = _VNI_TONES[key]
        elif key in _VNI_MARKS:
            if not _apply(letters, _VNI_MARKS[key], pair=key == "7"):
                return None
        else:
            letters.append(key)
    return _place("".join(letters), tone)


def spelled(token: str, known: Container[str]) -> str:
    """The syllable that keys of either method spell, where it is known without its marks; else ""."""
    for method in (telex, vni):
        syllable = method(token)
        if syllable is not None and fold(syllable) in known:
            return syllable
    return ""


def _toneless(token: str) -> tuple[str, str]:
    """A token without its tone mark, and that mark: half of a syllable may have been put right ("đươcj")."""
    if token.isascii():
        return token, ""
    decomposed = unicodedata.normalize("NFD", token)
    tone = next((c for c in decomposed if c in TONES), "")
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES)), tone


def _apply(letters: list[str], marks: dict[str, str], *, pair: bool = False) -> bool:
    """Put a quality mark on the last letter that takes it; "uo" takes the horn on both, "ua" on its first."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            after_u = pair and place > 0 and letters[place - 1] == "u" and letters[0] != "q"
            if after_u and letters[place] != "u":
                letters[place - 1] = marks["u"]
            if not after_u or letters[place] != "a":
                letters[place] = marks[letters[place]]
            return True
    return False


def _place(letters: str, tone: str) -> str:
    """Set the tone on the syllable's main vowel (where exactly does not matter: `canonical` moves it anyway)."""
    if not tone:
        return letters
    marked = [i for i, c in enumerate(letters) if c in "ăâêôơư"]
    vowels = [i for i, c in enumerate(letters) if c in _VOWELS]
    if not vowels:
        return letters
    place = marked[-1] if marked else vowels[0]
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])
