"""The words of a channel of our own: data/cli.yaml of the command line, data/telegram.yaml of the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from knowledge import yamlfile

PACKAGE = "bot"
FILE = "cli.yaml"


@dataclass(frozen=True)
class Words:
    """The words that a channel shows, beside the answers' own."""

    content: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The words at a dotted key, filled in.

        Raises:
            KeyError: no such words.
        """
        return str(self.at(key)).format(**values)

    def at(self, key: str) -> Any:  # noqa: ANN401  # a text or a list, as the file has it
        """What stands at a dotted key, as it is."""
        found: Any = self.content
        for part in key.split("."):
            found = found[part]
        return found

    def usage(self, message: str) -> str:
        """What we say for a message of argparse."""
        for known in self.at("usage.argparse"):
            found = re.fullmatch(known["match"], message, re.DOTALL)
            if found is not None:
                return str(known["say"]).format(**found.groupdict())
        return self.say("usage.wrong")


def load_words(file: str = FILE) -> Words:
    """The words of a file, by default the command line's, loaded.

    Raises:
        DataError: the file is broken.
    """
    return Words(yamlfile.read(PACKAGE, file))
