"""The chats that the bot knows, and the messages in them."""

from __future__ import annotations

import itertools
import struct
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.botapi import shown
from tests.botapi.methods import Upload
from tests.botapi.refusal import Refusal, bad

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES, MOST_SIDES, MOST_RATIO = 10 * 1024 * 1024, 10_000, 20
"""Of photos: the bytes, width and height together, and how much longer one side is than the other."""
Message = dict[str, Any]


@dataclass
class Chats:
    """Chats by id. One that no update came from is unknown; a blocked, gone or migrated one refuses what is sent.

    `messages` holds people's and the bot's, by chat and message id; `inline` what was sent on the bot's behalf
    elsewhere, by inline message id; `sources` the text and mode that each of the bot's was made of.
    """

    me: Mapping[str, Any]
    known: dict[int, Message] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    migrated: dict[int, int] = field(default_factory=dict)
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    inline: set[str] = field(default_factory=set)
    sources: dict[object, tuple[Any, ...]] = field(default_factory=dict)
    _ids: defaultdict[int, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: itertools.count(1)))

    def take(self, message: Message) -> Message:
        """Keep a person's message, numbered; its chat is known from now on."""
        chat = message["chat"]
        self.known.setdefault(chat["id"], chat)
        made = {"message_id": next(self._ids[chat["id"]])} | message
        self.messages[chat["id"], made["message_id"]] = made
        return made

    def send_message(self, params: Mapping[str, Any]) -> Message:
        """SendMessage."""
        chat = self._chat(params)
        plain = shown.text(params)
        return self._sent(chat, params, {"text": plain})

    def send_document(self, params: Mapping[str, Any]) -> Message:
        """SendDocument, of a file that comes with the call."""
        chat = self._chat(params)
        document = params["document"]
        if not isinstance(document, Upload):
            raise bad("wrong file identifier/HTTP URL specified")
        if not document.content:
            raise bad("file must be non-empty")
        caption = shown.text(params, "caption", shown.CAPTION)
        file_id = f"document-{chat['id']}-{len(self.messages)}"
        sent: Message = {"file_id": file_id, "file_unique_id": file_id, "file_name": document.name}
        sent["file_size"] = len(document.content)
        return self._sent(chat, params, {"document": sent} | ({"caption": caption} if caption else {}))

    def send_photo(self, params: Mapping[str, Any]) -> Message:
        """SendPhoto, of a PNG that comes with the call, within the sizes that Telegram takes."""
        chat = self._chat(params)
        photo = params["photo"]
        if not isinstance(photo, Upload):
            raise bad("wrong file identifier/HTTP URL specified")
        if photo.content[:8] != PNG or len(photo.content) > MOST_BYTES:
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = struct.unpack(">II", photo.content[16:24])
        if width + height > MOST_SIDES or max(width, height) > MOST_RATIO * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        caption = shown.text(params, "caption", shown.CAPTION)
        file_id = f"photo-{chat['id']}-{len(self.messages)}"
        size: Message = {"file_id": file_id, "file_unique_id": file_id, "width": width, "height": height}
        return self._sent(chat, params, {"photo": [size]} | ({"caption": caption} if caption else {}))

    def _sent(self, chat: Message, params: Mapping[str, Any], content: Message) -> Message:
        shown.keyboard(params.get("reply_markup"))
        answered = self._answered(chat["id"], params.get("reply_parameters"))
        markup = {"reply_markup": params["reply_markup"]} if "reply_markup" in params else {}
        made = self.take({"date": int(time.time()), "from": dict(self.me), "chat": chat} | content | answered | markup)
        self.sources[chat["id"], made["message_id"]] = self._source(params)
        return made

    def _answered(self, chat_id: int, reply: Mapping[str, Any] | None) -> Message:
        if reply is None:
            return {}
        found = self.messages.get((reply.get("chat_id", chat_id), reply["message_id"]))
        if found is None and not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        # The message that is replied to comes without the one that it replies to itself.
        kept = {name: value for name, value in (found or {}).items() if name != "reply_to_message"}
        return {"reply_to_message": kept} if found else {}

    def edit_text(self, params: Mapping[str, Any]) -> Message | bool:
        """EditMessageText."""
        return self.edit({"text": ""} | dict(params))

    def edit(self, params: Mapping[str, Any]) -> Message | bool:
        """EditMessageReplyMarkup; with a text, the text too."""
        key, message = self._edited(params)
        shown.keyboard(params.get("reply_markup"))
        source = self.sources.get(key, ())
        now = self._source(params) if "text" in params else (*source[:-1], params.get("reply_markup"))
        if now == source:
            raise bad(NOT_MODIFIED)
        self.sources[key] = now
        if message is None:
            return True
        message |= {"edit_date": int(time.time())} | ({"text": shown.text(params)} if "text" in params else {})
        message.pop("reply_markup", None)
        message |= {"reply_markup": params["reply_markup"]} if "reply_markup" in params else {}
        return message

    def _edited(self, params: Mapping[str, Any]) -> tuple[object, Message | None]:
        if "text" in params:
            shown.text(params)
        if inline := params.get("inline_message_id"):
            if inline not in self.inline:
                raise bad("MESSAGE_ID_INVALID")
            return inline, None
        if "message_id" not in params:
            raise bad("message identifier is not specified")
        key = self._chat(params)["id"], params["message_id"]
        if key not in self.messages:
            raise bad("message to edit not found")
        if key not in self.sources:
            raise bad("message can't be edited")
        message = self.messages[key]
        if "text" in params and "text" not in message:
            raise bad("there is no text in the message to edit")
        return key, message

    @staticmethod
    def _source(params: Mapping[str, Any]) -> tuple[Any, ...]:
        return params.get("text"), params.get("parse_mode"), params.get("reply_markup")

    def delete(self, params: Mapping[str, Any]) -> bool:
        """DeleteMessage."""
        key = self._chat(params)["id"], params["message_id"]
        if self.messages.pop(key, None) is None:
            raise bad("message to delete not found")
        return True

    def delete_several(self, params: Mapping[str, Any]) -> bool:
        """DeleteMessages: those that are not there are passed over."""
        chat = self._chat(params)
        if not 1 <= len(params["message_ids"]) <= shown.LABELS:
            raise bad("message identifiers are not specified")
        for message_id in params["message_ids"]:
            self.messages.pop((chat["id"], message_id), None)
        return True

    def act(self, params: Mapping[str, Any]) -> bool:
        """SendChatAction."""
        self._chat(params)
        if params["action"] not in ACTIONS:
            raise bad("wrong parameter action in request")
        return True

    def get(self, params: Mapping[str, Any]) -> Message:
        """GetChat."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, True)}
        return self._chat(params) | more

    def _chat(self, params: Mapping[str, Any]) -> Message:
        if "chat_id" not in params:
            raise bad("chat_id is empty")
        chat_id = params["chat_id"]
        if to := self.migrated.get(chat_id):
            described = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(described, parameters={"migrate_to_chat_id": to})
        if chat_id in self.blocked:
            group = chat_id < 0
            raise Refusal(f"Forbidden: bot was {'kicked from the group chat' if group else 'blocked by the user'}", 403)
        if chat_id not in self.known:
            raise bad("chat not found")
        return self.known[chat_id]
