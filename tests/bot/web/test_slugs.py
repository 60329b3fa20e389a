"""The times of the table as addresses have them."""

from __future__ import annotations

from bot.web.slugs import slug, times
from knowledge.load import Knowledge


def test_each_time_has_its_own(knowledge: Knowledge) -> None:
    """Plain letters, another for each time."""
    printed = {task.unit.deadline for task in knowledge.tasks.values() if task.time is not None}
    assert {slug(time): time for time in printed} == times(knowledge)
    assert all(each.isascii() and each.replace("-", "").isalnum() for each in times(knowledge))
