"""/thoi-han: every row under its time, what is over marked, the yearly report with the days left."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from bot.web.slugs import slug
from knowledge.load import Knowledge
from tests.parsed import Element, parsed


@pytest.fixture
def page(client: TestClient) -> Element:
    """The page as of 3 June 2024."""
    answer = client.get("/thoi-han")
    assert answer.status_code == 200
    return parsed(answer.text)


def parts(page: Element) -> dict[str, Element]:
    """The parts of the page by the ids of their headings."""
    return {each.attributes["aria-labelledby"]: each for each in page.every("section")}


def test_every_row_stands_under_its_time(page: Element, knowledge: Knowledge) -> None:
    """Once, in plan order; those without a time under a heading of their own."""
    expected: dict[str, list[str]] = {}
    for unit_id, task in knowledge.tasks.items():
        expected.setdefault(slug(task.unit.deadline) or "de-trong", []).append(unit_id)
    found = {
        name: [item.links[0].removeprefix("/muc/") for item in part.every("li", "item")]
        for name, part in parts(page).items()
        if name != "bao-cao"
    }
    assert found == expected
    assert [name for name in found if name != "de-trong"][:2] == ["quy-iv-2022", "quy-i-2023"]


def test_each_row_says_who_leads(page: Element, knowledge: Knowledge) -> None:
    """With its place, beside the name that people call it by."""
    for item in page.every("li", "item"):
        unit = knowledge.units[item.links[0].removeprefix("/muc/")]
        (meta,) = item.every("p", "item-meta")
        assert unit.lead in meta.text
        assert f"nhiệm vụ {unit.number}" in meta.text


def test_times_that_are_over_are_marked(page: Element) -> None:
    """By today, and no other; a time that runs is said to."""
    tags = {name: part.every("h2")[0].every("span", "tag") for name, part in parts(page).items()}
    told = {name: tag[0].text for name, tag in tags.items() if tag}
    over = dict.fromkeys(("quy-iv-2022", "quy-i-2023", "nam-2023"), "đã qua mốc")
    assert told == over | dict.fromkeys(("giai-doan-2023-2025", "giai-doan-2023-2030"), "đang trong thời gian")
    assert "3/6/2024" in page.text


def test_the_report_is_told_with_the_days_left(page: Element, knowledge: Knowledge) -> None:
    """In the plan's words."""
    report = parts(page)["bao-cao"]
    assert knowledge.units["IV-2"].text.endswith(report.every("blockquote")[0].text)
    assert "còn 194 ngày" in report.text
    assert "/muc/IV-2" in report.links


def test_odd_times_are_remarked_on(page: Element, knowledge: Knowledge) -> None:
    """Every remark on a time of the table."""
    for oddity in knowledge.oddities:
        if oddity.about == "deadline":
            told = [note for note in page.every("p", "note-oddity") if oddity.text in note.text]
            assert len(told) == len(oddity.units)
