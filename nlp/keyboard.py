"""What the keys of Telex and VNI leave behind when the input method is off: "sowr" for "sở", "muc5" for "mục"."""

from __future__ import annotations

import re
import unicodedata

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = set("aeiouyăâêôơư")
_TELEX = re.compile(r"^[a-z]{2,}$")
_VNI = re.compile(r"^[a-zđ]+[1-9][a-zđ1-9]*$")


def telex(token: str) -> str | None:
    """The syllable that Telex keys spell, or None where the token holds no such key.

    Keys: s f r x j tones, w for ư/ơ/ă, doubled a e o d. After the method's usual description (UniKey, bamboo-core).
    """
    if not _TELEX.match(token):
        return None
    letters: list[str] = []
    tone = ""
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
    return _VNI.match(token) is not None


def vni(token: str) -> str | None:
    """The syllable that VNI keys spell, or None where the token holds no such key.

    Keys: 1–5 tones, 6 circumflex, 7 horn, 8 breve, 9 đ. A token that starts with a digit is never touched.
    """
    if not _VNI.match(token):
        return None
    letters: list[str] = []
    tone = ""
    for key in token:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "6":
            _apply(letters, _CIRCUMFLEX)
        elif key == "7":
            _apply(letters, {"o": "ơ", "u": "ư"}, pair=True)
        elif key == "8":
            _apply(letters, {"a": "ă"})
        elif key == "9":
            if "d" in letters:
                letters[letters.index("d")] = "đ"
        else:
            letters.append(key)
    return _place("".join(letters), tone)


def _apply(letters: list[str], marks: dict[str, str], *, pair: bool = False) -> bool:
    """Put a quality mark on the last letter that takes it; "uo" takes the horn on both."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            if pair and letters[place] == "o" and place > 0 and letters[place - 1] == "u":
                letters[place - 1] = marks["u"]
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
