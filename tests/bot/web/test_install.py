"""Static files, the manifest, the service worker, the page without a network."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from bot.web.install import ASKING, OFFLINE, PAGES
from bot.web.site import Site


def test_a_file_is_kept_for_good_under_its_digest_alone(client: TestClient, site: Site) -> None:
    """Under another digest, or none, a browser asks each time."""
    lasting = client.get(site.asset("style.css"))
    assert lasting.status_code == 200
    assert lasting.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert lasting.headers["content-type"].startswith("text/css")
    for address in ("/static/style.css", "/static/style.css?v=000000000000"):
        assert client.get(address).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["none.css", "..%2fsite.py", "%2e%2e/site.py", "style.css/", ""])
def test_there_are_no_files_but_those_of_the_folder(client: TestClient, name: str) -> None:
    """No name leads out of the folder."""
    assert client.get(f"/static/{name}").status_code == 404


def test_the_manifest_says_what_is_installed(client: TestClient) -> None:
    """A name, an icon of each size, one that may be cut to any shape, and pages that there are."""
    response = client.get("/manifest.webmanifest")
    assert response.headers["content-type"] == "application/manifest+json"
    manifest = json.loads(response.text)
    assert manifest["lang"] == "vi"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all(client.get(icon["src"]).headers["content-type"] == icon["type"] for icon in manifest["icons"])
    assert all(client.get(shortcut["url"]).status_code == 200 for shortcut in manifest["shortcuts"])


def test_all_that_the_service_worker_keeps_is_there(client: TestClient, site: Site) -> None:
    """One address that is not there would make it fail as a whole."""
    response = client.get("/sw.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cache-control"] == "no-cache"
    kept = [
        address
        for found in re.findall(r"const (?:SHELL|PAGES) = (.*);", response.text)
        for address in json.loads(found)
    ]
    assert {OFFLINE, *PAGES, site.asset("style.css")} <= set(kept)
    assert all(client.get(address).status_code == 200 for address in kept)


def test_what_is_asked_is_never_kept(client: TestClient) -> None:
    """The conversation's pages are none of those that the service worker keeps."""
    assert "/hoi" not in PAGES
    shell, pages = re.findall(r"const (?:SHELL|PAGES) = (.*);", client.get("/sw.js").text)
    assert not [address for address in json.loads(shell) + json.loads(pages) if address.startswith("/hoi")]


def test_the_page_without_a_network_says_so(client: TestClient, site: Site) -> None:
    """It tells that nothing can be asked, and leads to what can be read."""
    page = client.get(ASKING).text
    assert site.words.say("install.offline.asking") in page
    assert site.words.say("install.offline.unkept") in client.get(OFFLINE).text
    assert all(f'href="{address}"' in page for address in ("/ke-hoach", "/muc-tieu"))


def test_machines_are_told_where_not_to_look(client: TestClient) -> None:
    """Addresses for programs are no pages."""
    assert "Disallow: /api/" in client.get("/robots.txt").text
