"""The fake refuses what Telegram refuses, in Telegram's words, and does what Telegram does."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from tests.botapi import updates
from tests.botapi.chats import PNG
from tests.botapi.methods import Upload
from tests.botapi.server import SENDS, TOKEN, Server
from tests.botapi.updates import GROUP, LAN, MINH

UNKNOWN = 999
LABEL = {"text": "Xem"}
ARTICLE = {"type": "article", "id": "III-II-5", "title": "Vay", "input_message_content": {"message_text": "Vay"}}


@pytest.fixture
def server() -> Server:
    """A server to which Lan has written."""
    made = Server()
    made.push(updates.message("xin chào"))
    return made


def call(server: Server, method: str, **params: Any) -> Any:  # noqa: ANN401  # whatever the method returns
    """The result of a call, or the description of its refusal after "Bad Request: "."""
    uploads = {name: value for name, value in params.items() if isinstance(value, Upload)}
    made = server.call(TOKEN, method, {name: params[name] for name in params.keys() - uploads.keys()}, uploads)
    return made.refusal.description.removeprefix("Bad Request: ") if made.refusal else made.result


def send(server: Server, text: str = "chào", **params: Any) -> Any:  # noqa: ANN401  # as above
    """Send Lan a message."""
    return call(server, "sendMessage", **{"chat_id": LAN.id, "text": text} | params)


def buttons(*row: dict[str, Any]) -> str:
    """A keyboard of one row, as it comes in a form."""
    return json.dumps({"inline_keyboard": [row]})


def test_a_wrong_token_is_unauthorised(server: Server) -> None:
    """401, whatever is asked."""
    refused = server.call("1:wrong", "getMe", {}, {}).refusal
    assert refused is not None
    assert (refused.code, refused.description) == (401, "Unauthorized")


def test_an_unknown_method_is_not_found(server: Server) -> None:
    """404; the case of letters does not matter."""
    refused = server.call(TOKEN, "sendMesage", {}, {}).refusal
    assert refused is not None
    assert (refused.code, refused.description) == (404, "Not Found: method not found")
    assert call(server, "getme")["username"] == "hoikehoach_bot"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"txt": "a"}, 'unknown parameter "txt"'),
        ({"message_thread_id": "soon"}, "wrong value of parameter \"message_thread_id\": 'soon'"),
        ({"protect_content": "maybe"}, "wrong value of parameter \"protect_content\": 'maybe'"),
        ({"reply_markup": "[]"}, "wrong value of parameter \"reply_markup\": '[]'"),
        ({"entities": "{"}, "wrong value of parameter \"entities\": '{'"),
    ],
)
def test_parameters_are_those_documented(server: Server, params: dict[str, Any], description: str) -> None:
    """Unknown ones and wrong types are refused."""
    assert send(server, **params) == description


def test_a_required_parameter_is_required(server: Server) -> None:
    """The text of a message, for one."""
    assert call(server, "sendMessage", chat_id=LAN.id) == 'parameter "text" is required'


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "message text is empty"),
        (" \n", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("🌾" * 2049, "message is too long"),
    ],
)
def test_texts_have_their_length(server: Server, text: str, description: str) -> None:
    """1 to 4096 UTF-16 units, after parsing."""
    assert send(server, text, parse_mode="HTML") == description
    assert send(server, f"<b>{'x' * 4090}</b> &amp; y", parse_mode="HTML")["text"] == f"{'x' * 4090} & y"


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Kế hoạch</h1>",
        "<b>Kế hoạch",
        "Kế hoạch</b>",
        "<b><i>Kế hoạch</b></i>",
        "dưới < 5",
        "Sở KH&ĐT",
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
    ],
)
def test_broken_html_is_refused(server: Server, text: str) -> None:
    """Unknown, unclosed and crossed tags, bare marks, nested quotes."""
    assert send(server, text, parse_mode="HTML").startswith("can't parse entities: ")
    assert send(server, text)["text"] == text


def test_html_is_the_only_mode(server: Server) -> None:
    """The other modes are not simulated."""
    assert send(server, parse_mode="MarkdownV2") == "unsupported parse_mode"


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "", "url": "https://example.org"}, "can't parse inline keyboard button: text is empty"),
        (
            LABEL,
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            LABEL | {"callback_data": "a", "url": "https://example.org"},
            "can't parse inline keyboard button: exactly one action is allowed, not ['callback_data', 'url']",
        ),
        (LABEL | {"callback": "a"}, "can't parse inline keyboard button: unknown field {'callback'}"),
        (LABEL | {"callback_data": ""}, "BUTTON_DATA_INVALID"),
        (LABEL | {"callback_data": "ă" * 33}, "BUTTON_DATA_INVALID"),
        (LABEL | {"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        (LABEL | {"url": "example.org"}, "BUTTON_URL_INVALID"),
    ],
)
def test_a_button_does_one_thing(server: Server, button: dict[str, Any], description: str) -> None:
    """Its data has 1 to 64 bytes, what it copies at most 256 characters."""
    assert send(server, reply_markup=buttons(button)) == description


def test_good_buttons_are_taken(server: Server) -> None:
    """At the limits, and no more than a hundred."""
    good = (LABEL | {"callback_data": "ă" * 32}, LABEL | {"copy_text": {"text": "x" * 256}})
    assert send(server, reply_markup=buttons(*good))["reply_markup"] == {"inline_keyboard": [list(good)]}
    assert send(server, reply_markup=buttons(*good * 51)) == "reply markup is too long"
    assert send(server, reply_markup='{"keyboard": [[]]}') == "can't parse reply keyboard markup JSON object"


def test_chats_refuse(server: Server) -> None:
    """A chat that never wrote is unknown, a blocked one forbidden, a migrated one tells its new id."""
    assert send(server, chat_id=UNKNOWN) == "chat not found"
    server.chats.blocked.add(LAN.id)
    assert send(server) == "Forbidden: bot was blocked by the user"
    server.push(updates.message("/hoi", chat=GROUP))
    server.chats.migrated[GROUP.id] = -1009
    refused = server.call(TOKEN, "sendMessage", {"chat_id": str(GROUP.id), "text": "a"}, {}).refusal
    assert refused is not None
    assert refused.body()["parameters"] == {"migrate_to_chat_id": -1009}


def test_a_reply_needs_its_message(server: Server) -> None:
    """Unless it may be sent without."""
    lost, first = {"message_id": 77}, {"message_id": 1}
    assert send(server, reply_parameters=lost) == "message to be replied not found"
    assert "reply_to_message" not in send(server, reply_parameters=lost | {"allow_sending_without_reply": True})
    assert send(server, reply_parameters=json.dumps(first))["reply_to_message"]["text"] == "xin chào"


def test_an_edit_changes_something(server: Server) -> None:
    """Text, buttons or both; a message that is not there, or a person's own, cannot be edited."""
    sent = send(server, "một")["message_id"]
    edit = {"chat_id": LAN.id, "message_id": sent}
    assert call(server, "editMessageText", **edit, text="một").startswith("message is not modified")
    assert call(server, "editMessageReplyMarkup", **edit).startswith("message is not modified")
    assert call(server, "editMessageText", **edit, text="hai")["text"] == "hai"
    markup = buttons(LABEL | {"callback_data": "a"})
    assert call(server, "editMessageReplyMarkup", **edit, reply_markup=markup)["text"] == "hai"
    assert call(server, "editMessageText", **edit, text="hai", reply_markup=markup).startswith(
        "message is not modified"
    )
    assert "reply_markup" not in call(server, "editMessageText", **edit, text="hai")
    assert call(server, "editMessageText", **edit) == "message text is empty"
    assert call(server, "editMessageText", chat_id=LAN.id, message_id=1, text="a") == "message can't be edited"
    assert call(server, "editMessageText", chat_id=LAN.id, message_id=77, text="a") == "message to edit not found"


def test_deleting(server: Server) -> None:
    """One message must be there; of several, those that are not there are passed over."""
    sent = send(server)["message_id"]
    assert call(server, "deleteMessage", chat_id=LAN.id, message_id=sent) is True
    assert call(server, "deleteMessage", chat_id=LAN.id, message_id=sent) == "message to delete not found"
    assert call(server, "deleteMessages", chat_id=LAN.id, message_ids=[1, sent]) is True
    assert not server.chats.messages


def test_documents(server: Server) -> None:
    """Under their own name or attached; not empty; with a caption of at most 1024."""
    file, empty = Upload("kế hoạch.txt", b"922"), Upload("a.txt", b"")
    assert call(server, "sendDocument", chat_id=LAN.id, document=file)["document"]["file_size"] == 3
    attached = server.call(TOKEN, "sendDocument", {"chat_id": LAN.id, "document": "attach://f"}, {"f": file})
    assert attached.params["document"] is file
    assert call(server, "sendDocument", chat_id=LAN.id, document=empty) == "file must be non-empty"
    long = {"caption": "x" * 1025}
    assert call(server, "sendDocument", chat_id=LAN.id, document=file, **long) == "message caption is too long"
    assert [one["chat_id"] for one in server.sent(LAN.id)] == [LAN.id, LAN.id]


def photo(width: int, height: int) -> Upload:
    """As much of a picture as is looked at."""
    return Upload("a.png", PNG + b"\0\0\0\rIHDR" + struct.pack(">II", width, height))


def test_photos(server: Server) -> None:
    """PNG of sizes that Telegram takes, with a caption as documents have one."""
    sent = call(server, "sendPhoto", chat_id=LAN.id, photo=photo(1080, 1350), caption="922")
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"], sent["caption"]) == (1080, 1350, "922")
    assert call(server, "sendPhoto", chat_id=LAN.id, photo=Upload("a.png", b"922")) == "IMAGE_PROCESS_FAILED"
    assert call(server, "sendPhoto", chat_id=LAN.id, photo="a.png") == "wrong file identifier/HTTP URL specified"
    for size in ((1080, 9000), (10, 210)):
        assert call(server, "sendPhoto", chat_id=LAN.id, photo=photo(*size)) == "PHOTO_INVALID_DIMENSIONS"
    long = {"caption": "x" * 1025}
    assert call(server, "sendPhoto", chat_id=LAN.id, photo=photo(9, 9), **long) == "message caption is too long"
    assert len(server.sent(LAN.id)) == 1


def test_actions_are_those_documented(server: Server) -> None:
    """Typing, for one."""
    assert call(server, "sendChatAction", chat_id=LAN.id, action="typing") is True
    assert call(server, "sendChatAction", chat_id=LAN.id, action="think") == "wrong parameter action in request"


def test_a_press_is_answered_once_and_in_time(server: Server) -> None:
    """What has no answer is reported; an answer is no longer than 200 characters."""
    sent = send(server, reply_markup=buttons(LABEL | {"callback_data": "a"}))
    press = server.push(updates.pressed(sent, "a"))["callback_query"]["id"]
    assert server.problems() == [f"{press} has no answer"]
    assert call(server, "answerCallbackQuery", callback_query_id=press, text="x" * 201) == "MESSAGE_TOO_LONG"
    assert call(server, "answerCallbackQuery", callback_query_id=press) is True
    assert call(server, "answerCallbackQuery", callback_query_id=press).startswith("query is too old")
    late = server.push(updates.pressed(sent, "a"))["callback_query"]["id"]
    server.queries.expire(late)
    assert call(server, "answerCallbackQuery", callback_query_id=late).startswith("query is too old")
    assert not server.queries.waiting


@pytest.mark.parametrize(
    ("results", "description"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([ARTICLE | {"id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([ARTICLE | {"id": ""}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"id": "ă" * 33}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"title": ""}], "can't parse inline query result: an article with a title is expected"),
        ([ARTICLE | {"input_message_content": {"message_text": ""}}], "message text is empty"),
        (
            [ARTICLE | {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}],
            "can't parse entities: ",
        ),
        (
            [ARTICLE | {"reply_markup": {"inline_keyboard": [[LABEL | {"callback_data": "x" * 65}]]}}],
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_inline_results_keep_the_limits(server: Server, results: list[Any], description: str) -> None:
    """Their number, their ids, and the messages that they send."""
    query = server.push(updates.asked_inline("vay"))["inline_query"]["id"]
    answered = call(server, "answerInlineQuery", inline_query_id=query, results=json.dumps(results))
    assert answered.startswith(description)


def test_inline_queries_and_guests_are_answered(server: Server) -> None:
    """With articles; a guest's answer can be edited later."""
    query = server.push(updates.asked_inline(""))["inline_query"]["id"]
    button = {"text": "Hỏi", "start_parameter": "a b"}
    asked = {"inline_query_id": query, "results": [ARTICLE]}
    assert call(server, "answerInlineQuery", **asked, button=button) == "START_PARAM_INVALID"
    assert call(server, "answerInlineQuery", **asked, cache_time="300", is_personal="true") is True
    guest = server.push(updates.guest("@hoikehoach_bot vay"))["guest_message"]["guest_query_id"]
    message = call(server, "answerGuestQuery", guest_query_id=guest, result=ARTICLE)["inline_message_id"]
    assert call(server, "editMessageText", inline_message_id=message, text="a") is True
    assert call(server, "editMessageText", inline_message_id="other", text="a") == "MESSAGE_ID_INVALID"
    assert call(server, "answerGuestQuery", guest_query_id=query, result=ARTICLE).startswith("query is too old")


@pytest.mark.parametrize(
    ("command", "description"),
    [
        ({"command": "trợ_giúp", "description": "a"}, "BOT_COMMAND_INVALID"),
        ({"command": "Help", "description": "a"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_commands_are_of_small_latin_letters(server: Server, command: dict[str, str], description: str) -> None:
    """And each is described."""
    assert call(server, "setMyCommands", commands=[command]) == description


def test_the_profile_is_kept(server: Server) -> None:
    """Commands by scope and language, the descriptions within their lengths."""
    help_ = [{"command": "help", "description": "Trợ giúp"}]
    where = {"scope": {"type": "all_private_chats"}, "language_code": "vi"}
    assert call(server, "setMyCommands", commands=help_, **where) is True
    assert call(server, "getMyCommands", **where) == help_
    assert call(server, "getMyCommands") == []
    assert call(server, "setMyCommands", commands=help_ * 101) == "BOT_COMMANDS_TOO_MUCH"
    assert call(server, "setMyCommands", commands=help_, scope={"type": "chat"}) == "can't parse BotCommandScope"
    assert call(server, "setMyShortDescription", short_description="x" * 121) == "BOT_SHORT_DESCRIPTION_TOO_LONG"
    assert call(server, "setMyDescription", description="Tra cứu") is True
    assert call(server, "getMyDescription") == {"description": "Tra cứu"}


def test_updates_are_handed_over_until_acknowledged(server: Server) -> None:
    """By the offset; only the kinds that were asked for, and no more than the limit."""
    first = call(server, "getUpdates")
    server.push(updates.asked_inline("vay"))
    assert call(server, "getUpdates", limit=1) == first
    wanted = {"allowed_updates": '["inline_query"]', "offset": str(first[0]["update_id"] + 1)}
    assert ["inline_query" in one for one in call(server, "getUpdates", **wanted)] == [True]
    assert len(server.updates) == 1


def test_a_webhook_ends_polling(server: Server) -> None:
    """It is found under https, and has a plain secret."""
    assert call(server, "setWebhook", url="http://example.org").startswith("bad webhook: An HTTPS URL")
    secret = {"secret_token": "bí mật"}
    assert call(server, "setWebhook", url="https://example.org", **secret).startswith("secret token contains")
    assert call(server, "setWebhook", url="https://example.org") is True
    assert call(server, "getUpdates").startswith("Conflict: can't use getUpdates method while webhook is active")
    assert call(server, "getWebhookInfo")["url"] == "https://example.org"
    assert call(server, "deleteWebhook", drop_pending_updates=True) is True
    assert call(server, "getUpdates") == []


def test_what_was_refused_is_reported(server: Server) -> None:
    """A correct bot leaves no problems."""
    send(server)
    assert server.problems() == []
    send(server, "")
    assert server.problems() == ["sendMessage: Bad Request: message text is empty"]
    assert [one.method in SENDS for one in server.calls] == [True, True]


def test_a_command_is_marked_in_utf16(server: Server) -> None:
    """Offsets count units, in which a pictograph is two; addresses and fractions are no commands."""
    text = "🌾 @hoikehoach_bot /hoi@hoikehoach_bot vay 1/2 a@example.org"
    said = server.push(updates.message(text, MINH, GROUP))["message"]
    assert [(one["type"], one["offset"], one["length"]) for one in said["entities"]] == [
        ("mention", 3, 15),
        ("bot_command", 19, 19),
    ]
    assert "entities" not in server.push(updates.message("vay vốn"))["message"]


def test_an_edit_keeps_the_message(server: Server) -> None:
    """Its id and chat stay; its text and entities are new."""
    before = server.push(updates.message("/hoi vay"))["message"]
    after = server.push(updates.edited(before, "vay vốn"))["edited_message"]
    assert (after["message_id"], after["text"], after.get("entities")) == (before["message_id"], "vay vốn", None)
