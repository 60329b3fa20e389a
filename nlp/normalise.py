"""The one normaliser: serves the plan, the phrase bank and every message alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The five tone marks as combining characters; quality marks (circumflex, breve, horn) stay with their letter.
TONES = "\u0300\u0301\u0309\u0303\u0323"
# Numbers with their separators, document numbers (both only at a digit), word characters; the rest separates.
_TOKEN = re.compile(
    r"(?=\d)(?:\d+(?:[.,/]\d+)*%|\d{1,3}(?:[.,]\d+)?\s%"
    r"|[0-9]+(?:/[0-9]+)*(?:[/-][^\W\d_]+)+(?:-[^\W\d_]+)*"
    r"|\d+(?:[.,/:]\d+)+|\d{1,2}-\d{1,2}(?!\d))"
    r"|[^\W_]+(?:&[^\W_]+)*|%",
)


_TAG = re.compile(r"</?[A-Za-z][^<>]*>|https?://\S+")


def clean(text: str) -> str:
    """NFC without control and format characters, tags and addresses (they become blanks), white space folded."""
    composed = _TAG.sub(" ", unicodedata.normalize("NFC", text))
    # Most texts have none of them, which Python tells at once.
    clear = composed.isprintable()
    visible = composed if clear else "".join(" " if unicodedata.category(c)[0] == "C" else c for c in composed)
    return " ".join(visible.split())


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without any mark, đ as d: the form that typing without diacritics gives.

    >>> fold("Sở Kế hoạch và Đầu tư")
    'so ke hoach va dau tu'
    """
    lowered = text.lower().replace("đ", "d").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def canonical(syllable: str) -> str:
    """Lower case with the tone mark moved to the end, so that "hoà" and "hòa" are one.

    >>> canonical("hoà") == canonical("hòa") != canonical("hoa")
    True
    """
    tone = ""
    letters = []
    for c in unicodedata.normalize("NFD", syllable.lower()):
        if c in TONES:
            tone = c
        else:
            letters.append(c)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def agrees(typed: str, own: str) -> bool:
    """Whether the marks that were typed are none that a form lacks: "trân" may be "trận", "dài" is no "tái".

    Both in canonical form; "" where no marks were typed, or where the form's are not known, agrees with all.
    """
    if not typed or not own or typed == own:
        return True
    return set(unicodedata.normalize("NFD", typed)) <= set(unicodedata.normalize("NFD", own))


_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# One digit before the stroke may number a sub-task.
_DAY = re.compile(r"([1-9]\d)[/-](\d{1,2})")


def number(token: str) -> str:
    """A number as people write it, in one form: "1.280" and "1,280" as "1280", "30 %" as "30%", "05" as "5".

    Dates ("15-12" as "15/12") and sub-task numbers ("4.1") keep their parts.

    >>> number("334.841"), number("30 %"), number("15-12"), number("4.1"), number("05")
    ('334841', '30%', '15/12', '4.1', '5')
    """
    if not token[:1].isdecimal():
        return token
    joined = token.replace(" ", "")
    if _THOUSANDS.fullmatch(joined.rstrip("%")):
        return joined.replace(".", "").replace(",", "")
    day = _DAY.fullmatch(joined)
    if day:
        return f"{day[1]}/{int(day[2])}"
    if joined.rstrip("%").isdecimal():
        return joined.lstrip("0") or "0"
    return joined


_PUNCTUATION = frozenset(",;:.?!+()\n")


def split(text: str) -> list[str]:
    """The tokens of a cleaned text in order: words, numbers ("1.280", "30%"), document numbers ("98/2018/NĐ-CP")."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1000)
def plain_text(text: str) -> str:
    """A text of the plan folded, its tokens with single blanks between."""
    return " ".join(split(fold(text)))


@lru_cache(maxsize=1000)
def plain_words(text: str) -> frozenset[str]:
    """The folded words of a text of the plan."""
    return frozenset(plain_text(text).split(" "))


def tokens(text: str) -> list[tuple[str, bool]]:
    """The tokens of a cleaned text, each with whether punctuation stands before it."""
    made: list[tuple[str, bool]] = []
    end = 0
    for found in _TOKEN.finditer(text):
        made.append((found[0], not _PUNCTUATION.isdisjoint(text[end : found.start()])))
        end = found.end()
    return made
