"""How the bot is run elsewhere: Dockerfile, compose file and systemd unit say the same, and name only what exists."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.commands.usage import parser
from bot.commands.words import load_words
from bot.store.database import file_of
from bot.web.limits import MOST_ADDRESS, MOST_BODY
from bot.web.steps import LONGEST
from knowledge import yamlfile

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "hoi.service"
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
    """How the unit runs the page; of a setting that stands twice the last."""
    made = configparser.ConfigParser(strict=False, interpolation=None)
    made.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    made.read_string(UNIT.read_text(encoding="utf-8"))
    return made["Service"]


def compose() -> dict[str, Any]:
    """The compose file's service."""
    content: dict[str, Any] = yamlfile.parse(read("compose.yaml"), "compose.yaml")["services"]["page"]
    return content


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
    """It serves the page to whoever is let in to the container, at the port that is told."""
    final = stages()[1]
    (entry,), (command,), (port,) = (after(final, name) for name in ("ENTRYPOINT", "CMD", "EXPOSE"))
    assert json.loads(entry) == ["hoi"]
    asked = parser(load_words()).parse_args(json.loads(command))
    assert (asked.command, asked.host, asked.port) == ("serve", "0.0.0.0", int(port))  # noqa: S104  # a container's


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (None, 1)])
def test_the_image_looks_after_its_page(status: int | None, code: int) -> None:
    """Well is what answers with 200 at the image's own port: neither a page that fails nor none at all."""
    (check,), (port,) = (after(stages()[1], name) for name in ("HEALTHCHECK", "EXPOSE"))
    program, *words = json.loads(check.partition("CMD ")[2])
    assert program == "python"
    asked = []

    class Page(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().split()[1])
            if status is not None:
                self.wfile.write(f"HTTP/1.1 {status} .\r\nContent-Length: 0\r\n\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = [word.replace(port, str(server.server_address[1])) for word in words]
        done = subprocess.run([sys.executable, *there], capture_output=True, check=False)
        server.shutdown()
    assert (done.returncode, asked) == (code, [b"/healthz"])


# compose.yaml


def test_compose_mounts_the_volume_where_the_database_lies() -> None:
    """All else is read-only but /tmp."""
    service = compose()
    assert service["volumes"] == [f"data:{STATE}"]
    assert service["read_only"] == "true"
    assert service["tmpfs"] == ["/tmp"]  # noqa: S108  # a mount, no file


def test_compose_gives_no_more_than_is_needed() -> None:
    """The settings from .env, if any; a port for this machine alone, no rights, a new start when it ends."""
    service = compose()
    (port,) = after(stages()[1], "EXPOSE")
    assert service["env_file"] == [{"path": ".env", "required": "false"}]
    assert service["restart"] == "unless-stopped"
    assert service["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert service["cap_drop"] == ["ALL"]
    assert "environment" not in service


# systemd


def test_the_unit_runs_the_page_as_a_user_who_writes_in_one_place() -> None:
    """The state directory is where the database lies, and the command exists."""
    service = unit()
    address = service["Environment"].removeprefix("HOI_DATABASE_URL=")
    program, *words = service["ExecStart"].split()
    assert file_of(address) == Path("/var/lib") / service["StateDirectory"] / "hoi.db"
    assert service["User"] == "hoi"
    assert (program, words) == ("/opt/hoi/bin/hoi", ["serve"])
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
    assert unit()["EnvironmentFile"].removeprefix("-") in page


def nginx() -> list[dict[str, list[str]]]:
    """The page's nginx guide: what each server is told, by directive; those of a location are its own."""
    (guide,) = re.findall(r"^```\n(server \{.*?)^```", read("README.vi.md"), re.MULTILINE | re.DOTALL)
    made = []
    for server in re.findall(r"^server \{\n(.*?)^\}", guide, re.MULTILINE | re.DOTALL):
        told: dict[str, list[str]] = {}
        for name, rest in re.findall(r"^\s+(\w+) (.*);", server, re.MULTILINE):
            told.setdefault(name, []).append(rest)
        made.append(told)
    return made


def test_nginx_passes_the_longest_address_on() -> None:
    """A conversation of ours, asked for, and told in the head of a response."""
    secure, _ = nginx()
    (asked,), (told,), (others,) = (
        secure[name] for name in ("large_client_header_buffers", "proxy_buffer_size", "proxy_buffers")
    )
    sizes = [int(buffer.split()[-1].removesuffix("k")) * 1024 for buffer in (asked, told, others)]
    assert min(sizes) > MOST_ADDRESS + LONGEST
    assert secure["client_max_body_size"] == [f"{MOST_BODY // 1024}k"]


def test_nginx_writes_no_question_down() -> None:
    """Neither what is asked nor what goes wrong with it, also where it is only sent on to TLS."""
    for server in nginx():
        assert server["access_log"] == ["off"]
        (errors,) = server["error_log"]
        assert errors.endswith(" crit")


def test_nginx_keeps_the_numbers_from_the_public() -> None:
    """And tells the page who asks."""
    secure, plain = nginx()
    assert "location = /metrics { return 404; }" in read("README.vi.md")
    told = [header.split()[0] for header in secure["proxy_set_header"]]
    assert told == ["Connection", "Host", "X-Forwarded-For", "X-Forwarded-Proto"]
    assert plain["return"] == ["301 https://hoi.example.vn$request_uri"]
