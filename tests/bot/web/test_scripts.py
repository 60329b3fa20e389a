"""Templates and scripts: no words of their own, small, and no way around the content security policy."""

from __future__ import annotations

import re
from importlib import resources

import pytest

WEB = resources.files("bot.web")
TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in (WEB / "templates").iterdir()}
SCRIPTS = {
    file.name: file.read_text(encoding="utf-8") for file in (WEB / "static").iterdir() if file.name.endswith(".js")
}
COMMENT = re.compile(r"\{#.*?#\}|//[^\n]*|/\*.*?\*/", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
OURS = {"_chart.html": {"svg"}}
"""What is HTML already, as we drew it."""


@pytest.mark.parametrize("name", [*TEMPLATES, *SCRIPTS])
def test_no_words_of_their_own(name: str) -> None:
    """All that people read stands in the YAML files."""
    words = WORD.findall(COMMENT.sub("", (TEMPLATES | SCRIPTS)[name]))
    assert [word for word in words if not word.isascii()] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_inline(name: str) -> None:
    """No style, no script, no handler in the HTML: the policy forbids them; nothing unescaped."""
    text = TEMPLATES[name]
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text)
    assert set(re.findall(r"(\w+) ?\| ?safe\b", text)) <= OURS.get(name, set())
    assert re.findall(r"<script(?![^>]* src=)", text) == []


def test_the_conversations_script_is_small() -> None:
    """Less than 8 KB, uncompressed."""
    assert len(SCRIPTS["hoi.js"].encode()) < 8192


def test_every_hook_has_its_words() -> None:
    """What the script reads off an element is there: each data- name of the script stands in a template."""
    script, pages = SCRIPTS["hoi.js"], "".join(TEMPLATES.values())
    hooks = set(re.findall(r"\[data-(\w+)\]", script)) | set(re.findall(r"dataset\.(\w+)", script))
    assert {hook for hook in hooks if f"data-{hook}" not in pages} == set()
