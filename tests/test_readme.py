"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
SETTING = r"\b(?:HOI|TELEGRAM)_[A-Z_]+"


def transcripts(name: str) -> Iterator[tuple[str, str]]:
    """Each command of a README's console blocks ("$ hoi …") with the output shown below it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


SHOWN = [(name, command, output) for name in READMES for command, output in transcripts(name)]


@pytest.mark.parametrize(("name", "command", "output"), SHOWN)
def test_a_transcript_is_what_the_program_prints(name: str, command: str, output: str) -> None:
    """Typed as shown, a command prints what the README shows."""
    program, *arguments = shlex.split(command)
    assert program == "hoi", f"{name} shows another program"
    typed = [sys.executable, "-m", "bot", *arguments]
    ran = subprocess.run(typed, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (ran.stdout, ran.returncode) == (output, 0), ran.stderr


@pytest.mark.parametrize("name", READMES)
def test_a_readme_opens_with_a_question(name: str) -> None:
    """The first thing that a README shows in a block is a question asked and answered."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text[text.index("```") :].startswith('```console\n$ hoi ask "')


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_named_exists(name: str) -> None:
    """`make …` in a README is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {target for line in re.findall(r"^([a-z ]+):", makefile, re.MULTILINE) for target in line.split()}
    named = re.findall(r"\bmake (?:PYTHON=\S+ )?([a-z]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert named
    assert set(named) <= targets


@pytest.mark.parametrize("name", READMES)
def test_every_file_named_exists(name: str) -> None:
    """A path in a README is a file or folder of the project."""
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:bot|knowledge|nlp|tests|docs)/[\w./-]*)`", text)
    paths += re.findall(r"\]\(([^):#]+)\)", text)
    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("name", READMES)
def test_every_setting_stands_in_the_table(name: str) -> None:
    """The settings that the program reads, and no others, each with a row of its own."""
    code = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    text = (ROOT / name).read_text(encoding="utf-8")
    assert sorted(re.findall(rf"^\| `({SETTING})` \|", text, re.MULTILINE)) == sorted(set(re.findall(SETTING, code)))
    assert set(re.findall(SETTING, text)) <= set(re.findall(SETTING, code))
