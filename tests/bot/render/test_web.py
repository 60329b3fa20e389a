"""An answer as a card: the first thing on it is the answer, and it says and names all that the answer does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot import asks
from bot.answer import Answer, Citation, Fields, Note, NoteKind, Outcome, Quote, Reason, Text
from bot.commands.words import load_words
from bot.render.card import Caption, Entries, Facts, Field, Lead, Paragraph, Spot, Verbatim
from bot.render.web import Renderer
from bot.service import Reply, Service
from bot.web.site import FILE
from nlp.bank import Phrase

SAMPLE = 300
LOAN = "III-II-5"


@pytest.fixture(scope="module")
def renderer(service: Service) -> Renderer:
    """The renderer with the words of the page."""
    return Renderer(service.voice, load_words(FILE))


def test_the_fact_comes_first(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Who leads, then the fields with our remark apart, then the plan's words to unfold, then where to go on."""
    card = renderer.card(ask("vay vốn ngân hàng hỏi ai").answer)
    lead, facts, words = card.pieces
    assert lead == Lead("Ngân hàng Nhà nước chi nhánh Thanh Hóa chủ trì nhiệm vụ này.", verbatim=False)
    assert isinstance(facts, Facts)
    assert [field.name for field in facts.fields] == ["Nhiệm vụ", "Phối hợp", "Thời gian"]
    remark = "mốc này trước ngày ban hành kế hoạch, 21/3/2023"
    assert facts.fields[-1] == Field("Thời gian", "Quý IV/2022", remark)
    text = renderer.voice.knowledge.units[LOAN].text
    assert words == Verbatim(LOAN, "", text, folded=True)
    assert card.cited == (Spot(LOAN, "Vay ngân hàng", "Mục III, nhóm II, nhiệm vụ 5"),)
    assert card.bodies == (Spot("nhnn", "Ngân hàng Nhà nước chi nhánh Thanh Hóa", ""),)
    assert [spot.id for spot in card.near] == ["III-IV-9"]
    assert card.citation == (
        "Mục III, nhóm II, nhiệm vụ 5, Kế hoạch ban hành kèm theo Quyết định số 922/QĐ-UBND ngày 21/3/2023"
        " của UBND tỉnh Thanh Hóa"
    )
    assert card.text.count(text) == 1
    assert "…" not in card.text


def test_a_long_text_asked_for_is_quoted_open(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Nobody reads ten lines in bold; a short one stays the fact, marked as the plan's own."""
    long = renderer.card(ask("nội dung vay ngân hàng").answer)
    assert long.pieces[0] == Verbatim(LOAN, "", renderer.voice.knowledge.units[LOAN].text, folded=False)
    short = renderer.card(ask("mục III-II-4").answer)
    assert short.pieces[0] == Lead(renderer.voice.knowledge.units["III-II-4"].text, verbatim=True)


def test_the_plans_words_are_folded_only_where_they_are_told(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Below a figure they unfold; where they are the answer they stand open, each of several under its label."""
    figure = renderer.card(ask("đến 2030 bao nhiêu hợp tác xã").answer).pieces
    assert [piece.folded for piece in figure if isinstance(piece, Verbatim)] == [True]
    targets = renderer.card(ask("chỉ tiêu 2030").answer).pieces
    quoted = [piece for piece in targets if isinstance(piece, Verbatim)]
    assert [(piece.folded, piece.label) for piece in quoted] == [
        (False, f"Mục II, khoản 2, đến năm 2030, ý {number}") for number in range(1, 5)
    ]


def test_lists(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """An entry has its name among people, its words, who and when apart, its place; of a body the way to its page."""
    lead, listed, *paragraphs = renderer.card(ask("Sở Công Thương phải làm gì").answer).pieces
    assert isinstance(listed, Entries)
    first = listed.entries[0]
    unit = renderer.voice.knowledge.units["III-VI-1"]
    assert (first.unit, first.name, first.text) == (unit.id, "Thị trường, xúc tiến thương mại", unit.text)
    assert (first.added, first.label) == ("Sở Công Thương · Thường xuyên", "Mục III, nhóm VI, nhiệm vụ 1")
    assert isinstance(lead, Lead)
    assert all(isinstance(each, Paragraph) for each in paragraphs)
    ranked = renderer.card(ask("cơ quan nào nhiều việc nhất").answer).pieces[1]
    assert isinstance(ranked, Entries)
    assert [entry.agency for entry in ranked.entries[:2]] == ["skhdt", "lmhtx"]
    assert ranked.entries[0].text == "9 nhiệm vụ (3 một mình, 6 chung)"


def test_an_entry_of_every_task_is_taken_apart(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Whatever stands in its cells."""
    knowledge = renderer.voice.knowledge
    for group, rows in knowledge.groups.items():
        pieces = renderer.card(ask(f"mục {group}").answer).pieces
        (listed,) = [piece for piece in pieces if isinstance(piece, Entries)]
        for row, entry in zip(rows, listed.entries, strict=True):
            unit = knowledge.units[row]
            assert entry.unit == row
            assert unit.text.startswith(entry.text.partition("…")[0].rstrip())
            assert entry.added == " · ".join(filter(None, [unit.lead, unit.deadline]))


def test_numbers_of_lists_go_on(renderer: Renderer, service: Service) -> None:
    """As a follow-up counts them."""
    answer = service.tell(asks.duties("skhdt")).answer
    listed = [piece for piece in renderer.card(answer).pieces if isinstance(piece, Entries)]
    assert len(listed) > 1
    start = 1
    for each in listed:
        assert each.start == start
        start += len(each.entries)


def test_choices(renderer: Renderer) -> None:
    """What is to be chosen from is not what an answer rests on."""
    offered = renderer.voice.offer(["III-II-5", "III-IV-9"])
    cited = renderer.voice.cite(["III-II-5", "III-IV-9"])
    asked = Answer(Outcome.CLARIFY, Reason.SEVERAL_PLACES, (Text("?", strong=True),), cited, offered)
    card = renderer.card(asked)
    assert [spot.name for spot in card.choices] == ["Vay ngân hàng", "Vay Quỹ hỗ trợ phát triển hợp tác xã"]
    assert (card.cited, card.citation) == ((), "")
    assert card.text == "?\n1. Vay ngân hàng\n2. Vay Quỹ hỗ trợ phát triển hợp tác xã"


def test_notes_from_outside_have_their_source(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Its address can be opened where it is one; remarks that stand in the answer are not said twice."""
    (remark,) = renderer.card(ask("vay vốn ngân hàng hỏi ai").answer).remarks
    assert remark.kind is NoteKind.OUTSIDE
    assert remark.text.startswith("Ngoài kế hoạch: ")
    assert remark.address.startswith("https://vietnam.vn/")
    known = renderer.voice.knowledge.sources["S14"]
    numbered = Note("x", NoteKind.OUTSIDE, f"{known.title}, {known.address}", known.date)
    assert renderer.remark(numbered).address == ""


def test_shortened_tasks_unfold_each_on_its_own(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """Of two questions in one message each gets the words of its place."""
    pieces = renderer.card(ask("vay vốn hỏi ai và đào tạo kế toán bao giờ xong").answer).pieces
    assert [type(piece) for piece in pieces] == [Lead, Facts, Verbatim, Lead, Facts, Verbatim]
    assert [piece.unit for piece in pieces if isinstance(piece, Verbatim)] == [LOAN, "III-III-5"]


def test_names_of_places_head_what_follows(renderer: Renderer) -> None:
    """A name alone on its line is no remark."""
    blocks = (Text("Vay ngân hàng"), Text("A.", strong=True), Text("B."))
    pieces = renderer.card(Answer(Outcome.ABSTAIN, Reason.NOT_HELD, blocks)).pieces
    assert pieces == (Caption("Vay ngân hàng"), Lead("A.", verbatim=False), Paragraph("B."))


def test_questions_that_an_answer_proposes(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """They can be tapped, and are answered."""
    proposed = renderer.card(ask("Sở Công Thương phải làm gì").answer).asks
    assert proposed == ("việc giao chung của Sở Công Thương", "Sở Công Thương phối hợp việc gì")
    assert {ask(each).answer.outcome for each in proposed} == {Outcome.ANSWER}


def test_every_wording_that_proposes_a_question_is_understood(renderer: Renderer, service: Service) -> None:
    """No “hỏi …” of the wording is overlooked."""

    def texts(content: object) -> list[str]:
        if isinstance(content, dict):
            return [text for value in content.values() for text in texts(value)]
        return [str(content)]

    proposing = [text for text in texts(service.voice.wording) if re.search(r"(?:hỏi|ví dụ:?) “", text, re.IGNORECASE)]
    assert len(proposing) > 5
    for text in proposing:
        assert renderer.card(Answer(Outcome.ABSTAIN, Reason.NOT_HELD, (Text(text),))).asks, text


def test_nobody_stands_at_a_dead_end(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """What is declined or unclear, with no place near it, gives questions to go on with; all of them are answered."""
    for question in ("thời tiết", "ai chủ trì", "?!"):
        asks = renderer.card(ask(question).answer).asks
        assert len(asks) == 3
        assert all(ask(each).answer.citations for each in asks)
    assert renderer.card(ask("cảm ơn").answer).asks == ()


@pytest.mark.parametrize(
    ("question", "kicker"),
    [
        ("đến 2030 có bao nhiêu thành viên", "Thành viên hợp tác xã"),
        ("vay vốn ngân hàng hỏi ai", "Vay ngân hàng"),
        ("đào tạo bao giờ xong", "Đào tạo, bồi dưỡng, kế toán"),
        ("mục III-II-4", ""),
        ("điều 1 quyết định", ""),
        ("Sở Công Thương phải làm gì", ""),
        ("thời tiết", ""),
    ],
)
def test_of_what_a_fact_is(renderer: Renderer, ask: Callable[[str], Reply], question: str, kicker: str) -> None:
    """A figure or a time alone says nothing to whom the link is sent: its subject stands above, also where copied."""
    card = renderer.card(ask(question).answer)
    assert card.kicker == kicker
    assert card.text.startswith(kicker)
    assert card.gist.startswith(f"{kicker}. " if kicker else "")


def test_the_decision_is_cited_as_itself(renderer: Renderer, ask: Callable[[str], Reply]) -> None:
    """It is no place of the plan that it enacts."""
    citation = renderer.card(ask("điều 1 quyết định").answer).citation
    assert citation == "Điều 1, Quyết định số 922/QĐ-UBND ngày 21/3/2023 của UBND tỉnh Thanh Hóa"


def test_blank_cells_say_nothing(renderer: Renderer) -> None:
    """Fields that the plan leaves blank are left out; where all are, so is the list of them."""
    blank = renderer.voice.say("blank")
    cited = (Citation("I-1", "Mục I, khoản 1", "x"),)
    some = Answer(Outcome.ANSWER, Reason.FOUND, (Fields((("A", "x"), ("B", blank))),), cited)
    assert renderer.card(some).pieces == (Facts((Field("A", "x", ""),)),)
    none = Answer(Outcome.ANSWER, Reason.FOUND, (Quote("I-1", "x"), Fields((("B", blank),))), cited)
    assert renderer.card(none).pieces == (Verbatim("I-1", "", "x", folded=False),)


def test_every_card_says_what_its_answer_says(
    renderer: Renderer, ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]
) -> None:
    """Whatever is asked: it begins with a text, gives every place that the answer rests on, and repeats no words."""
    for phrase in sample(SAMPLE):
        answer = ask(phrase.text).answer
        card = renderer.card(answer)
        assert card.gist
        assert card.text
        assert not isinstance(card.pieces[0], Facts)
        named = {spot.id for spot in (*card.cited, *card.choices)}
        assert named == {each.id for each in (*answer.citations, *answer.choices)}
        words = [piece.text for piece in card.pieces if isinstance(piece, Verbatim)]
        assert len(words) == len(set(words)), phrase.text
        if len(answer.citations) == 1 and not answer.choices:
            assert answer.citations[0].quote in card.text, phrase.text
