"""The static files and the digest of all that pages are made of."""

from __future__ import annotations

import re

from bot.web.assets import Asset, load_assets, version

MOST = 64_000


def test_a_file_has_another_digest_whenever_it_is_another() -> None:
    """An address with a digest may be kept for good."""
    assert Asset(b"a", "text/css").digest != Asset(b"b", "text/css").digest


def test_every_file_is_of_a_known_kind_and_small() -> None:
    """A page is for phones that pay by the byte."""
    assets = load_assets()
    assert {"style.css", "site.js", "icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png"} <= assets.keys()
    assert not [name for name, asset in assets.items() if len(asset.body) > MOST]


def test_the_version_is_a_short_digest() -> None:
    """It stands in the service worker, and is the same as long as nothing changes."""
    assert re.fullmatch("[0-9a-f]{12}", version())
    assert version() == version()


def test_no_static_file_names_another_site() -> None:
    """Whoever reads a page is known to this site alone. The name of SVG's language is no address."""
    texts = [asset.body.decode() for asset in load_assets().values() if asset.kind != "image/png"]
    named = {address for text in texts for address in re.findall(r"https?://[^\s\"')]+", text)}
    assert named <= {"http://www.w3.org/2000/svg"}


def test_scripts_hold_no_words() -> None:
    """What people read stands in the YAML files: scripts read it from the page. A letter alone is no word."""
    scripts = [asset.body.decode() for asset in load_assets().values() if asset.kind.startswith("text/javascript")]
    assert scripts
    assert not [word for script in scripts for word in re.findall(r"[^\W\d_]{2,}", script) if not word.isascii()]
