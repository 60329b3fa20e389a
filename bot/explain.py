"""How an answer came about, in words: the same values that the line made, none worked out anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from bot.commands.words import Words
from bot.service import LIMIT, Reply, Service
from knowledge.model import Record
from nlp import tokenise
from nlp.ask import Ask
from nlp.normalise import fold
from nlp.question import Question
from nlp.rank import Match
from nlp.understanding import Understanding

_ASKS = 6
_CANDIDATES = 8
"""How many kinds of thing and how many places are listed; of the other places the count is said."""
_TOLD = frozenset({"question", "mentions", "numbered", "asks", "places", "margins", "cues", "topic", "unknown"})
"""What an understanding holds that has a section, or a part in one."""
_UNTOLD = frozenset({"signals", "kinds_held", "kinds_lacked", "bare"})
"""What is not shown, as it follows from other fields."""


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the line: its title and what it made, a line each."""

    title: str
    lines: tuple[str, ...]


def explain(reply: Reply, service: Service, words: Words) -> Iterator[Section]:
    """The steps from message to answer, in order; those that the line did not reach are left out.

    Of a message that asks several things, the steps of each.
    """
    if reply.parts:
        asked = (part.trace.question.text for part in reply.parts if part.trace.question is not None)
        yield _section(words, "parts", *asked)
    for part in reply.parts or (reply,):
        yield from _steps(part, service, words)
    yield _section(words, "thresholds", _numbers(service.thresholds))
    yield _section(words, "weights", _numbers(service.weights))
    yield _section(words, "time", words.say("explain.milliseconds", count=f"{reply.elapsed_ms:.2f}"))


def _section(words: Words, name: str, *lines: str) -> Section:
    return Section(words.say(f"explain.{name}"), lines or (words.say("explain.none"),))


def _steps(reply: Reply, service: Service, words: Words) -> Iterator[Section]:
    """The steps of one question."""

    def section(name: str, *lines: str) -> Section:
        return _section(words, name, *lines)

    trace, answer = reply.trace, reply.answer
    if trace.question is None:
        yield section("question", words.say("explain.not_read", limit=LIMIT))
    else:
        yield section("question", trace.question.text)
        yield section("syllables", *_syllables(trace.question, words))
        yield section("words", *_row(" · ", tokenise.words(trace.question.text)))
    if trace.understanding is not None:
        understanding = trace.understanding
        yield section("mentions", *_mentions(understanding, words))
        yield section("cues", *_row(", ", sorted(understanding.cues)))
        share = _share(understanding.unknown)
        topic = " ".join(understanding.topic)
        yield section("topic", *([words.say("explain.unknown", topic=topic, share=share)] if topic else []))
        yield section("besides", *_row(", ", _filled(understanding, but=_TOLD | _UNTOLD)))
        yield section("asks", *_asks(understanding, words))
        if trace.match is not None:
            yield section("candidates", *_candidates(trace.match, understanding, service, words))
    decided = [] if trace.ask is None else _decision(trace.ask, words)
    yield section("decision", *decided, words.say("explain.outcome", outcome=answer.outcome, reason=answer.reason))


def _syllables(question: Question, words: Words) -> Iterator[str]:
    """The message as it is matched, and the tokens that were put right or spelled out."""
    yield from _row(" ", list(question.folded))
    repairs = []
    for typed, group in groupby(question.syllables, key=lambda syllable: syllable.typed):
        read = [syllable.folded for syllable in group]
        if any(syllable != fold(typed) for syllable in read):
            repairs.append(words.say("explain.repair", typed=typed, read=" ".join(read)))
    if repairs:
        yield words.say("explain.repaired", repairs="; ".join(repairs))


def _mentions(understanding: Understanding, words: Words) -> Iterator[str]:
    for mention in understanding.mentions:
        text = " ".join(understanding.question.folded[mention.start : mention.end])
        yield words.say("explain.mention", text=text, name=mention.name, value=mention.change or mention.value).rstrip()
    for place in understanding.numbered:
        yield from _row(", ", _filled(place, but=("start", "end")))


def _asks(understanding: Understanding, words: Words) -> Iterator[str]:
    ranked = sorted(understanding.asks.items(), key=lambda ask: -ask[1])
    yield ", ".join(f"{kind} {_share(probability)}" for kind, probability in ranked[:_ASKS])
    if understanding.kinds_lacked:
        yield words.say("explain.lacking", probability=_share(understanding.lacking))
    if understanding.lacking_next:
        yield words.say("explain.lacking_next", probability=_share(understanding.lacking_next))


def _candidates(match: Match, understanding: Understanding, service: Service, words: Words) -> Iterator[str]:
    for candidate in match.candidates[:_CANDIDATES]:
        yield words.say(
            "explain.candidate",
            probability=_share(candidate.probability),
            id=candidate.unit,
            name=service.voice.short(candidate.unit),
            margin=f"{understanding.margins[candidate.unit]:+.2f}",
            parts=", ".join(f"{name} {value:+.2f}" for name, value in candidate.parts),
        )
    rest = match.candidates[_CANDIDATES:]
    if rest:
        yield words.say("explain.rest", count=len(rest), most=_share(rest[0].probability))


def _decision(ask: Ask, words: Words) -> Iterator[str]:
    yield words.say("explain.because", kind=ask.kind, reason=ask.reason)
    yield from _row(", ", _filled(ask, but=("kind", "reason")))


def _filled(value: Any, but: Collection[str]) -> list[str]:  # noqa: ANN401  # any value of the line
    """The fields of a value that hold anything, as `name=value`."""
    names = value.__struct_fields__ if isinstance(value, Record) else [field.name for field in fields(value)]
    pairs = [(name, getattr(value, name)) for name in names if name not in but]
    return [f"{name}={_plain(held)}" for name, held in pairs if held]


def _plain(held: object) -> str:
    if isinstance(held, frozenset):
        return " ".join(sorted(map(str, held)))
    return " ".join(map(str, held)) if isinstance(held, tuple) else str(held)


def _row(joint: str, parts: list[str]) -> Iterator[str]:
    """The parts in one line; no line where there is none."""
    if parts:
        yield joint.join(parts)


def _numbers(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in values.items())


def _share(probability: float) -> str:
    return f"{probability:.3f}"
