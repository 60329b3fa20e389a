"""How the bot is run elsewhere: Dockerfile, compose file and systemd unit say the same, and name only what exists."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.commands.usage import parser
from bot.commands.words import load_words
from bot.store.database import file_of
from knowledge import yamlfile

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "hoi-telegram.service"
STATE = Path("/var/lib/hoi")


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def stages() -> list[list[tuple[str, str]]]:
    """The Dockerfile's instructions with what stands after them, a list for each stage."""
    lines = [line for line in read("Dockerfile").splitlines() if line and not line.startswith("#")]
    made: list[list[tuple[str, str]]] = []
    for line in "\n".join(lines).replace("\\\n", " ").split("\n"):
        name, _, rest = line.partition(" ")
        if name == "FROM":
            made.append([])
        made[-1].append((name, " ".join(rest.split())))
    return made


def after(stage: list[tuple[str, str]], instruction: str) -> list[str]:
    """What stands after an instruction, each time that it is used."""
    return [rest for name, rest in stage if name == instruction]


def copied() -> set[str]:
    """What the first stage takes from the project."""
    return {source for rest in after(stages()[0], "COPY") for source in rest.split()[:-1]}


def unit() -> configparser.SectionProxy:
    """How the unit runs the bot; of a setting that stands twice the last."""
    made = configparser.ConfigParser(strict=False, interpolation=None)
    made.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    made.read_string(UNIT.read_text(encoding="utf-8"))
    return made["Service"]


def compose() -> dict[str, Any]:
    """The compose file's service."""
    content: dict[str, Any] = yamlfile.parse(read("compose.yaml"), "compose.yaml")["services"]["bot"]
    return content


def is_a_command(words: list[str]) -> bool:
    """Whether `hoi` takes these words."""
    return bool(parser(load_words()).parse_args(words).command)


# Dockerfile


def test_what_is_copied_exists_and_nothing_else_reaches_the_build() -> None:
    """.dockerignore lets pass what the Dockerfile copies, and no more: above all no .env."""
    shown = [line for line in read(".dockerignore").splitlines() if not line.startswith("#")]
    assert shown[0] == "*"
    assert {line[1:] for line in shown if line.startswith("!")} == copied()
    assert not [name for name in copied() if not (ROOT / name).exists()]


def test_what_is_copied_is_enough_to_build(tmp_path: Path) -> None:
    """A tree of these files alone gives a wheel."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in copied():
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tree / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(tree)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert list(tmp_path.glob("*.whl"))


def test_the_lock_decides_what_is_installed() -> None:
    """By version and hash from requirements.lock; the package itself brings nothing, and no index is named."""
    installs = [re.sub(r".*pip ", "", run) for run in after(stages()[0], "RUN") if " install " in run]
    assert installs == [
        "install --no-cache-dir --require-hashes --requirement requirements.lock",
        "install --no-cache-dir --no-deps --no-build-isolation .",
    ]
    assert not [run for run in after(stages()[1], "RUN") if "pip" in run]


def test_images_go_by_their_short_names() -> None:
    """Both stages are of one Python, from no registry in particular."""
    images = {rest.split()[0] for stage in stages() for rest in after(stage, "FROM")}
    assert images == {"python:3.11-slim"}


def test_the_image_runs_as_a_user_who_writes_in_one_place() -> None:
    """No root; the database lies in the volume, which belongs to the user."""
    final = stages()[1]
    (environment,) = after(final, "ENV")
    address = dict(pair.split("=", 1) for pair in environment.split())["HOI_DATABASE_URL"]
    assert file_of(address) == STATE / "hoi.db"
    assert after(final, "VOLUME") == after(final, "WORKDIR") == [str(STATE)]
    assert after(final, "USER") == ["hoi"]
    assert any(f"--owner hoi --group hoi --mode 700 {STATE}" in run for run in after(final, "RUN"))


def test_the_image_calls_commands_that_exist() -> None:
    """What runs, and what asks whether it keeps up."""
    final = stages()[1]
    (entry,), (command,), (check,) = (after(final, name) for name in ("ENTRYPOINT", "CMD", "HEALTHCHECK"))
    assert json.loads(entry) == ["hoi"]
    assert is_a_command(json.loads(command))
    program, *words = json.loads(check.partition("CMD ")[2])
    assert program == "hoi"
    assert is_a_command(words)


# compose.yaml


def test_compose_mounts_the_volume_where_the_database_lies() -> None:
    """All else is read-only but /tmp."""
    service = compose()
    assert service["volumes"] == [f"data:{STATE}"]
    assert service["read_only"] == "true"
    assert service["tmpfs"] == ["/tmp"]  # noqa: S108  # a mount, no file


def test_compose_gives_no_more_than_is_needed() -> None:
    """The token from .env, no ports, no rights, a new start when it ends."""
    service = compose()
    assert service["env_file"] == ".env"
    assert service["restart"] == "unless-stopped"
    assert "ports" not in service
    assert service["cap_drop"] == ["ALL"]
    assert "environment" not in service


# systemd


def test_the_unit_runs_the_bot_as_a_user_who_writes_in_one_place() -> None:
    """The state directory is where the database lies, and the command exists."""
    service = unit()
    address = service["Environment"].removeprefix("HOI_DATABASE_URL=")
    program, *words = service["ExecStart"].split()
    assert file_of(address) == Path("/var/lib") / service["StateDirectory"] / "hoi.db"
    assert service["User"] == "hoi"
    assert (program, is_a_command(words)) == ("/opt/hoi/bin/hoi", True)
    assert (service["Restart"], service["ProtectSystem"]) == ("on-failure", "strict")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """Every line is one that systemd knows; the program stands in for the one that is installed later."""
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/hoi/bin/hoi", sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)  # noqa: S607
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


# README.vi.md


def test_by_hand_it_is_installed_as_in_the_image() -> None:
    """The operator's page has the Dockerfile's steps, in its order."""
    steps = [run.replace(" --no-cache-dir", "") for run in after(stages()[0], "RUN")]
    steps[0] = steps[0].replace("python ", "python3 ")
    page = read("README.vi.md")
    places = [page.find(f"sudo {step}\n") for step in steps]
    assert -1 not in places
    assert places == sorted(places)
    assert unit()["EnvironmentFile"] in page
