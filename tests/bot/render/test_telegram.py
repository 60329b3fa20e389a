"""An answer for Telegram: every page is valid, says what the answer says, and names its places."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import pytest

from bot.answer import Answer, Citation, Fields, Items, Note, NoteKind, Outcome, Place, Quote, Reason, Text
from bot.commands.words import load_words
from bot.render.markup import LONGEST, Page
from bot.render.telegram import Renderer
from bot.service import Reply, Service
from bot.telegram.surface import FILE
from nlp.bank import Phrase
from tests.botapi.html import check, length

SAMPLE = 300
LOAN = "III-II-5"


@pytest.fixture(scope="module")
def renderer(service: Service) -> Renderer:
    """The renderer with the words of the bot."""
    return Renderer(service.voice, load_words(FILE))


@pytest.fixture(scope="module")
def drawn(
    renderer: Renderer, ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]
) -> list[tuple[Answer, bool, tuple[Page, ...]]]:
    """The answers to many messages, short and full."""
    answers = [ask(phrase.text).answer for phrase in sample(SAMPLE)]
    return [(answer, short, renderer.answer(answer, short=short)) for answer in answers for short in (False, True)]


def plain(page: Page) -> str:
    """What is read on a page."""
    return html.unescape(re.sub(r"<[^>]*>", "", page.html))


def words(answer: Answer) -> Iterator[str]:
    """What an answer says in its texts and fields."""
    for block in answer.blocks:
        match block:
            case Text(text):
                yield text
            case Fields(rows):
                yield from (value for _, value in rows)
            case Items(title, _):
                yield title


def test_every_page_is_valid(drawn: list[tuple[Answer, bool, tuple[Page, ...]]]) -> None:
    """Telegram takes it: its tags, its length; few enough entities for all of them to be drawn."""
    for answer, _, pages in drawn:
        for page in pages:
            assert check(page.html) == [], answer
            assert 0 < length(page.html) <= LONGEST
            assert page.html.count("</") <= 100


def test_the_words_of_the_answer_are_shown(
    drawn: list[tuple[Answer, bool, tuple[Page, ...]]], service: Service
) -> None:
    """Texts, fields and titles stand there whole; a long text of the plan begins there, and is quoted below.

    What the answer itself shortens may go on further.
    """
    blank = service.voice.say("blank")
    for answer, short, pages in drawn:
        shown = "\n".join(map(plain, pages))
        for text in words(answer):
            whole = text == blank or text in shown or text.endswith("…")
            assert whole or (text in {c.quote for c in answer.citations} and (short or text in shown)), text


def test_every_listed_place_is_numbered_once(drawn: list[tuple[Answer, bool, tuple[Page, ...]]]) -> None:
    """Lists are complete: numbers run on over lists and pages, and no place of the answer's lists is missing."""
    for answer, _, pages in drawn:
        listed = [each for page in pages for each in page.listed]
        labels = {citation.label for citation in answer.citations}
        items = [place for b in answer.blocks if isinstance(b, Items) for place, _ in b.items if place in labels]
        assert len(listed) == len(items), answer
        assert [number for number, _ in listed] == sorted({number for number, _ in listed})
        assert {unit for _, unit in listed} <= {citation.id for citation in answer.citations}


def test_every_page_names_what_it_rests_on(drawn: list[tuple[Answer, bool, tuple[Page, ...]]]) -> None:
    """An answer about the plan cites it on every page, short or full; a question back does not."""
    for answer, _, pages in drawn:
        cited = bool(answer.citations) and not answer.choices
        assert all(("Căn cứ: " in page.html) == cited for page in pages)


def test_the_fact_stands_first_in_bold(drawn: list[tuple[Answer, bool, tuple[Page, ...]]]) -> None:
    """Where one thing was asked for, the message begins with it."""
    for answer, _, pages in drawn:
        if answer.blocks and isinstance(answer.blocks[0], Text) and answer.blocks[0].strong:
            assert pages[0].html.startswith("<b>")


def test_notes_are_set_apart(drawn: list[tuple[Answer, bool, tuple[Page, ...]]]) -> None:
    """What comes from outside the plan stands below the citation, in short answers too."""
    for answer, _, pages in drawn:
        for note in answer.notes:
            if note.kind is NoteKind.OUTSIDE:
                (page,) = (page for page in pages if note.text in plain(page))
                assert "Căn cứ: " not in page.html or page.html.index("Căn cứ: ") < page.html.index("ℹ️")


def test_a_card(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Fact, task in short, who coordinates, when, the plan's words to open, where they stand, what has changed."""
    answer = ask("vay vốn ngân hàng ai chủ trì").answer
    (page,) = renderer.answer(answer)
    order = [
        "<b>Ngân hàng Nhà nước chi nhánh Thanh Hóa chủ trì nhiệm vụ này.</b>\n\n",
        "<i>Nhiệm vụ:</i> Chỉ đạo",
        "<i>Phối hợp:</i> Các sở",
        "<i>Thời gian:</i> Quý IV/2022",
        f"<blockquote expandable>{answer.citations[0].quote}</blockquote>",
        "Căn cứ: Mục III, nhóm II, nhiệm vụ 5",
        "<i>ℹ️ Ngoài kế hoạch: ",
    ]
    places = [page.html.index(part) for part in order]
    assert places == sorted(places)
    (short,) = renderer.answer(answer, short=True)
    assert "blockquote" not in short.html
    assert "Ngoài kế hoạch" in short.html


def test_a_task_is_short_where_its_words_follow(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Four lines of it on a phone would be followed by the same again."""
    for message in ("vay vốn ngân hàng ai chủ trì", "bao giờ tổng kết nghị định 98", "ai tập huấn kế toán"):
        (page,) = renderer.answer(ask(message).answer)
        task = re.search(r"Nhiệm vụ:</i> (.*)\n", page.html)
        assert task is not None
        assert "blockquote expandable" in page.html
        assert len(task[1]) <= 92


def test_a_further_page_says_what_it_lists(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """The group or the body, not only how many."""
    _, further = renderer.answer(ask("nhóm II gồm những gì").answer)
    assert plain(further).startswith("Mục III, nhóm II: Tiếp tục đổi mới")
    assert "\nGồm 12 nhiệm vụ:\n\n9. " in plain(further)
    for page in renderer.answer(ask("Liên minh HTX tỉnh phối hợp việc gì").answer):
        assert plain(page).startswith("Liên minh Hợp tác xã tỉnh ")


def test_a_task_is_told_in_more_than_a_word(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """A line of "Tổng kết, …" says nothing of what is to be done: it goes on, and ends at a word."""
    (page,) = renderer.answer(ask("bao giờ tổng kết nghị định 98").answer)
    assert re.search(r"Nhiệm vụ:</i> Tổng kết, đánh giá kết quả thực hiện Nghị định số 98.* …\n", page.html)


def test_a_long_text_is_not_all_bold(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Asked what the plan says, it begins in bold and stands whole in the quote, once."""
    answer = ask("nội dung nhiệm vụ vay vốn ngân hàng").answer
    (page,) = renderer.answer(answer)
    assert page.html.startswith("<b>Chỉ đạo, hướng dẫn các tổ chức tín dụng")
    assert page.html.index("…</b>") < page.html.index("<blockquote expandable>")
    assert page.html.count(answer.citations[0].quote) == 1


def test_words_that_are_the_answer_are_open(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """The plan's words are not hidden, nor left out of a short answer, where nothing else says them."""
    for message in ("Điều 1 quyết định nói gì", "mục tiêu 2030"):
        for short in (False, True):
            (page,) = renderer.answer(ask(message).answer, short=short)
            assert "<blockquote>" in page.html
            assert "expandable" not in page.html


def test_texts_are_escaped_and_split(renderer: Renderer, service: Service) -> None:
    """An answer of any length is cut at blanks into valid pages."""
    text = "a < b & c " * 2000
    cite = service.voice.cite([LOAN])
    blocks = (Text(text, strong=True), Fields((("x & y", text),)), Items(text, (("", text),)), Quote(LOAN, text))
    made = Answer(Outcome.ANSWER, Reason.FOUND, blocks, cite, notes=(Note(text, NoteKind.OUTSIDE),))
    pages = renderer.answer(made)
    assert all(check(page.html) == [] and length(page.html) <= LONGEST for page in pages)
    assert sum(plain(page).count("a < b & c") for page in pages) >= 5 * 2000


def test_blank_cells_are_left_out(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """A parent row has no bodies of its own: its sub-tasks have."""
    (page,) = renderer.answer(ask("mục III nhóm II nhiệm vụ 4").answer)
    assert "(để trống)" not in page.html
    assert [number for number, _ in page.listed] == [1, 2, 3, 4, 5]


def test_choices_are_left_to_buttons(renderer: Renderer) -> None:
    """The places to choose from are not written out."""
    choices = (Place(LOAN, "Vay ngân hàng"),)
    cite = (Citation(LOAN, "Mục", "x"),)
    asked = Answer(Outcome.CLARIFY, Reason.SEVERAL_PLACES, (Text("Ý bạn?", strong=True),), cite, choices)
    assert renderer.answer(asked) == (Page("<b>Ý bạn?</b>"),)
