"""HTTP/1.1 as far as the fake needs it, with the connection at hand: a web framework lets no one cut it."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from python_multipart import parse_form

from tests.botapi.methods import Upload


@dataclass(frozen=True, slots=True)
class Request:
    """A request: its path, its parameters and files of the query and the body."""

    path: str
    params: dict[str, Any]
    uploads: dict[str, Upload]


async def receive(reader: asyncio.StreamReader) -> Request | None:
    """The next request on a connection; None where there is no further one."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *fields = head.rstrip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in fields)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    url = urlsplit(first.split(" ")[1])
    params, uploads = _body(headers.get("content-type", ""), body)
    return Request(url.path, dict(parse_qsl(url.query, keep_blank_values=True)) | params, uploads)


def _body(kind: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters and files of a JSON, form-encoded or multipart body."""
    if not body:
        return {}, {}
    if kind.startswith("application/json"):
        return json.loads(body), {}
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    params: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}

    def on_field(field: Any) -> None:  # noqa: ANN401  # not typed by the library
        params[field.field_name.decode()] = field.value.decode()

    def on_file(file: Any) -> None:  # noqa: ANN401  # not typed by the library
        file.file_object.seek(0)
        uploads[file.field_name.decode()] = Upload(file.file_name.decode(), file.file_object.read())

    parse_form({"Content-Type": kind.encode()}, io.BytesIO(body), on_field, on_file)
    return params, uploads


def response(status: int, body: bytes, kind: str = "application/json") -> bytes:
    """A whole response, ready to be written."""
    phrase = HTTPStatus(status).phrase
    return f"HTTP/1.1 {status} {phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
