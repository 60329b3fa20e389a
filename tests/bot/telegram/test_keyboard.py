"""Buttons: their labels, what they copy and where they lead."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.commands.words import load_words
from bot.service import Service
from bot.telegram.callback import Press, Verb
from bot.telegram.keyboard import LONGEST_COPY, Keyboard
from bot.telegram.surface import FILE
from tests.bot.telegram.valid import row_problems


@pytest.fixture(scope="module")
def keyboard(service: Service) -> Keyboard:
    """The keyboard of a bot of that name."""
    return Keyboard(service.voice, load_words(FILE), "HoiKeHoachBot")


def test_every_place_has_its_buttons(keyboard: Keyboard, service: Service) -> None:
    """At most two rows, valid; choices, whole texts and what is sent elsewhere too."""
    for unit in service.knowledge.units:
        assert len(keyboard.place(unit)) <= 2
        for rows in (keyboard.place(unit), keyboard.choices([unit]), keyboard.whole(unit), keyboard.sent([unit], unit)):
            assert row_problems(rows) == [], unit
        assert row_problems(keyboard.addresses([unit])) == []


def test_a_card_fits_a_phone(keyboard: Keyboard, service: Service) -> None:
    """Places beside it take up to 24 characters, cut at a word; below stand at most four short buttons."""
    for unit in service.knowledge.units:
        *above, below = keyboard.place(unit)
        assert all(len(button.label) <= 24 for row in above for button in row), unit
        assert len(below) <= 4
        assert all(len(button.label) <= 12 for button in below)
    assert keyboard.nearby("III-IV-9").label == "Vay Quỹ hỗ trợ phát…"


def test_a_share_leads_back_to_the_place(keyboard: Keyboard) -> None:
    """Telegram's own form, with the deep link and the name of the place."""
    query = parse_qs(urlsplit(keyboard.share("III-II-5").url).query)
    assert query["url"] == ["https://t.me/HoiKeHoachBot?start=III-II-5"]
    assert query["text"] == ["Vay ngân hàng · Mục III, nhóm II, nhiệm vụ 5"]


def test_a_copy_fits(keyboard: Keyboard, service: Service) -> None:
    """The citation; of more places than fit how many they are."""
    units = list(service.knowledge.units)
    assert keyboard.copy(units[:2]).copy.startswith("Quyết định, căn cứ thứ 1; Quyết định, căn cứ thứ 2 · ")
    assert keyboard.copy(units).copy.startswith(f"{len(units)} nơi · ")
    assert all(len(keyboard.copy(units[:count]).copy) <= LONGEST_COPY for count in range(1, len(units)))


def test_a_long_label_is_cut_at_a_word(keyboard: Keyboard) -> None:
    """Phones show less still."""
    button = keyboard.press("một hai ba bốn " * 5, Press(Verb.PAGE, ("0",)))
    assert button.label == "một hai ba bốn một hai ba bốn một hai ba bốn…"


def test_pages_go_round(keyboard: Keyboard) -> None:
    """From the last to the first; a single page has no pager."""
    presses = [Press(Verb.PAGE, (str(at),)) for at in range(3)]
    assert [button.data for button in keyboard.pager(presses, 0)] == ["v1:p:2", "v1:h", "v1:p:1"]
    assert [button.label for button in keyboard.pager(presses, 2)] == ["‹", "3/3", "›"]
    assert keyboard.pager(presses[:1], 0) == []
