"""The line from message to answer, written once: read → understand → rank → decide → compose."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.answer import Answer, Outcome, Reason, Text
from bot.compose import advance, compose
from bot.kinds.context import Context
from bot.voice import Voice, load_voice
from knowledge import yamlfile
from knowledge.load import Knowledge, load_knowledge
from knowledge.model import Record
from nlp.ask import Ask
from nlp.decide import decide
from nlp.language import Language, load_language
from nlp.model import Model, load_model
from nlp.question import Question, read
from nlp.rank import Match, rank
from nlp.state import State
from nlp.understand import Understanding, understand

LIMIT = 1000
"""The longest message that is read, in characters; checked before anything else touches it."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class WeightsFile(Record, frozen=True):
    """weights.yaml."""

    weights: dict[str, float]
    thresholds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Trace:
    """Every value that the line made of one message, for `hoi explain`. None where the line ended before."""

    question: Question | None
    understanding: Understanding | None
    match: Match | None
    ask: Ask | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the state after it, the time it took and how it came about."""

    answer: Answer
    state: State | None
    elapsed_ms: float
    trace: Trace


@dataclass(frozen=True)
class Service:
    """The assistant, loaded once; holds nothing of any conversation."""

    knowledge: Knowledge
    language: Language
    model: Model
    voice: Voice
    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    clock: Callable[[], dt.datetime]

    def answer(self, text: str, state: State | None = None) -> Reply:
        """Answer a message.

        Args:
            text: what the person typed, any text at all.
            state: what the conversation remembers; None for a new one. A state past its time counts as none.
        """
        began = time.perf_counter()
        now = self.clock()
        alive = state if state is not None and state.alive(now) else None
        if len(text) > LIMIT:
            words = self.voice.say("decline.too_long", limit=LIMIT)
            long = Answer(Outcome.ABSTAIN, Reason.TOO_LONG, (Text(words),))
            return Reply(long, alive, _since(began), Trace(None, None, None, None))
        question = read(text, self.language.lexicon, self.model.speller)
        understanding = understand(question, self.language, self.model)
        match = rank(understanding, alive, self.knowledge, self.weights)
        ask = decide(understanding, match, alive, self.knowledge, self.thresholds)
        context = Context(ask, understanding, match, alive, self.knowledge, self.voice, now.astimezone(VIETNAM).date())
        answer = compose(context)
        after = advance(context, answer, now)
        return Reply(answer, after, _since(began), Trace(question, understanding, match, ask))


def load_service(clock: Callable[[], dt.datetime] | None = None) -> Service:
    """The assistant with all its data. `clock` gives the moment (aware); default the real one."""
    knowledge = load_knowledge()
    weights = yamlfile.load("nlp", "weights.yaml", WeightsFile)
    return Service(
        knowledge=knowledge,
        language=load_language(knowledge),
        model=load_model(),
        voice=load_voice(knowledge),
        weights=weights.weights,
        thresholds=weights.thresholds,
        clock=clock or (lambda: dt.datetime.now(VIETNAM)),
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
