"""What can be ordered, and what it comes to: everything that is offered can be made, and Telegram takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.charts import gallery
from bot.commands.words import load_words
from bot.export.subject import Scope, times
from bot.kinds.table import charges, duties
from bot.service import Service
from bot.telegram.calls import Where, made, make, order
from bot.telegram.message import PNG, File, Message, Order, Picture
from bot.telegram.surface import FILE
from bot.telegram.workshop import ICS, PAPERS, Workshop
from knowledge.model import TimeKind
from tests.botapi.html import check, length
from tests.conftest import NOW

CAPTION = 1024
BEGINNINGS = {"docx": b"PK", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR", "png": b"\x89PNG"}


@pytest.fixture(scope="module")
def workshop(service: Service) -> Workshop:
    """The workshop, on a day that stands still."""
    return Workshop(replace(service, clock=lambda: NOW), load_words(FILE))


def offered(workshop: Workshop) -> list[Order]:
    """All that buttons order."""
    knowledge = workshop.service.knowledge
    subjects = [(Scope.GROUP, group) for group in knowledge.groups]
    subjects += [(Scope.TIME, str(number)) for number in range(len(times(knowledge)))]
    papers = [Order(form, scope, name) for scope, name in subjects for form in PAPERS]
    pictures = [Order(PNG, gallery.TARGETS, year) for year in ("2030", "2045")]
    pictures += [Order(PNG, sort, "") for sort in (gallery.TIMES, gallery.AGENCIES)]
    return [*papers, *pictures, *(order for agency in knowledge.agencies for order in workshop.offered(agency))]


def test_whatever_is_offered_can_be_made(workshop: Workshop) -> None:
    """Files and pictures with a caption that fits, as the button says; each also when it has been written down."""
    for offer in offered(workshop):
        orders = workshop.orders(offer)
        assert orders, offer
        for one in orders:
            assert order(make(Where(1), one)) == one
        thing = workshop.make(orders[-1])
        assert isinstance(thing, Picture if offer.form == PNG else File), offer
        assert thing.content.startswith(BEGINNINGS[offer.form])
        assert thing.name.endswith(f".{offer.form}")
        assert check(thing.caption) == []
        assert 0 < length(thing.caption) <= CAPTION
        assert "922/QĐ-UBND" in thing.caption


def test_a_body_has_what_the_plan_gives_it(workshop: Workshop) -> None:
    """Word and Excel where anything binds it, dates where it has any, a picture where rows name it."""
    knowledge = workshop.service.knowledge
    for agency in knowledge.agencies:
        found = duties(knowledge, agency)
        forms = [offer.form for offer in workshop.offered(agency)]
        assert bool(forms) == bool(found.every or charges(knowledge, agency))
        assert (PNG in forms) == bool(found.lead or found.coord)
        assert (ICS in forms) == _dated(workshop, agency)
    assert [offer.form for offer in workshop.offered("hnd")] == [*PAPERS, ICS]


def _dated(workshop: Workshop, agency: str) -> bool:
    """Whether a row that binds a body has an end or comes round every year, or the yearly report binds it."""
    knowledge = workshop.service.knowledge
    times = (knowledge.tasks[unit].time for unit in duties(knowledge, agency).every)
    dated = any(time is not None and (time.last is not None or time.kind is not TimeKind.ONGOING) for time in times)
    return dated or "IV-2" in charges(knowledge, agency)


@pytest.mark.parametrize(
    "wrong",
    [
        Order("pdf", Scope.AGENCY, "sct"),
        Order(ICS, Scope.AGENCY, "ubndtinh"),
        Order(ICS, Scope.GROUP, "III-I"),
        Order("docx", Scope.AGENCY, "x"),
        Order("docx", Scope.WHOLE, ""),
        Order("xlsx", Scope.TIME, "99"),
        Order("xlsx", Scope.GROUP, "III-X"),
        Order(PNG, gallery.AGENCY, ""),
        Order(PNG, gallery.TARGETS, "2031"),
        Order(PNG, "x", ""),
    ],
)
def test_what_there_is_not_is_not_ordered(workshop: Workshop, wrong: Order) -> None:
    """Neither a form nor a subject."""
    assert workshop.orders(wrong) == ()


@pytest.mark.parametrize("wrong", [Order("docx", Scope.AGENCY, "x"), Order(PNG, gallery.AGENCY, "x")])
def test_what_an_older_program_ordered(workshop: Workshop, wrong: Order) -> None:
    """What there is no more is apologised for, and holds up nothing."""
    assert isinstance(workshop.make(wrong), Message)


def test_an_apology_is_a_message(workshop: Workshop) -> None:
    """It takes the file's place in the chat."""
    call = make(Where(1, 2, 3), Order("docx", Scope.AGENCY, "x"))
    sent = made(call, workshop.make(order(call)))
    assert sent.method == "sendMessage"
    assert "mã" in sent.params["text"]
    assert sent.params["message_thread_id"] == 2


def test_the_bodies_are_several_pictures(workshop: Workshop) -> None:
    """Where no page is named, all; the same of the years."""
    assert [one.name for one in workshop.orders(Order(PNG, gallery.AGENCIES, ""))] == ["0", "1"]
    assert [one.name for one in workshop.orders(Order(PNG, gallery.TARGETS, ""))] == ["2030", "2045"]
