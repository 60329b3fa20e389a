"""What the templates ask of the words, read off their text, for the check of all data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

_TEXT = re.compile(r"'([^'\n]*)'")
_JOINED = re.compile(r"'([\w.]+)' ?~")
"""A text with something put behind it: `'tasks.roles.' ~ role`."""
_SAID = re.compile(r"\bsay\('([\w.]+)'((?:[^()']|'[^']*'|\([^()]*\))*)\)")
_GIVEN = re.compile(r"\b(\w+)=")


@dataclass(frozen=True)
class Asked:
    """What templates ask.

    `texts` are the texts that stand in them; `shapes` those with something filled in, as patterns; `says` the keys of
    words that are said, with the names of the values given and the line.
    """

    texts: frozenset[str]
    shapes: tuple[str, ...]
    says: tuple[tuple[str, frozenset[str], str], ...]


def sources() -> dict[str, str]:
    """The text of every template, by its path."""
    folder = resources.files("bot.web") / "templates"
    return {f"bot/web/templates/{file.name}": file.read_text(encoding="utf-8") for file in folder.iterdir()}


def read(templates: Mapping[str, str]) -> Asked:
    """What templates ask, from their text by path."""
    numbered = ((path, at, line) for path in templates for at, line in enumerate(templates[path].splitlines(), 1))
    lines = [(f"{path}: line {at}", line) for path, at, line in numbered]
    return Asked(
        texts=frozenset(text for _, line in lines for text in _TEXT.findall(line)),
        shapes=tuple(f"{re.escape(text)}(.+)" for _, line in lines for text in _JOINED.findall(line)),
        says=tuple(
            (key, frozenset(_GIVEN.findall(given)), place)
            for place, line in lines
            for key, given in _SAID.findall(line)
            if not key.endswith(".")
        ),
    )
