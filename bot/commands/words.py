"""The command line's own words: data/cli.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from knowledge import yamlfile
from knowledge.model import Record

PACKAGE = "bot"
FILE = "cli.yaml"


class Said(Record):
    """What we say for a message of argparse: a pattern for the whole message, and the words."""

    match: str
    say: str


@dataclass(frozen=True)
class Words:
    """The words that the command line shows."""

    content: dict[str, Any]
    argparse: tuple[Said, ...]

    def say(self, key: str, **values: object) -> str:
        """The words at a dotted key, filled in.

        Raises:
            KeyError: no such words.
        """
        return str(self.at(key)).format(**values)

    def at(self, key: str) -> Any:  # noqa: ANN401  # a text or a list of texts, as the file has it
        """What stands at a dotted key, as it is."""
        found: Any = self.content
        for part in key.split("."):
            found = found[part]
        return found

    def usage(self, message: str) -> str:
        """What we say for a message of argparse."""
        for said in self.argparse:
            found = re.fullmatch(said.match, message, re.DOTALL)
            if found is not None:
                return said.say.format(**found.groupdict())
        return self.say("usage.wrong")


def load_words() -> Words:
    """The command line's words, loaded.

    Raises:
        DataError: the file is broken.
    """
    content = yamlfile.read(PACKAGE, FILE)
    said = yamlfile.build(content["usage"].pop("argparse"), tuple[Said, ...], f"{PACKAGE}/data/{FILE}")
    return Words(content, said)
