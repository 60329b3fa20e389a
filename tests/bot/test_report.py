"""The operator's report: what is counted, and what is shown of it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answer import Outcome
from bot.report import LISTED, Count, Often, Report, Times, reckon
from bot.store.values import Asked, Judged
from bot.telegram.keyboard import LABELS

SINCE, UNTIL = dt.date(2024, 5, 5), dt.date(2024, 6, 3)


def asked(text: str, *people: str, outcome: Outcome = Outcome.ABSTAIN, elapsed_ms: float = 1.0) -> list[Asked]:
    """A question as asked by each of these people."""
    return [Asked(person, text, outcome, elapsed_ms) for person in people]


def report(questions: list[Asked], judged: list[Judged] | None = None) -> Report:
    """The report of some days."""
    return reckon(questions, judged or [], SINCE, UNTIL)


def test_outcomes_are_counted_all_three() -> None:
    """Each outcome has its number, 0 where there is none, and they add up to the questions."""
    made = report(
        asked("vay vốn", "a", "b", outcome=Outcome.ANSWER)
        + asked("tín dụng", "a", outcome=Outcome.CLARIFY)
        + asked("lãi suất", "c", outcome=Outcome.ANSWER)
    )
    assert made.outcomes == (Count("answer", 3), Count("clarify", 1), Count("abstain", 0))
    assert (made.questions, made.people) == (4, 3)
    assert (made.since, made.until) == (SINCE, UNTIL)


def test_a_question_of_two_people_is_not_shown() -> None:
    """Three different people must have asked it; one who asks thrice is one."""
    made = report(asked("lãi suất", "a", "b", "c") + asked("số điện thoại", "a", "b", "b", "b"))
    assert made.unanswered == (Often("lãi suất", 3, 3),)


def test_only_unanswered_questions_are_listed_as_such() -> None:
    """What was answered or asked back about counts for the people, not for the times that it went unanswered."""
    made = report(
        asked("lãi suất", "a") + asked("lãi suất", "b", "c", outcome=Outcome.CLARIFY) + asked("vay", "a", "b", "c")[:2]
    )
    assert made.unanswered == (Often("lãi suất", 1, 3),)


def test_writings_of_a_question_are_one() -> None:
    """Marks, case and punctuation make no other question; the writing most used is shown."""
    made = report(asked("lai suat vay", "a") + asked("lãi suất vay?", "b", "c") + asked("lãi suất, vay", "d"))
    assert made.unanswered == (Often("lãi suất vay?", 4, 4),)


def test_the_most_frequent_come_first_and_only_so_many() -> None:
    """By number, then by text; no more than the list holds; signs without a word are no question."""
    people = ("a", "b", "c")
    many = [each for letter in "bcdeghklmnopqrstvxyzfj" for each in asked(f"{letter}a", *people)]
    made = report(asked("hay nhất", *people, "d") + many + asked("?!", *people))
    assert len(many) / 3 > LISTED == len(made.unanswered)
    assert made.unanswered[0] == Often("hay nhất", 4, 4)
    shown = [each.text for each in made.unanswered[1:]]
    assert shown == sorted(shown)


def test_feedback_is_counted_by_label() -> None:
    """Every label has its number, in the order of the buttons, with the question or without."""
    made = report([], [Judged("sai", "vay"), Judged("dung", None), Judged("sai", None)])
    assert [count.name for count in made.labels] == list(LABELS)
    assert {count.name: count.count for count in made.labels} == {"dung": 1, "sai": 2, "thieu": 0, "lac": 0}


def test_faulted_questions_need_three_people_too() -> None:
    """Wrong and missing count together; whoever judged, three must have asked."""
    questions = asked("vay vốn", "a", "b", "c", outcome=Outcome.ANSWER) + asked("đất đai", "a", "b")
    judged = [
        *(Judged(label, "vay vốn") for label in ("sai", "thieu", "dung", "lac")),
        *(Judged("sai", text) for text in ("đất đai", "đất đai", "đất đai", "hỏi từ trước", None)),
    ]
    assert report(questions, judged).faulted == (Often("vay vốn", 2, 3),)


@pytest.mark.parametrize(
    ("measured", "times"),
    [
        ([], None),
        ([2.0], Times(2.0, 2.0, 2.0)),
        ([3.0, 1.0, 2.0], Times(2.0, 3.0, 3.0)),
        ([float(each) for each in range(100, 0, -1)], Times(50.0, 95.0, 99.0)),
        ([float(each) for each in range(1, 201)], Times(100.0, 190.0, 198.0)),
    ],
)
def test_times_are_measured_ones(measured: list[float], times: Times | None) -> None:
    """Nearest rank: so many of a hundred took no longer."""
    assert report([each for took in measured for each in asked("vay", "a", elapsed_ms=took)]).times == times


def test_nothing_asked_and_nothing_said_is_empty() -> None:
    """Feedback alone is something to report."""
    assert report([]).empty
    assert not report(asked("vay", "a")).empty
    assert not report([], [Judged("dung", None)]).empty
