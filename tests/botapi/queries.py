"""What people press and look up: each is to be answered once, while it is young."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.botapi import shown
from tests.botapi.refusal import bad

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Queries:
    """The ids of queries by kind: those that wait for an answer, in order, and those that have one."""

    waiting: dict[str, str] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    def ask(self, kind: str) -> str:
        """A new query of a kind ("callback", "inline", "guest"); its id."""
        made = f"{kind}-{len(self.waiting) + len(self.answered) + 1}"
        self.waiting[made] = kind
        return made

    def expire(self, query: str) -> None:
        """Let a query grow too old: no answer is taken, and none is missed."""
        del self.waiting[query]
        self.answered.add(query)

    def answer_callback(self, params: Mapping[str, Any]) -> bool:
        """AnswerCallbackQuery."""
        if len(params.get("text", "")) > shown.TOAST:
            raise bad("MESSAGE_TOO_LONG")
        self._answer(params["callback_query_id"], "callback")
        return True

    def answer_inline(self, params: Mapping[str, Any]) -> bool:
        """AnswerInlineQuery."""
        shown.results(params["results"])
        shown.results_button(params.get("button"))
        if len(params.get("next_offset", "").encode()) > shown.RESULT_ID:
            raise bad("NEXT_OFFSET_INVALID")
        self._answer(params["inline_query_id"], "inline")
        return True

    def answer_guest(self, params: Mapping[str, Any]) -> dict[str, str]:
        """AnswerGuestQuery: one message is sent into the chat."""
        shown.result(params["result"])
        self._answer(params["guest_query_id"], "guest")
        return {"inline_message_id": f"message-of-{params['guest_query_id']}"}

    def _answer(self, query: str, kind: str) -> None:
        if self.waiting.get(query) != kind:
            raise bad(TOO_OLD)
        self.expire(query)
