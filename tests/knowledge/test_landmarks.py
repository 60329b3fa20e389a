"""The places and bodies known by their ids: each is in the plan."""

from __future__ import annotations

from knowledge import landmarks
from knowledge.load import Knowledge


def test_every_id_is_known(knowledge: Knowledge) -> None:
    """Of a place, of what places' ids begin with, of a body or of a wording that reaches bodies."""
    known = {*knowledge.units, *knowledge.agencies, *knowledge.collectives}
    begun = {unit.rpartition("-")[0] for unit in knowledge.groups} | {unit[: len(landmarks.BASES)] for unit in known}
    for name, value in vars(landmarks).items():
        if name.isupper():
            ids = {value} if isinstance(value, str) else set(value)
            assert ids <= known | begun, name
