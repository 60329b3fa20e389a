"""The one door to YAML: scalars stay text, duplicate keys are refused, values are built as typed records."""

from __future__ import annotations

from importlib import resources
from typing import Any, ClassVar, TypeVar

import msgspec
import yaml

T = TypeVar("T")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DataError(ValueError):
    """A data file that does not hold what it should. The message is `file: place: what is wrong`."""


class _Loader(_BASE):  # type: ignore[misc]  # the C loader where PyYAML was built with it
    """Reads every scalar as text: `1.280` is no float, `05` no five, `no` no false, 2023-03-21 no date."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            raise DataError(f"line {key_node.start_mark.line + 1}: key {key!r} stands twice")
        made[key] = loader.construct_object(value_node, deep=True)
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(package: str, name: str) -> Any:
    """The raw content of a YAML data file of a package, scalars as text.

    Raises:
        DataError: broken YAML or a key that stands twice.
    """
    text = resources.files(package).joinpath("data", name).read_text(encoding="utf-8")
    return parse(text, f"{package}/data/{name}")


def parse(text: str, place: str) -> Any:
    """The content of a YAML text; `place` names it in errors."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader with fewer types still
    except yaml.YAMLError as error:
        raise DataError(f"{place}: {error}") from error
    except DataError as error:
        raise DataError(f"{place}: {error}") from error


def load(package: str, name: str, kind: type[T]) -> T:
    """A data file as a typed value.

    Raises:
        DataError: the content does not fit `kind`; the message names file and place.
    """
    return build(read(package, name), kind, f"{package}/data/{name}")


def build(content: Any, kind: type[T], place: str) -> T:
    """A typed value out of plain content; numbers and dates are read from their text."""
    try:
        return msgspec.convert(content, kind, strict=False)
    except msgspec.ValidationError as error:
        raise DataError(f"{place}: {error}") from error


def dump(value: Any) -> str:
    """A typed value as readable YAML, in the order of its fields."""
    text: str = yaml.safe_dump(
        msgspec.to_builtins(value),
        allow_unicode=True,
        sort_keys=False,
        width=120,
        default_flow_style=False,
    )
    return text
