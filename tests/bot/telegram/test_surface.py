"""Everything that is shown: valid for Telegram, complete, and every button leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.answer import Items, Outcome
from bot.opinion import LABELS
from bot.service import Reply, Service
from bot.telegram.callback import Press, Verb, decode
from bot.telegram.message import File, Message
from bot.telegram.surface import Surface, load_surface
from knowledge.load import source_text
from nlp.bank import Phrase
from tests.bot.telegram.valid import problems, row_problems

LOAN = "III-II-5"
SAMPLE = 300
MENUS = ("muctieu", "nhiemvu", "coquan", "thoihan", "muc")
ASKING = frozenset({Verb.UNIT, Verb.CHOICE, Verb.FIGURE, Verb.AGENCY})


@pytest.fixture(scope="module")
def surface(service: Service) -> Surface:
    """The surface of a bot of that name."""
    return load_surface(service, "HoiKeHoachBot")


def pressed(message: Message) -> list[Press]:
    """What the buttons of a message do."""
    presses = [decode(button.data) for row in message.rows for button in row if button.data]
    return [press for press in presses if press is not None]


def text(message: Message) -> str:
    """What is read in a message."""
    return html.unescape(re.sub(r"<[^>]*>", "", message.html))


def first(surface: Surface, reply: Reply, *, short: bool) -> Message:
    """What is sent for an answer."""
    return surface.shown(reply, short=short)[0][0]


def kept_pages(surface: Surface, reply: Reply, *, short: bool) -> tuple[Message, ...]:
    """The pages of an answer that the store keeps."""
    pages, keep = surface.shown(reply, short=short)
    return pages if keep else ()


def follow(surface: Surface, press: Press, *, short: bool = False) -> list[Message]:
    """What is shown after a press; [] where it is refused."""
    match press:
        case Press(Verb.MENU) | Press(Verb.AGENCY, (_, _)):
            page = surface.page(press, short=short)
            return [page] if page is not None else []
        case Press(Verb.WHOLE, (unit,)):
            return list(surface.whole(unit))
        case Press(verb) if verb in ASKING:
            reply = surface.asked(press, None)
            return (
                [first(surface, reply, short=short), *kept_pages(surface, reply, short=short)]
                if reply is not None
                else []
            )
    return []


# Answers


@given(message=st.text(max_size=1200), short=st.booleans())
@example(message="<b>vay</b> & vốn", short=False)
@example(message="vay " * 300, short=False)
@example(message="Sở KH&ĐT làm gì", short=True)
@example(message="\ud800", short=True)
def test_any_text_is_answered_validly(surface: Surface, service: Service, message: str, *, short: bool) -> None:
    """Whatever is typed, the message can be sent and its buttons read."""
    reply = service.answer(message)
    assert [
        problem
        for shown in (first(surface, reply, short=short), surface.sent(reply, short=short))
        for problem in problems(shown)
    ] == []
    assert [problem for result in surface.results(message) for problem in problems(result.message)] == []


def test_answers_have_at_most_two_rows(
    surface: Surface, ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]
) -> None:
    """Every page of every answer, short or full; questions back have a row for each choice."""
    for phrase in sample(SAMPLE):
        reply = ask(phrase.text)
        for short in (False, True):
            for message in (first(surface, reply, short=short), *kept_pages(surface, reply, short=short)):
                assert problems(message) == [], phrase.text
                assert len(message.rows) <= 2 or reply.answer.outcome is Outcome.CLARIFY


def test_the_buttons_of_a_card(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """The agency's duties and the place beside it; the whole text, the citation, the address, feedback."""
    reply = ask("vay vốn ngân hàng ai chủ trì")
    above, below = first(surface, reply, short=False).rows
    assert [button.data for button in above] == ["v1:g:nhnn", "v1:u:III-IV-9"]
    assert [button.label for button in above] == ["Việc của cơ quan này", "Vay Quỹ hỗ trợ phát…"]
    assert [button.label for button in below] == ["Nguyên văn", "Trích dẫn", "Chia sẻ", "Góp ý"]
    whole, copy, share, feedback = below
    assert whole.data == "v1:w:III-II-5"
    assert copy.copy.startswith("Mục III, nhóm II, nhiệm vụ 5 · Kế hoạch kèm theo Quyết định 922/QĐ-UBND")
    assert share.url.startswith(
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2FHoiKeHoachBot%3Fstart%3DIII-II-5&text="
    )
    assert feedback.data == "v1:k:u:III-II-5"
    assert kept_pages(surface, reply, short=False) == ()


def test_a_list_is_complete_over_its_pages(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """Each page has a button for every place on it, and tells of the list; together they hold all of it."""
    reply = ask("Liên minh HTX tỉnh phối hợp việc gì")
    pages = kept_pages(surface, reply, short=False)
    assert first(surface, reply, short=False) == pages[0]
    units = [press.arguments[0] for page in pages for press in pressed(page) if press.verb is Verb.UNIT]
    listed = [block for block in reply.answer.blocks if isinstance(block, Items)]
    assert units == [citation.id for citation in reply.answer.citations]
    assert len(units) == sum(len(block.items) for block in listed)
    assert all("34 nhiệm vụ" in text(page) for page in pages)
    for at, page in enumerate(pages):
        turned = [press.arguments[0] for press in pressed(page) if press.verb is Verb.PAGE]
        assert turned == [str(to % len(pages)) for to in (at - 1, at + 1)]
        assert Press(Verb.HERE) in pressed(page)


def test_choices_are_buttons_in_peoples_words(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """A row each; pressed, a choice answers what was asked."""
    reply = ask("đề án ai chủ trì")
    message = first(surface, reply, short=False)
    assert [len(row) for row in message.rows] == [1] * len(reply.answer.choices)
    assert message.rows[0][0].label == "Đề án hợp tác xã kiểu mới"
    chosen = surface.asked(pressed(message)[1], reply.state)
    assert chosen is not None
    assert chosen.answer.citations[0].id == reply.answer.choices[1].id
    assert "chủ trì nhiệm vụ này" in first(surface, chosen, short=False).html


@pytest.mark.parametrize(
    "press",
    [
        Press(Verb.UNIT, ("III-9-9",)),
        Press(Verb.UNIT, ("sct",)),
        Press(Verb.UNIT, ()),
        Press(Verb.CHOICE, ("htx-nn",)),
        Press(Verb.FIGURE, ("sct",)),
        Press(Verb.AGENCY, ("htx-nn",)),
        Press(Verb.SETTING, ("short",)),
    ],
)
def test_what_a_press_cannot_ask(surface: Surface, press: Press) -> None:
    """What the plan does not have, what is of another kind, what asks nothing."""
    assert surface.asked(press, None) is None


def test_one_goes_on_from_a_press(surface: Surface, service: Service) -> None:
    """The place of a card is what the next message is about; of a list, so is the number shown."""
    card = surface.asked(Press(Verb.UNIT, (LOAN,)), None)
    assert card is not None
    assert service.answer("khi nào xong", card.state).answer.citations[0].id == LOAN
    duties = surface.asked(Press(Verb.AGENCY, ("lmhtx",)), None)
    assert duties is not None
    second = [press.arguments[0] for press in pressed(first(surface, duties, short=False)) if press.arguments][1]
    assert service.answer("cái thứ 2", duties.state).answer.citations[0].id == second


def test_declining_offers_what_is_near(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """What the plan lacks is said, with the nearest place as a button; small talk has none."""
    declined = first(surface, ask("vay ngân hàng lãi suất bao nhiêu phần trăm"), short=False)
    assert [press for press in pressed(declined) if press.verb is Verb.UNIT] == [Press(Verb.UNIT, (LOAN,))]
    assert first(surface, ask("cảm ơn nhé"), short=False).rows == ()


def test_declining_can_be_judged(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """Where nothing is near, too: that it does not answer may be what is wrong."""
    reply = ask("thời tiết hôm nay")
    ((feedback,),) = first(surface, reply, short=False).rows
    assert feedback.data == "v1:k:p:0"
    press = Press(Verb.LABEL, ("sai", Verb.PAGE, "0"))
    assert surface.rows(press, kept_pages(surface, reply, short=False), short=False) == ((feedback,),)


# In other chats


def test_choices_in_another_chat(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """Nothing can be chosen there by a press: the places are written out, each with its address."""
    reply = ask("đề án ai chủ trì")
    message = surface.sent(reply, short=False)
    assert "1. Đề án hợp tác xã kiểu mới\n2. " in text(message)
    assert [row[0].label[:2] for row in message.rows] == ["1.", "2.", "3.", "4."]
    links = [f"https://t.me/HoiKeHoachBot?start={choice.id}" for choice in reply.answer.choices]
    assert [button.url for row in message.rows for button in row] == links


@pytest.mark.parametrize(
    ("message", "payload", "left"),
    [("Liên minh HTX tỉnh phối hợp việc gì", "lmhtx", 27), ("nhóm II gồm những gì", "III-II", 4)],
)
def test_a_long_list_in_another_chat(
    surface: Surface, ask: Callable[[str], Reply], message: str, payload: str, left: int
) -> None:
    """It says how much is left out, and the button opens all of it."""
    sent = surface.sent(ask(message), short=False)
    assert f"\n\nCòn {left} nơi nữa, bạn mở bot để xem đủ." in text(sent)
    assert sent.rows[-1][-1].url == f"https://t.me/HoiKeHoachBot?start={payload}"
    opened = surface.opened(payload, None)
    assert opened is not None
    assert len(opened.answer.citations) >= left


def test_nothing_is_left_out_unsaid(
    surface: Surface, ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]
) -> None:
    """In another chat either all places of an answer are listed, or the number of the others stands below."""
    for phrase in sample(SAMPLE):
        reply = ask(phrase.text)
        pages = surface.shown(reply, short=True)[0]
        assert ("mở bot để xem đủ" in surface.sent(reply, short=True).html) == (len(pages) > 1), phrase.text


# Presses


@given(st.builds(Press, st.sampled_from(Verb), st.lists(st.text("abcIV0129-", max_size=9), max_size=4).map(tuple)))
@example(Press(Verb.MENU, ("muctieu", "1999", "0")))
@example(Press(Verb.MENU, ("muctieu", "2030", "99")))
@example(Press(Verb.MENU, ("thoihan", "99", "0")))
@example(Press(Verb.MENU, ("coquan", "x", "0")))
@example(Press(Verb.AGENCY, ("sct", "99")))
@example(Press(Verb.LABELS, ("u", "III-9")))
@example(Press(Verb.LABEL, ("sai", "u", "III-9")))
@example(Press(Verb.LABEL, ("sai", "p", "7")))
@example(Press(Verb.LABEL, ()))
@example(Press(Verb.EXAMPLE, ("9",)))
def test_any_press_is_shown_or_refused(surface: Surface, press: Press) -> None:
    """Forged arguments are refused; nothing breaks, and what is shown is valid."""
    assert [problem for message in follow(surface, press) for problem in problems(message)] == []
    for rows in (surface.feedback_rows(press), surface.rows(press, short=False)):
        assert rows is None or row_problems(rows) == []


def test_every_button_leads_somewhere(surface: Surface) -> None:
    """From the menus and the greeting, over all pages and cards that can be reached: every press shows something."""
    seen: set[Press] = set()
    waiting = [press for menu in MENUS for press in pressed(surface.menu(menu))]
    while waiting:
        press = waiting.pop()
        if press in seen or press.verb in {Verb.LABELS, Verb.PAGE, Verb.HERE}:
            continue
        seen.add(press)
        if press.verb is Verb.MAKE:
            assert surface.orders(press), press
            continue
        if press.verb is Verb.FORMS:
            rows = surface.forms(press)
            assert rows is not None, press
            assert row_problems(rows) == [], press
            made = [decode(button.data) for button in rows[0]]
            waiting.extend(each for each in made if each is not None)
            continue
        shown = follow(surface, press)
        assert shown, press
        for message in shown:
            assert problems(message) == [], press
            waiting.extend(pressed(message))
    reached = {press.arguments[0] for press in seen if press.verb is Verb.UNIT}
    assert reached >= {unit for unit in surface.service.knowledge.units if unit not in surface.service.knowledge.groups}


def test_feedback_comes_back_to_the_buttons(surface: Surface, ask: Callable[[str], Reply]) -> None:
    """The four labels open in place; after one, or none, the buttons are as before: of cards, duties and kept pages."""
    listed = ask("nhóm II gồm những gì")
    duties = surface.asked(Press(Verb.AGENCY, ("sct",)), None)
    assert duties is not None
    for message, kept in (
        (first(surface, ask("vay vốn ngân hàng ai chủ trì"), short=False), ()),
        (first(surface, duties, short=False), ()),
        (kept_pages(surface, listed, short=False)[1], kept_pages(surface, listed, short=False)),
    ):
        opened = surface.feedback_rows(pressed(message)[-1])
        assert opened is not None
        assert row_problems(opened) == []
        assert [len(row) for row in opened] == [2, 3]
        for button, label in zip([b for row in opened for b in row], (*LABELS, ""), strict=True):
            press = decode(button.data)
            assert press is not None
            assert press.arguments[0] == label
            assert surface.rows(press, kept, short=False) == message.rows


def test_feedback_on_what_is_no_longer_known(surface: Surface) -> None:
    """Pages that are not kept any more, places that never were."""
    assert surface.rows(Press(Verb.LABEL, ("sai", Verb.PAGE, "0")), short=False) is None
    assert surface.rows(Press(Verb.LABEL, ("sai", Verb.UNIT, "III-9")), short=False) is None
    assert surface.feedback_rows(Press(Verb.LABELS, (Verb.MENU, "muc"))) is None


def test_the_duties_of_a_body_are_apart(surface: Surface) -> None:
    """Led alone, led with others, coordinated by name, as one of a collective: each with its count."""
    pages = [surface.page(Press(Verb.AGENCY, ("lmhtx", str(at))), short=False) for at in range(9)]
    shown = "\n".join(text(page) for page in pages if page is not None)
    assert "Liên minh Hợp tác xã tỉnh được nêu tên ở 9 nhiệm vụ: chủ trì 9, phối hợp 0." in shown
    assert "chủ trì một mình 6 nhiệm vụ:" in shown
    assert "chủ trì chung 3 nhiệm vụ:" in shown
    assert "Phối hợp theo cách gọi chung (như “các đơn vị liên quan”): 34 nhiệm vụ:" in shown
    assert all(f"\n{number}. " in shown for number in range(1, 44))


# Commands


@pytest.mark.parametrize("argument", ["III-II-5", "5 nhóm II", "nhóm II nhiệm vụ 5", "III.II.5"])
def test_a_numbered_place(surface: Surface, argument: str) -> None:
    """`/muc` takes an id or words."""
    reply = surface.numbered(argument, None)
    assert reply is not None
    assert reply.answer.citations[0].id == LOAN


@pytest.mark.parametrize("argument", ["abc", "đào tạo", "nhóm khác"])
def test_no_numbered_place(surface: Surface, argument: str) -> None:
    """Where nothing is a number, none is guessed."""
    assert surface.numbered(argument, None) is None


def test_the_whole_text(surface: Surface, service: Service) -> None:
    """A place word for word, with what belongs to it; no such place, nothing."""
    (message,) = surface.whole(LOAN)
    assert f"<blockquote>{service.knowledge.units[LOAN].text}</blockquote>" in message.html
    group = "\n".join(text(message) for message in surface.whole("III-IV"))
    assert all(service.knowledge.units[row].text in group for row in service.knowledge.groups["III-IV"])
    assert surface.whole("III-9") == ()


def test_the_source(surface: Surface) -> None:
    """Number, date, what it replaces, whether it stands, and the text as issued."""
    message, file = surface.source()
    assert isinstance(message, Message)
    assert problems(message) == []
    for part in ("922/QĐ-UBND", "21/3/2023", "thay thế Kế hoạch số 280/KH-UBND ngày 08/12/2022", "Ngoài kế hoạch"):
        assert part in message.html
    assert isinstance(file, File)
    assert file.content.decode() == source_text()
    assert file.name.isascii()


def test_the_greeting_asks_real_questions(surface: Surface, service: Service) -> None:
    """Its three buttons ask, and are answered; it says that it is no official ruling."""
    for message in (surface.start(), surface.unknown_payload()):
        assert problems(message) == []
        presses = pressed(message)
        assert [press.verb for press in presses] == [Verb.EXAMPLE] * 3
        for press in presses:
            question = surface.example(*press.arguments)
            assert question is not None
            assert service.answer(question).answer.outcome is Outcome.ANSWER
    assert "không phải ý kiến chính thức" in surface.start().html
    assert surface.example("9") is None


def test_words(surface: Surface) -> None:
    """All that is merely said can be sent; toasts are short."""
    names = ("forgotten", "not_forgotten", "cancelled", "text_only", "ask_usage", "too_many", "unknown_command")
    names += ("numbered_usage", "own_account", "edited_command")
    messages = [surface.says(name) for name in names]
    messages += [surface.says("failed", id="ab12cd34"), surface.help(), surface.privacy(90), surface.forget_asked()]
    messages += [surface.settings(short=True), surface.settings(short=False, agency="snn")]
    assert [problem for message in messages for problem in problems(message)] == []
    assert "ab12cd34" in surface.says("failed", id="ab12cd34").html
    assert "90 ngày" in surface.privacy(90).html
    assert "chặn bot thì xóa ở lần gửi kế tiếp" in surface.privacy(90).html
    assert "@HoiKeHoachBot" in surface.help().html
    assert all(0 < len(surface.toast(name)) <= 200 for name in ("stale", "thanks", "saved", "not_yours", "too_many"))


def test_the_commands_are_told(surface: Surface) -> None:
    """Each of the menus stands in /help, but for itself, the greeting, and /hoi, which is told in a sentence."""
    told = set(re.findall(r"^/(\w+):", surface.help().html, re.MULTILINE))
    offered = {command["name"] for scope in ("private", "groups") for command in surface.words.at(f"scopes.{scope}")}
    assert offered - told == {"help", "start", "hoi"}
    assert set(MENUS) <= offered


def test_settings_show_what_is_chosen(surface: Surface) -> None:
    """One of two, and presses that set either; where the person works, and the press that opens the bodies."""
    labels = [[button.label for button in surface.settings(short=short).rows[0]] for short in (False, True)]
    assert labels == [["✓ Đầy đủ", "Ngắn gọn"], ["Đầy đủ", "✓ Ngắn gọn"]]
    assert [p.arguments for p in pressed(surface.settings(short=True))] == [("full",), ("short",), ("bodies", "0")]
    bodies = [surface.settings(short=True, agency=agency).rows[1][0].label for agency in ("", "sct", "gone")]
    assert bodies == ["Chọn nơi làm việc", "Nơi làm việc: Sở Công Thương", "Chọn nơi làm việc"]


def test_the_command_menu_fits(surface: Surface) -> None:
    """Names, descriptions and profile texts are within Telegram's limits; each name once in its scope."""
    for scope in ("private", "groups"):
        commands = surface.words.at(f"scopes.{scope}")
        names = [command["name"] for command in commands]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)
        assert all(0 < len(command["says"]) <= 256 for command in commands)
    assert len(surface.words.say("profile.about")) <= 120
    assert len(surface.words.say("profile.description")) <= 512
