"""How messages ask to see a chart: told by all of their words, so that nothing else is taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.service import Service
from nlp.bank import load_phrases
from nlp.charts import Chart
from nlp.question import read
from nlp.understand import understand

SETS = Path(__file__).parents[1] / "eval"


def found(service: Service, text: str) -> Chart | None:
    """The chart that a message asks for."""
    question = read(text, service.language.lexicon, service.model.speller)
    if not service.language.charts.met(question):
        return None
    return service.language.charts.find(question, understand(question, service.language, service.model).mentions)


@pytest.mark.parametrize(
    ("text", "sort", "name"),
    [
        ("biểu đồ mục tiêu", "targets", ""),
        ("Cho em xin cái biểu đồ các chỉ tiêu đến năm 2030 với ạ", "targets", "2030"),
        ("bieu do muc tieu 2045", "targets", "2045"),
        ("sơ đồ thời gian", "times", ""),
        ("cho tui coi bieu do thoi han voi", "times", ""),
        ("vẽ biểu đồ các cơ quan", "agencies", ""),
        ("biểu đồ số nhiệm vụ của từng sở", "agencies", ""),
        ("vẽ biểu đồ Sở Công Thương", "agency", "sct"),
        ("bieu do cua lien minh htx", "agency", "lmhtx"),
        ("cho xem biểu đồ", "", ""),
        ("biểu đồ mục tiêu và thời hạn", "", ""),
    ],
)
def test_a_chart_is_asked_for(service: Service, text: str, sort: str, name: str) -> None:
    """With marks and without, politely and plainly; of nothing in particular, or of several things: not told."""
    chart = found(service, text)
    assert chart is not None
    assert (chart.sort, chart.name) == (sort, name)


@pytest.mark.parametrize(
    "text",
    [
        "viết hộ em hàm python đọc file csv rồi vẽ biểu đồ số hợp tác xã",
        "cái đó thì sở nào",
        "cai do thi so nao",
        "so do phoi hop",
        "so do co thoi han nao",
        "cho xem sổ đỏ",
        "vay vốn không có sổ đỏ",
        "biểu đồ giá lúa",
    ],
)
def test_nothing_else_is_taken_for_one(service: Service, text: str) -> None:
    """A word besides, or other words that look the same without marks."""
    assert found(service, text) is None


def test_no_question_of_ours_asks_for_one(service: Service) -> None:
    """Neither of the banks nor of the question sets, so that not one of them is answered otherwise than before."""
    lines = (line for path in sorted(SETS.rglob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    items = [json.loads(line) for line in lines if line.strip()]
    texts = [turn["q"] for item in items for turn in item.get("turns", [item])]
    assert len(texts) > 1000
    texts += [phrase.text for phrase in load_phrases()]
    assert [text for text in texts if found(service, text)] == []
