"""The methods and parameters that the server knows (methods.json), and their values as they come over the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.botapi.refusal import Refusal, bad

METHODS: dict[str, dict[str, tuple[bool, list[str]]]] = json.loads(
    Path(__file__).with_name("methods.json").read_text(encoding="utf-8")
)["methods"]
_BY_LOWER = {name.lower(): name for name in METHODS}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


def named(method: str) -> str:
    """The method's name as documented; Telegram does not mind the case of letters.

    Raises:
        Refusal: there is no such method.
    """
    try:
        return _BY_LOWER[method.lower()]
    except KeyError:
        raise Refusal("Not Found: method not found", 404) from None


def values(method: str, raw: Mapping[str, Any], uploads: Mapping[str, Upload]) -> dict[str, Any]:
    """The parameters of a call with their own types; a file is an `Upload`.

    Args:
        method: a documented name.
        raw: the parameters of the body: of JSON any values, of forms strings, nested values as JSON in them.
        uploads: the files of a multipart body, by field.

    Raises:
        Refusal: an unknown parameter, one of a wrong type, a required one that is missing, a file that nothing names.
    """
    known = METHODS[method]
    made = {name: _value(name, value, known, uploads) for name, value in raw.items()}
    named_files = {value.removeprefix("attach://") for value in raw.values() if str(value).startswith("attach://")}
    for field, upload in uploads.items():
        if field not in named_files:
            made[field] = _value(field, upload, known, uploads)
    for name, (required, _) in known.items():
        if required and name not in made:
            raise bad(f'parameter "{name}" is required')
    return made


def _value(
    name: str,
    value: Any,  # noqa: ANN401  # of the wire
    known: Mapping[str, tuple[bool, list[str]]],
    uploads: Mapping[str, Upload],
) -> Any:  # noqa: ANN401  # of the wire
    if name not in known:
        raise bad(f'unknown parameter "{name}"')
    for kind in known[name][1]:
        try:
            return _READERS.get(kind, _LIST if kind.startswith("Array of ") else _OBJECT)(value, uploads)
        except (ValueError, TypeError, KeyError):
            continue
    raise bad(f'wrong value of parameter "{name}": {value!r}')


def _integer(value: Any, _: object) -> int:  # noqa: ANN401  # of the wire
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
        raise ValueError(value)
    return int(value)


def _boolean(value: Any, _: object) -> bool:  # noqa: ANN401  # of the wire
    return {"true": True, "false": False, "1": True, "0": False}[str(value).lower()]


def _float(value: Any, _: object) -> float:  # noqa: ANN401  # of the wire
    return float(value)


def _string(value: Any, _: object) -> str:  # noqa: ANN401  # of the wire
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _file(value: Any, uploads: Mapping[str, Upload]) -> Upload:  # noqa: ANN401  # of the wire
    return value if isinstance(value, Upload) else uploads[value.removeprefix("attach://")]


def _nested(kind: type) -> Callable[[Any, object], Any]:
    def read(value: Any, _: object) -> Any:  # noqa: ANN401  # of the wire
        made = json.loads(value) if isinstance(value, str) else value
        if not isinstance(made, kind):
            raise TypeError(value)
        return made

    return read


_LIST, _OBJECT = _nested(list), _nested(dict)
_READERS = {"Integer": _integer, "Boolean": _boolean, "Float": _float, "String": _string, "InputFile": _file}
