"""The menus: complete, with counts, and every page within its place."""

from __future__ import annotations

import pytest

from bot.commands.words import load_words
from bot.service import Service
from bot.telegram.callback import Press, Verb, decode
from bot.telegram.keyboard import Keyboard
from bot.telegram.menus import Menus
from bot.telegram.message import Message
from bot.telegram.surface import FILE


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
