"""Several questions in one message, each a stretch of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.service import Service
from nlp.aside import hear
from nlp.question import Question
from nlp.split import split


def _split(question: Question, service: Service) -> tuple[Question, ...]:
    return split(question, hear(question, service.language.cues), service.language.connectors)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (
            "vay ngân hàng thì hỏi ai, đào tạo kế toán thì sở nào lo",
            ["vay ngan hang thi hoi ai", "dao tao ke toan thi so nao lo"],
        ),
        ("ai chủ trì và bao giờ xong", ["ai chu tri", "va bao gio xong"]),
        (
            "nữ giám đốc 2045 bao nhiêu còn nhiệm vụ 2 nhóm VI là gì",
            ["nu giam doc 2045 bao nhieu", "con nhiem vu 2 nhom vi la gi"],
        ),
        ("vay vốn với đào tạo kế toán hỏi ai", ["vay von voi dao tao ke toan hoi ai"]),
        ("Sở Tài chính, Sở Công Thương làm gì", ["so tai chinh so cong thuong lam gi"]),
        ("ai chủ trì, HTX tôi ở Nga Sơn", ["ai chu tri htx"]),
        ("xin chào", ["xin chao"]),
        ("", [""]),
    ],
)
def test_cut_where_both_sides_ask(
    service: Service,
    understood: Callable[[str], Question],
    typed: str,
    parts: list[str],
) -> None:
    """At punctuation and connecting words; what asks nothing stays with what does."""
    found = [part.plain for part in _split(understood(typed), service)]
    if len(parts) == 1:
        assert found == [understood(typed).plain]
    else:
        assert found == parts


def test_the_parts_make_up_the_message(service: Service, understood: Callable[[str], Question]) -> None:
    """No syllable is lost, and each part knows its own breaks."""
    question = understood("vay vốn, xin đất, hỏi ai, đào tạo kế toán, công nghệ thì bao giờ xong")
    parts = _split(question, service)
    assert tuple(s for part in parts for s in part.syllables) == question.syllables
    assert len(parts) == 2
    assert all(0 < place < len(part.syllables) for part in parts for place in part.breaks)
    assert [len(part.breaks) for part in parts] == [2, 1]
