"""The answer type: what cannot be said cannot be built."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from bot.answer import Answer, Citation, Outcome, Quote, Reason, Text

WORDS = (Text("Ngân hàng Nhà nước chi nhánh Thanh Hóa chủ trì.", strong=True),)
CITED = (Citation("III-II-5", "Mục III, nhóm II, nhiệm vụ 5", "Chỉ đạo, hướng dẫn"),)
ONLY_CLARIFY = {Reason.SEVERAL_PLACES, Reason.NO_REFERENT}
NEVER_ABSTAIN = {Reason.FOUND, Reason.LISTED, Reason.COUNTED, Reason.COMPARED, Reason.CORRECTED, Reason.SMALL_TALK}


@pytest.mark.parametrize("reason", sorted(set(Reason) - ONLY_CLARIFY - {Reason.SMALL_TALK}))
def test_no_citation_no_answer(reason: Reason) -> None:
    """An answer about the plan rests on a place; with one it can be built."""
    with pytest.raises(ValueError, match="without a citation"):
        Answer(Outcome.ANSWER, reason, WORDS)
    assert Answer(Outcome.ANSWER, reason, WORDS, CITED).citations == CITED


def test_small_talk_needs_none() -> None:
    """A greeting says nothing about the plan."""
    assert Answer(Outcome.ANSWER, Reason.SMALL_TALK, WORDS).citations == ()


@pytest.mark.parametrize(("outcome", "reason"), list(itertools.product(Outcome, Reason)))
def test_outcome_and_reason_go_together(outcome: Outcome, reason: Reason) -> None:
    """Asking back has reasons of its own; declining never has a reason for which one answers."""
    fits = (reason in ONLY_CLARIFY) == (outcome is Outcome.CLARIFY) and not (
        outcome is Outcome.ABSTAIN and reason in NEVER_ABSTAIN
    )
    if fits:
        assert Answer(outcome, reason, WORDS, CITED).reason is reason
    else:
        with pytest.raises(ValueError, match="cannot be"):
            Answer(outcome, reason, WORDS, CITED)


def test_every_reason_has_an_outcome() -> None:
    """No reason of the closed set is out of use for every outcome."""

    def fits(outcome: Outcome, reason: Reason) -> bool:
        try:
            Answer(outcome, reason, WORDS, CITED)
        except ValueError:
            return False
        return True

    assert all(any(fits(outcome, reason) for outcome in Outcome) for reason in Reason)


def test_frozen() -> None:
    """An answer is a value."""
    answer = Answer(Outcome.ANSWER, Reason.FOUND, WORDS, CITED)
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.citations = ()  # type: ignore[misc]  # what must not be possible


@pytest.mark.parametrize(
    ("fact", "told"),
    [("Đến năm 2045: tối thiểu 20%.", True), ("tối thiểu 20%", True), ("Đến năm 2045: 30%.", False), ("20%:", False)],
)
def test_a_quote_tells_a_fact(fact: str, told: bool) -> None:  # noqa: FBT001  # what is expected
    """Without the words that introduce it, and its full stop."""
    assert Quote("II-2-2045", "Phấn đấu thu hút tối thiểu 20% dân số.").tells(fact) is told
