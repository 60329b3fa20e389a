"""Nothing is lost, nothing comes out of order, and little comes twice, whatever fails at whatever moment."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.answer import Outcome
from bot.service import Service
from nlp.bank import Phrase, load_phrases
from nlp.state import State
from tests.botapi import updates
from tests.botapi.fake import Fake, Fault
from tests.botapi.program import Program
from tests.botapi.updates import Person

SEED = 922
CHATS, EACH = 50, 10
"""Chats, and questions of each: below the throttle of 30 messages a minute."""
KILLS, GAP = 12, 60
"""How often the program is killed, after how many moments of its calls on average."""
LATE = 0.02
"""A kill comes so many seconds after its moment, at most: wherever the program is then."""
OPEN = 60
"""How many questions may wait for their answer at once."""
FAULTS = {
    Fault("429"): 6,
    Fault("500"): 15,
    Fault("502"): 15,
    Fault("cut"): 15,
    Fault("cut", taken=True): 15,
    Fault("garbage"): 15,
    Fault("garbage", taken=True): 15,
}
"""What goes wrong with messages that are sent, and how often."""


def dialogue(service: Service, phrases: Sequence[Phrase], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Questions of one chat, each with the label of the one place that its answer cites; no place comes twice."""
    cited: set[str] = set()
    state: State | None = None
    while True:
        text = chance.choice(phrases).text
        reply = service.answer(text, state)
        places = reply.answer.citations
        if reply.answer.outcome is Outcome.ANSWER and len(places) == 1 and places[0].label not in cited:
            cited.add(places[0].label)
            state = reply.state
            yield text, places[0].label


class Storm:
    """Kills the program at moments that the seed has drawn, wherever it is then, so often as `KILLS` says."""

    def __init__(self, fake: Fake, program: Program, chance: random.Random) -> None:
        self._fake, self._program, self._chance = fake, program, chance
        self._left = 0
        self.kills = 0
        self.down = True

    def start(self) -> None:
        """Start the program, and draw how many moments it has."""
        self._left = self._chance.randrange(1, 2 * GAP) if self.kills < KILLS else 0
        self.down = False
        self._program.start()

    def moment(self, _method: str, _when: str) -> None:
        """A call has arrived, or is about to be answered."""
        self._left -= 1
        if self._left == 0:
            late = self._chance.choice((0.0, self._chance.uniform(0, LATE)))
            asyncio.get_running_loop().call_later(late, self._kill)

    def _kill(self) -> None:
        self._program.kill()
        self._program.ended()
        with self._fake.lock:
            self.kills += 1
            self.down = True
            self._fake.lock.notify_all()


def distinct(fake: Fake) -> int:
    """How many different messages the bot has sent."""
    sent = (call.params for call in fake.server.calls if call.method == "sendMessage" and not call.refusal)
    return len({(params["chat_id"], params["text"]) for params in sent})


def test_every_question_is_answered_in_order(service: Service, tmp_path: Path) -> None:
    """500 questions of 50 chats, under 429, 500, 502, cuts, garbage and kill -9.

    In each chat the answers come in the order of the questions. Only the message in flight may come twice, right after
    itself: once for each kill, and once for each connection that broke after the server had taken it.
    """
    chance, phrases = random.Random(SEED), load_phrases()
    people = [Person(10_000 + number) for number in range(CHATS)]
    asked = {one: list(itertools.islice(dialogue(service, phrases, chance), EACH)) for one in people}
    order = [one for one in people for _ in range(EACH)]
    chance.shuffle(order)
    questions = {one: iter(asked[one]) for one in people}
    bodies = [updates.message(next(questions[one])[0], one) for one in order]
    faults: list[Fault | None] = [fault for fault, times in FAULTS.items() for _ in range(times)]
    faults += [None] * (len(bodies) - len(faults))
    chance.shuffle(faults)

    with Fake() as fake, Program(fake, tmp_path, TELEGRAM_MAX_RATE="0") as program:
        storm = Storm(fake, program, chance)
        fake.fail("sendMessage", *faults)
        fake.fail("getUpdates", None, None, Fault("garbage"), None, Fault("500"), None, Fault("cut", taken=True))
        fake.moment = storm.moment
        pushed = 0
        while distinct(fake) < len(bodies):
            if storm.down:
                storm.start()
            pushed += len(fake.push(*bodies[pushed : distinct(fake) + OPEN]))
            aim = pushed if pushed == len(bodies) else pushed - OPEN // 2
            fake.wait(lambda aim=aim: storm.down or distinct(fake) >= aim)
        assert program.stop() == 0
        assert storm.kills == KILLS

    for one in people:
        texts = [message["text"] for message in fake.server.sent(one.id)]
        once = [text for text, _ in itertools.groupby(texts)]
        assert len(once) == EACH
        for text, (question, label) in zip(once, asked[one], strict=True):
            assert label in text, question
        broken = sum(fault.taken for _, fault, params in fake.struck if params.get("chat_id") == str(one.id))
        assert len(texts) - EACH <= KILLS + broken
    assert fake.server.problems() == []
    assert fake.server.updates == []
