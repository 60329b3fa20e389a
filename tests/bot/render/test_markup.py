"""Telegram's HTML: escaping, lengths, and parts laid on pages."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.render import markup
from bot.render.markup import LONGEST, Part, lay
from tests.botapi.html import check, length

PARTS = st.lists(st.builds(lambda text, row: Part(markup.escaped(text), row=row), st.text(max_size=900), st.booleans()))


def entries(count: int, text: str) -> list[Part]:
    """The entries of a list under one head."""
    return [Part(f"{number}. {text}", head="<b>head</b>", number=number, unit=f"u{number}") for number in range(count)]


@given(st.text(max_size=5000))
def test_any_text_is_drawn_validly(text: str) -> None:
    """Whatever it holds, no text breaks the HTML, and nothing of it is lost but blanks at its ends."""
    for piece in markup.pieces(text):
        for drawn in (markup.bold(piece), markup.italic(piece), markup.escaped(piece), markup.words(piece)):
            assert check(drawn) == []
            assert length(drawn) == markup.length(drawn) <= LONGEST
    assert "".join("".join(markup.pieces(text)).split()) == "".join(text.split())


@given(PARTS, PARTS)
def test_pages_hold_everything_in_order(parts: list[Part], notes: list[Part]) -> None:
    """Every part stands on a page whole, and every page fits into a message and has the foot."""
    pages = lay(parts, [Part("foot")], notes)
    together = "\n".join(page.html for page in pages)
    assert all(part.html in together for part in (*parts, *notes))
    assert all(length(page.html) <= LONGEST and "foot" in page.html for page in pages)


def test_text_is_composed() -> None:
    """Decomposed Vietnamese is composed: clients draw it right, and it is counted as it is sent."""
    assert markup.escaped(unicodedata.normalize("NFD", "kế hoạch")) == "kế hoạch"


def test_only_what_must_be_is_escaped() -> None:
    """Quotation marks stay as they are."""
    assert markup.escaped("Sở KH&ĐT < “1” > \"2\" '3'") == "Sở KH&amp;ĐT &lt; “1” &gt; \"2\" '3'"


def test_a_list_takes_new_pages() -> None:
    """At most eight places a page, fewer where they are long; a page that begins within a list has its head."""
    few = lay(entries(20, "x"))
    assert [len(page.listed) for page in few] == [8, 8, 4]
    assert [page.html.startswith("<b>head</b>") for page in few] == [False, True, True]
    assert [number for page in few for number, _ in page.listed] == list(range(20))
    assert all(len(page.listed) < 8 for page in lay(entries(20, "x" * 500)))


def test_notes_stand_first_where_there_is_room() -> None:
    """A note on what has changed since is seen on the first page; one that does not fit there comes later."""
    pages = lay(entries(10, "x"), notes=[Part("first note"), Part("n" * 4090), Part("second note")])
    assert "first note" in pages[0].html
    assert "second note" in pages[0].html
    assert pages[2].html == "n" * 4090


def test_quotes_have_no_blank_lines_around() -> None:
    """Clients set quotes apart themselves; rows stand close, other parts apart."""
    (quote,) = markup.quoted("x")
    parts = [Part("a"), quote, Part("b"), Part("c", row=True), Part("d", row=True)]
    assert markup.join(parts) == "a\n<blockquote>x</blockquote>\nb\n\nc\nd"


def test_brief() -> None:
    """A long text ends at a word, and says that it goes on."""
    assert markup.brief("một hai ba", 10) == "một hai ba"
    assert markup.brief("một hai, ba bốn", 10) == "một hai …"
