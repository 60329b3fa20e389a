"""An agency's dates as an iCalendar file: right by RFC 5545, read back by the library, nothing missing or twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar, Event

from bot.export import calendar
from bot.export.calendar import NoDatesError
from bot.export.duty import Duties
from bot.export.sheet import DutySheet
from bot.export.subject import Scope, Subject
from bot.service import VIETNAM
from knowledge.landmarks import YEARLY_REPORT
from tests.bot.export.conftest import MADE
from tests.bot.export.expected import AGENCIES, KNOWLEDGE, TABLE, parts

Write = Callable[..., bytes]
LAST_DAYS = {
    "Quý IV/2022": dt.date(2022, 12, 31),
    "Quý I/2023": dt.date(2023, 3, 31),
    "Năm 2023": dt.date(2023, 12, 31),
    "Giai đoạn 2023 - 2025": dt.date(2025, 12, 31),
    "Giai đoạn 2023 - 2030": dt.date(2030, 12, 31),
}
YEARLY = {"Hàng năm", "Kế hoạch hàng năm"}
REPORTING = {"so", "ban", "nganh"}
HOW = {
    "lead_collective": "Chủ trì (gọi chung)",
    "coord": "Phối hợp",
    "coord_collective": "Phối hợp (gọi chung)",
}
"""What an event's words begin with, by the sort of duty; the others with nothing."""


def reports(name: str) -> bool:
    """Whether the plan has an agency report every year."""
    return name == "ubndhuyen" or bool(REPORTING & set(KNOWLEDGE.agencies[name].collectives))


def dated(name: str) -> dict[str, str]:
    """The rows of an agency that have a day or come round every year, with their times."""
    rows = [unit for units in parts(Subject(Scope.AGENCY, name)).values() for unit in units]
    return {unit: TABLE[unit].deadline for unit in rows if TABLE[unit].deadline in {*LAST_DAYS, *YEARLY}}


DATED = [each.value for each in AGENCIES if dated(each.value) or reports(each.value)]


@pytest.fixture(scope="session")
def write(duties: Duties, sheet: Callable[..., DutySheet]) -> Write:
    """Writes the file of an agency, as things stand at a moment."""
    return lambda name, made=MADE: calendar.write(sheet(Subject(Scope.AGENCY, name), made), duties.words)


def events(content: bytes) -> list[Event]:
    """The events of a file, read back."""
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    return [each for each in read.walk("VEVENT") if isinstance(each, Event)]


def series(found: list[Event]) -> dict[str, Any]:
    """The events without those that tell of one day of another, by the place that they stand for."""
    return {str(each["UID"]).partition(".")[0]: each for each in found if "RECURRENCE-ID" not in each}


@pytest.mark.parametrize("name", DATED)
def test_every_date_once(write: Write, name: str) -> None:
    """The yearly report where the agency has it, its yearly tasks, the ends of its times: no others, on their days."""
    found = series(events(write(name)))
    days = {unit: each.start for unit, each in found.items()}
    expected = {unit: LAST_DAYS.get(time, dt.date(2023, 12, 31)) for unit, time in dated(name).items()}
    assert days == expected | ({YEARLY_REPORT: dt.date(2023, 12, 14)} if reports(name) else {})
    for unit, each in found.items():
        yearly = unit == YEARLY_REPORT or TABLE[unit].deadline in YEARLY
        assert ("RRULE" in each) is yearly
        assert ("VALARM" in {inside.name for inside in each.subcomponents}) is (unit == YEARLY_REPORT)


@pytest.mark.parametrize("name", ["skhdt", "ubndhuyen", "lmhtx", "hlhpn"])
def test_an_event_holds_the_plans_words(write: Write, name: str) -> None:
    """Of a row its cells and its place; that the day is our reckoning, marked as ours."""
    for unit, each in series(events(write(name))).items():
        told = str(each["DESCRIPTION"]).split("\n")
        assert told[0] == KNOWLEDGE.units[unit].text
        if unit != YEARLY_REPORT:
            line = TABLE[unit]
            assert told[1:4] == [
                f"Cơ quan chủ trì: {line.lead}",
                f"Cơ quan phối hợp: {line.coord}",
                f"Thời gian thực hiện: {line.deadline}",
            ]
            assert told[4] == f"Mục III, nhóm {line.group}, nhiệm vụ {line.number}"
        ours = told[2 if unit == YEARLY_REPORT else 5 :]
        assert all(line.startswith("* ") for line in ours)
        assert any("ngày" in line for line in ours)


@pytest.mark.parametrize(
    ("made", "passed"),
    [
        (dt.datetime(2023, 12, 14, 23, 59, tzinfo=VIETNAM), []),
        (dt.datetime(2023, 12, 15, 0, 1, tzinfo=VIETNAM), [2023]),
        (dt.datetime(2026, 1, 20, 9, 0, tzinfo=VIETNAM), [2023, 2024, 2025]),
        (dt.datetime(2032, 5, 1, 9, 0, tzinfo=VIETNAM), list(range(2023, 2031))),
    ],
)
def test_days_that_have_passed_are_marked_and_stay(write: Write, made: dt.datetime, passed: list[int]) -> None:
    """Each day of the yearly report that has passed is told of as such; the others stay as they are."""
    found = [each for each in events(write("sct", made)) if str(each["UID"]).startswith(f"{YEARLY_REPORT}.")]
    whole, *told = found
    assert str(whole["SUMMARY"]) == "Báo cáo năm, gửi trước ngày 15/12 (Kế hoạch 922)"
    assert [each["RECURRENCE-ID"].dt for each in told] == [dt.date(year, 12, 14) for year in passed]
    assert all(each.start == each["RECURRENCE-ID"].dt for each in told)
    assert all(str(each["SUMMARY"]) == f"Đã qua · {whole['SUMMARY']}" for each in told)


def test_a_time_that_has_passed_is_marked_and_stays(write: Write) -> None:
    """Of the women's union's scheme to 2030 the day stands, marked only once it has passed."""
    ended = LAST_DAYS["Giai đoạn 2023 - 2030"]
    for made, over in ((ended, False), (ended + dt.timedelta(days=1), True)):
        moment = dt.datetime.combine(made, dt.time(1), VIETNAM)
        each = series(events(write("hlhpn", moment)))["III-II-4-5"]
        assert each.start == ended
        assert str(each["SUMMARY"]).startswith("Đã qua · ") is over


@pytest.mark.parametrize("name", DATED)
def test_how_a_row_binds_is_told(write: Write, name: str) -> None:
    """That an agency coordinates, not leads; that it is one of a collective, not named, which stands as ours too."""
    sorts = {unit: sort for sort, units in parts(Subject(Scope.AGENCY, name)).items() for unit in units}
    for unit, each in series(events(write(name))).items():
        how, _, _ = str(each["SUMMARY"]).removeprefix("Đã qua · ").rpartition(" · ")
        assert how == HOW.get(sorts.get(unit, ""), "")
        unnamed = [line for line in str(each["DESCRIPTION"]).split("\n") if "không nêu tên cơ quan này" in line]
        assert [line[:2] for line in unnamed] == ["* "] * ("gọi chung" in how)


def test_one_of_a_collective_that_leads_is_told_so(sheet: Callable[..., DutySheet], duties: Duties) -> None:
    """No such row of the plan has a day: as if those of the women's union's were its own to lead."""
    made = sheet(Subject(Scope.AGENCY, "hlhpn"))
    leading = replace(made, parts=tuple(replace(part, name="lead_collective") for part in made.parts))
    each = series(events(calendar.write(leading, duties.words)))["III-II-4-5"]
    assert str(each["SUMMARY"]).startswith("Chủ trì (gọi chung) · ")
    assert "không nêu tên cơ quan này" in str(each["DESCRIPTION"])


def test_the_report_rings_two_weeks_before_in_the_morning(write: Write) -> None:
    """At eight on 30 November: an alarm that shows its words."""
    (alarm,) = series(events(write("sct")))[YEARLY_REPORT].walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"]
    assert dt.datetime(2026, 12, 14, tzinfo=VIETNAM) + alarm["TRIGGER"].dt == dt.datetime(
        2026, 11, 30, 8, tzinfo=VIETNAM
    )


def test_a_file_made_later_has_the_same_ids(write: Write) -> None:
    """Imported anew it replaces what was there; DTSTAMP is the moment of making, in UTC."""
    now, later = (events(write("skhdt", made)) for made in (MADE, MADE.replace(month=6)))
    assert [each["UID"] for each in now] == [each["UID"] for each in later]
    assert {each["DTSTAMP"].to_ical() for each in now} == {b"20260120T020000Z"}
    assert {each["DTSTAMP"].to_ical() for each in later} == {b"20260620T020000Z"}
    assert write("skhdt") == write("skhdt")


@pytest.mark.parametrize("name", DATED)
def test_it_is_right_by_the_rfc(write: Write, name: str) -> None:
    """Lines of at most 75 octets ended by CRLF, whole letters; what must stand stands once; days without hours."""
    content = write(name)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all("\ufffd" not in line.decode("utf-8") for line in lines)
    whole = content.replace(b"\r\n ", b"").decode()
    for name_, count in (
        ("VERSION:2.0", 1),
        ("PRODID:", 1),
        ("CALSCALE:GREGORIAN", 1),
        ("X-WR-TIMEZONE:Asia/Ho_Chi_Minh", 1),
    ):
        assert len(re.findall(f"^{name_}", whole, re.MULTILINE)) == count
    assert "TZID" not in whole
    found = events(content)
    assert found
    keys = [(str(each["UID"]), each["RECURRENCE-ID"].dt if "RECURRENCE-ID" in each else None) for each in found]
    assert len(set(keys)) == len(keys)
    by_id = {str(each["UID"]): each for each in found if "RECURRENCE-ID" not in each}
    for each in found:
        assert not each.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(each)
        assert each["DTSTART"].params["VALUE"] == each["DTEND"].params["VALUE"] == "DATE"
        assert each.end - each.start == dt.timedelta(days=1)
        assert each["TRANSP"] == "TRANSPARENT"
        if "RRULE" in each:
            (until,) = each["RRULE"]["UNTIL"]
            assert each["RRULE"]["FREQ"] == ["YEARLY"]
            assert type(until) is dt.date
            assert until == each.start.replace(year=2030)
        if "RECURRENCE-ID" in each:
            of, day = by_id[str(each["UID"])], each["RECURRENCE-ID"].dt
            assert each["RECURRENCE-ID"].params["VALUE"] == "DATE"
            assert (day.month, day.day) == (of.start.month, of.start.day)
            assert of.start <= day <= of["RRULE"]["UNTIL"][0]
    assert Calendar.from_ical(content).to_ical() == content


def test_texts_are_escaped(write: Write) -> None:
    """Commas, semicolons and line ends within a text."""
    whole = write("ubndhuyen").replace(b"\r\n ", b"").decode()
    (described,) = re.findall(r"^UID:IV-2\..*?^DESCRIPTION:(.*?)\r$", whole, re.MULTILINE | re.DOTALL)[:1]
    assert "triển khai thực hiện Kế hoạch\\; kịp thời" in described
    assert "\\nMục IV\\, khoản 2\\n" in described
    assert not re.search(r"(?<!\\)[,;]", described)


def test_an_agency_without_days_has_no_calendar(sheet: Callable[..., DutySheet], duties: Duties) -> None:
    """A calendar of nothing would be none by the RFC; the error names the agency. Every body of the plan has days."""
    bare = replace(sheet(Subject(Scope.AGENCY, "sct")), parts=(), charges=())
    with pytest.raises(NoDatesError, match=KNOWLEDGE.agencies["sct"].name):
        calendar.write(bare, duties.words)


def test_which_agencies_have_days(sheet: Callable[..., DutySheet], duties: Duties) -> None:
    """It is known without writing the file."""
    assert {each.value for each in AGENCIES if calendar.dated(sheet(each), duties.words)} == set(DATED)
