"""Callback data: what a button's press means, as a short versioned text that holds all that it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

VERSION = "v1"
LONGEST = 64
"""Bytes that Telegram carries."""
_ARGUMENT = re.compile(r"[A-Za-z0-9-]*")


class Verb(StrEnum):
    """What a press does. What follows in the data stands beside each."""

    UNIT = "u"  # unit: its card, as a new answer
    WHOLE = "w"  # unit: its whole text
    AGENCY = "g"  # agency, and of a page that replaces the one shown its number: the duties
    CHOICE = "c"  # unit: chosen of those that were offered
    FIGURE = "n"  # figure of a target: its card
    EXAMPLE = "x"  # number of an example question: asked as if typed
    MENU = "m"  # menu, argument, page: replaces what is shown
    PAGE = "p"  # page of the answer that the message holds
    HERE = "h"  # the page that is shown: nothing
    LABELS = "k"  # a press that tells which buttons to come back to: the labels of feedback are opened
    LABEL = "f"  # a label ("" for none: closed again), then as above
    FORMS = "t"  # agency, and the page of its duties that is shown: the forms in which one can have them
    MAKE = "l"  # a form, a sort of subject, its name: the file, or the picture, in a new message
    SETTING = "s"  # "short" or "full"; "bodies" and a page; "at" and the body where one works, "" for none; "back"
    REMIND = "r"  # "on" or "off" under `/nhac`, "again" or "stop" under a reminder
    DELETE = "d"  # "yes" or "no"


@dataclass(frozen=True, slots=True)
class Press:
    """A press: its verb and what stands after it."""

    verb: Verb
    arguments: tuple[str, ...] = ()

    @property
    def data(self) -> str:
        """The callback data of a button that does this.

        Raises:
            ValueError: it would not fit, or would not be read again.
        """
        return _encode(self)


def decode(data: str) -> Press | None:
    """What a press with this data means; None where it is no data of ours, or of another version."""
    version, *words = data.split(":")
    if version != VERSION or len(words) < 1 or len(data.encode()) > LONGEST:
        return None
    verb, *arguments = words
    if verb not in set(Verb) or not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
        return None
    return Press(Verb(verb), tuple(arguments))


@lru_cache(maxsize=4096)
def _encode(press: Press) -> str:
    """The callback data of a press: of few different ones, made for every button again."""
    made = ":".join((VERSION, press.verb, *press.arguments))
    if decode(made) != press:
        raise ValueError(f"callback data that cannot be read: {made!r}")
    return made
