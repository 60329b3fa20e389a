"""The question sets stay apart from what the program learns from, and as they came."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nlp.bank import load_followups, load_openings, load_phrases
from nlp.check import key
from tests.evaluate import FOLDER, SETS, load_turns

ORIGINALS = "HOI_EVAL_ORIGINALS"
"""The environment variable that names a folder with the files as they came."""


def taken(name: str) -> list[str]:
    """Where in the banks a message of a set stands. Only the place is told, so that a sealed text stays sealed."""
    asked = {key(turn["q"]) for turn in load_turns(name)} - {""}
    places = [f"{phrase.unit or '-'}: {phrase.asks}" for phrase in load_phrases() if key(phrase.text) in asked]
    for sort, bank in (("openings", load_openings()), ("followups", load_followups())):
        places += [sort for text, _ in bank.texts() if key(text) in asked]
    return places


@pytest.mark.parametrize("name", SETS)
def test_no_message_of_a_set_is_in_the_banks(name: str) -> None:
    """A question that the program has learned by heart measures nothing."""
    places = taken(name)
    assert not places, f"{name}.jsonl shares messages with the banks at {places}"


@pytest.mark.parametrize("name", ["dev.jsonl", "score.py", "questions.py"])
def test_a_file_is_as_it_came(name: str) -> None:
    """The development questions, the scorer and its helper are byte for byte the originals, where those are at hand."""
    folder = os.environ.get(ORIGINALS)
    if folder is None:
        pytest.skip(f"{ORIGINALS} names no folder with the originals")
    original = Path(folder) / name
    if not original.exists():
        pytest.skip(f"{ORIGINALS} names a folder without {name}")
    assert (FOLDER / name).read_bytes() == original.read_bytes(), f"{name} differs from its original"
