"""What is shown as calls of the Bot API: the one place that knows their methods and parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.store.values import Call
from bot.telegram.message import PNG, Button, File, Message, Order, Picture, Result, Rows

SEND = "sendMessage"
SEND_FILE = "sendDocument"
SEND_PICTURE = "sendPhoto"
ACT = "sendChatAction"
FIELDS = {SEND_FILE: "document", SEND_PICTURE: "photo"}
"""The parameters that hold what is sent as a file."""
SENDS = frozenset({SEND, *FIELDS})
"""What sends a message."""
EDIT = "editMessageText"
EDIT_ROWS = "editMessageReplyMarkup"
ANSWER_PRESS = "answerCallbackQuery"
ANSWER_INLINE = "answerInlineQuery"
ANSWER_GUEST = "answerGuestQuery"
REVISE = "revise"
"""An answer that is given anew; when its turn has come it edits the message that it became, or becomes one."""
REMIND = "remind"
"""A reminder of a day; when its turn has come it is sent, if it is still that day's morning."""
MAKE = "make"
"""A file or a picture that is made when its turn has come: so little is written down, and nobody waits for it."""
_ORDER = "order"
"""The parameter of a MAKE that tells what."""
_DAY = "day"
"""The parameter of a reminder that tells its day."""
_ONLY_SENT = frozenset({"reply_parameters", "message_thread_id"})
"""Parameters of a new message that an edit does not take."""
_HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
CACHED = 300
"""Seconds for which Telegram may give inline results without asking again."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a new message goes: the chat, the topic in it if any, the message that it quotes if any."""

    chat: int
    topic: int | None = None
    quoted: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of ours: in a chat, or one that was sent by inline or guest mode, which has an id of its own."""

    chat: int | None
    message: int | None
    inline: str | None = None


def send(where: Where, shown: Message | File | Picture) -> Call:
    """A new message."""
    return _new(shown, where.chat, _place(where))


def make(where: Where, order: Order) -> Call:
    """A new message with what is made for it when its turn has come."""
    return Call(MAKE, {_ORDER: [order.form, order.sort, order.name], **_place(where)}, where.chat)


def order(call: Call) -> Order:
    """What a MAKE is to make."""
    return Order(*call.params[_ORDER])


def making(call: Call) -> Call:
    """What the chat is shown while a MAKE is made."""
    action = "upload_photo" if order(call).form == PNG else "upload_document"
    topic = {name: value for name, value in call.params.items() if name == "message_thread_id"}
    return Call(ACT, {"action": action, **topic}, call.chat)


def made(call: Call, shown: Message | File | Picture) -> Call:
    """What a MAKE comes to."""
    place = {name: value for name, value in call.params.items() if name != _ORDER}
    return _new(shown, call.chat, place)


def give(where: Where, message: Message, answer: int, *, anew: bool) -> Call:
    """An answer; given anew, its message becomes this one."""
    call = replace(send(where, message), answer=answer)
    return replace(call, method=REVISE) if anew else call


def remind(where: Where, message: Message, day: dt.date) -> Call:
    """A new message that is to be sent in the morning of a day, or not at all."""
    call = send(where, message)
    return replace(call, method=REMIND, params={**call.params, _DAY: day.isoformat()})


def reminder(call: Call) -> tuple[Call, dt.date]:
    """What a REMIND comes to, and its day."""
    kept = {name: value for name, value in call.params.items() if name != _DAY}
    return replace(call, method=SEND, params=kept), dt.date.fromisoformat(call.params[_DAY])


def edit(shown: Shown, message: Message) -> Call:
    """A message of ours becomes another one."""
    return Call(EDIT, {**_text(message), **_target(shown)}, shown.chat)


def edit_rows(shown: Shown, rows: Rows) -> Call:
    """A message of ours gets other buttons."""
    return Call(EDIT_ROWS, {"reply_markup": _markup(rows), **_target(shown)}, shown.chat)


def answer_press(query: str, toast: str = "", url: str = "") -> Call:
    """A press is answered: by a few words, by an address of ours that opens, or by nothing to be seen."""
    said = {"text": toast} if toast else {}
    return Call(ANSWER_PRESS, {"callback_query_id": query, **said, **({"url": url} if url else {})})


def answer_inline(query: str, results: Sequence[Result], cached: int = CACHED) -> Call:
    """An inline query is answered; for so many seconds to everybody who asks the same."""
    return Call(
        ANSWER_INLINE,
        {"inline_query_id": query, "results": [_article(result) for result in results], "cache_time": cached},
    )


def answer_guest(query: str, result: Result) -> Call:
    """A message to us in a chat that we are not in is answered."""
    return Call(ANSWER_GUEST, {"guest_query_id": query, "result": _article(result)})


def revision(call: Call, message: int | None) -> Call:
    """What a REVISE comes to, where its answer is a message, and where it is none."""
    if message is None:
        return replace(call, method=SEND)
    kept = {name: value for name, value in call.params.items() if name not in _ONLY_SENT}
    return replace(call, method=EDIT, params={**kept, "message_id": message})


def moved(call: Call, chat: int) -> Call | None:
    """The same call for a chat that has got another number, in which messages have other numbers too.

    Nothing is quoted there; an edit is of a message that nobody finds, so there is no such call.
    """
    if call.method in {EDIT, EDIT_ROWS}:
        return None
    kept: Mapping[str, Any] = {name: value for name, value in call.params.items() if name != "reply_parameters"}
    return replace(call, chat=chat, params=kept)


def _place(where: Where) -> dict[str, Any]:
    """Where in a chat a new message goes, as parameters."""
    place: dict[str, Any] = {}
    if where.topic is not None:
        place["message_thread_id"] = where.topic
    if where.quoted is not None:
        place["reply_parameters"] = {"message_id": where.quoted, "allow_sending_without_reply": True}
    return place


def _new(shown: Message | File | Picture, chat: int | None, place: Mapping[str, Any]) -> Call:
    """A new message at a place in a chat."""
    if isinstance(shown, Message):
        return Call(SEND, {**_text(shown), **place}, chat)
    method = SEND_FILE if isinstance(shown, File) else SEND_PICTURE
    params = {FIELDS[method]: shown.name, "caption": shown.caption, "parse_mode": "HTML", **place}
    return Call(method, params, chat, shown.content)


def _text(message: Message) -> dict[str, Any]:
    return {"text": message.html, **_HTML, **({"reply_markup": _markup(message.rows)} if message.rows else {})}


def _target(shown: Shown) -> dict[str, Any]:
    return {"inline_message_id": shown.inline} if shown.inline else {"message_id": shown.message}


def _article(result: Result) -> dict[str, Any]:
    message = result.message
    return {
        "type": "article",
        "id": result.id,
        "title": result.title,
        **({"description": result.description} if result.description else {}),
        "input_message_content": {"message_text": message.html, **_HTML},
        **({"reply_markup": _markup(message.rows)} if message.rows else {}),
    }


def _markup(rows: Rows) -> dict[str, Any]:
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, Any]:
    made: dict[str, Any] = {"text": button.label}
    if button.data:
        made["callback_data"] = button.data
    if button.copy:
        made["copy_text"] = {"text": button.copy}
    if button.url:
        made["url"] = button.url
    if button.inline is not None:
        made["switch_inline_query"] = button.inline
    return made
