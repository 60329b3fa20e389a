"""What is remembered of people: conversations, answers, settings, feedback; and forgetting it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.store.store import Store
from bot.store.tables import ANSWERS, FEEDBACK, METADATA
from bot.store.values import Entry, Given, Talk
from bot.telegram.message import Message
from nlp.state import State
from tests.conftest import NOW

LAN, MINH, GROUP = 5001, 5002, -1001
FIRST = State(NOW, units=("III-II-5",))
SECOND = State(NOW, units=("III-III-5",))
ENTRY = Entry("vay vốn hỏi ai", "answer", "found", ("III-II-5", "III-III-5"), 1.5, FIRST)
DAY = dt.timedelta(days=1)


def rows(store: Store, *columns: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # columns or a table
    """What stands in columns of a table."""
    return [tuple(row) for row in store.database.connection.execute(select(*columns))]


def test_a_conversation_is_its_newest_answer(store: Store) -> None:
    """Of one person in one chat; what cannot be read is none."""
    with store.transaction():
        assert store.memory.talk(LAN, LAN) == Talk(None, short=False)
        store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        store.memory.answer(LAN, LAN, NOW, replace(ENTRY, after=SECOND), 2)
        assert store.memory.talk(LAN, LAN).state == SECOND
        assert store.memory.talk(GROUP, LAN).state is None
        assert store.memory.talk(LAN, MINH).state is None
        store.database.connection.execute(ANSWERS.update().values(after="{}"))
        assert store.memory.talk(LAN, LAN).state is None


def test_a_conversation_ends(store: Store) -> None:
    """The log stays."""
    with store.transaction():
        store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        store.memory.end(LAN, LAN)
        assert store.memory.talk(LAN, LAN).state is None
        assert rows(store, ANSWERS.c.text) == [("vay vốn hỏi ai",)]


def test_an_answer_is_found_by_its_question_and_by_its_message(store: Store) -> None:
    """With its pages and the state before it; only by who asked, only in its chat."""
    pages = (Message("một"), Message("hai"))
    with store.transaction():
        store.memory.answer(LAN, LAN, NOW - DAY, ENTRY, 1)
        store.memory.answer(GROUP, LAN, NOW, ENTRY, 1)
        second = store.memory.answer(LAN, LAN, NOW, replace(ENTRY, after=SECOND, pages=pages), 3)
        store.mail.keep({second: 4})
        found = store.memory.answer_to(LAN, LAN, 3)
        assert found is not None
        assert (found.id, found.at, found.before, found.pages) == (second, NOW, FIRST, pages)
        assert store.memory.answer_in(LAN, 4) == found
        assert store.memory.answer_to(LAN, MINH, 3) is None
        assert store.memory.answer_in(GROUP, 4) is None
        first = store.memory.answer_to(LAN, LAN, 1)
        assert first is not None
        assert first.before is None


def test_an_answer_is_given_anew(store: Store) -> None:
    """The line in the log becomes the new one; what it asked and became stays."""
    with store.transaction():
        answer = store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        store.mail.keep({answer: 2})
        store.memory.change(answer, replace(ENTRY, text="khác", outcome="abstain", cited=(), after=SECOND))
        assert rows(store, ANSWERS.c.text, ANSWERS.c.outcome, ANSWERS.c.cited) == [("khác", "abstain", "")]
        assert store.memory.answer_in(LAN, 2) is not None
        assert store.memory.talk(LAN, LAN).state == SECOND


def test_several_answers_are_kept_at_once(store: Store) -> None:
    """In order, each of its person in their one chat; they are found by what they are, and never by a message."""
    given = [Given("web:a", NOW, ENTRY), Given("web:b", NOW, ENTRY), Given("web:a", NOW, replace(ENTRY, after=SECOND))]
    with store.transaction():
        assert not store.memory.knows("web:a", "web:a")
        store.memory.answers(given)
        numbers = sorted(number for (number,) in rows(store, ANSWERS.c.id))
        assert store.memory.knows("web:a", "web:a")
        assert store.memory.talk("web:a", "web:a").state == SECOND
        assert store.memory.talk("web:b", "web:b").state == FIRST
        assert store.memory.answer_like("web:a", "web:a", ENTRY) == numbers[2]
        assert store.memory.answer_like("web:b", "web:b", ENTRY) == numbers[1]


def test_an_answer_is_like_another_by_question_and_places(store: Store) -> None:
    """Not by how long it took; what a press asked is like what a press asked."""
    pressed = replace(ENTRY, text=None)
    with store.transaction():
        typed = store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        opened = store.memory.answer(LAN, LAN, NOW, pressed)
        assert store.memory.answer_like(LAN, LAN, replace(ENTRY, elapsed_ms=9.0, after=None)) == typed
        assert store.memory.answer_like(LAN, LAN, pressed) == opened
        for other in (replace(ENTRY, text="khác"), replace(ENTRY, cited=("I-1",)), replace(ENTRY, reason="listed")):
            assert store.memory.answer_like(LAN, LAN, other) is None
        assert store.memory.answer_like(LAN, MINH, ENTRY) is None


def test_the_log_holds_no_person(store: Store) -> None:
    """People and chats as keyed hashes; the ids cited with blanks between; moments in UTC."""
    with store.transaction():
        store.memory.answer(GROUP, LAN, NOW, ENTRY, 1)
        (row,) = store.database.connection.exec_driver_sql("SELECT * FROM answers").mappings()
    assert str(LAN) not in str(row)
    assert row["person"] == store.memory.privacy.hashed(LAN)
    assert row["chat"] == store.memory.privacy.hashed(GROUP)
    assert row["cited"] == "III-II-5 III-III-5"
    assert row["at"].startswith("2024-06-03 02:00:00")


def test_settings_are_a_persons(store: Store) -> None:
    """The same in every chat; the last one counts."""
    with store.transaction():
        store.memory.set_short(LAN, short=True)
        assert store.memory.talk(LAN, LAN).short
        assert store.memory.talk(GROUP, LAN).short
        assert not store.memory.talk(MINH, MINH).short
        store.memory.set_short(LAN, short=False)
        assert not store.memory.talk(LAN, LAN).short


def test_where_a_person_works(store: Store) -> None:
    """Is told to all chats, stays beside the other settings, and is forgotten with them."""
    with store.transaction():
        assert store.memory.talk(LAN, LAN).agency == ""
        store.memory.set_agency(LAN, "sct")
        store.memory.set_short(LAN, short=True)
        assert store.memory.talk(GROUP, LAN) == Talk(None, short=True, agency="sct")
        store.memory.set_agency(LAN, "stc")
        assert store.memory.talk(LAN, LAN) == Talk(None, short=True, agency="stc")
        assert store.memory.talk(MINH, MINH).agency == ""
        store.memory.forget(LAN)
        assert store.memory.talk(LAN, LAN) == Talk(None, short=False)


def test_feedback_takes_the_place_of_what_was_said_before(store: Store) -> None:
    """By each person on each message, with the answer where the message gives one."""
    with store.transaction():
        answer = store.memory.answer(LAN, LAN, NOW, ENTRY, 1)
        store.mail.keep({answer: 2})
        for label in ("sai", "dung"):
            store.memory.judge(LAN, 2, LAN, label, "u:III-II-5", NOW)
        store.memory.judge(LAN, 9, LAN, "thieu", "g:sct", NOW)
        store.memory.judge(LAN, 2, MINH, "lac", "u:III-II-5", NOW)
        found = rows(store, FEEDBACK.c.label, FEEDBACK.c.about, FEEDBACK.c.answer)
    assert sorted(found) == [("dung", "u:III-II-5", answer), ("lac", "u:III-II-5", answer), ("thieu", "g:sct", None)]


def test_forgetting_leaves_nothing_of_a_person(store: Store) -> None:
    """In no table, and all of everybody else."""
    with store.transaction():
        for person in (LAN, MINH):
            store.memory.answer(GROUP, person, NOW, ENTRY, person)
            store.memory.judge(GROUP, 2, person, "sai", "u:III-II-5", NOW)
            store.memory.set_short(person, short=True)
        store.memory.forget(LAN)
        held = [row for table in METADATA.sorted_tables for row in rows(store, table)]
    assert len(held) == 3
    assert all(store.memory.privacy.hashed(MINH) in row for row in held)


def test_what_is_too_old_goes(store: Store) -> None:
    """After the days that are set; settings stay."""
    with store.transaction():
        for days in (91, 89):
            store.memory.answer(LAN, LAN, NOW - days * DAY, replace(ENTRY, text=str(days)), days)
            store.memory.judge(LAN, days, LAN, "sai", "u:III-II-5", NOW - days * DAY)
        store.memory.set_short(LAN, short=True)
    store.purge(NOW, 90)
    with store.transaction():
        assert rows(store, ANSWERS.c.text) == [("89",)]
        assert rows(store, FEEDBACK.c.message) == [(89,)]
        assert store.memory.talk(LAN, LAN).short


def test_where_a_session_works_goes_with_it(store: Store) -> None:
    """Once it is told long ago and nothing has been asked since; told in Telegram it stays."""
    with store.transaction():
        for name in ("web:a", "web:b"):
            store.memory.set_agency(name, "sct", NOW - 91 * DAY)
        store.memory.set_agency("web:c", "sct", NOW - 89 * DAY)
        store.memory.set_agency(LAN, "sct")
        store.memory.answers([Given("web:b", NOW, ENTRY)])
        assert store.memory.knows("web:a", "web:a")
    store.purge(NOW, 90)
    with store.transaction():
        assert not store.memory.knows("web:a", "web:a")
        assert [store.memory.talk(each, each).agency for each in ("web:b", "web:c", LAN)] == ["sct"] * 3


def test_a_conversation_is_kept_for_a_day(store: Store) -> None:
    """Its states and pages; the line in the log stays as long as all."""
    entry = replace(ENTRY, pages=(Message("một"), Message("hai")))
    with store.transaction():
        for number, age in enumerate((2 * DAY, DAY / 2)):
            store.mail.keep({store.memory.answer(LAN, LAN, NOW - age, entry, number): number})
    store.purge(NOW, 90)
    with store.transaction():
        assert len(rows(store, ANSWERS.c.text)) == 2
        old, new = (store.memory.answer_in(LAN, number) for number in range(2))
        assert old is not None
        assert new is not None
        assert (old.pages, new.pages) == ((), entry.pages)
        assert new.before is None
        assert store.memory.talk(LAN, LAN).state == FIRST


def test_a_chat_with_another_number(store: Store) -> None:
    """Its conversations go on there; its messages are others."""
    with store.transaction():
        answer = store.memory.answer(GROUP, LAN, NOW, ENTRY, 1)
        store.mail.keep({answer: 2})
    store.follow(GROUP, -1009)
    with store.transaction():
        assert store.memory.talk(-1009, LAN).state == FIRST
        assert store.memory.answer_to(-1009, LAN, 1) is None
        assert store.memory.answer_in(-1009, 2) is None
