"""Subjects, found by how people call them."""

from __future__ import annotations

import pytest

from bot.export import subject
from bot.export.subject import Scope, Subject
from bot.service import Service
from tests.bot.export.expected import KNOWLEDGE, TIMES


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("lmhtx", "lmhtx"),
        ("LMHTX tỉnh", "lmhtx"),
        ("  so cong thuong ", "sct"),
        ("Sở KH&ĐT", "skhdt"),
        ("Sở Nông nghiệp và Môi trường", "snn"),
        ("UBND huyện Nga Sơn", "ubndhuyen"),
        ("Nga Sơn", "ubndhuyen"),
        ("mặt trận", "mttq"),
        ("", ""),
        ("Sở Con Thương", ""),
        ("Sở Công Thương và Sở Tài chính", ""),
        ("nghị quyết 20", ""),
        ("Sở Công Thương làm gì", ""),
    ],
)
def test_an_agency_by_its_id_or_a_name(service: Service, text: str, agency: str) -> None:
    """Old, new and short names; a name that is none, or more than a name, is no agency."""
    found = subject.agency(text, service.knowledge, service.language)
    assert found == (Subject(Scope.AGENCY, agency) if agency else None)


def test_every_agency_by_its_id_and_its_name(service: Service) -> None:
    """As the list of agencies writes them."""
    for agency in KNOWLEDGE.agencies.values():
        for text in (agency.id, agency.name):
            assert subject.agency(text, service.knowledge, service.language) == Subject(Scope.AGENCY, agency.id)


@pytest.mark.parametrize(
    ("text", "group"),
    [("II", "III-II"), (" iv ", "III-IV"), ("III-V", "III-V"), ("6", "III-VI"), ("7", ""), ("", ""), ("nhóm", "")],
)
def test_a_group_by_its_id_or_number(text: str, group: str) -> None:
    """Roman or not."""
    assert subject.group(text, KNOWLEDGE) == (Subject(Scope.GROUP, group) if group else None)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Quý IV/2022", "Quý IV/2022"),
        ("quy iv 2022", "Quý IV/2022"),
        ("giai đoạn 2023-2025", "Giai đoạn 2023 - 2025"),
        ("hang nam", "Hàng năm"),
        ("Năm 2024", ""),
        ("", ""),
    ],
)
def test_a_time_as_the_table_prints_it(text: str, time: str) -> None:
    """However it is spaced, with or without marks."""
    assert subject.time(text, KNOWLEDGE) == (Subject(Scope.TIME, time) if time else None)


def test_the_times_of_the_table() -> None:
    """Each once, in the order in which they stand."""
    assert subject.times(KNOWLEDGE) == tuple(each.value for each in TIMES)
