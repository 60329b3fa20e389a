"""Telegram's HTML, read as strictly as Telegram reads it: what is wrong with a text, and its length once parsed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

TAGS: dict[str, tuple[str, ...]] = {
    "b": (),
    "strong": (),
    "i": (),
    "em": (),
    "u": (),
    "ins": (),
    "s": (),
    "strike": (),
    "del": (),
    "tg-spoiler": (),
    "code": ('class="language-[a-z]+"',),
    "pre": (),
    "a": ('href="[^"<>]+"',),
    "span": ('class="tg-spoiler"',),
    "blockquote": ("expandable",),
}
"""The tags that Telegram knows, with the attributes that each may have, as patterns."""
_NEEDS = frozenset({"a", "span"})
"""Tags that are nothing without their attribute."""
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-z-]+)(?: (?P<attribute>[^<>]*))?>|<|&(?:lt|gt|amp|quot|#\d+|#x[\da-f]+);|&"
)


def check(text: str) -> list[str]:
    """Everything that is wrong with a text in HTML; nothing where Telegram takes it."""
    return list(_problems(text))


def length(text: str) -> int:
    """The UTF-16 units of a text in HTML once its tags and entities are parsed."""
    plain = _TOKEN.sub(lambda found: html.unescape(found[0]) if found[0].startswith("&") else "", text)
    return len(plain.encode("utf-16-le", "surrogatepass")) // 2


def _problems(text: str) -> Iterator[str]:
    opened: list[str] = []
    for found in _TOKEN.finditer(text):
        tag = found["tag"]
        if tag is None:
            yield from [f"a bare {found[0]} at {found.start()}"] if len(found[0]) == 1 else []
        elif tag not in TAGS:
            yield f"an unknown tag {found[0]}"
        elif not found["end"]:
            yield from _opening(found, opened)
            opened.append(tag)
        elif found["attribute"] is None and opened[-1:] == [tag]:
            opened.pop()
        else:
            yield f"{found[0]} closes nothing"
    yield from (f"{tag} is not closed" for tag in opened)


def _opening(found: re.Match[str], opened: list[str]) -> Iterator[str]:
    """What is wrong with a tag that opens within others."""
    tag, attribute = found["tag"], found["attribute"]
    if attribute is None and tag in _NEEDS:
        yield f"{found[0]} lacks its attribute"
    if attribute is not None and not any(re.fullmatch(pattern, attribute) for pattern in TAGS[tag]):
        yield f"an unknown attribute in {found[0]}"
    if (opened[-1:] == ["code"]) or (opened[-1:] == ["pre"] and tag != "code"):
        yield f"{found[0]} stands in {opened[-1]}"
    if tag == "blockquote" and tag in opened:
        yield "a blockquote in a blockquote"
