"""The steps of a conversation, as they stand in its address: what was typed, or what was opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from urllib.parse import quote_plus, urlencode

PATH = "/hoi"
FIELD = "q"
"""The name of a step in addresses and forms."""
BODY = "noi"
"""The name of the body where the person works, which an address gives where an answer needs it."""
MOST = 8
"""So many steps an address holds."""
LONGEST = 6000
"""Characters of an address."""
LAST = "#cuoi"
"""Where the newest turn stands on the page."""
_OPENED = "@"
_MEMORY = re.compile(r"@@[\w-]+\.[0-9a-f]+", re.ASCII)
"""The first step where earlier ones have fallen away (bot.web.recall)."""
_AT_FIRST = re.compile(rf"[{_OPENED}\s]+")

Steps = tuple[str, ...]


def read(values: Iterable[str]) -> Steps:
    """The steps that an address or a form gives: those of an address at the most, and a new one.

    Args:
        values: what it gives; a blank one is no step.
    """
    # A form may be said to be in any encoding, and so give half a letter, which no address takes.
    sound = (value.encode(errors="replace").decode() for value in values)
    memory, said = parted(tuple(filter(None, map(str.strip, sound))))
    return memory + said[-MOST - 1 :] if said else ()


def parted(steps: Steps) -> tuple[Steps, Steps]:
    """What steps begin with of those that fell away, if any did, and the others."""
    return (steps[:1], steps[1:]) if steps and _MEMORY.fullmatch(steps[0]) else ((), steps)


def fit(memory: Steps, steps: Steps) -> bool:
    """Whether an address holds steps, with what they begin with."""
    return len(steps) <= MOST and len(address(memory + steps)) <= LONGEST


def address(steps: Sequence[str], body: str = "", path: str = PATH) -> str:
    """The address of a conversation, from the top of the page's own.

    Args:
        steps: those of the conversation.
        body: the body that its answers need, by its id; "" where they need none.
        path: what is done with it: its page is shown, by default.
    """
    return f"{path}?{urlencode([(FIELD, step) for step in steps] + [(BODY, body)] * bool(body), safe=_OPENED)}"


def link(steps: Steps, body: str = "") -> str:
    """The address as it is passed on: where several turns stand on the page, it leads to the last."""
    return address(steps, body) + (LAST if len(parted(steps)[1]) > 1 else "")


def opened(step: str) -> str:
    """The id of what a step opens, if there is such a thing; "" where it was typed."""
    return step.removeprefix(_OPENED) if step.startswith(_OPENED) else ""


def opening(name: str) -> str:
    """The step that opens a place, a body or a figure."""
    return f"{_OPENED}{name}"


def typed(text: str) -> str:
    """The step that a text is which somebody typed: it opens nothing, whatever it begins with."""
    found = _AT_FIRST.match(text)
    return text[found.end() :] if found else text


def cut(step: str) -> str:
    """A step, of one that no address can hold the beginning."""
    room = LONGEST - len(address([""]))
    return step[: sum(length <= room for length in accumulate(len(quote_plus(char)) for char in step))]
