"""Every way to talk to the bot, through the library's real dispatcher, against the strict server."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.service import LIMIT
from tests.bot.telegram.conftest import Bot, buttons
from tests.botapi import updates
from tests.botapi.server import ME
from tests.botapi.updates import GROUP, LAN, MINH, Body, Group

LOAN = "Ai lo cho hợp tác xã vay vốn ngân hàng?"
TRAINING = "Ai tập huấn kế toán cho hợp tác xã?"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"
UNCLEAR = "nhiệm vụ 5 do ai chủ trì?"
NAME = f"@{ME['username']}"


def texts(said: list[Body]) -> list[str]:
    """What is said in messages."""
    return [message.get("text", "") for message in said]


# Private chats.


def test_a_question_is_answered(bot: Bot) -> None:
    """By one message in HTML without a preview, not quoting, with buttons."""
    (said,) = bot.said(updates.message(LOAN))
    assert BANK in said["text"]
    assert said["parse_mode"] == "HTML"
    assert said["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in said
    assert said["reply_markup"]["inline_keyboard"]
    assert bot.server.problems() == []


def test_a_follow_up_goes_on(bot: Bot) -> None:
    """Also after a restart; no longer after thirty minutes."""
    bot.said(updates.message(LOAN))
    assert "Quý IV/2022" in bot.said(updates.message("khi nào xong?"))[0]["text"]
    bot.stop()
    bot.start()
    assert "Quý IV/2022" in bot.said(updates.message("khi nào xong?"))[0]["text"]
    bot.now += dt.timedelta(minutes=31)
    assert "Quý IV/2022" not in bot.said(updates.message("khi nào xong?"))[0]["text"]


def test_conversations_are_apart(bot: Bot) -> None:
    """What one person talks about is nothing to another, nor to the same person in a group."""
    bot.said(updates.message(LOAN))
    assert "Quý IV/2022" not in bot.said(updates.message("khi nào xong?", MINH))[0]["text"]
    assert "Quý IV/2022" not in bot.said(updates.message("/hoi khi nào xong?", LAN, GROUP))[0]["text"]


def test_a_choice_by_button_and_by_words(bot: Bot) -> None:
    """Both are answered alike."""
    offered = bot.said(updates.message(UNCLEAR))[0]
    labels = buttons(offered)
    assert len(labels) > 1
    pressed = bot.said(updates.pressed(bot.last(LAN.id), list(labels.values())[1]))[0]
    bot.said(updates.message(UNCLEAR, MINH))
    assert bot.said(updates.message("cái thứ 2", MINH))[0]["text"] == pressed["text"]
    assert bot.server.problems() == []


def test_an_edit_edits(bot: Bot) -> None:
    """The earlier answer becomes the new one; the conversation goes on from there."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    answer = bot.last(LAN.id)
    (edit,) = bot.said(updates.edited(asked["message"], TRAINING))
    assert edit["message_id"] == answer["message_id"]
    assert BANK not in edit["text"]
    assert "Liên minh Hợp tác xã" in bot.said(updates.message("ai chủ trì?"))[0]["text"]
    assert bot.server.problems() == []


def test_an_edit_is_answered_from_the_state_before_it(bot: Bot) -> None:
    """A follow-up that is edited follows what it followed, even half an hour later."""
    bot.said(updates.message(LOAN))
    asked = bot.server.push(updates.message("khi nào xong?"))
    bot.take(asked)
    bot.now += dt.timedelta(minutes=25)
    bot.said(updates.message(TRAINING))
    bot.now += dt.timedelta(minutes=25)
    (edit,) = bot.said(updates.edited(asked["message"], "ai phối hợp?"))
    assert "Các sở, ngành" in edit["text"]
    assert "III-II-5" in str(edit["reply_markup"])


def test_an_edit_of_an_earlier_question_leaves_the_conversation(bot: Bot) -> None:
    """It is still about what came after."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    bot.said(updates.message(TRAINING))
    bot.said(updates.edited(asked["message"], "Sở Công Thương phải làm gì?"))
    assert "Liên minh Hợp tác xã" in bot.said(updates.message("ai chủ trì?"))[0]["text"]


def test_an_edit_before_the_answer_was_sent(bot: Bot) -> None:
    """One message, the answer to what it says now."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked, bot.server.push(updates.edited(asked["message"], TRAINING)))
    messages = [one for (chat, _), one in bot.server.chats.messages.items() if chat == LAN.id and one["from"]["is_bot"]]
    assert len(messages) == 1
    assert BANK not in messages[0]["text"]


def test_an_edit_whose_answer_was_deleted(bot: Bot) -> None:
    """It is answered by a new message."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    answer = bot.last(LAN.id)
    del bot.server.chats.messages[LAN.id, answer["message_id"]]
    bot.said(updates.edited(asked["message"], TRAINING))
    assert bot.last(LAN.id)["from"]["is_bot"]
    assert bot.last(LAN.id)["message_id"] > answer["message_id"]


def test_an_edit_that_changes_nothing(bot: Bot) -> None:
    """Telegram's refusal is no trouble."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    bot.said(updates.edited(asked["message"], LOAN))
    assert all("not modified" in problem for problem in bot.server.problems())
    assert bot.said(updates.message(TRAINING))


def test_an_edit_into_a_command(bot: Bot) -> None:
    """The answer stays, the conversation too; one sentence asks for a new message. In groups not for other bots'."""
    asked = bot.server.push(updates.message(LOAN))
    bot.take(asked)
    (call,) = bot.happen(updates.edited(asked["message"], "/xoa"))
    assert call.method == "sendMessage"
    assert "tin mới" in call.params["text"]
    assert "Quý IV/2022" in bot.said(updates.message("khi nào xong?"))[0]["text"]
    asked = bot.server.push(updates.message(f"/hoi {LOAN}", LAN, GROUP))
    bot.take(asked)
    assert bot.happen(updates.edited(asked["message"], "/start")) == []


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "sticker", "location", "contact"])
def test_it_reads_text_only(bot: Bot, kind: str) -> None:
    """One sentence says so."""
    (said,) = bot.said(updates.message(updates.media(kind)))
    assert "chỉ đọc được chữ" in said["text"]


def test_an_album_gets_one_sentence(bot: Bot) -> None:
    """However many pictures it has."""
    pictures = [updates.message(updates.media("photo") | {"media_group_id": "7"}) for _ in range(4)]
    assert len(bot.said(*pictures)) == 1


def test_a_caption_is_a_question(bot: Bot) -> None:
    """As a text is, with /hoi too; other commands are none there. The rest of the album is passed over."""
    for caption in (LOAN, f"/hoi {LOAN}"):
        body = updates.media("photo", caption)
        marked = updates.entities(caption)
        assert BANK in bot.said(updates.message(body | ({"caption_entities": marked} if marked else {})))[0]["text"]
    deleting = updates.media("photo", "/xoa") | {"caption_entities": updates.entities("/xoa")}
    assert "chỉ đọc được chữ" in bot.said(updates.message(deleting))[0]["text"]
    first, *others = (updates.media("photo", caption) | {"media_group_id": "8"} for caption in (LOAN, "", ""))
    (said,) = bot.said(*map(updates.message, (first, *others)))
    assert BANK in said["text"]


def test_in_groups_a_caption_that_names_it(bot: Bot) -> None:
    """Is a question; one that does not, nothing."""
    (said,) = bot.said(updates.message(updates.media("photo", f"{NAME} {LOAN}"), LAN, GROUP))
    assert BANK in said["text"]
    assert bot.happen(updates.message(updates.media("photo", LOAN), LAN, GROUP)) == []


def test_a_very_long_message(bot: Bot) -> None:
    """One sentence."""
    (said,) = bot.said(updates.message("vay vốn " * LIMIT))
    assert str(LIMIT) in said["text"]


def test_our_own_inline_results_are_no_questions(bot: Bot) -> None:
    """What a person sends by inline mode in the chat with us is not answered."""
    assert bot.happen(updates.message({"text": LOAN, "via_bot": ME})) == []
    other = {"id": 77, "is_bot": True, "first_name": "GIF", "username": "gif"}
    assert BANK in bot.said(updates.message({"text": LOAN, "via_bot": other}))[0]["text"]


@pytest.mark.parametrize(
    "body",
    [
        updates.message({"new_chat_title": "Lan"}),
        {"edited_message": updates.message(updates.media("location"))["message"]},
    ],
)
def test_what_asks_nothing(bot: Bot, body: Body) -> None:
    """Service messages and places that move are passed over."""
    assert bot.happen(body) == []
    assert bot.waiting() == 0


# Commands.


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("start", "tra cứu"),
        ("help", "/hoi"),
        ("muctieu", "Mục tiêu"),
        ("nhiemvu", "nhóm"),
        ("coquan", "Cơ quan"),
        ("thoihan", "thời gian"),
        ("muc", "/muc"),
        ("muc III-II-5", BANK),
        ("muc abc", "số của nơi"),
        ("privacy", "90"),
        ("settings", "Ngắn gọn"),
        ("xoa", "Xóa mọi dữ liệu"),
        ("huy", "quên"),
        ("hoi", "/hoi"),
        (f"hoi {LOAN}", BANK),
        ("start III-II-5", BANK),
        ("start khong-co", "không chỉ tới"),
        ("gido", "/help"),
    ],
)
def test_commands(bot: Bot, command: str, words: str) -> None:
    """Each answers by one message that Telegram takes."""
    (said,) = bot.said(updates.message(f"/{command}"))
    assert words in said["text"]
    assert bot.server.problems() == []


def test_the_source_comes_as_a_file(bot: Bot) -> None:
    """After its number and date."""
    words, file = bot.said(updates.message("/nguon"))
    assert "922" in words["text"]
    assert "QUYẾT ĐỊNH" in file["document"].content.decode()
    assert bot.server.problems() == []


def test_a_forgotten_conversation(bot: Bot) -> None:
    """After /huy a follow-up follows nothing."""
    bot.said(updates.message(LOAN), updates.message("/huy"))
    assert "Quý IV/2022" not in bot.said(updates.message("khi nào xong?"))[0]["text"]


# Groups.


@pytest.mark.parametrize("text", [f"/hoi {LOAN}", f"/hoi{NAME} {LOAN}", f"{NAME} {LOAN}", f"{LOAN} {NAME.upper()}"])
def test_in_groups_it_answers_when_asked(bot: Bot, text: str) -> None:
    """Quoting the question."""
    asked = bot.server.push(updates.message(text, LAN, GROUP))
    (call,) = bot.take(asked)
    assert BANK in call.params["text"]
    assert call.params["reply_parameters"]["message_id"] == asked["message"]["message_id"]
    assert bot.server.problems() == []


def test_in_groups_a_reply_to_it_is_for_it(bot: Bot) -> None:
    """It goes on with that person."""
    bot.said(updates.message(f"/hoi {LOAN}", LAN, GROUP))
    answer = bot.last(GROUP.id)
    (said,) = bot.said(updates.message("khi nào xong?", LAN, GROUP, reply_to=answer))
    assert "Quý IV/2022" in said["text"]


def test_in_groups_a_reply_goes_on_from_that_answer(bot: Bot) -> None:
    """Also where somebody else had asked, and whatever was asked since; half an hour later no longer."""
    bot.said(updates.message(f"/hoi {LOAN}", MINH, GROUP))
    answer = bot.last(GROUP.id)
    bot.said(updates.message(f"/hoi {TRAINING}", LAN, GROUP))
    assert "Quý IV/2022" in bot.said(updates.message("khi nào xong?", LAN, GROUP, reply_to=answer))[0]["text"]
    bot.now += dt.timedelta(minutes=31)
    assert "Quý IV/2022" not in bot.said(updates.message("khi nào xong?", LAN, GROUP, reply_to=answer))[0]["text"]


@pytest.mark.parametrize("said", ["/hoi", NAME])
def test_it_is_asked_what_one_replies_to(bot: Bot, said: str) -> None:
    """A message of somebody else's, of which nothing was asked before."""
    asked = bot.server.push(updates.message(LOAN, MINH, GROUP))
    assert bot.take(asked) == []
    assert BANK in bot.said(updates.message(said, LAN, GROUP, reply_to=asked["message"]))[0]["text"]


@pytest.mark.parametrize(
    "said",
    [
        "chào cả nhà",
        "/hoi@another_bot vay vốn",
        "/gido",
        updates.media("photo"),
        "@ai đó",
        "/start",
        "/settings",
        "/xoa",
    ],
)
def test_in_groups_it_is_silent_otherwise(bot: Bot, said: str | Body) -> None:
    """Nothing is sent, and nothing remembered to be done."""
    assert bot.happen(updates.message(said, LAN, GROUP)) == []
    assert bot.waiting() == 0


def test_in_groups_edits_of_others_are_nothing_to_it(bot: Bot) -> None:
    """An edited question of its own is answered anew; other edits are passed over, however many."""
    asked = bot.server.push(updates.message(f"{NAME} {LOAN}", LAN, GROUP))
    chat = bot.server.push(updates.message("chào cả nhà", LAN, GROUP))
    bot.take(asked, chat)
    assert bot.happen(*(updates.edited(chat["message"], f"chào {number}") for number in range(40))) == []
    assert BANK not in bot.said(updates.edited(asked["message"], TRAINING))[0]["text"]


def test_topics_are_kept(bot: Bot) -> None:
    """An answer goes into the topic of its question."""
    body = updates.message(f"/hoi {LOAN}", LAN, GROUP)
    body["message"] |= {"message_thread_id": 7, "is_topic_message": True}
    assert bot.said(body)[0]["message_thread_id"] == 7


def test_a_group_that_became_another(bot: Bot) -> None:
    """The answer follows, and the conversation with it."""
    old, new = Group(-100), Group(-1001000000009)
    bot.said(updates.message(f"/hoi {LOAN}", LAN, old))
    bot.server.push(updates.message("chào", LAN, new))
    bot.server.chats.migrated[old.id] = new.id
    bot.happen(updates.message(f"/hoi {TRAINING}", LAN, old))
    assert len(bot.server.sent(new.id)) == 1
    assert "Liên minh Hợp tác xã" in bot.said(updates.message("/hoi ai chủ trì?", LAN, new))[0]["text"]


def test_administrators_without_a_name(bot: Bot) -> None:
    """Who speaks as the group is a person as well; other bots are none."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    body = updates.message(f"/hoi {LOAN}", LAN, GROUP)
    body["message"] |= {"from": anonymous}
    assert bot.happen(body) == []
    body["message"] |= {"sender_chat": GROUP.chat()}
    assert BANK in bot.said(body)[0]["text"]


def test_who_has_no_account_here(bot: Bot) -> None:
    """A channel can press no button of its own: it is told so, and nothing that it says is kept."""
    channel = {"sender_chat": {"id": -1007, "type": "channel", "title": "Kênh"}}
    for command in ("xoa", "settings"):
        body = updates.message(f"/{command}{NAME}", LAN, GROUP)
        body["message"] |= channel
        (said,) = bot.said(body)
        assert "tài khoản của chính mình" in said["text"]
        assert buttons(said) == {}
    asked = updates.message(f"/hoi {LOAN}", LAN, GROUP)
    asked["message"] |= channel
    update = bot.server.push(asked)
    bot.take(update)
    bot.happen(updates.edited(update["message"], f"/hoi {TRAINING}"))
    with bot.store.transaction():
        rows = bot.store.database.connection.exec_driver_sql("SELECT text, after FROM answers").all()
    assert rows == [(None, None)]


# Inline and guest mode.


@pytest.mark.parametrize("query", ["", "vay vốn", "thời tiết hôm nay"])
def test_inline_mode(bot: Bot, query: str) -> None:
    """Always lists something."""
    (answer,) = bot.answered(updates.asked_inline(query))
    assert 1 <= len(answer["results"]) <= 50
    assert bot.server.problems() == []


def test_guest_mode(bot: Bot) -> None:
    """One result, and a follow-up understands what it follows."""
    (first,) = bot.answered(updates.guest(f"{NAME} {LOAN}"))
    assert BANK in first["result"]["input_message_content"]["message_text"]
    (second,) = bot.answered(updates.guest(f"{NAME} khi nào xong?"))
    assert "Quý IV/2022" in second["result"]["input_message_content"]["message_text"]
    (empty,) = bot.answered(updates.guest(NAME))
    assert "/hoi" in empty["result"]["input_message_content"]["message_text"]
    assert bot.server.problems() == []


def test_guests_have_short_answers_too(bot: Bot) -> None:
    """What is set in the private chat holds everywhere."""
    (full,) = bot.answered(updates.guest(f"{NAME} {LOAN}"))
    with bot.store.transaction():
        bot.store.memory.set_short(LAN.id, short=True)
    (short,) = bot.answered(updates.guest(f"{NAME} {LOAN}"))
    assert "blockquote" in str(full)
    assert "blockquote" not in str(short)


def test_guests_choose_by_address(bot: Bot) -> None:
    """The places are written out, as nothing can be pressed there."""
    (answer,) = bot.answered(updates.guest(f"{NAME} {UNCLEAR}"))
    assert "2. Vay ngân hàng" in answer["result"]["input_message_content"]["message_text"]
    assert "start=III-II-5" in str(answer["result"]["reply_markup"])
    assert bot.server.problems() == []


# What goes wrong, and too much.


def test_the_same_update_twice(bot: Bot) -> None:
    """Is answered once, also by the next process."""
    update = bot.server.push(updates.message(LOAN))
    assert len(bot.take(update, update)) == 1
    bot.stop()
    bot.start()
    assert bot.take(update) == []


def test_thirty_messages_a_minute(bot: Bot) -> None:
    """One polite word beyond; the surplus gets none; others are served, and a minute later so is this person."""
    said = bot.said(*(updates.message("/help") for _ in range(40)))
    assert len(said) == 31
    assert "hơi nhanh" in said[-1]["text"]
    assert len(bot.said(updates.message("/help", MINH))) == 1
    later = updates.message("/help")
    later["message"]["date"] += 61
    assert "/hoi" in bot.said(later)[0]["text"]


def test_an_unexpected_failure(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """An apology with the error's id, no trace; it is not tried again; the next message is answered."""
    monkeypatch.setattr("bot.entry.mask", _fail)
    said = bot.said(updates.message(LOAN))
    assert "Xin lỗi" in said[0]["text"]
    assert "secret" not in str(said)
    monkeypatch.undo()
    bot.stop()
    bot.start()
    assert len(bot.server.sent(LAN.id)) == 1
    assert BANK in bot.said(updates.message(LOAN))[0]["text"]


def test_an_unexpected_failure_of_a_query(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press gets the apology as a word, an inline query no results, a guest a result."""
    monkeypatch.setattr("bot.entry.mask", _fail)
    monkeypatch.setattr("bot.telegram.surface.Surface.results", _fail)
    bot.said(updates.message("/start"))
    example = next(iter(buttons(bot.last(LAN.id)).values()))
    assert "Xin lỗi" in bot.answered(updates.pressed(bot.last(LAN.id), example))[0]["text"]
    (nothing,) = bot.answered(updates.asked_inline("vay"))
    assert (nothing["results"], nothing["cache_time"]) == ([], 0)
    assert "Xin lỗi" in str(bot.answered(updates.guest(f"{NAME} {LOAN}")))
    assert bot.server.problems() == []


def _fail(*_: object, **__: object) -> str:
    raise RuntimeError("secret")


def test_who_blocks_it(bot: Bot) -> None:
    """Is struck out; others are answered."""
    bot.said(updates.message("/help"))
    bot.server.chats.blocked.add(LAN.id)
    bot.happen(updates.message(LOAN), updates.message(LOAN, MINH))
    assert len(bot.server.sent(MINH.id)) == 1
    bot.stop()
    bot.server.calls.clear()
    bot.start()
    assert bot.server.problems() == []


def test_a_chart_is_asked_for_in_words(bot: Bot) -> None:
    """The answer says it, the pictures follow; in a chat where the bot is a guest the answer alone."""
    said = bot.said(updates.message("cho xem biểu đồ mục tiêu"))
    assert ["photo" in one for one in said] == [False, True, True]
    assert "1.280" in said[0]["text"]
    said = bot.said(updates.message("vẽ biểu đồ Sở Công Thương"))
    assert ["photo" in one for one in said] == [False, True]
    (asked,) = bot.said(updates.message("cho xem biểu đồ"))
    assert "biểu đồ mục tiêu" in asked["text"]
    guest = bot.happen(updates.guest(f"@{ME['username']} biểu đồ mục tiêu"))
    assert [call.method for call in guest] == ["answerGuestQuery"]
    assert bot.server.problems() == []
