"""What is shown as calls of the Bot API: the one place that knows their methods and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.store.values import Call
from bot.telegram.message import Button, File, Message, Result, Rows

SEND = "sendMessage"
SEND_FILE = "sendDocument"
EDIT = "editMessageText"
EDIT_ROWS = "editMessageReplyMarkup"
ANSWER_PRESS = "answerCallbackQuery"
ANSWER_INLINE = "answerInlineQuery"
ANSWER_GUEST = "answerGuestQuery"
REVISE = "revise"
"""An answer that is given anew; when its turn has come it edits the message that it became, or becomes one."""
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


def send(where: Where, shown: Message | File) -> Call:
    """A new message."""
    target: dict[str, Any] = {}
    if where.topic is not None:
        target["message_thread_id"] = where.topic
    if where.quoted is not None:
        target["reply_parameters"] = {"message_id": where.quoted, "allow_sending_without_reply": True}
    if isinstance(shown, File):
        params = {"document": shown.name, "caption": shown.caption, "parse_mode": "HTML", **target}
        return Call(SEND_FILE, params, where.chat, shown.content)
    return Call(SEND, {**_text(shown), **target}, where.chat)


def give(where: Where, message: Message, answer: int, *, anew: bool) -> Call:
    """An answer; given anew, its message becomes this one."""
    call = replace(send(where, message), answer=answer)
    return replace(call, method=REVISE) if anew else call


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
