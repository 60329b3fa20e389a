"""What the tests of exports share: sheets made at one moment, and each subject's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bot.export.duty import Duties, load_duties
from bot.export.sheet import DutySheet
from bot.export.subject import Subject
from bot.service import VIETNAM, Service
from tests.bot.export.expected import SUBJECTS

MADE = dt.datetime(2026, 1, 20, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(scope="session")
def duties(service: Service) -> Duties:
    """What makes sheets."""
    return load_duties(service.knowledge, service.voice)


@pytest.fixture(scope="session")
def sheet(duties: Duties) -> Callable[..., DutySheet]:
    """Makes the sheet of a subject, by default on the morning of 20 January 2026."""

    def make(subject: Subject, made: dt.datetime = MADE) -> DutySheet:
        return duties.sheet(subject, made)

    return make


@pytest.fixture(scope="session", params=SUBJECTS, ids=lambda subject: f"{subject.scope}-{subject.value}")
def every(request: pytest.FixtureRequest, sheet: Callable[..., DutySheet]) -> DutySheet:
    """The sheet of each agency that the table binds, each group, each time, and the whole plan."""
    made: DutySheet = sheet(request.param)
    return made
