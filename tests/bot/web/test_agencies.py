"""/co-quan and each body's page: every body, every row that binds it, each in its sort and once; what it is today."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bot.kinds.table import duties
from bot.privacy import Privacy
from bot.service import Service
from bot.settings import load_settings
from bot.store.store import open_store
from bot.web.app import build_app
from bot.web.site import load_site
from knowledge.load import Knowledge
from tests.parsed import Element, parsed

SORTS = ("sole", "shared", "coord", "lead_collective", "coord_collective")


def show(client: TestClient, address: str) -> Element:
    """A page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return parsed(answer.text)


def section(page: Element, name: str) -> Element | None:
    """The part of a page under the heading of an id."""
    found = [each for each in page.every("section") if each.attributes.get("aria-labelledby") == name]
    return found[0] if found else None


def places(part: Element | None) -> list[str]:
    """The ids of the places that a part lists, in order."""
    items = part.every("li", "item") if part is not None else []
    return [item.links[0].removeprefix("/muc/") for item in items]


@pytest.fixture(scope="module")
def every(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Element]]:
    """The pages of all bodies, asked once for all tests."""
    home = tmp_path_factory.mktemp("agencies")
    settings = load_settings({"HOI_DATABASE_URL": f"sqlite:///{home / 'hoi.db'}"}, home / "none")
    store = open_store(settings.database_url, Privacy(b"0123456789abcdef"))
    client = TestClient(build_app(load_site(service, store, settings)))
    yield {agency: show(client, f"/co-quan/{agency}") for agency in service.knowledge.agencies}
    store.close()


def test_every_body_that_the_plan_names_is_listed_once(client: TestClient, knowledge: Knowledge) -> None:
    """Those of the table with their counts, those named elsewhere, then those that a collective reaches."""
    page = show(client, "/co-quan")
    listed = {name: section(page, name) for name in ("trong-bang", "ngoai-bang", "goi-chung")}
    ids = {
        name: [link.removeprefix("/co-quan/") for link in part.links]
        for name, part in listed.items()
        if part is not None
    }
    named = [agency.id for agency in knowledge.agencies.values() if agency.named]
    assert sorted([*ids["trong-bang"], *ids["ngoai-bang"]]) == sorted(named)
    assert all(duties(knowledge, agency).lead or duties(knowledge, agency).coord for agency in ids["trong-bang"])
    reached = [a.id for a in knowledge.agencies.values() if not a.named and any(_collective(knowledge, a.id))]
    assert ids["goi-chung"] == reached


def test_the_list_counts_what_the_rows_say(client: TestClient, knowledge: Knowledge) -> None:
    """How many each leads alone and with others, and joins."""
    part = section(show(client, "/co-quan"), "trong-bang")
    assert part is not None
    for item in part.every("li", "item"):
        found = duties(knowledge, item.links[0].removeprefix("/co-quan/"))
        numbers = {
            int(word) for word in item.every("p", "item-meta")[0].text.replace(",", " ").split() if word.isdecimal()
        }
        counted = {len(found.lead), len(found.coord)}
        counted |= {len(found.sole), len(found.shared)} if found.sole and found.shared else set()
        assert numbers == counted - {0}


def test_the_chart_shows_every_body_of_the_table(client: TestClient, knowledge: Knowledge) -> None:
    """With the same numbers in the table behind it."""
    (chart,) = show(client, "/co-quan").every("figure", "chart")
    rows = [[cell.text for cell in row.every() if cell.tag in {"th", "td"}] for row in chart.every("tr")][1:]
    by_name = {agency.name.lower(): duties(knowledge, agency.id) for agency in knowledge.agencies.values()}
    assert len(rows) == 18
    for name, *numbers in rows:
        found = by_name[name.lower()]
        assert [int(number) for number in numbers] == [
            len(found.lead),
            len(found.sole),
            len(found.shared),
            len(found.coord),
        ]


def test_every_page_has_just_the_rows_that_bind_the_body(every: dict[str, Element], knowledge: Knowledge) -> None:
    """Each sort under its own heading, in plan order, none missing, none in two sorts."""
    for agency, page in every.items():
        found = duties(knowledge, agency)
        for sort in SORTS:
            rows = list(getattr(found, sort))
            assert places(section(page, sort)) == rows, (agency, sort)
            if rows:
                assert page.one(sort).text.endswith(f"({len(rows)})")


def test_led_rows_are_told_whole(every: dict[str, Element], knowledge: Knowledge) -> None:
    """The task, both cells and the time, verbatim."""
    for agency, page in every.items():
        for sort in ("sole", "shared", "lead_collective"):
            part = section(page, sort)
            for item in part.every("li", "item") if part is not None else []:
                unit = knowledge.units[item.links[0].removeprefix("/muc/")]
                assert item.every("p", "item-text")[0].text == unit.text
                lead, coord, time = (cell.text for cell in item.every("dd"))
                assert (lead, coord, time.removesuffix(" đã qua mốc")) == (unit.lead, unit.coord, unit.deadline), agency


def test_every_place_that_names_a_body_is_on_its_page(every: dict[str, Element], knowledge: Knowledge) -> None:
    """Outside its own rows too; a longer name of another body is not its own."""
    for agency in knowledge.agencies.values():
        found = duties(knowledge, agency.id)
        own = {*found.lead, *found.coord}
        named = [u.id for u in knowledge.plan.units if agency.named and agency.stands_in(u.text) and u.id not in own]
        if agency.id == "ubndtinh":
            named.remove("QD-thi-hanh")
        own = ["IV-3"] if agency.id == "skhdt" else []
        assert places(section(every[agency.id], "giao-rieng")) == own
        assert places(section(every[agency.id], "noi-khac")) == [unit for unit in named if unit not in own], agency.id


def test_what_falls_due_next_and_ones_own_duty_stand_first(every: dict[str, Element]) -> None:
    """Before any row; the day before which the report is due is no day for it."""
    page = every["skhdt"]
    names = [each.attributes["aria-labelledby"] for each in page.every("section")]
    assert names[0] == "giao-rieng"
    assert "Báo cáo trước ngày 15/12 (chậm nhất ngày 14/12, còn 194 ngày)" in page.text
    assert "II.4.2. " in page.text


def test_what_it_is_today_stands_first_and_leads_on(every: dict[str, Element]) -> None:
    """To the source, and to the bodies that one became part of or that became part of it."""
    text = every["skhdt"].text
    assert text.index("hợp nhất vào Sở Tài chính") < text.index(every["skhdt"].every("p", "card-lead")[0].text)
    assert "/co-quan/stc" in every["skhdt"].links
    assert "/co-quan/skhdt" in every["stc"].links
    assert any(link.startswith("https://") for link in every["skhdt"].links)


def test_names_of_today_are_found_beside_those_of_the_plan(client: TestClient) -> None:
    """Marked as from outside it."""
    text = show(client, "/co-quan").text
    assert "Nay, theo nguồn ngoài kế hoạch: Sở Nông nghiệp và Môi trường" in text


def test_who_is_to_report_is_told_so(every: dict[str, Element], knowledge: Knowledge) -> None:
    """Every sở, ban, ngành and the districts, in the plan's words with the days left; nobody else."""
    for agency in knowledge.agencies.values():
        part = section(every[agency.id], "bao-cao")
        bound = agency.id == "ubndhuyen" or not {"so", "ban", "nganh"}.isdisjoint(agency.collectives)
        assert (part is not None) == bound, agency.id
        if part is not None:
            (quote,) = part.every("blockquote")
            assert quote.text.startswith("Định kỳ hàng năm (trước ngày 15/12) báo cáo UBND tỉnh")
            assert knowledge.units["IV-2"].text.endswith(quote.text)
            assert "/muc/IV-2" in part.links
            assert "còn 194 ngày" in part.text


def test_what_became_of_a_body_is_told_with_its_source(every: dict[str, Element], knowledge: Knowledge) -> None:
    """Every change of every body, on its page: the general one on top, those of single rows at the rows."""
    for change in knowledge.changes:
        page, source = every[change.agency], knowledge.sources[change.source]
        (note,) = [each for each in page.every(kind="note-outside") if change.text in each.text]
        assert source.title in note.text
        assert source.date in note.text
    for agency, page in every.items():
        expected = {change.text for change in knowledge.changes if change.agency == agency}
        assert len(page.every(kind="note-outside")) == len(expected)


def test_a_body_without_a_name_in_the_plan_is_told_so(every: dict[str, Element], knowledge: Knowledge) -> None:
    """The first words of its page; that a collective reaches it is told to be our reading."""
    for agency in knowledge.agencies.values():
        (lead,) = every[agency.id].every("p", "card-lead")
        assert lead.text.startswith(f"Kế hoạch không nêu tên {agency.name}") == (not agency.named)
        if any(_collective(knowledge, agency.id)):
            assert "mình đọc rằng" in every[agency.id].text


def test_questions_go_on_from_the_body(every: dict[str, Element]) -> None:
    """The form sends the body before what is typed; it works without a script."""
    for agency, page in every.items():
        (form,) = [each for each in page.every("form") if each.attributes["action"] == "/hoi"]
        sent = [
            (field.attributes["name"], field.attributes.get("value", ""))
            for field in form.every()
            if "name" in field.attributes
        ]
        assert form.attributes["method"] == "post"
        assert sent == [("q", f"@{agency}"), ("q", "")]


@pytest.mark.parametrize("name", ["khong-co", "STC", "stc%20", "%3Cscript%3E"])
def test_a_body_that_there_is_none_of_has_no_page(name: str, client: TestClient) -> None:
    """It is not found, and its name is not repeated."""
    answer = client.get(f"/co-quan/{name}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text.replace("<script src", "")


def test_its_title_and_description_are_its_own(every: dict[str, Element]) -> None:
    """So that a link that is passed on says whose duties it leads to."""
    head = every["sct"]
    assert head.every("title")[0].text.startswith("Sở Công Thương")
    described = {m.attributes.get("property"): m.attributes.get("content", "") for m in head.every("meta")}
    assert described["og:title"] == "Sở Công Thương"
    assert described["og:description"].startswith("Sở Công Thương được nêu tên chủ trì 2 nhiệm vụ")


def _collective(knowledge: Knowledge, agency: str) -> tuple[str, ...]:
    """The rows that reach a body as one of a collective."""
    found = duties(knowledge, agency)
    return (*found.lead_collective, *found.coord_collective)
