"""What is kept of people: only as a keyed hash, and of what they write only the text with their numbers masked."""

from __future__ import annotations

import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from knowledge import yamlfile
from nlp.normalise import clean

Name = int | str
"""What a person or a chat is called elsewhere: a number of Telegram's, or a word that begins with the channel."""
FILE = "privacy.yaml"
MASK = "***"
SHORTEST = 16
"""Characters of a secret, at the least."""
# From where a word begins, never from within: a long text without an address is gone through once.
_MAIL = re.compile(r"(?<![^\s@<>()\[\]\",;:])[^\s@<>()\[\]\",;:]++@[^\s@<>()\[\]\",;:]+\.[^\s@<>()\[\]\",;:]+")
# Digits in a row or in groups, as phones and accounts are written: "0912 345 678", "(0237) 3.852.246", "+84-912…",
# "0912/345/678", "0912 - 345 - 678". A comma with a blank after it stands between two numbers, not in one.
_DIGITS = re.compile(r"\+?\(?\d(?:(?:[ .\-()/_·–—]{0,2}|,| [\-–—] )\d){6,}")
# A year, with the month and the day before it, or with the number of the document that was issued in it.
_DATED = re.compile(r"(?<!\d)(?:(?:\d{1,2}[.\-/]){1,2}|\d{1,4}/)?(?:19|20)\d\d(?!\d)")
_NEAR = 30
"""Characters before a number in which its announcement may stand."""
_BYTES = 16
"""Of a hash so much is kept: two people never have the same."""
_LEAST = 8
"""Digits that look like a phone or an account, where nothing announces one; in fewer there is none."""


@dataclass(frozen=True)
class PrivacyFile:
    """privacy.yaml: the words that announce a phone or an account."""

    announced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Privacy:
    """How people and chats are called in the database."""

    secret: bytes = field(repr=False)

    def hashed(self, name: Name) -> str:
        """A person or a chat as the database knows them: always the same for one name; no way back without the key.

        A private chat has the name of its person, so both are the same there.
        """
        return _hash(self.secret, name)


@lru_cache(maxsize=10_000)
def _hash(secret: bytes, name: Name) -> str:
    return hmac.digest(secret, str(name).encode(), "sha256")[:_BYTES].hex()


def mask(text: str) -> str:
    """A message as the question log keeps it: cleaned, lower case, e-mail addresses and long numbers masked.

    >>> mask("Gọi 0912.345.678 hỏi về  vay vốn 2021-2025")
    'gọi *** hỏi về vay vốn 2021-2025'
    """
    return _DIGITS.sub(_hide, _MAIL.sub(MASK, clean(text))).lower()


def _hide(found: re.Match[str]) -> str:
    """A run of digits, masked if it is announced as a phone or an account or looks like one: not years and dates."""
    if not re.search(r"\d", _DATED.sub("", found[0])):
        return found[0]
    if sum(map(str.isdigit, found[0])) >= _LEAST:
        return MASK
    before = found.string[max(found.start() - _NEAR, 0) : found.start()].lower()
    return MASK if _announcement().search(before) else found[0]


@lru_cache(maxsize=1)
def _announcement() -> re.Pattern[str]:
    words = yamlfile.load("bot", FILE, PrivacyFile).announced
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def load_secret(given: str, file: Path) -> bytes:
    """The key of the hashes: the one that is set, else the one in a file, which is made where there is none.

    Raises:
        OSError: the file can neither be read nor made.
    """
    if given:
        return given.encode()
    with suppress(FileNotFoundError):
        kept = file.read_bytes().strip()
        if kept:
            return kept
    file.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_hex(32).encode()
    # Whole or not at all: a half-written key would be another one at the next start.
    fresh = file.with_name(f"{file.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(secret)
    fresh.replace(file)
    return secret
