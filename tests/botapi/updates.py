"""Updates as Telegram words them. The server adds what it numbers: ids of updates, messages and queries."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
_MARKED = re.compile(
    r"(?<![\w/@])(?:(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{5,32})?)|(?P<mention>@[A-Za-z]\w{4,31}))"
)
_MEDIA: dict[str, Any] = {
    "photo": [{"file_id": "photo-1", "file_unique_id": "p1", "width": 90, "height": 60}],
    "voice": {"file_id": "voice-1", "file_unique_id": "v1", "duration": 3},
    "video": {"file_id": "video-1", "file_unique_id": "w1", "width": 90, "height": 60, "duration": 3},
    "document": {"file_id": "document-1", "file_unique_id": "d1", "file_name": "ke_hoach.pdf"},
    "sticker": {
        "file_id": "sticker-1",
        "file_unique_id": "s1",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "location": {"latitude": 19.8, "longitude": 105.78},
    "contact": {"phone_number": "+84900000000", "first_name": "Lan"},
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a private chat with the bot; its id is the person's."""

    id: int
    first_name: str = "Lan"

    def user(self) -> Body:
        """The person as the sender of a message."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "vi"}

    def chat(self) -> Body:
        """The person's private chat."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass(frozen=True, slots=True)
class Group:
    """A group; a supergroup where its id has thirteen digits, as Telegram numbers them."""

    id: int
    title: str = "Hợp tác xã Đông Sơn"

    def chat(self) -> Body:
        """The group as a chat."""
        kind = "supergroup" if self.id < -(10**12) else "group"
        return {"id": self.id, "type": kind, "title": self.title}


LAN, MINH = Person(5001, "Lan"), Person(5002, "Minh")
GROUP = Group(-1001000000001)


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def entities(text: str) -> list[Body]:
    """Commands and mentions in a text; without these, no command is one."""
    return [
        {"type": found.lastgroup, "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in _MARKED.finditer(text)
    ]


def content(text: str) -> Body:
    """A text as a part of a message."""
    marked = entities(text)
    return {"text": text} | ({"entities": marked} if marked else {})


def message(
    said: str | Body, sender: Person = LAN, chat: Group | None = None, reply_to: Mapping[str, Any] | None = None
) -> Body:
    """Someone writes.

    Args:
        said: the text, or another `content` (as `media` gives it).
        sender: who writes.
        chat: the group where; default the sender's private chat.
        reply_to: the message that is replied to.
    """
    made = {"date": int(time.time()), "from": sender.user(), "chat": (chat or sender).chat()}
    made |= content(said) if isinstance(said, str) else said
    return {"message": made | ({"reply_to_message": dict(reply_to)} if reply_to else {})}


def media(kind: str, caption: str = "") -> Body:
    """A photo, voice, video, document, sticker, location or contact, as the content of a message."""
    return {kind: _MEDIA[kind]} | ({"caption": caption} if caption else {})


def edited(before: Mapping[str, Any], text: str) -> Body:
    """Someone edits a message that was pushed."""
    kept = {name: value for name, value in before.items() if name != "entities"}
    return {"edited_message": kept | content(text) | {"edit_date": int(time.time())}}


def pressed(under: Mapping[str, Any] | str, data: str, sender: Person = LAN) -> Body:
    """Someone presses a button.

    Args:
        under: the bot's message that has the button; or the id of a message sent in inline or guest mode.
        data: the button's callback data.
        sender: who presses.
    """
    where = {"inline_message_id": under} if isinstance(under, str) else {"message": dict(under)}
    return {"callback_query": {"from": sender.user(), "chat_instance": "1", "data": data} | where}


def asked_inline(query: str, sender: Person = LAN, offset: str = "") -> Body:
    """Someone types the bot's name and a query in another chat."""
    return {"inline_query": {"from": sender.user(), "query": query, "offset": offset}}


def guest(text: str, sender: Person = LAN, chat: Group = GROUP) -> Body:
    """Someone mentions the bot in a chat that it has not joined."""
    made = {"date": int(time.time()), "from": sender.user(), "chat": chat.chat()} | content(text)
    return {"guest_message": made}


def migrated(group: Group, to: int) -> Body:
    """A group becomes a supergroup of another id."""
    return {"message": {"date": int(time.time()), "chat": group.chat(), "migrate_to_chat_id": to}}
