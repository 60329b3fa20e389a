"""A message to us, read out of Telegram's update: who says what, where, and where the answer goes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.telegram.calls import Where

ASK = "hoi"
"""The command that asks what follows it, or what the message that it replies to says."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message.

    `command` is the command that it begins with, in small letters and without the stroke, "" for none; `text` what it
    says besides, our name left out; of a picture its caption. `to_us` tells whether it wants an answer: always in a
    private chat, in a group where it is a command of ours, names us, or replies to us. `guest` is the query to answer
    by where we are no member of the chat, else "". `album` is the album that a picture belongs to, else "". `nameless`
    is who speaks as a group or a channel: presses come from the account behind it, which we do not know. `to` is
    the message of ours that it replies to.
    """

    chat: int
    person: int
    message: int
    at: dt.datetime
    where: Where
    command: str
    text: str
    private: bool
    to_us: bool
    guest: str
    album: str
    nameless: bool
    to: int | None


def hear(update: Update, offered: Collection[str]) -> Heard | None:
    """The message of an update; None where it has none, or one that a bot wrote or that we did by inline mode.

    `offered` are the commands that the menu of groups offers.
    """
    message = update.message or update.edited_message or update.guest_message
    if message is None or (message.via_bot is not None and message.via_bot.id == message.get_bot().id):
        return None
    # Administrators may speak as their group, and people as a channel of theirs.
    sender = message.sender_chat or message.from_user
    if sender is None or (message.sender_chat is None and message.from_user is not None and message.from_user.is_bot):
        return None
    private = message.chat.type == ChatType.PRIVATE
    command, mine, rest = _command(message, offered)
    name = re.compile(rf"@{re.escape(message.get_bot().username)}\b", re.IGNORECASE)
    guest = message.guest_query_id or ""
    named = not command and bool(name.search(rest))
    return Heard(
        chat=message.chat.id,
        person=sender.id,
        message=message.message_id,
        at=message.edit_date or message.date,
        where=Where(message.chat.id, topic_of(message), None if private else message.message_id),
        command=command,
        text=name.sub(" ", rest).strip() or (_replied(message) if command == ASK or named else ""),
        private=private,
        to_us=private or bool(guest) or mine or named or (not command and _replies(message)),
        guest=guest,
        album=message.media_group_id or "",
        nameless=message.sender_chat is not None,
        to=message.reply_to_message.message_id if message.reply_to_message is not None and _replies(message) else None,
    )


def topic_of(message: Message) -> int | None:
    """The topic of a group that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


def _command(message: Message, offered: Collection[str]) -> tuple[str, bool, str]:
    """The command that a message begins with, whether it is for us, and what the message says after it.

    In a group one that names no bot is for us where we offer it there: other bots have a /start too.
    """
    text = message.text or message.caption or ""
    first = next(iter(message.entities or message.caption_entities), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset:
        return "", False, text
    name, _, addressed = text[1 : first.length].lower().partition("@")
    ours = message.chat.type == ChatType.PRIVATE or name in offered
    return name, addressed == message.get_bot().username.lower() or (not addressed and ours), text[first.length :]


def _replies(message: Message) -> bool:
    """Whether a message replies to one of ours."""
    to = message.reply_to_message
    return to is not None and to.from_user is not None and to.from_user.id == message.get_bot().id


def _replied(message: Message) -> str:
    """The text of the message, somebody else's, that one replies to."""
    to = message.reply_to_message
    return (to.text or to.caption or "") if to is not None and not _replies(message) else ""
