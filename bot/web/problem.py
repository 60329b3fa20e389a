"""What programs are told where a request fails: a problem in JSON (RFC 9457), in English. People get pages instead."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

TYPE = "application/problem+json"
_MACHINE = ("/openapi.json", "/healthz", "/metrics")


def machine(path: str) -> bool:
    """Whether an address is one that programs ask."""
    return path.startswith("/api/") or path in _MACHINE


def problem(status: int, detail: str = "", *, error_id: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """A response that says what is wrong.

    Args:
        status: the HTTP status, which gives the title.
        detail: what is wrong with this request, where more can be said than the status does.
        error_id: of an unexpected error the id that stands in the log.
        headers: what goes with the status, as `Allow` and `Retry-After`.
    """
    content: dict[str, object] = {"title": HTTPStatus(status).phrase, "status": int(status)}
    if detail:
        content["detail"] = detail
    if error_id:
        content["error_id"] = error_id
    return JSONResponse(content, int(status), headers, TYPE)
