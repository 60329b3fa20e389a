"""The menus: complete, with counts, and every page within its place."""

from __future__ import annotations

import pytest

from bot.commands.words import load_words
from bot.export.subject import times
from bot.kinds.table import duties
from bot.service import Service
from bot.telegram.callback import Press, Verb, decode
from bot.telegram.keyboard import Keyboard
from bot.telegram.menus import Menus
from bot.telegram.message import Message
from bot.telegram.surface import FILE
from tests.bot.telegram.valid import problems


@pytest.fixture(scope="module")
def menus(service: Service) -> Menus:
    """The menus with the words of the bot."""
    words = load_words(FILE)
    return Menus(service.voice, words, Keyboard(service.voice, words, "HoiKeHoachBot"))


def through(menus: Menus, menu: str, argument: str = "") -> list[Press]:
    """What the buttons of all pages of a menu do."""
    pages: list[Message] = []
    while (page := menus.show(menu, argument, len(pages))) is not None:
        pages.append(page)
    presses = [decode(button.data) for page in pages for row in page.rows for button in row]
    return [press for press in presses if press is not None]


def opened(presses: list[Press], verb: Verb) -> list[str]:
    """What the presses of one verb open."""
    return [press.arguments[0] for press in presses if press.verb is verb]


def test_every_figure_is_a_button(menus: Menus, service: Service) -> None:
    """By year, in the plan's order, each once; the years beside each other, the one shown marked."""
    for year in ("2030", "2045"):
        figures = [figure.id for figure in service.knowledge.figures if figure.year == year]
        assert opened(through(menus, "muctieu", year), Verb.FIGURE) == figures
        page = menus.show("muctieu", year)
        assert page is not None
        assert [button.label.startswith("✓") for button in page.rows[-1]] == [year == "2030", year == "2045"]


def test_figures_say_their_bound(menus: Menus) -> None:
    """A minimum is not told as an exact number."""
    page = menus.show("muctieu")
    assert page is not None
    labels = [button.label for row in page.rows for button in row]
    assert {"Hợp tác xã: từ 1.280", "HTX nông nghiệp: 825", "Xếp loại khá: trên 60%"} <= set(labels)
    assert "Cán bộ quản lý: khoảng 7.516" in labels


def test_every_task_is_reached_by_its_group(menus: Menus, service: Service) -> None:
    """The groups, then all rows of each, sub-tasks too."""
    groups = [press.arguments[1] for press in through(menus, "nhiemvu")]
    assert groups == list(service.knowledge.groups)
    for group, rows in service.knowledge.groups.items():
        assert opened(through(menus, "nhiemvu", group), Verb.UNIT) == list(rows)


def test_every_task_is_reached_by_its_time(menus: Menus, service: Service) -> None:
    """Each row with a time stands under one, dated ones first; so does the yearly report."""
    times = [p.arguments[1] for p in through(menus, "thoihan") if p.verb is Verb.MENU and p.arguments[1]]
    rows = [unit for time in times for unit in opened(through(menus, "thoihan", time), Verb.UNIT)]
    assert sorted(rows) == sorted(task.unit.id for task in service.knowledge.tasks.values() if task.time is not None)
    assert opened(through(menus, "thoihan"), Verb.UNIT) == ["IV-2"]
    first = menus.show("thoihan")
    assert first is not None
    assert [row[0].label for row in first.rows[:2]] == ["Quý IV/2022 (2)", "Quý I/2023 (1)"]


def test_every_body_of_the_table_is_listed(menus: Menus, service: Service) -> None:
    """All that lead or coordinate by name, those with most first."""
    tasks = service.knowledge.tasks.values()
    named = {agency for task in tasks for agency in (*task.lead, *task.coord)}
    listed = opened(through(menus, "coquan"), Verb.AGENCY)
    assert set(listed) == named
    assert len(listed) == len(named)
    assert listed[0] == "ubndhuyen"


def test_every_place_is_reached_by_its_part(menus: Menus, service: Service) -> None:
    """The parts hold all places outside the table, and lead to the groups."""
    parts = [press.arguments[1] for press in through(menus, "muc")]
    units = [unit for part in parts for unit in opened(through(menus, "muc", part), Verb.UNIT)]
    assert units == [unit for unit in service.knowledge.units if not unit.startswith("III-")]
    groups = [p.arguments[1] for p in through(menus, "muc", "III") if p.arguments[0] == "nhiemvu"]
    assert groups == list(service.knowledge.groups)


@pytest.mark.parametrize(
    ("menu", "argument", "page"),
    [
        ("x", "", 0),
        ("muctieu", "2031", 0),
        ("muctieu", "2030", 1),
        ("nhiemvu", "III-9", 0),
        ("coquan", "sct", 0),
        ("coquan", "", 9),
        ("coquan", "", -1),
        ("thoihan", "8", 0),
        ("thoihan", "x", 0),
        ("muc", "V", 0),
    ],
)
def test_no_such_page(menus: Menus, menu: str, argument: str, page: int) -> None:
    """A page that there is not is None."""
    assert menus.show(menu, argument, page) is None


def test_every_body_that_the_table_binds_can_be_chosen(menus: Menus, service: Service) -> None:
    """To tell where one works: none first, then those that it names, then the others; each once, over all pages."""
    pages: list[Message] = []
    while (page := menus.bodies("sct", len(pages))) is not None:
        pages.append(page)
    assert [problem for page in pages for problem in problems(page)] == []
    buttons = [button for page in pages for row in page.rows[:-1] for button in row]
    chosen = [press.arguments[1] for button in buttons if (press := decode(button.data)) is not None]
    bound = {agency for agency in service.knowledge.agencies if duties(service.knowledge, agency).every}
    named = {a for t in service.knowledge.tasks.values() for a in (*t.lead, *t.coord)}
    assert len(chosen) == len(set(chosen))
    assert chosen[0] == ""
    assert set(chosen[1 : len(named) + 1]) == named
    assert set(chosen[1:]) == bound
    assert [button.label for button in buttons if button.label.startswith("✓")] == ["✓ Sở Công Thương"]


def test_a_group_or_a_time_can_be_had(menus: Menus, service: Service) -> None:
    """As Word and Excel, in a row of its own above the way back; the right one of the times."""
    knowledge = service.knowledge
    for group in knowledge.groups:
        page = menus.show("nhiemvu", group)
        assert page is not None
        papers = [button.data for button in page.rows[-2]]
        assert papers == [f"v1:l:docx:group:{group}", f"v1:l:xlsx:group:{group}"]
    named = [p.arguments[1] for p in through(menus, "thoihan") if p.verb is Verb.MENU and p.arguments[1]]
    for number in named:
        page = menus.show("thoihan", number)
        assert page is not None
        (paper, _) = (decode(button.data) for button in page.rows[-2])
        assert paper is not None
        time = times(knowledge)[int(paper.arguments[2])]
        rows = opened(through(menus, "thoihan", number), Verb.UNIT)
        assert rows == [unit for unit, task in knowledge.tasks.items() if task.unit.deadline == time]


def test_the_charts(menus: Menus) -> None:
    """The targets of both years, the times, the bodies."""
    presses = through(menus, "bieudo")
    assert [press.arguments for press in presses] == [
        ("png", "targets", "2030"),
        ("png", "targets", "2045"),
        ("png", "times", ""),
        ("png", "agencies", ""),
    ]
    assert menus.show("bieudo", "x") is None
