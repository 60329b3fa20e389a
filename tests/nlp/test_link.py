"""What messages name: agencies old and new, documents, years, quarters, figures, days."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from bot.service import Service
from knowledge.load import Knowledge
from nlp.link import link
from nlp.mention import Mention, Name
from nlp.question import Question

Named = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="module")
def named(service: Service, understood: Callable[[str], Question]) -> Named:
    """The names in a message."""
    return lambda text: link(understood(text), service.language)[0]


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("Sở KH&ĐT", "skhdt"),
        ("SKHĐT làm gì", "skhdt"),
        ("so ke hoach dau tu", "skhdt"),
        ("sở kế hoạch", "skhdt"),
        ("Sở Nông nghiệp và PTNT", "snn"),
        ("sở nn", "snn"),
        ("sowr taif chinhs", "stc"),
        ("sở lđtbxh", "sldtbxh"),
        ("Sở TTTT", "stttt"),
        ("sở khcn", "skhcn"),
        ("SỞ CÔNG THƯƠNG", "sct"),
        ("lmhtx", "lmhtx"),
        ("liên minh", "lmhtx"),
        ("NHNN", "nhnn"),
        ("ngân hàng nhà nước", "nhnn"),
        ("cục thuế", "cucthue"),
        ("hội phụ nữ", "hlhpn"),
        ("mặt trận", "mttq"),
        ("ban dân tộc", "bdt"),
        ("đài truyền hình tỉnh", "dai"),
        ("UBND huyện", "ubndhuyen"),
        ("ubnd huyện nga sơn", "ubndhuyen"),
        ("UBND TP Sầm Sơn", "ubndhuyen"),
        ("sở y tế", "syt"),
        ("hội nông dân", "hnd"),
        ("công an", "congan"),
        ("UBND xã", "ubndxa"),
    ],
)
def test_agencies(named: Named, typed: str, agency: str) -> None:
    """By the plan's name, the people's, an abbreviation, mistyped; also bodies that the plan does not name."""
    assert [m.value for m in named(typed) if m.name is Name.AGENCY] == [agency]


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("Sở Nông nghiệp và Môi trường", "snn"),
        ("Sở Dân tộc và Tôn giáo", "bdt"),
        ("NHNN khu vực 7", "nhnn"),
        ("Thuế tỉnh Thanh Hóa", "cucthue"),
    ],
)
def test_names_that_came_later(named: Named, knowledge: Knowledge, typed: str, agency: str) -> None:
    """A newer name leads to the plan's agency and says by which change."""
    (mention,) = named(typed)
    assert mention.value == agency
    assert mention.change in {change.id for change in knowledge.changes if change.agency == agency}


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        ("NQ 20", "nq-20"),
        ("nghị quyết số 09/NQ-CP", "nq-09"),
        ("kh 94", "kh-94"),
        ("kế hoạch 280", "kh-280"),
        ("98/2018/NĐ-CP", "nd-98"),
        ("TT39", "tt-39"),
        ("922/QĐ-UBND", "qd-922"),
        ("quyết định 167", "qd-167"),
        ("luật hợp tác xã", "luat-htx"),
    ],
)
def test_documents(named: Named, typed: str, document: str) -> None:
    """By number, with or without its kind."""
    assert [m.value for m in named(typed) if m.name is Name.DOCUMENT] == [document]


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("năm 2030", Name.YEAR, "2030"),
        ("2045", Name.YEAR, "2045"),
        ("30%", Name.PERCENT, "30"),
        ("30 phần trăm", Name.PERCENT, "30"),
        ("1.280", Name.NUMBER, "1280"),
        ("1,280", Name.NUMBER, "1280"),
        ("334841", Name.NUMBER, "334841"),
        ("15/12", Name.DAY, "15/12"),
        ("15-12", Name.DAY, "15/12"),
        ("quý IV", Name.QUARTER, "4"),
        ("quy 4 nam 2022", Name.QUARTER, "4"),
        ("Q1/2023", Name.QUARTER, "1"),
    ],
)
def test_numbers_and_dates(named: Named, typed: str, name: Name, value: str) -> None:
    """Written in any of the usual ways."""
    assert value in [m.value for m in named(typed) if m.name is name]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("quyết định 992", "992"), ("nghị quyết 19-NQ/TW", "19-nq/tw"), ("Luật Đất đai", "Luật Đất đai")],
)
def test_documents_that_the_plan_never_names(named: Named, typed: str, value: str) -> None:
    """A number or a title beside a document's kind is a document, if none of the plan's."""
    assert [(m.name, m.value) for m in named(typed)] == [(Name.UNNAMED, value)]


@pytest.mark.parametrize(("typed", "name"), [("2.045", Name.NUMBER), ("2045", Name.YEAR)])
def test_a_grouped_number_is_no_year(named: Named, typed: str, name: Name) -> None:
    """Who types thousands with a point means a number."""
    assert [m.name for m in named(typed)] == [name]


def test_every_form_of_an_agency_leads_to_it(named: Named, knowledge: Knowledge) -> None:
    """Whatever the data lists as a name is found as that agency, alone in a message."""
    lost = [
        (form, agency.id)
        for agency in knowledge.agencies.values()
        for form in (agency.name, *agency.plan_forms, *agency.people_forms)
        if agency.id not in {m.value for m in named(form) if m.name is Name.AGENCY}
    ]
    assert lost == []


def test_mentions_do_not_overlap(named: Named) -> None:
    """In order, each syllable in one name at most."""
    found = named("Sở Công Thương và Liên minh HTX theo NQ 20 năm 2030, nhóm VI nhiệm vụ 2, 30% trước 15/12")
    assert len(found) >= 6
    assert all(before.end <= after.start for before, after in pairwise(found))
