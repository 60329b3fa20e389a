"""What every kind of question composes its answer from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.answer import Answer
from bot.voice import Voice
from knowledge.load import Knowledge
from knowledge.model import Unit
from nlp.ask import Ask
from nlp.rank import Match
from nlp.state import State
from nlp.understanding import Understanding


@dataclass(frozen=True)
class Context:
    """The decided question with all that it was decided from, the plan, the words, and today's date (Viet Nam)."""

    ask: Ask
    understanding: Understanding
    match: Match
    state: State | None
    knowledge: Knowledge
    voice: Voice
    today: dt.date

    @property
    def unit(self) -> Unit:
        """The place that the question is about."""
        return self.knowledge.units[self.ask.units[0]]

    @property
    def cues(self) -> frozenset[str]:
        """The cues of the message."""
        return self.understanding.cues


Compose = Callable[[Context], Answer]
