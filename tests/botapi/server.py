"""A strict Bot API server as one bot sees it, without the network: calls in, what Telegram would answer out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Chats, Message
from tests.botapi.methods import Upload, named, values
from tests.botapi.profile import TEXTS, Profile
from tests.botapi.queries import Queries
from tests.botapi.refusal import Refusal, bad
from tests.botapi.updates import Body

TOKEN = "123456789:AAF-hoi-ke-hoach_0123456789abcdefgh"  # noqa: S105  # of the fake
ME = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Hỏi Kế hoạch",
    "username": "hoikehoach_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "supports_guest_queries": True,
}
SENDS = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
"""The methods that put a new message into a chat."""
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
MOST_UPDATES = 100
_QUERIES = {"callback_query": "callback", "inline_query": "inline"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as recorded: its parameters (files as `Upload`), and the result or the refusal."""

    method: str
    params: dict[str, Any]
    result: Any = None
    refusal: Refusal | None = None


@dataclass
class Server:
    """Telegram as one bot sees it.

    `calls` are all calls in order; `updates` those that wait to be handed over or acknowledged.
    """

    chats: Chats = field(default_factory=lambda: Chats(ME))
    queries: Queries = field(default_factory=Queries)
    profile: Profile = field(default_factory=Profile)
    calls: list[Call] = field(default_factory=list)
    updates: list[Body] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(700_000_001))

    def __post_init__(self) -> None:
        chats, queries, profile = self.chats, self.queries, self.profile
        self._methods = {
            "getMe": lambda _: ME,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": lambda _: self._webhook_info(),
            "sendMessage": chats.send_message,
            "sendDocument": chats.send_document,
            "sendPhoto": chats.send_photo,
            "editMessageText": chats.edit_text,
            "editMessageReplyMarkup": chats.edit,
            "deleteMessage": chats.delete,
            "deleteMessages": chats.delete_several,
            "sendChatAction": chats.act,
            "getChat": chats.get,
            "answerCallbackQuery": queries.answer_callback,
            "answerInlineQuery": queries.answer_inline,
            "answerGuestQuery": self._answer_guest,
            "setMyCommands": profile.set_commands,
            "getMyCommands": profile.get_commands,
            "deleteMyCommands": profile.delete_commands,
        }
        for name in TEXTS:
            title = "".join(map(str.title, name.split("_")))
            self._methods[f"setMy{title}"] = profile.set_text(name)
            self._methods[f"getMy{title}"] = profile.get_text(name)

    def push(self, body: Body) -> Body:
        """Something happens in Telegram (see `updates`).

        Returns:
            The update, its ids filled in.
        """
        (kind, given), *_ = body.items()
        happened = dict(given)
        if kind in {"message", "edited_message"}:
            happened = self.chats.take(happened)
        elif kind == "guest_message":
            happened |= {"message_id": 1, "guest_query_id": self.queries.ask("guest")}
        else:
            happened["id"] = self.queries.ask(_QUERIES[kind])
        update = {"update_id": next(self._ids), kind: happened}
        self.updates.append(update)
        return update

    def deliverable(self) -> list[Body]:
        """The updates that wait and are of the kinds that the bot asked for."""
        wanted = self.allowed
        return [one for one in self.updates if not wanted or wanted & one.keys()][:MOST_UPDATES]

    def read(self, token: str, method: str, raw: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Call:
        """Read a call, which is then to be answered.

        Raises:
            Refusal: a wrong token, an unknown method or parameter, a wrong value.
        """
        if token != TOKEN:
            raise Refusal("Unauthorized", 401)
        name = named(method)
        return Call(name, values(name, raw, uploads))

    def call(self, token: str, method: str, raw: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Call:
        """Take a call: do what it asks, and record it.

        Returns:
            The call with its result or its refusal.
        """
        made = Call(method, dict(raw))
        try:
            made = self.read(token, method, raw, uploads)
            if made.method not in self._methods:
                raise bad(f"the fake does not know {made.method} yet")
            made = Call(made.method, made.params, self._methods[made.method](made.params))
        except Refusal as refusal:
            made = Call(made.method, made.params, refusal=refusal)
        self.calls.append(made)
        return made

    def sent(self, chat_id: int) -> list[Message]:
        """The messages that the bot has sent into a chat, in order, as they were when sent; edits don't show."""
        sends = (call for call in self.calls if call.method in SENDS and call.refusal is None)
        return [call.params for call in sends if call.params["chat_id"] == chat_id]

    def problems(self) -> list[str]:
        """What a correct bot leaves none of: refused calls and queries without an answer."""
        refused = (f"{call.method}: {call.refusal.description}" for call in self.calls if call.refusal)
        return [*refused, *(f"{query} has no answer" for query in self.queries.waiting)]

    def _answer_guest(self, params: Mapping[str, Any]) -> dict[str, str]:
        sent = self.queries.answer_guest(params)
        self.chats.inline.add(sent["inline_message_id"])
        return sent

    def _get_updates(self, params: Mapping[str, Any]) -> list[Body]:
        if self.webhook.get("url"):
            raise Refusal(CONFLICT_WEBHOOK, 409)
        if "allowed_updates" in params:
            self.allowed = frozenset(params["allowed_updates"])
        self.acknowledge(params.get("offset", 0))
        return self.deliverable()[: params.get("limit", MOST_UPDATES)]

    def acknowledge(self, offset: int) -> None:
        """Forget the updates before `offset`."""
        self.updates = [one for one in self.updates if one["update_id"] >= offset]

    def _set_webhook(self, params: Mapping[str, Any]) -> bool:
        if params["url"] and not params["url"].startswith("https://"):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not set(params.get("secret_token", "")) <= _SECRET:
            raise bad("secret token contains unallowed characters")
        return self._hook(params)

    def _delete_webhook(self, params: Mapping[str, Any]) -> bool:
        return self._hook(dict(params))

    def _hook(self, params: Mapping[str, Any]) -> bool:
        if params.get("drop_pending_updates"):
            self.updates.clear()
        if "allowed_updates" in params:
            self.allowed = frozenset(params["allowed_updates"])
        self.webhook = dict(params)
        return True

    def _webhook_info(self) -> dict[str, Any]:
        url = self.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.updates)}


_SECRET = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
