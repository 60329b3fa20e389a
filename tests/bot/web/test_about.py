"""What this is: told with who runs it, and with what is known of the plan today, marked as from outside."""

from __future__ import annotations

from dataclasses import replace

from starlette.testclient import TestClient

from bot.web.app import build_app
from bot.web.site import Site


def test_it_tells_who_runs_it(client: TestClient, site: Site) -> None:
    """Or that nobody is named."""
    assert site.words.say("site.run_by_nobody") in client.get("/gioi-thieu").text
    named = replace(site, settings=replace(site.settings, operator="<Liên minh>"))
    page = TestClient(build_app(named)).get("/gioi-thieu").text
    assert "&lt;Liên minh&gt;" in page


def test_what_it_proposes_to_ask_is_answered(client: TestClient, site: Site) -> None:
    """The example of a place by its number; the plan's state comes from outside."""
    assert site.service.answer("nhiệm vụ 4.2 nhóm II").answer.citations[0].id == "III-II-4-2"
    page = client.get("/gioi-thieu").text
    assert "nhiệm vụ 4.2 nhóm II" in page
    assert 'class="note note-outside"' in page
