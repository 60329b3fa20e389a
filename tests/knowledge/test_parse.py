"""The source text becomes the plan: nothing lost, nothing added, and what cannot be read is named."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from knowledge import yamlfile
from knowledge.load import Knowledge, parse_source, source_digest
from knowledge.model import Kind, Plan
from knowledge.parse import Grammar, ParseError, parse

DIGEST = "064a404bbc48f1151f220cd713268775398a05abb3d8a577868c0bdbd835b9d6"
GROUP_ROWS = {
    "I": "1 2 3 4 5",
    "II": "1 2 3 4 4-1 4-2 4-3 4-4 4-5 5 6 7",
    "III": "1 2 3 4 5 6",
    "IV": "1 2 3 4 5 6 7 7-1 7-2 7-3 7-4 8 9 10",
    "V": "1 2 3 4",
    "VI": "1 2 3 4",
}
IDS = [
    *(f"QD-can-cu-{n}" for n in range(1, 7)),
    *("QD-dieu-1", "QD-dieu-2", "QD-thi-hanh", "QD-noi-nhan", "KH-so-hieu", "KH-can-cu"),
    *("I-1", "I-2", "I-3", "II-1"),
    *(f"II-2-2030-{n}" for n in range(1, 5)),
    "II-2-2045",
    *(
        unit_id
        for group, rows in GROUP_ROWS.items()
        for unit_id in (f"III-{group}", *(f"III-{group}-{row}" for row in rows.split()))
    ),
    *("IV-1", "IV-2", "IV-3"),
]


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The rules that the plan is read by."""
    return yamlfile.load("knowledge", "grammar.yaml", Grammar)


@pytest.fixture(scope="module")
def parsed() -> Plan:
    """The plan, read anew from its source."""
    return parse_source()


def test_source_is_as_issued() -> None:
    """The committed text is the one that was issued, byte for byte."""
    assert source_digest() == DIGEST


def test_committed_plan_is_the_parse(parsed: Plan, knowledge: Knowledge) -> None:
    """What runs (plan.yaml) equals what the parser makes of the source."""
    assert knowledge.plan == parsed


def test_units_have_the_agreed_ids(parsed: Plan) -> None:
    """75 units, in the order of the text."""
    assert [unit.id for unit in parsed.units] == IDS
    assert len(IDS) == 75


def test_text_is_verbatim(parsed: Plan, source: str) -> None:
    """A unit's text is the source at its offsets; so is a heading's; a row spans from its number to its last cell."""
    for unit in parsed.units:
        assert source[unit.start : unit.end] == unit.text
        if unit.kind is Kind.TASK:
            assert unit.row_start is not None
            row = source[unit.row_start : unit.row_end]
            cells = [cell.strip(" \t\u00a0") for cell in row.split("\n")]
            assert cells == [unit.number, unit.text, unit.lead, unit.coord, unit.deadline]
    for heading in parsed.headings:
        assert source[heading.start : heading.end] == heading.text


def test_units_do_not_overlap(parsed: Plan) -> None:
    """Every stretch of the source is in one unit at most, and the units follow the text."""
    spans = [(unit.row_start or unit.start, unit.row_end or unit.end) for unit in parsed.units]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_every_line_is_read(parsed: Plan, source: str) -> None:
    """Beside units, cells and headings, a line holds at most its number, a dash or the brackets around a unit."""
    covered = bytearray(len(source))
    spans = [(heading.start, heading.end) for heading in parsed.headings]
    spans += [(unit.row_start or unit.start, unit.row_end or unit.end) for unit in parsed.units]
    for start, end in spans:
        covered[start:end] = b"x" * (end - start)
    numbers = {unit.number for unit in parsed.units}
    offset = 0
    for line in source.split("\n"):
        rest = "".join(c for place, c in enumerate(line, start=offset) if not covered[place]).strip()
        assert rest in {"", "-", "()"} or rest.rstrip(".") in numbers, f"{line!r} leaves {rest!r}"
        offset += len(line) + 1


def test_headings_are_few_and_named(parsed: Plan) -> None:
    """The lines that are no unit: titles, section names, the table's head, a group's name in its other three cells."""
    groups = {unit.text for unit in parsed.units if unit.kind is Kind.GROUP}
    repeated = Counter(heading.text for heading in parsed.headings if heading.text in groups)
    assert repeated == dict.fromkeys(groups, 3)
    others = [heading.text for heading in parsed.headings if heading.text not in groups]
    assert len(others) == 20
    assert [text for text in others if re.match(r"[IVX]+\. ", text)] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. MỤC TIÊU",
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]


def test_rows_know_group_and_parent(parsed: Plan) -> None:
    """A row knows its group; a sub-task its parent; nothing else has either."""
    for unit in parsed.units:
        if unit.kind is Kind.TASK:
            assert unit.id.startswith(f"{unit.group}-")
            assert unit.parent == (unit.id.rpartition("-")[0] if "." in unit.number else "")
        else:
            assert (unit.group, unit.parent) == ("", "")


def test_printed_numbers(parsed: Plan) -> None:
    """Numbers stand as printed: "Điều 1", "4.1", "II"; none for a bullet or an unnumbered paragraph."""
    numbers = {unit.id: unit.number for unit in parsed.units}
    assert [numbers[unit] for unit in ("QD-dieu-1", "III-II-4-1", "III-II", "I-3", "II-1", "IV-2")] == [
        "Điều 1",
        "4.1",
        "II",
        "3",
        "1",
        "2",
    ]
    assert {numbers[unit] for unit in ("II-2-2030-1", "II-2-2045", "QD-thi-hanh", "QD-can-cu-1", "KH-so-hieu")} == {""}


def test_small_plan(small_plan: str, grammar: Grammar) -> None:
    """Six units, by the same rules; parts that a text lacks are passed over."""
    units = {unit.id: unit for unit in parse(small_plan, grammar).units}
    assert {unit_id: unit.text for unit_id, unit in units.items()} == {
        "QD-dieu-1": "Ban hành Kế hoạch trồng cây.",
        "II-2-2030-1": "Trồng 1.280 cây.",
        "III-I": "Trồng và chăm cây",
        "III-I-1": "Chăm cây.",
        "III-I-1-1": "Tưới cây mỗi sáng.",
        "IV-1": "Các sở cùng làm./.",
    }
    watering, parent = units["III-I-1-1"], units["III-I-1"]
    assert (watering.lead, watering.coord, watering.deadline) == ("Sở Tài chính", "Các sở, ngành", "Năm 2023")
    assert (parent.lead, parent.coord, parent.deadline) == ("", "", "")
    assert (watering.group, watering.parent) == ("III-I", "III-I-1")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("\tSở Tài chính\n", "", 26, "a row of 4 cells"),
        ("\tNăm 2023\n", "\tNăm 2023\n\tNăm 2024\n", 31, "a row of 1 cells"),
        ("\t1\n\tChăm cây.", "\t2\n\tChăm cây.", 26, "sub-task 1.1 without its task 1"),
        ("\t1\n\tChăm cây.", "\tmột\n\tChăm cây.", 20, "neither a group's nor a task's number"),
        ("\tI\n", "\t7\n", 14, "a task before any group"),
        ("\tTrồng và chăm cây\n\n", "\tTrồng cây\n\n", 14, "a group's heading whose cells differ"),
        ("- Trồng 1.280 cây.", "Trồng 1.280 cây.", 6, "no rule of part 'targets-2030'"),
        ("1. Các sở cùng làm./.", "1. Các sở cùng làm./.\nMột dòng lạc.", 35, "no rule of part 'execution'"),
        ("1. Các sở cùng làm./.", "1. Các sở cùng làm./.\n1. Các ban cũng vậy.", 35, "a second unit 'IV-1'"),
        ("QUYẾT ĐỊNH\n", "", 1, "no part is open here"),
        ("Điều 1. ", "Điều một. ", 2, "no rule of part 'decision'"),
    ],
)
def test_broken_copy_names_line_and_reason(
    small_plan: str,
    grammar: Grammar,
    old: str,
    new: str,
    line: int,
    reason: str,
) -> None:
    """A text out of shape is refused; the error names the line and says why."""
    assert old in small_plan
    with pytest.raises(ParseError, match=re.escape(reason)) as caught:
        parse(small_plan.replace(old, new, 1), grammar)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")
