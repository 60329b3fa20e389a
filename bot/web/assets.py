"""The static files, read once, and the digest of all that pages are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable

FOLDER = "static"
_KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_MADE_OF = ("bot", "knowledge", "nlp")
_DIGITS = 12


@dataclass(frozen=True)
class Asset:
    """A static file: its bytes, and what browsers are told that it is."""

    body: bytes
    kind: str

    @cached_property
    def digest(self) -> str:
        """Another one whenever the file is another."""
        return hashlib.sha256(self.body).hexdigest()[:_DIGITS]


def load_assets() -> Mapping[str, Asset]:
    """The static files by name."""
    files = (resources.files("bot.web") / FOLDER).iterdir()
    return {file.name: Asset(file.read_bytes(), _KINDS[file.name.rpartition(".")[2]]) for file in files}


def version() -> str:
    """A digest of all that pages are made of, code as well: another one when a page may read otherwise."""
    made = hashlib.sha256()
    for package in _MADE_OF:
        for file in _files(resources.files(package)):
            made.update(file.name.encode())
            made.update(file.read_bytes())
    return made.hexdigest()[:_DIGITS]


def _files(folder: Traversable) -> Iterator[Traversable]:
    """All files below a folder, in an order of their own, without what Python makes of them."""
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_file():
            yield each
        elif each.is_dir() and each.name != "__pycache__":
            yield from _files(each)
