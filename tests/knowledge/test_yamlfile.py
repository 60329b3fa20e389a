"""Data files: text stays text, nothing is overwritten in silence, and an error names file and place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge import yamlfile
from knowledge.model import Document, Time, TimeKind


@pytest.mark.parametrize(
    "scalar", ["1.280", "4.10", "05", "no", "yes", "on", "2023-03-21", "1e3", "12:30", "~", "0x1F", "null"]
)
def test_scalars_stay_text(scalar: str) -> None:
    """YAML's guesses would change figures and dates: none is made."""
    assert yamlfile.parse(f"value: {scalar}", "a.yaml") == {"value": scalar}


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3", "outer:\n  a: 1\n  a: 2", "- {x: 1, x: 1}"])
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    """Also deep inside and in flow style; the error names file, line and key."""
    with pytest.raises(yamlfile.DataError, match=r"^data/a\.yaml: line \d+: key '[ax]' stands twice$"):
        yamlfile.parse(text, "data/a.yaml")


@pytest.mark.parametrize("text", ["a: [1", "a: 'x", "\ta: 1", "a: b: c", "a: !!python/object:os.system x"])
def test_broken_yaml_names_its_file(text: str) -> None:
    """Broken or unsafe YAML is a data error, not the library's own."""
    with pytest.raises(yamlfile.DataError, match=r"^data/a\.yaml: "):
        yamlfile.parse(text, "data/a.yaml")


def test_typed_values_are_read_from_text() -> None:
    """Dates and enumerations come out typed although the file holds text only."""
    content = yamlfile.parse("text: Quý I/2023\nkind: quarter\nfirst: 2023-01-01\nlast: 2023-03-31", "t.yaml")
    made = yamlfile.build(content, Time, "t.yaml")
    assert made == Time("Quý I/2023", TimeKind.QUARTER, dt.date(2023, 1, 1), dt.date(2023, 3, 31))


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ({"text": "x"}, "kind"),
        ({"text": "x", "kind": "monthly"}, "monthly"),
        ({"text": "x", "kind": "year", "colour": "red"}, "colour"),
        ({"text": "x", "kind": "year", "first": "31/12"}, "first"),
    ],
)
def test_content_that_does_not_fit_is_refused(content: dict[str, Any], wrong: str) -> None:
    """A missing, unknown or misshapen field is named with its file."""
    with pytest.raises(yamlfile.DataError, match=rf"^t\.yaml: .*{wrong}"):
        yamlfile.build(content, Time, "t.yaml")


def test_what_is_written_reads_back() -> None:
    """`dump` and `parse` are inverses, marks, colons and leading zeros included."""
    document = Document("d", "Quyết định", "05", "03/02/2021", "Thủ tướng: Chính phủ", "- về việc", "basis", ("II-1",))
    assert yamlfile.build(yamlfile.parse(yamlfile.dump(document), "d.yaml"), Document, "d.yaml") == document
