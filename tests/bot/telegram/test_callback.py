"""Callback data: what is written is read again; all else is nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.opinion import LABELS
from bot.service import Service
from bot.telegram.callback import LONGEST, Press, Verb, decode

ARGUMENT = st.text("abcXYZ019-", max_size=10)


@given(st.text() | st.builds("v1:{}".format, st.text("ugcnxmpkfsd:-III2v", max_size=70)))
@example("")
@example("v1")
@example("v1:")
@example("v0:u:III-II-5")
@example("v2:u:III-II-5")
@example("v1:u:" + "a" * 60)
@example("v1:u:đ")
def test_any_data_is_a_press_or_none(data: str) -> None:
    """Forged data, old versions and other texts are None; what is read is written the same."""
    press = decode(data)
    assert press is None or press.data == data
    assert press is not None or not data.startswith("v1:u:III-II-5")


@given(st.sampled_from(Verb), st.lists(ARGUMENT, max_size=4).map(tuple))
def test_a_press_is_read_again(verb: Verb, arguments: tuple[str, ...]) -> None:
    """Short arguments come back as they were."""
    assert decode(Press(verb, arguments).data) == Press(verb, arguments)


def test_every_place_body_and_figure_fits(service: Service) -> None:
    """With the longest of what stands around it: a label of feedback and the page of a body's duties."""
    knowledge = service.knowledge
    presses = [Press(Verb.LABEL, (label, Verb.UNIT, unit)) for label in LABELS for unit in knowledge.units]
    presses += [Press(Verb.LABEL, (label, Verb.AGENCY, a, "99")) for label in LABELS for a in knowledge.agencies]
    presses += [Press(verb, (unit,)) for unit in knowledge.units for verb in (Verb.CHOICE, Verb.WHOLE)]
    presses += [Press(Verb.FIGURE, (figure.id,)) for figure in knowledge.figures]
    assert all(decode(press.data) == press and len(press.data.encode()) <= LONGEST for press in presses)


@pytest.mark.parametrize("arguments", [("a" * 70,), ("a:b",), ("đ",), ("a b",)])
def test_what_cannot_be_read_is_not_written(arguments: tuple[str, ...]) -> None:
    """A button that would not work fails where it is made."""
    with pytest.raises(ValueError, match="callback data"):
        _ = Press(Verb.UNIT, arguments).data
