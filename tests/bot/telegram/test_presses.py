"""Every button: what a press does, and that it is answered; forged, old and other people's presses too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import VIETNAM, Service
from bot.store.values import Wish
from bot.telegram.callback import LONGEST, VERSION, Verb
from bot.telegram.calls import Where, make
from bot.telegram.message import Order
from tests.bot.telegram.conftest import PRIVACY, Bot, buttons
from tests.botapi import updates
from tests.botapi.server import ME, Call
from tests.botapi.updates import GROUP, LAN, MINH
from tests.conftest import NOW

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


# Where one works.


def test_where_one_works(bot: Bot) -> None:
    """Chosen once from all bodies, page by page, it is what "cơ quan tôi" means, in groups and after a restart too."""
    bot.happen(updates.message("/settings"))
    bot.happen(press(bot, "Chọn nơi làm việc"))
    bot.happen(press(bot, "›"))
    assert bot.answered(press(bot, "Sở Công Thương"))[0]["text"] == "Đã lưu."
    assert "Nơi làm việc: Sở Công Thương" in buttons(bot.last(LAN.id))
    bot.stop()
    bot.start()
    assert "Sở Công Thương được nêu tên chủ trì 2" in bot.said(updates.message("nhiệm vụ của tôi"))[0]["text"]
    assert "Sở Công Thương" in bot.said(updates.message("/hoi sắp tới hạn gì", LAN, GROUP))[0]["text"]
    assert "Bạn ở cơ quan nào" in bot.said(updates.message("nhiệm vụ của tôi", MINH))[0]["text"]
    assert bot.server.problems() == []


def test_where_one_works_is_not_said_any_more(bot: Bot) -> None:
    """The one chosen is marked; none can be chosen, and one can go back without choosing."""
    bot.happen(updates.message("/settings"))
    bot.happen(press(bot, "Chọn nơi làm việc"))
    assert "✓ Không nêu nơi làm việc" in buttons(bot.last(LAN.id))
    bot.happen(press(bot, "Sở Tài chính"))
    bot.happen(press(bot, "Nơi làm việc: Sở Tài chính"))
    assert "✓ Sở Tài chính" in buttons(bot.last(LAN.id))
    assert "text" not in bot.answered(press(bot, "↩ Trở lại"))[0]
    bot.happen(press(bot, "Nơi làm việc: Sở Tài chính"))
    bot.happen(press(bot, "Không nêu nơi làm việc"))
    assert "Chọn nơi làm việc" in buttons(bot.last(LAN.id))
    assert "Bạn ở cơ quan nào" in bot.said(updates.message("nhiệm vụ của tôi"))[0]["text"]


@pytest.mark.parametrize("data", ["v1:s:at:gone", "v1:s:at:tinhuy:x", "v1:s:bodies:99", "v1:s:bodies:x", "v1:s:"])
def test_no_such_place_of_work(bot: Bot, data: str) -> None:
    """Is refused."""
    bot.happen(updates.message("/settings"))
    (call,) = bot.happen(updates.pressed(bot.last(LAN.id), data))
    assert "cũ rồi" in call.params["text"]


def test_an_edited_question_knows_where_one_works(bot: Bot) -> None:
    """As the question before it did."""
    with bot.store.transaction():
        bot.store.memory.set_agency(LAN.id, "sct")
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    (edit,) = bot.said(updates.edited(asked["message"], "nhiệm vụ của tôi"))
    assert "Sở Công Thương" in edit["text"]


# Reminders.


def wish(bot: Bot, chat: int) -> Wish | None:
    """What a chat wants to be reminded of."""
    with bot.store.transaction():
        return bot.store.reminders.of(chat)


def test_reminders_are_opted_into(bot: Bot) -> None:
    """By one tap, of the body where one works; and out of again."""
    with bot.store.transaction():
        bot.store.memory.set_agency(LAN.id, "sct")
    (off,) = bot.said(updates.message("/nhac"))
    assert "đang tắt" in off["text"]
    assert wish(bot, LAN.id) is None
    assert "Đã bật" in bot.answered(press(bot, "Bật nhắc việc"))[0]["text"]
    assert wish(bot, LAN.id) == Wish(LAN.id, None, "sct", NOW.date())
    (on,) = bot.said(updates.message("/nhac"))
    assert "đang bật" in on["text"]
    assert "Sở Công Thương" in on["text"]
    assert "Đã dừng" in bot.answered(press(bot, "Dừng nhắc"))[0]["text"]
    assert wish(bot, LAN.id) is None
    assert bot.server.problems() == []


def test_reminders_follow_where_one_works(bot: Bot) -> None:
    """In the person's own chat; a group's stay about the body that they were asked for."""
    bot.happen(updates.message("/nhac"))
    bot.happen(press(bot, "Bật nhắc việc"))
    bot.happen(updates.message(f"/nhac{NAME}", LAN, GROUP))
    bot.happen(press(bot, "Bật nhắc việc", GROUP.id, MINH))
    bot.happen(updates.message("/settings"))
    bot.happen(press(bot, "Chọn nơi làm việc"))
    bot.happen(press(bot, "Sở Tài chính"))
    assert wish(bot, LAN.id) == Wish(LAN.id, None, "stc", NOW.date())
    assert wish(bot, GROUP.id) == Wish(GROUP.id, None, "", NOW.date())


def test_a_group_is_not_told_where_one_works(bot: Bot) -> None:
    """Nor does it matter there, whoever presses; what the group is reminded of stays."""
    with bot.store.transaction():
        bot.store.memory.set_agency(LAN.id, "stc")
        bot.store.memory.set_agency(MINH.id, "stc")
    (off,) = bot.said(updates.message(f"/nhac{NAME}", LAN, GROUP))
    (on,) = bot.said(press(bot, "Bật nhắc việc", GROUP.id, MINH))
    for shown in (off, on):
        assert "không riêng cơ quan nào" in shown["text"]
        assert "/settings" not in shown["text"]
    assert wish(bot, GROUP.id) == Wish(GROUP.id, None, "", NOW.date())
    bot.happen(updates.message(f"/nhac{NAME}", LAN, GROUP))
    (stopped,) = bot.said(press(bot, "Dừng nhắc", GROUP.id))
    assert "không riêng cơ quan nào" in stopped["text"]
    assert bot.server.problems() == []


def test_a_reminder_is_stopped_by_one_tap(bot: Bot) -> None:
    """Under the reminder itself, by anybody in the chat; what it says stays, and it can be had again."""
    bot.happen(updates.message(f"/nhac{NAME}", LAN, GROUP))
    bot.happen(press(bot, "Bật nhắc việc", GROUP.id))
    bot.stop()
    bot.now = dt.datetime(2024, 7, 1, 8, 30, tzinfo=VIETNAM)
    bot.start()
    reminder = dict(bot.last(GROUP.id))
    assert "Nhắc việc đầu quý 3/2024" in reminder["text"]
    assert "Đã dừng" in bot.answered(press(bot, "Dừng nhắc", GROUP.id, MINH))[0]["text"]
    assert wish(bot, GROUP.id) is None
    assert bot.last(GROUP.id)["text"] == reminder["text"]
    bot.happen(press(bot, "Bật nhắc lại", GROUP.id))
    assert wish(bot, GROUP.id) == Wish(GROUP.id, None, "", bot.now.date())
    assert buttons(bot.last(GROUP.id)) == buttons(reminder)
    assert bot.server.problems() == []


def test_a_start_reminds_once(bot: Bot) -> None:
    """In the morning, not in the night, and not again after a kill; one that has blocked the bot is forgotten."""
    for person in (LAN, MINH):
        bot.happen(updates.message("/nhac", person))
        bot.happen(press(bot, "Bật nhắc việc", person.id, person))
    bot.server.chats.blocked.add(MINH.id)
    told = []
    for hour in (3, 8, 9, 23):
        bot.kill()
        bot.now = dt.datetime(2024, 7, 1, hour, tzinfo=VIETNAM)
        bot.start()
        told.append(len([one for one in bot.server.sent(LAN.id) if "Nhắc việc đầu quý" in one["text"]]))
    assert told == [0, 1, 1, 1]
    assert wish(bot, LAN.id) == Wish(LAN.id, None, "", dt.date(2024, 7, 1))
    assert wish(bot, MINH.id) is None


def test_deleting_stops_reminders(bot: Bot, tmp_path: Path) -> None:
    """With everything else of the person, their number in the clear included."""
    bot.happen(updates.message("/nhac"))
    bot.happen(press(bot, "Bật nhắc việc"))
    bot.happen(updates.message("/xoa"))
    bot.happen(press(bot, "Xóa hết"))
    assert wish(bot, LAN.id) is None
    with bot.store.transaction():
        assert bot.store.database.connection.exec_driver_sql("SELECT * FROM reminders").all() == []
    assert PRIVACY.hashed(LAN.id).encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def sent(calls: list[Call]) -> list[str]:
    """What the calls do, the answers to presses left out."""
    return [call.method for call in calls if call.method != "answerCallbackQuery"]


def test_a_duty_sheet_is_sent(bot: Bot) -> None:
    """From the list of bodies: the forms open in place of the buttons, and each is sent with the chat told before."""
    bot.happen(updates.message("/coquan"))
    bot.happen(press(bot, "Sở Công Thương (2)"))
    card = bot.last(LAN.id)
    before = buttons(card)
    bot.happen(press(bot, "Tải phiếu"))
    forms = buttons(card)
    assert list(forms) == ["Word", "Excel", "Lịch", "Biểu đồ", "↩ Trở lại"]
    for label, end in (("Word", ".docx"), ("Excel", ".xlsx"), ("Lịch", ".ics")):
        made = bot.happen(updates.pressed(card, forms[label]))
        assert sent(made) == ["sendChatAction", "sendDocument"]
        assert made[-2].params["action"] == "upload_document"
        assert made[-1].params["document"].name == f"nhiem-vu-so-cong-thuong{end}"
        assert "Sở Công Thương" in made[-1].params["caption"]
    made = bot.happen(updates.pressed(card, forms["Biểu đồ"]))
    assert sent(made) == ["sendChatAction", "sendPhoto"]
    assert made[-2].params["action"] == "upload_photo"
    bot.happen(updates.pressed(card, forms["↩ Trở lại"]))
    assert buttons(card) == before
    assert bot.server.problems() == []


def test_a_sheet_comes_as_of_today(bot: Bot) -> None:
    """Pressed again another day it tells that day; in a group it quotes the message."""
    bot.happen(updates.message(f"/coquan{NAME}", LAN, GROUP))
    bot.happen(press(bot, "Sở Công Thương (2)", GROUP.id))
    card = bot.last(GROUP.id)
    bot.happen(press(bot, "Tải phiếu", GROUP.id))
    word = buttons(card)["Word"]
    bot.now += dt.timedelta(days=1)
    (*_, file) = bot.happen(updates.pressed(card, word))
    assert f"{bot.now:%d/%m/%Y}" in file.params["caption"]
    assert file.params["reply_parameters"]["message_id"] == card["message_id"]
    assert bot.server.problems() == []


def test_pictures_are_sent(bot: Bot) -> None:
    """Every chart of the menu, with all that it shows in words below it; of the bodies in two pictures."""
    bot.happen(updates.message("/bieudo"))
    menu = bot.last(LAN.id)
    counts = []
    for data in buttons(menu).values():
        photos = [call for call in bot.happen(updates.pressed(menu, data)) if call.method == "sendPhoto"]
        assert all("·" in photo.params["caption"] for photo in photos)
        counts.append(len(photos))
    assert counts == [1, 1, 1, 2]
    assert bot.server.problems() == []


@pytest.mark.parametrize(
    "data",
    [
        "v1:t",
        "v1:t:x:0",
        "v1:t:sct",
        "v1:t:bkhdt:0",
        "v1:l",
        "v1:l:docx",
        "v1:l:docx:agency:x",
        "v1:l:pdf:agency:sct",
        "v1:l:docx:whole:",
        "v1:l:png:agency:",
        "v1:l:png:x:",
        "v1:l:ics:group:III-I",
        "v1:l:docx:time:-1",
    ],
)
def test_no_such_file(bot: Bot, data: str) -> None:
    """Forged, or of another version: told to be too old, and nothing is written down to be made."""
    bot.happen(updates.message("/coquan"))
    (call,) = bot.happen(updates.pressed(bot.last(LAN.id), data))
    assert "cũ rồi" in call.params["text"]


def test_a_kill_between_the_press_and_the_file(service: Service, tmp_path: Path) -> None:
    """The next process makes it, once, before what came after it."""
    bot = Bot(service, tmp_path)
    bot.happen(updates.message("/coquan"))
    card = bot.last(LAN.id)
    with bot.store.transaction():
        bot.store.mail.post([make(Where(LAN.id), Order("docx", "agency", "sct"))])
    bot.kill()
    before = len(bot.server.calls)
    bot.start()
    assert sent(bot.server.calls[before:])[-2:] == ["sendChatAction", "sendDocument"]
    assert bot.server.sent(LAN.id)[-1]["document"].content.startswith(b"PK")
    assert buttons(card)
    bot.close()
