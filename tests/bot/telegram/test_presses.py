"""Every button: what a press does, and that it is answered; forged, old and other people's presses too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import Service
from bot.telegram.callback import LONGEST, VERSION, Verb
from tests.bot.telegram.conftest import PRIVACY, Bot, buttons
from tests.botapi import updates
from tests.botapi.server import ME
from tests.botapi.updates import GROUP, LAN, MINH

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"
LIST = "Liên minh hợp tác xã tỉnh chủ trì những việc gì"
PAUSE = dt.timedelta(minutes=1)
"""So long that no press is one too many."""
NAME = f"@{ME['username']}"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"


def press(bot: Bot, label: str, chat: int = LAN.id, sender: updates.Person = LAN) -> updates.Body:
    """A press of the button so labelled under the newest message."""
    return updates.pressed(bot.last(chat), buttons(bot.last(chat))[label], sender)


def test_every_button_of_every_message_is_answered(bot: Bot) -> None:
    """Whatever is pressed leads on, two steps deep, and Telegram refuses nothing but changes that are none."""
    for said in ("/start", "/muctieu", "/coquan", "/thoihan", "/settings", LOAN, LIST):
        bot.now += PAUSE
        bot.happen(updates.message(said))
        message = dict(bot.last(LAN.id))
        for data in list(buttons(message).values())[:12]:
            bot.now += PAUSE
            (word,) = bot.answered(updates.pressed(message, data))
            assert word.get("text", "Đã lưu.") == "Đã lưu."
            bot.now += PAUSE
            deeper = bot.last(LAN.id)
            for inner in list(buttons(deeper).values())[:3]:
                bot.happen(updates.pressed(deeper, inner))
    assert not [problem for problem in bot.server.problems() if "not modified" not in problem]


def test_an_example_is_asked(bot: Bot) -> None:
    """As if it had been typed: it is logged, and a follow-up follows it."""
    bot.happen(updates.message("/start"))
    (said,) = bot.said(updates.pressed(bot.last(LAN.id), next(iter(buttons(bot.last(LAN.id)).values()))))
    assert BANK in said["text"]
    assert "Quý IV/2022" in bot.said(updates.message("khi nào xong?"))[0]["text"]


def test_a_list_is_paged_in_place(bot: Bot) -> None:
    """Also after a restart; once the data is deleted it is too old."""
    bot.happen(updates.message(LIST))
    first = dict(bot.last(LAN.id))
    (page,) = bot.said(press(bot, "›"))
    assert page["message_id"] == first["message_id"]
    assert page["text"] != first["text"]
    bot.stop()
    bot.start()
    assert bot.said(press(bot, "‹"))
    with bot.store.transaction():
        bot.store.memory.forget(LAN.id)
    (call,) = bot.happen(press(bot, "›"))
    assert "cũ rồi" in call.params["text"]


def test_the_page_shown_stays(bot: Bot) -> None:
    """Its press is answered by nothing to be seen, and nothing is edited."""
    bot.happen(updates.message(LIST))
    at = next(label for label in buttons(bot.last(LAN.id)) if label.startswith("1/"))
    (call,) = bot.happen(press(bot, at))
    assert call.method == "answerCallbackQuery"
    assert "text" not in call.params


def test_feedback_on_what_is_answered_anew_is_dropped(bot: Bot) -> None:
    """It was said of another answer."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    bot.happen(press(bot, "Góp ý"))
    bot.happen(press(bot, "Sai"))
    bot.happen(updates.edited(asked["message"], "Ai tập huấn kế toán cho hợp tác xã?"))
    with bot.store.transaction():
        assert bot.store.database.connection.exec_driver_sql("SELECT label FROM feedback").all() == []


def test_feedback_is_kept(bot: Bot) -> None:
    """The labels open in place of the buttons, a label is kept, and the buttons are back; the last word counts."""
    bot.happen(updates.message(LOAN))
    before = buttons(bot.last(LAN.id))
    for label in ("Sai", "Thiếu"):
        bot.happen(press(bot, "Góp ý"))
        (thanks,) = bot.answered(press(bot, label))
        assert "Cảm ơn" in thanks["text"]
        assert buttons(bot.last(LAN.id)) == before
    bot.happen(press(bot, "Góp ý"))
    assert "text" not in bot.answered(press(bot, "↩ Trở lại"))[0]
    with bot.store.transaction():
        rows = bot.store.database.connection.exec_driver_sql("SELECT label, person, answer FROM feedback").all()
    assert rows == [("thieu", PRIVACY.hashed(LAN.id), 1)]
    assert bot.server.problems() == []


def test_short_answers(bot: Bot) -> None:
    """Chosen once, they stay short, also after a restart."""
    (full,) = bot.said(updates.message(LOAN))
    bot.happen(updates.message("/settings"))
    assert bot.answered(press(bot, "Ngắn gọn"))[0]["text"] == "Đã lưu."
    bot.stop()
    bot.start()
    (short,) = bot.said(updates.message(LOAN))
    assert len(short["text"]) < len(full["text"])


def test_deleting_really_deletes(bot: Bot, tmp_path: Path) -> None:
    """After the second yes nothing of the person is in the database's files; others' data stays."""
    bot.happen(updates.message("Ai lo xe cứu hỏa ở xã Lạ Lùng?"), updates.message(LOAN, MINH), updates.message("/xoa"))
    assert "không xóa" in bot.said(press(bot, "Không xóa"))[0]["text"]
    bot.happen(updates.message("/xoa"))
    assert "Đã xóa hết" in bot.said(press(bot, "Xóa hết"))[0]["text"]
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert PRIVACY.hashed(MINH.id).encode() in held
    assert PRIVACY.hashed(LAN.id).encode() not in held
    assert "lạ lùng".encode() not in held


@pytest.mark.parametrize(("command", "label"), [(f"xoa{NAME}", "Xóa hết"), (f"settings{NAME}", "Ngắn gọn")])
def test_some_buttons_are_for_one_person(bot: Bot, command: str, label: str) -> None:
    """In a group nobody else deletes or sets anything by them."""
    bot.happen(updates.message(f"/{command}", LAN, GROUP))
    (call,) = bot.happen(press(bot, label, GROUP.id, MINH))
    assert "người đã hỏi" in call.params["text"]
    assert len(bot.happen(press(bot, label, GROUP.id))) == 2


def test_in_groups_presses_quote_what_is_pressed(bot: Bot) -> None:
    """So that it is seen what the new message belongs to."""
    bot.happen(updates.message(f"/hoi {LOAN}", LAN, GROUP))
    pressed = bot.last(GROUP.id)["message_id"]
    (said,) = bot.said(press(bot, "Nguyên văn", GROUP.id, MINH))
    assert said["reply_parameters"]["message_id"] == pressed


def test_a_press_under_an_inaccessible_message(bot: Bot) -> None:
    """Its chat and number are all that is known of it."""
    bot.happen(updates.message(LOAN))
    old = {"chat": LAN.chat(), "message_id": bot.last(LAN.id)["message_id"], "date": 0}
    assert BANK in bot.said(updates.pressed(old, "v1:u:III-II-5"))[0]["text"]


def test_a_press_elsewhere(bot: Bot) -> None:
    """Under what inline mode sent there are no such buttons of ours."""
    (call,) = bot.happen(updates.pressed("elsewhere", "v1:u:III-II-5"))
    assert "cũ rồi" in call.params["text"]


def test_a_press_that_has_grown_too_old(bot: Bot) -> None:
    """What it asks for is sent; that it can be answered no more is no trouble."""
    bot.happen(updates.message(LOAN))
    update = bot.server.push(press(bot, "Nguyên văn"))
    bot.server.queries.expire(update["callback_query"]["id"])
    assert len(bot.take(update)) == 2
    assert bot.happen(updates.message("/help"))


def test_too_many_presses(bot: Bot) -> None:
    """Those beyond thirty a minute get a word each, and do nothing."""
    bot.happen(updates.message("/muctieu"))
    calls = bot.happen(*(updates.pressed(bot.last(LAN.id), "v1:u:III-II-5") for _ in range(35)))
    assert len([call for call in calls if call.method == "sendMessage"]) == 30
    assert len([call for call in calls if "hơi nhanh" in call.params.get("text", "")]) == 5


_PIECE = st.one_of(
    st.sampled_from([*Verb, VERSION, "v0", "III-II-5", "sct", "0", "1", "9999", "dung", "yes"]), st.text()
)


@given(data=st.lists(_PIECE, max_size=6).map(":".join).filter(lambda data: 0 < len(data.encode()) <= LONGEST))
def test_any_data_is_answered(service: Service, tmp_path_factory: pytest.TempPathFactory, data: str) -> None:
    """Forged data does what it means, or gets a word; Telegram refuses nothing that is sent of it."""
    bot = Bot(service, tmp_path_factory.mktemp("forged"))
    try:
        bot.happen(updates.message(LOAN))
        bot.happen(updates.pressed(bot.last(LAN.id), data))
        assert not [problem for problem in bot.server.problems() if "not modified" not in problem]
        assert "Xin lỗi" not in str([call.params for call in bot.server.calls])
    finally:
        bot.close()


@given(text=st.text(min_size=1, max_size=300))
def test_any_text_is_answered(service: Service, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any message gets a valid reply without a failure, in a chat, in inline mode and as a guest."""
    bot = Bot(service, tmp_path_factory.mktemp("any"))
    try:
        bot.happen(updates.message(text), updates.asked_inline(text[:256]), updates.guest(text))
        assert bot.server.problems() == []
        assert "Xin lỗi" not in str([call.params for call in bot.server.calls])
    finally:
        bot.close()
