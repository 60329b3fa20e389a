"""Three years of reminders: each sent once, in the morning, whatever happens in between; and nothing else."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

import pytest
from telegram.error import Forbidden, NetworkError

from bot.service import VIETNAM, Service
from bot.store.database import DatabaseError
from bot.store.store import Store, open_store
from bot.store.values import Call, Parcel, Wish
from bot.telegram.notices import Notices
from bot.telegram.occasions import timely
from bot.telegram.outbox import Outbox
from bot.telegram.reminder import Reminder
from bot.telegram.surface import load_surface
from tests.bot.telegram.conftest import PRIVACY

LAN, MINH, HOA, GROUP = 5001, 5002, 5003, -1001
BEGIN, END = "2024-06-03 09:00", "2027-06-03 09:00"
EARLY = dt.time(7)
NIGHT = dt.timedelta(hours=3)
"""From noon to early morning the reminder sleeps longer here: it sends nothing then, however often it looks."""


class Killed(BaseException):
    """The process is killed here and now."""


def moment(text: str) -> dt.datetime:
    """A moment in Viet Nam."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@dataclass
class World:
    """A machine and a Telegram over the years; time passes while the reminder sleeps.

    `events` are what happens, by when; `down` whether no process runs, `cut` whether the line is; `strike` what is done
    the next time that something is handed to be sent. `sent` is what Telegram took: when, to whom, the first line.
    """

    service: Service
    address: str
    now: dt.datetime = field(default_factory=lambda: moment(BEGIN))
    end: dt.datetime = field(default_factory=lambda: moment(END))
    events: list[tuple[dt.datetime, Callable[[], None]]] = field(default_factory=list)
    down: bool = False
    cut: bool = False
    strike: Callable[[], None] | None = None
    blocked: set[int] = field(default_factory=set)
    sent: list[tuple[dt.datetime, int, str]] = field(default_factory=list)

    def plan(self, when: str, event: Callable[[], None]) -> None:
        """Something is to happen."""
        self.events.append((moment(when), event))

    def away(self, start: str, end: str) -> None:
        """The machine is to be off for a while."""
        self.plan(start, self.kill)
        self.plan(end, lambda: setattr(self, "down", False))

    def kill(self) -> None:
        """The process ends at once."""
        self.down = True
        raise Killed

    def store(self) -> Store:
        """The store opened anew, as beside the process or by the next one."""
        return open_store(self.address, PRIVACY)

    def change(self, work: Callable[[Store], None]) -> None:
        """A person changes what is written down."""
        store = self.store()
        with store.transaction():
            work(store)
        store.close()

    def run(self) -> None:
        """Let the time pass, a process running wherever the machine is on."""
        self.events.sort(key=lambda each: each[0])
        while self.now < self.end:
            if self.down:
                self._pass(dt.timedelta(minutes=10))
            else:
                asyncio.run(self._process())

    def _pass(self, step: dt.timedelta) -> None:
        self.now += step
        while self.events and self.events[0][0] <= self.now:
            self.events.pop(0)[1]()

    async def _process(self) -> None:
        store = self.store()
        outbox = Outbox(self, store, _never, lambda day: timely(day, self.now), _never, sleep=self._rest, together=0)  # type: ignore[arg-type]  # a stand-in
        push = outbox.push

        def pushed(parcels: tuple[Parcel, ...]) -> None:
            if self.strike is not None and parcels:
                strike, self.strike = self.strike, None
                strike()
            push(parcels)

        outbox.push = pushed  # type: ignore[method-assign, assignment]  # where a kill may come
        notices = load_surface(replace(self.service, clock=lambda: self.now), "HoiKeHoachBot").notices
        try:
            outbox.resume()
            await Reminder(store, outbox, notices, self._sleep(outbox)).run()
        except Killed:
            pass
        finally:
            # What was written down so far is all that there is.
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            store.close()

    def _sleep(self, outbox: Outbox) -> Callable[[float], Awaitable[None]]:
        """How the reminder sleeps: whatever can be sent is sent meanwhile."""

        async def sleep(seconds: float) -> None:
            if not self.cut:
                await outbox.idle()
            self._pass(dt.timedelta(seconds=seconds) if 7 <= self.now.hour < 11 else self._night())
            await asyncio.sleep(0)
            if self.now >= self.end:
                raise Killed

        return sleep

    def _night(self) -> dt.timedelta:
        """How long the reminder sleeps outside the morning: never into the next one."""
        early = dt.datetime.combine(self.now, EARLY, self.now.tzinfo)
        return min(NIGHT, early + dt.timedelta(days=early <= self.now) - self.now)

    async def _rest(self, _: float) -> None:
        """A call that failed waits for the next moment."""
        await asyncio.sleep(0)

    async def call(self, call: Call) -> object:
        """Telegram's side of the line."""
        if self.cut:
            raise NetworkError("no line")
        if call.chat in self.blocked:
            raise Forbidden("bot was blocked by the user")
        assert call.chat is not None
        text = html.unescape(re.sub(r"<[^>]*>", "", call.params["text"]))
        self.sent.append((self.now, call.chat, text.partition("\n")[0]))
        return {"message_id": len(self.sent)}

    def days(self, chat: int) -> list[str]:
        """The days on which a chat was reminded, with the day's sort."""
        return [
            f"{when:%Y-%m-%d} {'quarter' if 'quý' in first else 'report'}"
            for when, to, first in self.sent
            if to == chat
        ]


def _never(what: object) -> NoReturn:
    raise AssertionError(what)


def test_three_years(service: Service, tmp_path: Path) -> None:
    """Exactly what is due is sent, once: through kills and restarts, a cut line, time off, people who come and go."""
    world = World(service, f"sqlite:///{tmp_path / 'hoi.db'}")
    today = moment(BEGIN).date()
    world.change(lambda store: store.reminders.want(Wish(LAN, None, "sct", today)))
    world.change(lambda store: store.reminders.want(Wish(GROUP, 7, "", today)))

    def wants(chat: int, day: str) -> Callable[[], None]:
        wish = Wish(chat, None, "lmhtx", dt.date.fromisoformat(day))
        return lambda: world.change(lambda store: store.reminders.want(wish))

    def strike(then: Callable[[], None]) -> Callable[[], None]:
        return lambda: setattr(world, "strike", then)

    def cut(*, off: bool) -> Callable[[], None]:
        return lambda: setattr(world, "cut", off)

    # Off over the first of December: sent late, with the days that are left then.
    world.away("2024-11-28 12:00", "2024-12-05 09:30")
    # Off for so long that the quarter's list makes no sense any more.
    world.away("2025-03-30 12:00", "2025-04-20 09:00")
    # Killed when it was written down and not sent; started again a little later, it is sent.
    world.plan("2025-07-01 07:30", strike(world.kill))
    world.plan("2025-07-01 08:40", lambda: setattr(world, "down", False))
    # The same, but started again in the evening: it waits for the next morning.
    world.plan("2025-10-01 07:30", strike(world.kill))
    world.plan("2025-10-01 21:30", lambda: setattr(world, "down", False))
    # Off over the last days before the report is due: nobody is reminded of what is over.
    world.away("2025-12-11 20:00", "2025-12-16 09:00")
    # Killed and started again in one night, and once more in the very morning, when all is sent.
    world.away("2026-01-01 23:00", "2026-01-02 03:00")
    world.away("2026-01-02 09:30", "2026-01-02 10:00")
    # The line is cut until after the morning: sent on the next.
    world.plan("2026-07-01 07:00", cut(off=True))
    world.plan("2026-07-01 15:00", cut(off=False))
    # Cut for so long that it makes no sense any more.
    world.plan("2026-12-11 07:00", cut(off=True))
    world.plan("2026-12-16 07:00", cut(off=False))
    # People.
    world.plan("2024-10-20 10:00", wants(MINH, "2024-10-20"))
    world.plan("2026-02-01 10:00", lambda: world.change(lambda store: store.reminders.stop(MINH)))
    world.plan("2025-01-10 10:00", wants(HOA, "2025-01-10"))
    world.plan("2025-05-01 10:00", lambda: world.blocked.add(HOA))
    world.run()

    all_along = [
        "2024-07-01 quarter",
        "2024-10-01 quarter",
        "2024-12-05 report",
        "2024-12-12 report",
        "2025-01-02 quarter",
        "2025-07-01 quarter",
        "2025-10-02 quarter",
        "2025-12-01 report",
        "2026-01-02 quarter",
        "2026-04-01 quarter",
        "2026-07-02 quarter",
        "2026-10-01 quarter",
        "2026-12-01 report",
        "2027-01-04 quarter",
        "2027-04-01 quarter",
    ]
    assert world.days(LAN) == all_along
    assert world.days(GROUP) == all_along
    assert world.days(MINH) == [day for day in all_along if "2024-10-20" < day < "2026-02-01"]
    assert world.days(HOA) == []
    assert {chat for _, chat, _ in world.sent} == {LAN, GROUP, MINH}
    assert all(8 <= when.hour < 11 for when, _, _ in world.sent)
    late = next(first for when, chat, first in world.sent if chat == LAN and when.date() == dt.date(2024, 12, 5))
    assert "còn 9 ngày" in late
    store = world.store()
    with store.transaction():
        assert store.reminders.of(HOA) is None
        assert store.mail.unsent() == ()
    store.close()


@pytest.mark.parametrize(
    ("killed", "up", "day"),
    [
        ("2024-12-12 07:30", "2025-01-02 08:30", "2025-01-02 quarter"),
        ("2025-12-01 07:30", "2025-12-12 08:30", "2025-12-12 report"),
    ],
)
def test_off_from_one_occasion_to_the_next(service: Service, tmp_path: Path, killed: str, up: str, day: str) -> None:
    """What was written down and not sent is left; what is due now is sent once."""
    world = World(service, f"sqlite:///{tmp_path / 'hoi.db'}", moment(killed), moment(up) + dt.timedelta(days=3))
    today = world.now.date() - dt.timedelta(days=1)
    world.change(lambda store: store.reminders.want(Wish(LAN, None, "sct", today)))
    world.strike = world.kill
    world.plan(up, lambda: setattr(world, "down", False))
    world.run()
    assert world.days(LAN) == [day]


@pytest.fixture
def notices(service: Service) -> Notices:
    """The notices on the morning of a quarter's first day."""
    morning = moment("2024-07-01 08:30")
    return load_surface(replace(service, clock=lambda: morning), "HoiKeHoachBot").notices


class Post:
    """An outbox that only takes."""

    def __init__(self) -> None:
        self.taken: list[Parcel] = []

    def push(self, parcels: tuple[Parcel, ...]) -> None:
        """Take."""
        self.taken.extend(parcels)


def test_many_chats(store: Store, notices: Notices) -> None:
    """Are all reminded in one look, a part of them at a time, each where it asked."""
    with store.transaction():
        for chat in range(1, 251):
            store.reminders.want(Wish(chat, chat % 3 or None, "sct", dt.date(2024, 6, 3)))
    post = Post()
    reminder = Reminder(store, post, notices)  # type: ignore[arg-type]  # a stand-in
    asyncio.run(reminder.look())
    asyncio.run(reminder.look())
    assert [parcel.call.chat for parcel in post.taken] == list(range(1, 251))
    assert [parcel.call.params.get("message_thread_id") for parcel in post.taken[:3]] == [1, 2, None]


def test_a_transaction_that_fails(store: Store, notices: Notices, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves nothing to be sent and nothing marked; the next look does all of it."""
    with store.transaction():
        store.reminders.want(Wish(LAN, None, "", dt.date(2024, 6, 3)))
    post, looks = Post(), 0

    async def sleep(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            monkeypatch.undo()
        elif looks == 3:
            raise Killed

    def failing(*_: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(type(store.reminders), "mark", failing)
    with pytest.raises(Killed):
        asyncio.run(Reminder(store, post, notices, sleep).run())  # type: ignore[arg-type]  # a stand-in
    assert len(post.taken) == 1
    with store.transaction():
        assert len(store.mail.unsent()) == 1
