"""The language data as one value: what it knows by itself."""

from __future__ import annotations

import pytest

from bot.service import Service


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Sở Công Thương", "sct"),
        ("so cong thuong", "sct"),
        ("NHNN KV7", "nhnn"),
        ("UBND huyện Nga Sơn", "ubndhuyen"),
        ("Nga Sơn", "ubndhuyen"),
        ("Sở Công Thương làm gì", ""),
        ("Sở Công Thương, Sở Tài chính", ""),
        ("nghị quyết 20", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_a_body_and_no_more(service: Service, text: str, agency: str) -> None:
    """By any of its names; a text with something beside the name is none."""
    assert service.language.body(text) == agency
