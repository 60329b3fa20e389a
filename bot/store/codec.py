"""Values to texts of the database and back: frozen dataclasses as JSON."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def dump(value: Any) -> str:  # noqa: ANN401  # whatever JSON can hold
    """A value as JSON."""
    return msgspec.json.encode(value).decode()


def load(text: str | None, kind: type[T]) -> T | None:
    """The value that a text holds; None where there is none, or none of this kind (one of an earlier version)."""
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError:
        return None
