"""What a conversation remembers of the steps that its address no longer holds: the first step of that address."""

from __future__ import annotations

import base64
import hmac
import zlib
from dataclasses import replace

from bot.store import codec
from bot.web.site import Site
from nlp.state import State

_KEY = "state:"
"""Before what is signed, so that no name of a person has the same hash."""
_BEGINS = "@@"


def written(site: Site, state: State) -> str:
    """A state as a step, signed: a stranger cannot make one that the line was never in."""
    body = base64.urlsafe_b64encode(zlib.compress(codec.dump(state).encode(), 9)).decode().rstrip("=")
    return f"{_BEGINS}{body}.{_mark(site, body)}"


def read(site: Site, step: str) -> State | None:
    """The state that a step holds, as of now; None where it is none of ours.

    Args:
        site: the site.
        step: one of the form that `written` gives.
    """
    body, _, mark = step.removeprefix(_BEGINS).partition(".")
    if not hmac.compare_digest(mark, _mark(site, body)):
        return None
    text = zlib.decompress(base64.urlsafe_b64decode(body + "==")).decode()
    state = codec.load(text, State)
    return state and replace(state, at=site.service.clock())


def _mark(site: Site, body: str) -> str:
    return site.store.memory.privacy.hashed(_KEY + body)
