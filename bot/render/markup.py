"""Telegram's HTML: tags, escaping, lengths, and parts laid on pages. No other module knows any of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

LONGEST = 4096
"""UTF-16 units of a message once its tags are parsed."""
_COMFORT = 2200
"""A page takes no further entry of a list beyond this."""
_LISTED = 8
"""The places that a page lists: as many as fit into one row of buttons."""
_PIECE = 900
"""The longest stretch of text that stays in one piece: any two of them and a foot fit into a message."""
_QUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of HTML that is never split.

    `row` where it stands right below another such part; an entry of a list has the `head` of a page that begins with
    it and, where it is a place, its `number` and `unit`.
    """

    html: str
    row: bool = False
    head: str = ""
    number: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A message's HTML, and the places that it lists, each under its number."""

    html: str
    listed: tuple[tuple[int, str], ...] = ()


@dataclass
class _Draft:
    """A page while it is filled: its parts, the foot below them, notes below that."""

    foot: tuple[Part, ...]
    parts: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)

    def takes(self, *, part: Part | None = None, note: Part | None = None) -> bool:
        """Whether there is room for a further part, or note."""
        full = part is not None and part.unit and sum(1 for each in self.parts if each.unit) >= _LISTED
        most = _COMFORT if part is not None and part.head else LONGEST
        parts, notes = [part] if part is not None else [], [note] if note is not None else []
        return not full and length(join([*self.parts, *parts, *self.foot, *self.notes, *notes])) <= most

    def page(self) -> Page:
        """The page as it is."""
        listed = tuple((part.number, part.unit) for part in self.parts if part.unit)
        return Page(join([*self.parts, *self.foot, *self.notes]), listed)


def lay(parts: Sequence[Part], foot: Sequence[Part] = (), notes: Sequence[Part] = ()) -> tuple[Page, ...]:
    """Parts laid on pages in their order.

    Args:
        parts: what is said.
        foot: what stands below the parts of every page.
        notes: what stands below the foot, each on the first page that has room for it.
    """
    pages = [_Draft(tuple(foot))]
    for part in parts:
        if pages[-1].parts and not pages[-1].takes(part=part):
            pages.append(_Draft(tuple(foot), [Part(part.head)] if part.head else []))
        pages[-1].parts.append(part)
    for note in notes:
        page = next((page for page in pages if page.takes(note=note)), None)
        if page is None:
            page = _Draft(tuple(foot))
            pages.append(page)
        page.notes.append(note)
    return tuple(page.page() for page in pages)


def join(parts: Sequence[Part]) -> str:
    """Parts with a blank line between them, but for rows, and for quotes, which clients set apart themselves."""
    made = parts[0].html if parts else ""
    for before, part in pairwise(parts):
        quote = before.html.endswith(f"</{_QUOTE}>") or part.html.startswith(f"<{_QUOTE}")
        made += ("\n" if quote or (before.row and part.row) else "\n\n") + part.html
    return made


def words(text: str) -> str:
    """A plain text of ours: its first paragraph in bold where more follow."""
    first, *rest = text.strip().split("\n\n")
    return "\n\n".join([bold(first) if rest else escaped(first), *map(escaped, rest)])


def quoted(text: str, *, closed: bool = False) -> Iterator[Part]:
    """The plan's words; `closed` where a touch opens them."""
    tag = f"{_QUOTE} expandable" if closed else _QUOTE
    yield from (Part(f"<{tag}>{escaped(piece)}</{_QUOTE}>") for piece in pieces(text))


def bold(text: str) -> str:
    """A text in bold; "" for a blank one."""
    return f"<b>{escaped(text)}</b>" if text.strip() else ""


def italic(text: str) -> str:
    """A text in italics; "" for a blank one."""
    return f"<i>{escaped(text)}</i>" if text.strip() else ""


def escaped(text: str) -> str:
    """A text as it is, for HTML."""
    return html.escape(unicodedata.normalize("NFC", text), quote=False)


def length(content: str) -> int:
    """The UTF-16 units of HTML of ours once its tags are parsed."""
    return len(html.unescape(re.sub(r"<[^>]*>", "", content)).encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str) -> Iterator[str]:
    """A text in stretches of bounded length, split at blanks where there are any; a blank one has none."""
    rest = text.strip()
    while len(rest) > _PIECE:
        cut = rest.rfind(" ", _PIECE // 2, _PIECE)
        cut = cut if cut > 0 else _PIECE
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def brief(text: str, most: int) -> str:
    """The beginning of a text that is longer than so many characters, as it is printed; a shorter one whole."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0].rstrip(' ,;.')} …"
