"""/ke-hoach and /nguon.txt: the text as issued, all of it, each place once and with an anchor; the search in it."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.commands.words import load_words
from bot.web.document import Passage, passages
from bot.web.find import find
from bot.web.site import FILE
from knowledge.load import Knowledge, source_digest
from knowledge.model import Kind
from tests.parsed import Element, parsed


def show(client: TestClient, **query: str) -> Element:
    """The page."""
    answer = client.get("/ke-hoach", params=query)
    assert answer.status_code == 200
    return parsed(answer.text)


@pytest.fixture(scope="module")
def every(knowledge: Knowledge, source: str) -> tuple[Passage, ...]:
    """The passages of the plan."""
    return passages(knowledge.plan, source, load_words(FILE).at("paper.heads"))


@pytest.fixture
def page(client: TestClient) -> Element:
    """The page without a search."""
    return show(client)


def passed(page: Element) -> list[Element]:
    """The passages of a page."""
    return [each for each in page.every() if "data-passage" in each.attributes]


def shown(page: Element) -> list[str]:
    """The anchors of the passages that a page shows."""
    return [each.attributes["id"] for each in passed(page) if "hidden" not in each.attributes]


def test_every_place_stands_once_in_order(page: Element, knowledge: Knowledge) -> None:
    """Each under its own id, with its words verbatim and the way to its page."""
    units = [each.attributes["id"] for each in passed(page) if each.attributes["id"] in knowledge.units]
    assert units == list(knowledge.units)
    for unit in knowledge.plan.units:
        place = page.one(unit.id)
        (words,) = place.every(kind="verbatim")
        assert " ".join(unit.text.split()) in words.text
        assert unit.kind is Kind.GROUP or place.links == [f"/muc/{unit.id}"]


def test_every_row_has_its_cells_under_the_names_of_their_columns(page: Element, knowledge: Knowledge) -> None:
    """As the table prints them; blank ones stay blank."""
    names = ["Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]
    for unit_id, task in knowledge.tasks.items():
        row = page.one(unit_id)
        assert [name.text for name in row.every("dt")] == names
        assert [cell.raw for cell in row.every("dd")] == [task.unit.lead, task.unit.coord, task.unit.deadline]
        assert row.text.startswith(f"{task.unit.number}. ")


def test_no_line_of_the_text_is_missing(page: Element, source: str) -> None:
    """Every line as issued, with its number or sign, stands in the page, and in the same order but for the table."""
    text = page.text
    for line in source.splitlines():
        words = " ".join(line.split())
        assert words in text, words
    told = [each.text for each in passed(page)]
    outside = [
        " ".join(line.split()) for line in source.splitlines() if line.strip("\u00a0 ") and not line.startswith("\t")
    ]
    at = 0
    for words in outside:
        at = next(n for n in range(at, len(told)) if words in told[n])


def test_the_contents_lead_to_every_heading(page: Element, knowledge: Knowledge) -> None:
    """Parts and groups, each to its anchor, deeper ones below."""
    (contents,) = page.every("nav", "toc")
    headings = [each for each in passed(page) if each.tag in {"h2", "h3", "h4", "h5"}]
    assert contents.links == [f"#{each.attributes['id']}" for each in headings]
    assert {"#I", "#II", "#III", "#IV", *(f"#{group}" for group in knowledge.groups)} <= set(contents.links)
    levels = [int(each.tag[1]) for each in headings]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_source_is_served_as_issued(client: TestClient, page: Element) -> None:
    """Byte for byte; its digest stands on the page."""
    answer = client.get("/nguon.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(answer.content).hexdigest() == source_digest()
    assert page.every("code")[0].text == source_digest()
    assert "/nguon.txt" in page.links


def test_a_search_shows_what_it_finds_and_marks_it(client: TestClient) -> None:
    """Without marks as with; the count, the way back, the way on to asking; all else is hidden, not gone."""
    page = show(client, tim="ke toan")
    assert shown(page) == ["III-III-5"]
    assert [mark.text for mark in page.every("mark")] == ["kế toán"]
    (count,) = [each for each in page.every("p") if "data-count" in each.attributes]
    assert count.text == "1 nơi có “ke toan”"
    assert {"/ke-hoach", "/hoi?q=ke%20toan"} <= set(page.links)
    assert len(passed(page)) == len(passed(show(client)))
    assert page.one("tim").attributes["value"] == "ke toan"


def test_a_row_is_found_by_its_number(client: TestClient, knowledge: Knowledge) -> None:
    """Every row of that number, the number marked."""
    page = show(client, tim="7.3")
    assert shown(page) == [unit for unit, task in knowledge.tasks.items() if task.unit.number == "7.3"]
    assert [mark.text for mark in page.every("mark")] == ["7.3"] * len(shown(page))


@pytest.mark.parametrize("query", ["sở công thương", "quy iv/2022", "922/QĐ-UBND", "vốn vay", "1.280"])
def test_cells_and_numbers_are_found_too(query: str, client: TestClient, every: tuple[Passage, ...]) -> None:
    """Whoever leads, and when; the page shows what the search finds."""
    found = shown(show(client, tim=query))
    assert found
    assert found == list(find(query, {each.id: each.texts for each in every}))


def test_nothing_found_is_said(client: TestClient) -> None:
    """Escaped, with the way to asking."""
    page = show(client, tim="<b>không đâu có</b>")
    assert shown(page) == []
    (count,) = [each for each in page.every("p") if "data-count" in each.attributes]
    assert count.text == "Không thấy “<b>không đâu có</b>” trong kế hoạch."


def test_searches_are_not_for_other_search_engines(client: TestClient) -> None:
    """The page is, what people look for is not."""
    robots = [
        m.attributes["content"] for m in show(client, tim="vay").every("meta") if m.attributes.get("name") == "robots"
    ]
    assert robots == ["noindex, nofollow"]
    assert not [m for m in show(client).every("meta") if m.attributes.get("name") == "robots"]


def test_what_is_odd_in_the_text_is_told_beside_it(page: Element, knowledge: Knowledge) -> None:
    """Every remark at every place that it is on, so that a misprint is not taken for ours; no other."""
    told = {unit: [note.text for note in page.one(unit).every("p", "note-oddity")] for unit in knowledge.units}
    for unit, notes in told.items():
        assert notes == [f"Lưu ý: {oddity.text}" for oddity in knowledge.oddities if unit in oddity.units]


def test_whether_the_plan_still_stands_is_told_with_its_source(page: Element, knowledge: Knowledge) -> None:
    """As a note from outside the plan."""
    (note,) = page.every("p", "note-outside")
    assert knowledge.status.text in note.text
    assert knowledge.sources[knowledge.status.source].date in note.text


@given(query=st.text())
def test_whatever_is_looked_for_the_text_stays_whole(every: tuple[Passage, ...], query: str) -> None:
    """Marking loses and adds nothing."""
    marks = find(query, {each.id: each.texts for each in every})
    for each in every:
        if each.id in marks:
            assert each.found(marks[each.id]).texts == each.texts
