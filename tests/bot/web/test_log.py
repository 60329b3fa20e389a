"""What the page and the API keep: questions under a hashed session, feedback on answers, nothing after deletion."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.report import Report, reckon
from bot.service import LIMIT, Service
from bot.store.reader import open_reader
from bot.store.tables import ANSWERS, FEEDBACK, METADATA
from bot.web import log
from bot.web.site import Site
from nlp.ask import Ask, Kind
from tests.conftest import NOW

LAN, MINH = 43 * "a", 43 * "b"


def rows(site: Site, *columns: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # columns or a table
    """What stands in columns of a table."""
    with site.store.transaction():
        return [tuple(row) for row in site.store.database.connection.execute(select(*columns))]


def report(site: Site) -> Report:
    """What `hoi report` reckons."""
    with open_reader(site.settings.database_url) as reader:
        midnight = NOW - dt.timedelta(days=1)
        return reckon(reader.asked(midnight), reader.judged(midnight), NOW.date(), NOW.date())


def test_a_question_is_kept_masked_under_a_hash(site: Site, service: Service) -> None:
    """As Telegram's; of the page without the conversation, which stands in its address."""
    text = "Gọi 0912345678 hỏi vay vốn"
    log.keep(site, log.PAGE, LAN, text, service.answer(text))
    ((row,),) = (rows(site, ANSWERS),)
    assert LAN not in str(row)
    assert site.store.memory.privacy.hashed(f"web:{LAN}") in row
    assert rows(site, ANSWERS.c.text, ANSWERS.c.after) == [("gọi *** hỏi vay vốn", None)]


def test_what_is_too_long_to_be_read_is_cut(site: Site, service: Service) -> None:
    """The log holds no more of a message than could be read."""
    text = "a" * (LIMIT + 500)
    log.keep(site, log.PAGE, LAN, text, service.answer(text))
    assert rows(site, ANSWERS.c.text) == [("a" * LIMIT,)]


def test_answers_are_counted(site: Site, service: Service) -> None:
    """By channel, outcome and reason."""
    log.keep(site, log.PAGE, LAN, "vay vốn hỏi ai", service.answer("vay vốn hỏi ai"))
    log.keep(site, log.API, LAN, "ai phối hợp", service.answer("ai phối hợp"))
    told = site.metrics.text(site.store.mail.backlog()).decode()
    assert 'hoi_answers_total{channel="page",outcome="answer",reason="found"} 1.0' in told
    assert 'hoi_answers_total{channel="api",outcome="clarify",reason="no_referent"} 1.0' in told
    assert 'hoi_answer_seconds_count{channel="api"} 1.0' in told


def test_feedback_finds_the_answer_that_was_given(site: Site, service: Service) -> None:
    """The person's own newest one; said again, it takes the place of what was said before."""
    reply = service.answer("vay vốn hỏi ai")
    for session in (LAN, MINH, LAN):
        log.keep(site, log.PAGE, session, "vay vốn hỏi ai", reply)
    log.judge(site, LAN, "Vay vốn  hỏi ai", reply, "sai")
    log.judge(site, LAN, "vay vốn hỏi ai", reply, "dung")
    newest = max(number for (number,) in rows(site, ANSWERS.c.id))
    assert rows(site, FEEDBACK.c.label, FEEDBACK.c.answer) == [("dung", newest)]


def test_feedback_on_an_answer_opened_by_its_address_keeps_it(site: Site, service: Service) -> None:
    """So that the report can tell what was wrong; a place that was opened has no text."""
    reply = service.answer("vay vốn hỏi ai")
    opened = service.tell(Ask(Kind.LEAD, "a test", units=("III-II-5",)))
    log.keep(site, log.PAGE, MINH, "vay vốn hỏi ai", reply)
    log.judge(site, LAN, "vay vốn hỏi ai", reply, "sai")
    log.judge(site, LAN, None, opened, "thieu")
    log.judge(site, LAN, None, opened, "lac")
    assert len(rows(site, ANSWERS.c.id)) == 3
    assert sorted(label for (label,) in rows(site, FEEDBACK.c.label)) == ["lac", "sai"]


def test_another_answer_to_the_same_words_is_another(site: Site, service: Service) -> None:
    """In another conversation they meant something else."""
    alone, after = service.answer("ai phối hợp"), service.answer("ai phối hợp", service.answer("vay vốn hỏi ai").state)
    log.keep(site, log.PAGE, LAN, "ai phối hợp", alone)
    log.judge(site, LAN, "ai phối hợp", after, "sai")
    assert len(rows(site, ANSWERS.c.id)) == 2


def test_the_report_counts_them(site: Site, service: Service) -> None:
    """Whatever the channel: questions, people, outcomes, what was said of them."""
    declined = service.answer("giá vàng hôm nay")
    for session in (LAN, MINH, 43 * "c"):
        log.keep(site, log.PAGE, session, "giá vàng hôm nay", declined)
        log.judge(site, session, "giá vàng hôm nay", declined, "sai")
    log.keep(site, log.API, LAN, "vay vốn hỏi ai", service.answer("vay vốn hỏi ai"))
    told = report(site)
    assert (told.questions, told.people) == (4, 3)
    assert [(each.text, each.count) for each in told.unanswered] == [("giá vàng hôm nay", 3)]
    assert [(each.text, each.count) for each in told.faulted] == [("giá vàng hôm nay", 3)]


def test_forgetting_leaves_nothing(site: Site, service: Service) -> None:
    """Of that session in any table; all of others. What waits to be written down goes as well."""
    reply = service.answer("vay vốn hỏi ai")
    for session in (LAN, MINH):
        log.keep(site, log.API, session, "vay vốn hỏi ai", reply, after=reply.state)
        log.judge(site, session, "vay vốn hỏi ai", reply, "sai")
    log.forget(site, LAN)
    held = [row for table in METADATA.sorted_tables for row in rows(site, table)]
    assert len(held) == 2
    assert all(site.store.memory.privacy.hashed(f"web:{MINH}") in row for row in held)
    assert log.conversation(site, LAN) is None
    assert log.conversation(site, MINH) is not None


def test_a_web_session_is_nobody_in_telegram(site: Site) -> None:
    """A token of digits alone is another person than the account of that number."""
    hashed = site.store.memory.privacy.hashed
    assert hashed(log.name("5001")) != hashed(5001)


def test_old_questions_go_with_time(site: Site, service: Service) -> None:
    """After the days that are set, as Telegram's."""
    reply = service.answer("vay vốn hỏi ai")
    late = replace(site, service=replace(service, clock=lambda: NOW - dt.timedelta(days=91)))
    log.keep(late, log.PAGE, LAN, "cũ", reply)
    log.keep(site, log.PAGE, LAN, "mới", reply)
    site.store.purge(NOW, 90)
    assert rows(site, ANSWERS.c.text) == [("mới",)]
