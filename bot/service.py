"""The line from message to answer, written once: read → understand → rank → decide → compose."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot import asks
from bot.answer import Answer, Outcome, Reason, Text
from bot.compose import advance, compose, join, together
from bot.kinds.context import Context
from bot.voice import Voice, load_voice
from knowledge import yamlfile
from knowledge.load import Knowledge, load_knowledge
from knowledge.model import Record
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.charts import AGENCY, Chart
from nlp.decide import decide
from nlp.figures import told
from nlp.language import Language, load_language
from nlp.mention import Name
from nlp.model import Model, load_model
from nlp.normalise import plain_words
from nlp.question import Question, read
from nlp.rank import Match, rank
from nlp.resolve import named, resolve
from nlp.split import core, split
from nlp.state import State
from nlp.understand import understand
from nlp.understanding import Understanding

LIMIT = 1000
"""The longest message that is read, in characters; checked before anything else touches it."""
_INTRODUCES = "introduces"
"""The cue by which a message tells who writes it."""
_MOST_QUESTIONS = 6
"""A message that asks more than this is answered whole: each question is understood on its own, which takes time."""
_OF_A_PLACE = frozenset({Kind.DEADLINE, Kind.FIGURE, Kind.LEGAL})
"""Kinds that a body's duties do not answer."""
_DECISION = frozenset({"decision", "own_plan"})
"""Cues of a question that names the decision …"""
_PARTS_OF_IT = frozenset({"articles", "bases"})
"""… and asks for parts of it."""
_OF_ALL = frozenset({"all", "total", "own_plan", "coord"})
"""Cues of a question that is not asked of what a body leads within the group asked about before."""
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
    """An answer with the state after it, the time it took and how it came about; `parts` where several were asked.

    `own` tells whether the body where the person works was needed, as it is set: the message left its name out.
    `chart` is what the message asks to see; the answer says it in words.
    """

    answer: Answer
    state: State | None
    elapsed_ms: float
    trace: Trace
    parts: tuple[Reply, ...] = ()
    own: bool = False
    chart: Chart | None = None


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

    @property
    def today(self) -> dt.date:
        """The day that it is in Viet Nam."""
        return _today(self.clock())

    def answer(self, text: str, state: State | None = None, own: str = "") -> Reply:
        """Answer a message.

        Args:
            text: what the person typed, any text at all.
            state: what the conversation remembers; None for a new one. A state past its time counts as none.
            own: the body where the person works, by its id, which "cơ quan tôi" then means; "" where it is not known.
        """
        began = time.perf_counter()
        now = self.clock()
        alive = state if state is not None and state.alive(now) else None
        if len(text) > LIMIT:
            words = self.voice.say("decline.too_long", limit=LIMIT)
            long = Answer(Outcome.ABSTAIN, Reason.TOO_LONG, (Text(words),))
            return Reply(long, alive, _since(began), Trace(None, None, None, None))
        said = self._read(text)
        body = self._body(alive, own)
        charted = self.language.charts.met(said)
        if charted:
            question = self._of_chart(said, body)
        else:
            question = said if body is None else resolve(self._understand(said), body, alive, self.language)
        needed = body is not None and question is not said and not (alive is not None and alive.own)
        chart = self.language.charts.find(question, self._understand(question).mentions) if charted else None
        if chart is not None:
            return replace(self._charted(chart, alive), chart=chart, elapsed_ms=_since(began), own=needed)
        understanding = self._understand(question, alive)
        whole = self._decide(understanding, alive, now)
        asked = self._questions(understanding, alive)
        if _of_figures(whole, asked) or _of_one_group(whole, asked):
            asked = ()
        parts = tuple(takewhile(self._sure, (self._one(part, alive, now) for part in asked)))
        joined = join([part.answer for part in parts]) if len(parts) == len(asked) else None
        if joined is None:
            reply = self._core(understanding, _compose(whole, now, began), alive, now)
            return replace(reply, elapsed_ms=_since(began), own=needed)
        after = together([part.state for part in parts if part.answer.outcome is Outcome.ANSWER], alive)
        return Reply(joined, after, _since(began), _trace(whole), parts, needed)

    def tell(self, ask: Ask, state: State | None = None) -> Reply:
        """Answer what needs no reading: what a button asks.

        Args:
            ask: what is asked, of places and bodies that exist.
            state: as of `answer`.
        """
        began, now = time.perf_counter(), self.clock()
        alive = state if state is not None and state.alive(now) else None
        silent = self._understand(self._read(""))
        context = Context(ask, silent, Match(()), alive, self.knowledge, self.voice, _today(now))
        return _compose(context, now, began)

    def _read(self, text: str) -> Question:
        return read(text, self.language.lexicon, self.model.speller)

    def _charted(self, chart: Chart, state: State | None) -> Reply:
        """What a chart shows, in words; where it is not told of what it is, which charts there are."""
        if chart.sort == AGENCY:
            return self.tell(asks.duties(chart.name), state)
        if not chart.sort:
            return self.tell(Ask(Kind.SMALL_TALK, "a chart of nothing in particular", wants="chart"), state)
        # It shows the whole, whatever was spoken of before.
        return self.answer(chart.asks, State(at=state.at, own=state.own) if state is not None else None)

    def _body(self, state: State | None, own: str) -> Question | None:
        """The name of the person's own body where it is known: what they said goes before what is set."""
        agency = self.knowledge.agencies.get((state.own if state is not None else "") or own)
        return self._read(agency.name) if agency is not None else None

    def _of_chart(self, said: Question, body: Question | None) -> Question:
        """A message that has a word for charts, its writer's own body named; asked for where it is not known."""
        mine = self._understand(said).own
        if not mine:
            return said
        return named(said, mine, body) if body is not None else self._read(self.language.charts.own)

    def _understand(self, question: Question, state: State | None = None) -> Understanding:
        return understand(question, self.language, self.model, follows=state is not None)

    def _decide(self, understanding: Understanding, state: State | None, now: dt.datetime) -> Context:
        """The line for one question, understood already, up to what is to be answered."""
        match = rank(understanding, state, self.knowledge, self.weights)
        ask = decide(understanding, match, state, self.knowledge, self.thresholds)
        return Context(ask, understanding, match, state, self.knowledge, self.voice, _today(now))

    def _one(self, understanding: Understanding, state: State | None, now: dt.datetime) -> Reply:
        """The rest of the line for one question, understood already."""
        began = time.perf_counter()
        return _compose(self._decide(understanding, state, now), now, began)

    def _core(self, said: Understanding, whole: Reply, state: State | None, now: dt.datetime) -> Reply:
        """What the one stretch of a message that asks gets, where what stands around it misleads.

        The whole is declined as off topic for it, or it introduces the writer ("Tôi là kế toán HTX chè, …").
        """
        introduces = _INTRODUCES in said.cues and not (said.own or said.works_at or said.carries_on)
        strays = introduces or whole.answer.reason is Reason.OFF_TOPIC
        asking = core(said.question, said.signals) if strays and said.question.breaks else None
        if asking is None:
            return whole
        alone = self._understand(asking, state)
        if introduces and (_INTRODUCES in alone.cues or not alone.stands_alone):
            return whole
        reply = self._one(alone, state, now)
        return reply if reply.answer.outcome is Outcome.ANSWER and self._sure(reply) else whole

    def _sure(self, part: Reply) -> bool:
        """Whether one question of several is told well enough: a place that its words are sure of, or a body named."""
        understanding, ask = part.trace.understanding, part.trace.ask
        if understanding is None or ask is None or part.answer.outcome is not Outcome.ANSWER:
            return part.answer.outcome is Outcome.ABSTAIN
        if understanding.numbered and ask.kind is Kind.SECTION:
            return len(ask.units) == 1
        named, cues = understanding.named(Name.DOCUMENT), understanding.cues
        if ask.kind is Kind.LEGAL and (ask.wants or named or "proposed" in cues):
            return True
        if ask.kind is Kind.SECTION and (named or _DECISION & cues) and _PARTS_OF_IT & cues:
            return True
        if ask.kind in {Kind.COUNT, Kind.RANK} and understanding.asks[ask.kind] >= self.thresholds["sure"]:
            return True
        if ask.kind not in PLACE_KINDS:
            known = [self.knowledge.agencies[agency] for agency in ask.agencies]
            led = {agency for task in self.knowledge.tasks.values() for agency in task.lead}
            # "…, sở đó trình lúc nào": of the body alone its duties are no answer.
            duties = ask.kind in {Kind.DUTIES, Kind.COUNT} and bool(known) and understanding.ask() not in _OF_A_PLACE
            return duties and all(agency.id in led or agency.collectives for agency in known)
        return max(understanding.margins[unit] for unit in ask.units) >= self.thresholds["faint"]

    def _of_same(self, said: Understanding, before: Understanding) -> bool:
        """Whether a question speaks of no place, in words of the one that the question before it is about.

        "Ai lo hợp tác quốc tế và theo nguyên tắc nào": the place says both.
        """
        if said.mentions or not said.topic or said.surely_lacks or said.may_lack:
            return False
        if said.lacking >= self.thresholds["decline"] or said.margin >= self.thresholds["weak"]:
            return False
        place = before.best
        sure = before.margins[place] >= self.thresholds["faint"]
        return sure and plain_words(self.knowledge.units[place].text).issuperset(said.topic)

    def _questions(self, said: Understanding, state: State | None) -> tuple[Understanding, ...]:
        """The questions of a message where it asks several.

        One that does not say of what goes with the one before, but for what the plan surely lacks of anything.
        """
        made: list[Understanding] = []
        question = said.question
        found = split(question, said.signals, self.language.connectors)
        start = end = 0
        for part in found if 1 < len(found) <= _MOST_QUESTIONS else ():
            end += len(part.syllables)
            if end - start == len(question.syllables):
                return ()
            understanding = self._understand(question.part(start, end), state)
            if not understanding.stands_alone and not made:
                continue  # The first goes with what follows.
            lacks = understanding.lacking >= self.thresholds["surely_lacking"]
            if (not understanding.stands_alone and not lacks) or (made and self._of_same(understanding, made[-1])):
                start -= len(made.pop().question.syllables)
                if end - start == len(question.syllables):
                    return ()
                understanding = self._understand(question.part(start, end), state)
            made.append(understanding)
            start = end
        return tuple(made) if len(made) > 1 else ()


def _of_figures(whole: Context, asked: Sequence[Understanding]) -> bool:
    """Whether several questions are all of the targets that one answer tells ("nông nghiệp mấy, phi mấy").

    A year said once is that of all ("2045 mấy % làm ăn hiệu quả, mấy % xài công nghệ").
    """
    ask, said = whole.ask, whole.understanding
    if ask.kind is not Kind.FIGURE:
        return False
    figures = [f for f in whole.knowledge.figures if said.named(Name.YEAR) == (f.year,) and f.unit in ask.units]
    inside = (u.best in ask.units or bool(told(u.question.plain, figures)) for u in asked)
    return all(inside) and not any(u.surely_lacks or u.may_lack for u in asked)


def _of_one_group(whole: Context, asked: Sequence[Understanding]) -> bool:
    """Whether several questions count the rows of one group, and a body's among these ("nhóm VI mấy việc, sở mấy")."""
    ask, knowledge = whole.ask, whole.knowledge
    if ask.kind is not Kind.COUNT or not ask.filter.group:
        return False
    led = {body for row in knowledge.groups[ask.filter.group] for body in knowledge.tasks[row].lead}
    bodies = [u for u in asked if u.named(Name.AGENCY)]
    inside = all(led.issuperset(u.named(Name.AGENCY)) and not _OF_ALL & u.cues for u in bodies)
    return bool(bodies) and inside and all(u.ask() == Kind.COUNT for u in asked)


def load_service(clock: Callable[[], dt.datetime] | None = None) -> Service:
    """The assistant with all its data. `clock` gives the moment (aware); default the real one."""
    with _kept():
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


@contextmanager
def _kept() -> Iterator[None]:
    """What is loaded here stays: the collector looks through it neither now nor again while answers are made."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _compose(context: Context, now: dt.datetime, began: float) -> Reply:
    """The end of the line, from the decided question on."""
    answer = compose(context)
    return Reply(answer, advance(context, answer, now), _since(began), _trace(context))


def _trace(context: Context) -> Trace:
    return Trace(context.understanding.question, context.understanding, context.match, context.ask)


def _today(now: dt.datetime) -> dt.date:
    return now.astimezone(VIETNAM).date()


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
