"""What is known from outside the plan, as a sheet tells it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.export.sheet import DutySheet
from bot.export.subject import Scope, Subject
from tests.bot.export.expected import KNOWLEDGE, SUBJECTS

Sheets = Callable[..., DutySheet]


def test_facts_from_outside_have_their_source_and_date(every: DutySheet) -> None:
    """Whether the plan stands comes first; each fact is told once."""
    assert every.facts[0].about == "Hiệu lực của Kế hoạch"
    assert all(fact.source and fact.address and fact.date for fact in every.facts)
    days = [re.sub(r"\d{2}/\d{2}/\d{4}", "", fact.date) for fact in every.facts]
    assert not [day for day in days if "/" in day]
    assert all(fact.line.endswith(f"(nguồn: {fact.source}, {fact.date}).") for fact in every.facts)
    assert len({fact.line for fact in every.facts}) == len({fact.text for fact in every.facts}) == len(every.facts)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.value or "all")
def test_what_became_of_each_body_named_is_told(sheet: Sheets, subject: Subject) -> None:
    """Of every body that a cell names, and of the agency itself; what is told of one row alone, where it is listed."""
    made = sheet(subject)
    cells = "\n".join(f"{row.unit.lead}\n{row.unit.coord}" for row in made.rows)
    listed = {row.unit.id for row in made.rows}
    told = {fact.text for fact in made.facts}
    for change in KNOWLEDGE.changes:
        body = KNOWLEDGE.agencies[change.agency]
        concerns = change.agency == subject.value or (body.named and body.stands_in(cells))
        if concerns and (not change.units or listed & set(change.units)):
            assert change.text in told
        if change.units and not listed & set(change.units):
            assert change.text not in told


def test_two_bodies_that_became_one_are_told_of_together(sheet: Sheets) -> None:
    """The same words with the same source stand once."""
    (fact,) = [fact for fact in sheet(Subject(Scope.AGENCY, "bao")).facts if "1/6/2025" in fact.text]
    assert fact.about == "Báo Thanh Hóa và Đài Phát thanh và Truyền hình tỉnh"
