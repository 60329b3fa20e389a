"""The strict server without the network: a request layer for python-telegram-bot."""

from __future__ import annotations

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.botapi.methods import Upload
from tests.botapi.server import Server


class Offline(BaseRequest):
    """A request layer that opens nothing; `do_request` is left to say."""

    @property
    def read_timeout(self) -> float:
        """As the library wants it."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


class OfflineRequest(Offline):
    """Hands every call of a bot straight to a server; for `.request(…)` and `.get_updates_request(…)`."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  # POST, always
        request_data: RequestData | None = None,
        **_: Any,  # noqa: ANN401  # timeouts
    ) -> tuple[int, bytes]:
        """Answer a call."""
        *_, token, called = url.split("/")
        params = request_data.json_parameters if request_data else {}
        files = request_data.multipart_data or {} if request_data else {}
        uploads = {
            field: Upload(file, content) for field, (file, content, _) in files.items() if isinstance(content, bytes)
        }
        call = self._server.call(token.removeprefix("bot"), called, params, uploads)
        if call.refusal:
            return call.refusal.code, json.dumps(call.refusal.body()).encode()
        return 200, json.dumps({"ok": True, "result": call.result}).encode()
