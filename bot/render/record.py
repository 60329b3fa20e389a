"""An answer as the JSON record: the form that `hoi ask --json` and the scorer read."""

from __future__ import annotations

from typing import Any

from bot.answer import Answer
from bot.render import plain
from bot.voice import Voice


def render(answer: Answer, voice: Voice, elapsed_ms: float) -> dict[str, Any]:
    """The record: outcome, reason, text, citations, choices, see_also, notes, elapsed_ms."""
    return {
        "outcome": str(answer.outcome),
        "reason": str(answer.reason),
        "text": plain.render(answer, voice),
        "citations": [{"id": c.id, "label": c.label, "quote": c.quote} for c in answer.citations],
        "choices": [{"id": p.id, "label": p.label} for p in answer.choices],
        "see_also": [{"id": p.id, "label": p.label} for p in answer.see_also],
        "notes": [{"text": n.text, "kind": str(n.kind), "source": n.source, "date": n.date} for n in answer.notes],
        "elapsed_ms": round(elapsed_ms, 3),
    }
