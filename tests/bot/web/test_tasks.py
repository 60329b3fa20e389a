"""/nhiem-vu: every row, and under every filter just those that fulfil it."""

from __future__ import annotations

from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.web.slugs import slug, times
from bot.web.tasks import ROLES, Chosen, bodies, chosen, select
from knowledge.load import Knowledge
from knowledge.model import Task
from tests.parsed import Element, parsed


def listed(page: Element) -> list[str]:
    """The ids of the rows that a page lists."""
    return [item.links[0].removeprefix("/muc/") for item in page.every("li", "item")]


def show(client: TestClient, address: str) -> Element:
    """A page of the tasks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return parsed(answer.text)


def plays(task: Task, agency: str, role: str, knowledge: Knowledge) -> bool:
    """Whether a body has a role in a row, worked out from the row's own cells."""
    collectives = set(knowledge.agencies[agency].collectives)
    leads, joins = agency in task.lead, agency in task.coord
    leads_with_all = not leads and bool(collectives & set(task.lead_reaches))
    joins_with_all = not (leads or leads_with_all or joins) and bool(collectives & set(task.coord_reaches))
    roles = {
        "": leads or (joins and not leads_with_all),
        "chu-tri": leads,
        "phoi-hop": joins and not leads_with_all,
        "chu-tri-chung": leads_with_all,
        "phoi-hop-chung": joins_with_all,
    }
    return roles[role]


def test_every_row_stands_once_in_plan_order_in_its_words(client: TestClient, knowledge: Knowledge) -> None:
    """Without a filter: text and cells verbatim, blank ones said to be, under the words of their groups."""
    page = show(client, "/nhiem-vu")
    assert listed(page) == list(knowledge.tasks)
    for item, task in zip(page.every("li", "item"), knowledge.tasks.values(), strict=True):
        unit = task.unit
        assert item.every("p", "item-text")[0].text == unit.text
        assert item.every("h3")[0].text.startswith(f"{unit.number}. ")
        lead, coord, time = (cell.text for cell in item.every("dd"))
        assert lead == (unit.lead or "(để trống)")
        assert coord == (unit.coord or "(để trống)")
        assert time.removesuffix(" đã qua mốc") == (unit.deadline or "(để trống)")
    groups = [page.one(section.attributes["aria-labelledby"]).text for section in page.every("section")]
    texts = [knowledge.units[group] for group in knowledge.groups]
    assert groups == [f"Nhóm {unit.number}: {unit.text}" for unit in texts]
    assert page.every("p", "count")[0].text == "Có 45 trong 45 dòng của bảng nhiệm vụ."


def test_every_filter_keeps_just_the_rows_that_fulfil_it(knowledge: Knowledge) -> None:
    """Every group, body, role and time, together and alone, against the cells themselves."""
    every = [agency.id for agency in bodies(knowledge)]
    for agency, role in [("", ""), *product(every, ("", *ROLES))]:
        binding = [t for t in knowledge.tasks.values() if not agency or plays(t, agency, role, knowledge)]
        for group, time in product(("", *knowledge.groups), ("", *times(knowledge))):
            expected = [
                task.unit.id
                for task in binding
                if group in {"", task.unit.group} and time in {"", slug(task.unit.deadline)}
            ]
            assert list(select(Chosen(group, agency, role, time), knowledge)) == expected


def test_every_body_that_a_row_binds_can_be_chosen(client: TestClient, knowledge: Knowledge) -> None:
    """Those named before those that only a collective reaches; every group and time once."""
    page = show(client, "/nhiem-vu")
    options = {
        select.attributes["name"]: [option.attributes["value"] for option in select.every("option")][1:]
        for select in page.every("select")
    }
    bound = [
        a for a in knowledge.agencies if any(plays(t, a, r, knowledge) for t in knowledge.tasks.values() for r in ROLES)
    ]
    assert sorted(options["co-quan"]) == sorted(bound)
    named = [knowledge.agencies[agency].named for agency in options["co-quan"]]
    assert named == sorted(named, reverse=True)
    assert options["nhom"] == list(knowledge.groups)
    assert options["vai"] == list(ROLES)
    assert len(options["thoi-han"]) == len({t.unit.deadline for t in knowledge.tasks.values() if t.unit.deadline}) == 8


def test_what_is_chosen_stands_in_the_address(knowledge: Knowledge) -> None:
    """An address gives what it was made of."""
    for wanted in (Chosen(), Chosen("III-II", "stc", "chu-tri", "nam-2023"), Chosen(time="quy-iv-2022")):
        query = dict(parse_qsl(urlsplit(wanted.address).query))
        assert chosen(query, knowledge) == wanted


def test_a_filter_is_shown_as_chosen_and_can_be_taken_back(client: TestClient) -> None:
    """Selected in the form; one link for each condition to the rows without it; the role goes with the body."""
    page = show(client, "/nhiem-vu?nhom=III-III&co-quan=stc&vai=chu-tri&thoi-han=nam-2023")
    assert listed(page) == ["III-III-6"]
    selected = [option.attributes["value"] for option in page.every("option") if "selected" in option.attributes]
    assert selected == ["III-III", "stc", "chu-tri", "nam-2023"]
    (chips,) = page.every("ul", "chips")
    assert chips.links == [
        "/nhiem-vu?co-quan=stc&vai=chu-tri&thoi-han=nam-2023",
        "/nhiem-vu?nhom=III-III&thoi-han=nam-2023",
        "/nhiem-vu?nhom=III-III&co-quan=stc&thoi-han=nam-2023",
        "/nhiem-vu?nhom=III-III&co-quan=stc&vai=chu-tri",
    ]
    assert page.every("li", "item")[0].every(kind="tag")[0].text == "Chủ trì"
    title = "Nhiệm vụ: Nhóm III: chất lượng hoạt động, Sở Tài chính, Chủ trì, Năm 2023"
    assert page.every("title")[0].text.startswith(title)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nhom=VII", "Không có “VII” ở mục Nhóm"),
        ("co-quan=nobody", "Không có “nobody” ở mục Cơ quan"),
        ("vai=chu-tri", "Bạn chọn cơ quan thì mới lọc được"),
        ("thoi-han=mai", "Không có “mai” ở mục Thời hạn"),
        ("x=y", ""),
    ],
)
def test_what_there_is_none_of_chooses_nothing(query: str, said: str, client: TestClient) -> None:
    """An old or broken link shows all rows, and says so."""
    page = show(client, f"/nhiem-vu?{query}")
    assert len(listed(page)) == 45
    assert said in page.text
    assert bool(page.every("p", "note-correction")) == bool(said)


def test_what_is_left_empty_does_not_stand_in_the_address(client: TestClient) -> None:
    """A form sent without scripts leads on to the address of what was chosen."""
    answer = client.get("/nhiem-vu?nhom=&co-quan=stc&vai=&thoi-han=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/nhiem-vu?co-quan=stc"
    assert client.get("/nhiem-vu?nhom=&co-quan=").headers["location"] == "/nhiem-vu"


def test_a_filtered_list_has_its_form_folded_and_is_for_no_search_engine(client: TestClient) -> None:
    """So that results are in sight; the whole list has it open and may be found."""
    for address, filtered in (("/nhiem-vu", False), ("/nhiem-vu?nhom=III-II", True)):
        page = show(client, address)
        (fold,) = page.every("details", "filters-fold")
        assert ("open" in fold.attributes) != filtered
        robots = [each for each in page.every("meta") if each.attributes.get("name") == "robots"]
        assert bool(robots) == filtered


def test_times_are_chosen_in_the_order_in_which_they_end(knowledge: Knowledge) -> None:
    """As /thoi-han has them."""
    assert list(times(knowledge))[:3] == ["quy-iv-2022", "quy-i-2023", "nam-2023"]


def test_nothing_found_is_said(client: TestClient) -> None:
    """With a way back to all."""
    page = show(client, "/nhiem-vu?co-quan=sct&thoi-han=nam-2023")
    assert listed(page) == []
    (note,) = [note for note in page.every("p", "note") if "/nhiem-vu" in note.links]
    assert note.text.startswith("Không có nhiệm vụ nào khớp")


def test_a_body_without_a_name_in_the_plan_is_told_so(client: TestClient) -> None:
    """With the rows that reach it as one of a collective, apart and counted."""
    page = show(client, "/nhiem-vu?co-quan=syt")
    assert "Kế hoạch không nêu tên Sở Y tế." in page.text
    assert {"/nhiem-vu?co-quan=syt&vai=chu-tri-chung", "/nhiem-vu?co-quan=syt&vai=phoi-hop-chung"} <= set(page.links)
    assert len(listed(show(client, "/nhiem-vu?co-quan=syt&vai=chu-tri-chung"))) == 7
    assert len(listed(show(client, "/nhiem-vu?co-quan=syt&vai=phoi-hop-chung"))) == 33


@given(query=st.fixed_dictionaries(dict.fromkeys(("nhom", "co-quan", "vai", "thoi-han"), st.text())))
def test_any_values_at_all_choose_something_that_there_is(knowledge: Knowledge, query: dict[str, str]) -> None:
    """Whatever stands in an address."""
    assert set(select(chosen(query, knowledge), knowledge)) <= set(knowledge.tasks)
