"""The steps of an address: what it gives is what it was made of, within its length."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import LIMIT
from bot.web.steps import LONGEST, MOST, address, cut, link, opened, opening, read, typed


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        (["", "  "], ()),
        ([" vay vốn ", "", "ai phối hợp?"], ("vay vốn", "ai phối hợp?")),
        ([str(number) for number in range(10)], tuple(str(number) for number in range(1, 10))),
        (["@@x-_y.0f", *"0123456789"], ("@@x-_y.0f", *"123456789")),
        (["@@x.0f"], ()),
    ],
)
def test_read(values: list[str], expected: tuple[str, ...]) -> None:
    """Blank ones are none; beyond those of an address and a new one the oldest fall away, not what stands for some."""
    assert read(values) == expected


def test_a_step_that_no_address_holds_is_cut() -> None:
    """An address that long would be refused; a question of the longest that is read, and one more letter, fits."""
    made = cut("ế" * 5000)
    assert LONGEST - len("%E1%BA%BF") < len(address([made])) <= LONGEST
    long = ("Vay vốn ngân hàng hỏi ai? " * 40)[: LIMIT + 1].strip()
    assert cut(long) == long


@given(st.lists(st.text(st.characters(), max_size=300), max_size=12))
def test_an_address_gives_its_steps_again(values: list[str]) -> None:
    """Whatever they are."""
    steps = read(values)
    assert len(steps) <= MOST + 1
    assert read(value for _, value in parse_qsl(urlsplit(address(steps)).query)) == steps


def test_what_is_passed_on_leads_to_the_last() -> None:
    """Where several turns stand on the page; what stands for those that fell away is none."""
    assert link(("a",)) == "/hoi?q=a"
    assert link(("a", "b")) == "/hoi?q=a&q=b#cuoi"
    assert link(("@@x.0f", "a")) == "/hoi?q=@@x.0f&q=a"


def test_opened() -> None:
    """A step opens what an @ stands before; it is legible in the address."""
    assert opened(opening("III-II-5")) == "III-II-5"
    assert opened("III-II-5") == ""
    assert address([opening("III-II-5")]) == "/hoi?q=@III-II-5"


@pytest.mark.parametrize("text", ["@stc", "@@stc", " @ @stc", "\u00a0@\u3000@stc", "stc"])
def test_what_is_typed_opens_nothing(text: str) -> None:
    """Whatever it begins with; the rest is what was typed."""
    assert typed(text) == "stc"
    assert [opened(step) for step in read([typed(text)])] == [""]
