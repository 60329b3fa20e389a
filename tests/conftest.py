"""What the tests share: the assistant loaded once, its clock stopped; the source; hypothesis made repeatable."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.service import VIETNAM, Reply, Service, load_service
from bot.voice import Voice
from knowledge.load import Knowledge, load_knowledge, source_text
from nlp.bank import Phrase, load_phrases
from nlp.question import Question, read
from nlp.state import State

NOW = dt.datetime(2024, 6, 3, 9, 0, tzinfo=VIETNAM)
SEED = 922

# Repeatable and untimed: a slow machine must not fail a test.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def source() -> str:
    """The plan as issued."""
    return source_text()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All that is known of the plan."""
    return load_knowledge()


@pytest.fixture(scope="session")
def small_plan() -> str:
    """A plan of six units that everyone knows by heart."""
    return Path(__file__).with_name("small_plan.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def service() -> Service:
    """The assistant; its clock always shows the morning of 3 June 2024."""
    return load_service(lambda: NOW)


@pytest.fixture(scope="session")
def voice(service: Service) -> Voice:
    """The words that people read."""
    return service.voice


@pytest.fixture(scope="session")
def understood(service: Service) -> Callable[[str], Question]:
    """Reads a message with the assistant's own lexicon and speller."""
    return lambda text: read(text, service.language.lexicon, service.model.speller)


@pytest.fixture(scope="session")
def ask(service: Service) -> Callable[..., Reply]:
    """Answers a message, in a conversation where a state is given, to one who works at a body where that is given."""

    def asked(text: str, state: State | None = None, own: str = "") -> Reply:
        return service.answer(text, state, own)

    return asked


@pytest.fixture(scope="session")
def sample() -> Callable[[int], list[Phrase]]:
    """So many phrases of the banks, always the same ones."""
    phrases = load_phrases()
    return lambda count: random.Random(SEED).sample(phrases, count)
