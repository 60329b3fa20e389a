"""Pages as trees, for tests that read what a page says and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, white space folded."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """All text in it, as it is."""
        return "".join(each if isinstance(each, str) else each.raw for each in self.inside)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def every(self, tag: str = "", kind: str = "") -> list[Element]:
        """The elements in it, in order; of a tag, of a class."""
        return [one for one in self._all() if tag in {"", one.tag} and (not kind or kind in one.classes)]

    def one(self, name: str) -> Element:
        """The only element of an id."""
        (found,) = [each for each in self._all() if each.attributes.get("id") == name]
        return found

    @property
    def links(self) -> list[str]:
        """Where the links in it lead."""
        return [link.attributes["href"] for link in self.every("a")]

    def _all(self) -> Iterator[Element]:
        for each in self.inside:
            if isinstance(each, Element):
                yield each
                yield from each._all()  # noqa: SLF001  # its own class


class _Builder(HTMLParser):
    """Builds the tree; an end tag that closes anything but what is open is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(text: str) -> Element:
    """The tree of a page.

    Raises:
        AssertionError: elements that are not closed one within the other, or an id that stands twice.
    """
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root]
    ids = [one.attributes["id"] for one in builder.root.every() if "id" in one.attributes]
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})
    return builder.root
