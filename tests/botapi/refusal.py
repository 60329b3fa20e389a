"""What Telegram says when it does not do what it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):  # noqa: N818  # an answer of the server's, no failure of the fake
    """A call that is refused.

    Args:
        description: Telegram's words, without the phrase of the code before them.
        code: the HTTP status, and the `error_code` of the body.
        parameters: `retry_after` or `migrate_to_chat_id`, where Telegram gives them.
    """

    def __init__(self, description: str, code: int = 400, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def body(self) -> dict[str, Any]:
        """The body of the HTTP response."""
        made: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return made | ({"parameters": self.parameters} if self.parameters else {})


def bad(description: str) -> Refusal:
    """A request that can never succeed, 400."""
    return Refusal(f"Bad Request: {description}")
