"""Imports go one way, knowledge <- nlp <- bot, and each third-party library has its doors."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("knowledge", "nlp", "bot")
DOORS = {
    "yaml": {"knowledge/yamlfile.py"},
    "underthesea": {"nlp/tokenise.py"},
    "rapidfuzz": {"nlp/match.py"},
    "sklearn": {"nlp/train.py"},
    "openpyxl": {"bot/export/xlsx.py", "bot/render/sheet.py"},
    "docx": {"bot/export/docx.py", "bot/export/paper.py"},
    "icalendar": {"bot/export/calendar.py"},
    "resvg_py": {"bot/charts/picture.py"},
    "dotenv": {"bot/settings.py"},
    "platformdirs": {"bot/settings.py"},
    "structlog": {"bot/logs.py"},
    "sqlalchemy": {
        "bot/store/database.py",
        "bot/store/mail.py",
        "bot/store/memory.py",
        "bot/store/migrations/versions/v0001_first.py",
        "bot/store/migrations/versions/v0002_outbox_at.py",
        "bot/store/migrations/versions/v0003_own_agency.py",
        "bot/store/reader.py",
        "bot/store/reminders.py",
        "bot/store/tables.py",
    },
    "alembic": {
        "bot/store/database.py",
        "bot/store/migrations/env.py",
        "bot/store/migrations/versions/v0001_first.py",
        "bot/store/migrations/versions/v0002_outbox_at.py",
        "bot/store/migrations/versions/v0003_own_agency.py",
    },
    "telegram": {
        "bot/telegram/channel.py",
        "bot/telegram/dispatch.py",
        "bot/telegram/fate.py",
        "bot/telegram/heard.py",
        "bot/telegram/journal.py",
        "bot/telegram/line.py",
        "bot/telegram/outbox.py",
        "bot/telegram/presses.py",
        "bot/telegram/profile.py",
        "bot/telegram/wire.py",
    },
    # The page.
    "starlette": {
        f"bot/web/{name}.py"
        for name in (
            "about",
            "access",
            "agencies",
            "api",
            "app",
            "chat",
            "document",
            "errors",
            "exports",
            "feedback",
            "headers",
            "health",
            "install",
            "limits",
            "metrics",
            "openapi",
            "origin",
            "place",
            "privacy",
            "problem",
            "rate",
            "server",
            "session",
            "site",
            "squeezed",
            "targets",
            "tasks",
            "times",
            "workplace",
        )
    },
    "uvicorn": {"bot/web/protocol.py", "bot/web/server.py"},
    "jinja2": {"bot/web/site.py"},
    "prometheus_client": {"bot/web/metrics.py"},
    # HTTP itself, below the libraries.
    "uvloop": {"bot/commands/running.py"},
    "aiohttp": {"bot/telegram/wire.py"},
    # The models' arithmetic, where they are trained and where they are used.
    "numpy": {"nlp/train.py", "nlp/model.py"},
    # Typed records, their errors, and the model file.
    "msgspec": {
        "bot/store/codec.py",
        "bot/web/api.py",
        "knowledge/model.py",
        "knowledge/parse.py",
        "knowledge/yamlfile.py",
        "nlp/model.py",
        "nlp/train.py",
    },
}
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports anywhere in its text, functions and type-checking blocks included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield node.module or ""


def named(path: Path) -> str:
    """A module's path as the tables above write it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_only_its_own_layer_and_those_below(path: Path) -> None:
    """The plan's knowledge is free of language, language of replies and channels, and all three of the tests."""
    allowed = LAYERS[: LAYERS.index(path.relative_to(ROOT).parts[0]) + 1]
    above = {*LAYERS, "tests"} - set(allowed)
    assert not {name for name in imported(path) if name.partition(".")[0] in above}


def test_each_library_comes_in_by_its_doors() -> None:
    """A library is imported by exactly the modules listed for it, and one that is not listed by none."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for top in {name.partition(".")[0] for name in imported(path)}:
            if top not in LAYERS and top not in sys.stdlib_module_names:
                found.setdefault(top, set()).add(named(path))
    assert found == DOORS


def test_answering_never_imports_the_trainer() -> None:
    """scikit-learn is for `make model` alone: nothing imports nlp.train."""
    assert not [named(path) for path in MODULES if "nlp.train" in set(imported(path))]
