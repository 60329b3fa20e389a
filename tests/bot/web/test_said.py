"""What templates ask of the words is found in their text."""

from __future__ import annotations

from bot.web import said

PAGE = """{{ say('a.b') }} {{ say('a.c', count=rows|length, name=(x or 'y')) }}
{% for each in at('a.d') %}{{ say('a.e.' ~ each.kind, count=1) }}{% endfor %}"""


def test_read() -> None:
    """Keys with the values given and their lines; texts; those that something is put behind."""
    asked = said.read({"p.html": PAGE})
    assert asked.says == (
        ("a.b", frozenset(), "p.html: line 1"),
        ("a.c", frozenset({"count", "name"}), "p.html: line 1"),
    )
    assert asked.texts == {"a.b", "a.c", "y", "a.d", "a.e."}
    assert asked.shapes == (r"a\.e\.(.+)",)


def test_sources() -> None:
    """Every template there is."""
    assert "bot/web/templates/base.html" in said.sources()
