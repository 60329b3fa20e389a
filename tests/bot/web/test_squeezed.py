"""Pages are compressed; answers to programs and files to take along are not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("path", "coding"), [("/khong-co", "gzip"), ("/openapi.json", None), ("/tep/co-quan/sct.xlsx", None)]
)
def test_what_is_compressed(client: TestClient, path: str, coding: str | None) -> None:
    """Where the browser takes it."""
    assert client.get(path).headers.get("content-encoding") == coding
    assert "content-encoding" not in client.get(path, headers={"Accept-Encoding": "identity"}).headers
