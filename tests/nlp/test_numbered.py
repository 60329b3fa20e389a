"""Numbered places in the many forms in which people name them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.service import Service
from knowledge.load import Knowledge
from nlp.link import link
from nlp.places import Found, locate
from nlp.question import Question

Places = Callable[[str], list[Found]]


@pytest.fixture(scope="module")
def places(service: Service, knowledge: Knowledge, understood: Callable[[str], Question]) -> Places:
    """The numbered places of a message, located."""
    return lambda text: [locate(each, "", knowledge) for each in link(understood(text), service.language)[1]]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("mục III nhóm IV nhiệm vụ 7.3", "III-IV-7-3"),
        ("muc iii nhom iv nhiem vu 7.3", "III-IV-7-3"),
        ("MỤC III NHÓM IV NHIỆM VỤ 7.3", "III-IV-7-3"),
        ("III.IV.7.3", "III-IV-7-3"),
        ("III-IV-7.3", "III-IV-7-3"),
        ("nhiệm vụ 7.3 nhóm IV", "III-IV-7-3"),
        ("nhiệm vụ bảy chấm ba nhóm IV", "III-IV-7-3"),
        ("nhóm II nhiệm vụ 4.1 nói gì", "III-II-4-1"),
        ("nhóm thứ hai nhiệm vụ số 5", "III-II-5"),
        ("nhóm hai việc năm", None),
        ("nhom 2 viec 5", "III-II-5"),
        ("nhóm 6 nhiệm vụ 1", "III-VI-1"),
        ("nhóm đầu tiên nhiệm vụ cuối", "III-I-5"),
        ("nhiệm vụ 4.2", "III-II-4-2"),
        ("4.2", "III-II-4-2"),
        ("nv 7.1", "III-IV-7-1"),
        ("điều 2 quyết định", "QD-dieu-2"),
        ("dieu 1", "QD-dieu-1"),
        ("điều thứ hai", "QD-dieu-2"),
        ("phần IV khoản 2", "IV-2"),
        ("phần 4 khoản 3", "IV-3"),
        ("gạch đầu dòng thứ hai", "II-2-2030-2"),
        ("III.5", "III-III-5"),
        ("mục III.5", "III-III-5"),
        ("MỤC III.5 NÓI GÌ", "III-III-5"),
        ("việc ở III.5", "III-III-5"),
        ("phần II nhiệm vụ 4.1", "III-II-4-1"),
        ("nhiệm vụ III.5", "III-III-5"),
        ("Nhiệm vụ I.2 quý mấy", "III-I-2"),
    ],
)
def test_one_place(places: Places, typed: str, unit: str | None) -> None:
    """One place, whatever its number is written in; "năm" without an ordinal may be a year and is left alone."""
    found = places(typed)
    if unit is None:
        assert all(len(each.units) != 1 for each in found)
    else:
        assert [each.units for each in found] == [(unit,)]


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("nhiệm vụ 5 và 6 nhóm II", ["III-II-5", "III-II-6"]),
        ("nhiem vu 1, 3 cua nhom V", ["III-V-1", "III-V-3"]),
        ("nhóm II số 3", ["III-II-3"]),
        ("số 3 của nhóm III", ["III-III-3"]),
        ("mục 2 với mục 3 nhóm I", ["III-I-2", "III-I-3"]),
    ],
)
def test_numbers_that_share_a_group(places: Places, typed: str, units: list[str]) -> None:
    """A number stands for a task before or after its group; several share the group that is said once."""
    assert [unit for each in places(typed) for unit in each.units] == units


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("nhóm VI", "III-VI"),
        ("nhóm sáu", "III-VI"),
        ("nhóm 6", "III-VI"),
        ("nhóm cuối cùng", "III-VI"),
        ("nhóm thứ tư", "III-IV"),
    ],
)
def test_a_group(places: Places, knowledge: Knowledge, typed: str, group: str) -> None:
    """A group is its heading and its rows."""
    (found,) = places(typed)
    assert found.units == (group, *knowledge.groups[group])
    assert found.part == group


@pytest.mark.parametrize(
    "typed", ["quý IV", "quý IV/2022", "có 4 nhóm", "sở nào", "30% hợp tác xã", "năm 2030", "vi phạm"]
)
def test_no_place(places: Places, typed: str) -> None:
    """Quarters, counts, years and words that look like numerals name no place."""
    assert places(typed) == []


@pytest.mark.parametrize("typed", ["CƠ QUAN, ĐƠN VỊ NÀO PHỐI HỢP", "HTX VI PHẠM THÌ SAO", "VÌ SAO 825 HTX"])
def test_capitals_are_no_numerals(places: Places, typed: str) -> None:
    """A message in capitals names no group by a word that looks like a numeral."""
    assert places(typed) == []


@pytest.mark.parametrize("typed", ["khoản cuối", "khoản đầu tiên", "Đề nghị giải thích vì sao thời điểm chốt"])
def test_a_place_ends_where_the_message_does(
    service: Service, understood: Callable[[str], Question], typed: str
) -> None:
    """Words for the first or the last that end a message say no more syllables than it has."""
    question = understood(typed)
    (found,) = link(question, service.language)[1]
    assert found.end == len(question.folded)
