"""What a message takes for granted of a place, and whether the place says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.service import Service
from knowledge.load import Knowledge
from nlp.claims import Claim, claims
from nlp.mention import Name
from nlp.question import Question
from nlp.understand import understand


@pytest.fixture(scope="module")
def said(service: Service, knowledge: Knowledge, understood: Callable[[str], Question]) -> Callable[..., list[Claim]]:
    """The claims of a message about a place."""

    def found(text: str, unit: str) -> list[Claim]:
        return list(claims(understand(understood(text), service.language, service.model), unit, knowledge))

    return found


@pytest.mark.parametrize(
    ("typed", "unit", "name", "value", "right"),
    [
        ("Sở Tài chính chủ trì đúng không", "III-IV-8", Name.AGENCY, "stc", True),
        ("Sở Y tế chủ trì đúng không", "III-IV-8", Name.AGENCY, "syt", False),
        ("Sở Công Thương phối hợp à", "III-III-4", Name.AGENCY, "sct", True),
        ("chỉ mỗi Sở Tài chính chủ trì à", "III-III-6", Name.AGENCY, "stc", False),
        ("chỉ mỗi Sở Tài chính chủ trì à", "III-IV-8", Name.AGENCY, "stc", True),
        ("báo cáo thông qua Sở Kế hoạch và Đầu tư à", "IV-2", Name.AGENCY, "skhdt", True),
        ("báo cáo thông qua Sở Tài chính à", "IV-2", Name.AGENCY, "stc", False),
        ("825 hợp tác xã nông nghiệp đúng không", "II-2-2030-1", Name.NUMBER, "825", True),
        ("82 hợp tác xã nông nghiệp đúng không", "II-2-2030-1", Name.NUMBER, "82", False),
        ("825 hợp tác xã phi nông nghiệp à", "II-2-2030-1", Name.NUMBER, "825", False),
        ("455 hợp tác xã phi nông nghiệp à", "II-2-2030-1", Name.NUMBER, "455", True),
        ("cả tỉnh 825 hợp tác xã à", "II-2-2030-1", Name.NUMBER, "825", False),
        ("85% hợp tác xã nông nghiệp dùng công nghệ cao à", "II-2-2030-3", Name.PERCENT, "85%", False),
        ("30% hợp tác xã nông nghiệp dùng công nghệ cao à", "II-2-2030-3", Name.PERCENT, "30%", True),
        ("55% đúng không", "II-2-2030-4", Name.PERCENT, "55%", True),
        ("5% đúng không", "II-2-2030-4", Name.PERCENT, "5%", False),
        ("từ 7.516 cán bộ trở lên à", "II-2-2030-4", Name.NUMBER, "7516", None),
        ("60% hợp tác xã nông nghiệp xếp loại khá à", "II-2-2030-2", Name.PERCENT, "60%", None),
        ("335 nghìn thành viên à", "II-2-2030-4", Name.NUMBER, "335000", True),
        ("ba trăm nghìn thành viên à", "II-2-2030-4", Name.NUMBER, "300000", False),
        ("phi nông nghiệp kém nông nghiệp 370 à", "II-2-2030-1", Name.NUMBER, "370", True),
        ("phi nông nghiệp kém nông nghiệp 400 à", "II-2-2030-1", Name.NUMBER, "400", False),
        ("tới 2045 à", "II-2-2030-1", Name.YEAR, "2045", False),
        ("năm 2023 xong à", "III-III-6", Name.YEAR, "2023", True),
        ("quý I xong à", "III-I-2", Name.QUARTER, "1", True),
        ("quý III xong à", "III-I-2", Name.QUARTER, "3", False),
        ("ngày 21/3 à", "KH-so-hieu", Name.DAY, "21/3", True),
        ("ngày 21/03/2023 à", "KH-so-hieu", Name.DAY, "21/03/2023", True),
        ("ngày 12/3/2023 à", "KH-so-hieu", Name.DAY, "12/3/2023", False),
        ("trước 15/12 à", "IV-2", Name.DAY, "15/12", True),
        ("trước 1/12 à", "IV-2", Name.DAY, "1/12", False),
        ("theo thông tư 39 à", "III-II-5", Name.DOCUMENT, "tt-39", True),
        ("theo nghị định 98 à", "III-II-5", Name.DOCUMENT, "nd-98", False),
        ("thay kế hoạch 280 phải không", "QD-dieu-2", Name.DOCUMENT, "kh-280", True),
        ("theo quyết định 992 à", "KH-so-hieu", Name.UNNAMED, "992", False),
    ],
)
def test_right_and_wrong(
    said: Callable[..., list[Claim]],
    typed: str,
    unit: str,
    name: Name,
    value: str,
    right: bool | None,  # noqa: FBT001  # a table's expected value
) -> None:
    """Bodies in their role, whole figures, times, days with or without a year, documents."""
    assert said(typed, unit) == [Claim(name, value, right)]


def test_what_is_wrongly_said_of_a_figure(said: Callable[..., list[Claim]]) -> None:
    """Its bound, its period; the value itself is then neither right nor wrong, and so are values that change places."""
    bound = said("tối đa 30% hợp tác xã nông nghiệp dùng công nghệ cao à", "II-2-2030-3")
    assert bound == [Claim(Name.PERCENT, "30%", None), Claim(Name.NONE, "tối đa", right=False)]
    period = said("lợi nhuận tăng 5% mỗi quý à", "II-2-2030-2")
    assert period == [Claim(Name.PERCENT, "5%", None), Claim(Name.NONE, "quý", right=False)]
    swapped = said("nông nghiệp 455, phi nông nghiệp 825 à", "II-2-2030-1")
    assert [claim.right for claim in swapped] != [True, True]


def test_what_a_place_cannot_tell_is_no_claim(said: Callable[..., list[Claim]]) -> None:
    """A body said of a target, a quarter said of a clause."""
    assert said("Sở Tài chính lo à", "II-2-2030-1") == []
    assert said("quý I à", "IV-1") == []


def test_years_of_a_name_are_neither_right_nor_wrong(said: Callable[..., list[Claim]]) -> None:
    """The scheme is named after 2022 - 2030, its time is 2023 - 2030; 2025 is neither."""
    assert said("đề án phụ nữ làm 2022 - 2030 à", "III-II-4-5") == []
    assert said("đề án phụ nữ làm 2022 - 2025 à", "III-II-4-5") == [Claim(Name.YEAR, "2025", right=False)]
    assert said("đề án phụ nữ làm 2023 - 2030 à", "III-II-4-5") == [
        Claim(Name.YEAR, "2023", right=True),
        Claim(Name.YEAR, "2030", right=True),
    ]
