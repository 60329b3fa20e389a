"""What the bot says about itself: its commands by scope and language, its descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.refusal import bad

SCOPES = {
    "default": set[str](),
    "all_private_chats": set[str](),
    "all_group_chats": set[str](),
    "all_chat_administrators": set[str](),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
TEXTS = {"name": 64, "description": 512, "short_description": 120}
"""Each text with its longest length."""


@dataclass
class Profile:
    """The commands by scope and language, and the texts by name and language."""

    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def set_commands(self, params: Mapping[str, Any]) -> bool:
        """SetMyCommands."""
        if len(params["commands"]) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in params["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._scope(params)] = params["commands"]
        return True

    def get_commands(self, params: Mapping[str, Any]) -> list[dict[str, str]]:
        """GetMyCommands."""
        return self.commands.get(self._scope(params), [])

    def delete_commands(self, params: Mapping[str, Any]) -> bool:
        """DeleteMyCommands."""
        self.commands.pop(self._scope(params), None)
        return True

    @staticmethod
    def _scope(params: Mapping[str, Any]) -> tuple[str, str]:
        scope = params.get("scope", {"type": "default"})
        if scope.keys() - {"type"} != SCOPES.get(scope.get("type")):
            raise bad("can't parse BotCommandScope")
        return json.dumps(scope, sort_keys=True), _language(params)

    def set_text(self, name: str) -> Callable[[Mapping[str, Any]], bool]:
        """SetMyName, setMyDescription, setMyShortDescription."""

        def put(params: Mapping[str, Any]) -> bool:
            if len(params.get(name, "")) > TEXTS[name]:
                raise bad(f"BOT_{name.upper()}_TOO_LONG")
            self.texts[name, _language(params)] = params.get(name, "")
            return True

        return put

    def get_text(self, name: str) -> Callable[[Mapping[str, Any]], dict[str, str]]:
        """GetMyName, getMyDescription, getMyShortDescription."""
        return lambda params: {name: self.texts.get((name, _language(params)), "")}


def _language(params: Mapping[str, Any]) -> str:
    code: str = params.get("language_code", "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad("LANGUAGE_CODE_INVALID")
    return code
