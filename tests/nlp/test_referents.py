"""What a message points at of what was shown or told before."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.service import load_service
from nlp import referents
from nlp.question import read
from nlp.state import State
from nlp.understand import understand
from nlp.understanding import Understanding

SERVICE = load_service()
KNOWLEDGE = SERVICE.knowledge
AT = dt.datetime(2024, 6, 3, tzinfo=dt.UTC)
TOLD = State(AT, units=("III-II-6",), told=("III-II-6", "III-II-5", "II-2-2045", "III-VI-3"))
"""The task of tax is told last, that of brands first; a target between."""
LISTED = State(AT, units=("III-VI-1",), listed=("III-VI-1", "III-VI-2"), told=("III-VI-1", "III-II-6"))
MET = State(AT, units=("III-VI-2",), agencies=("sct",), met=("sct", "skhcn", "stc"))


def _said(text: str) -> Understanding:
    return understand(read(text, SERVICE.language.lexicon, SERVICE.model.speller), SERVICE.language, SERVICE.model)


@pytest.mark.parametrize(
    ("text", "state", "units"),
    [
        ("hai việc đó cùng hạn không", TOLD, ("III-II-5", "III-II-6")),
        ("ba việc đó", TOLD, ("III-VI-3", "III-II-5", "III-II-6")),
        ("việc này với việc hồi nãy có chung hạn không", TOLD, ("III-II-5", "III-II-6")),
        ("hai việc này khác gì nhau", LISTED, LISTED.listed),
        ("hai việc tiếp theo", TOLD, ()),
        ("việc đó hạn nào", TOLD, ()),
    ],
)
def test_several(text: str, state: State, units: tuple[str, ...]) -> None:
    """So many as are said, in the order in which they were shown or told, of the sort that they are called."""
    assert referents.several(_said(text), state, KNOWLEDGE) == units


@pytest.mark.parametrize(
    ("text", "state", "unit"),
    [
        ("cái trước", TOLD, "III-II-5"),
        ("việc sau hạn nào", TOLD, "III-II-6"),
        ("cái sau", LISTED, "III-VI-2"),
        ("việc ngay trước nó", TOLD, ""),
    ],
)
def test_one_of_two(text: str, state: State, unit: str) -> None:
    """The first or the second of two things; what stands beside one in the plan is neither."""
    assert referents.one_of_two(_said(text), state, KNOWLEDGE) == unit


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("hai sở đó", ("skhcn", "sct")),
        ("sở trước", ("skhcn",)),
        ("sở nói đầu tiên", ("stc",)),
        ("ba cơ quan đó", ("stc", "skhcn", "sct")),
    ],
)
def test_bodies(text: str, bodies: tuple[str, ...]) -> None:
    """Bodies count in the order in which they were asked about or named by answers."""
    assert referents.bodies(_said(text), MET, KNOWLEDGE) == bodies


def test_partner() -> None:
    """Of two schemes alike each is the other's counterpart; a scheme like no other has none."""
    assert referents.partner("III-II-4-4", KNOWLEDGE) == "III-II-4-2"
    assert referents.partner("III-II-6", KNOWLEDGE) == ""


def test_rewound() -> None:
    """A list shown before is talked about again where a message goes back to it."""
    state = State(AT, units=("III-VI-1",), lists=(("III-I-2", "III-III-6"),))
    assert referents.rewound(_said("quay lại danh sách hồi nãy"), state).listed == ("III-I-2", "III-III-6")
    assert referents.rewound(_said("việc nào sớm nhất"), state) is state
