"""A card as plain text: readable in a message, complete, exact about the place."""

from __future__ import annotations

from bot.render import copied
from bot.render.card import Entries, Entry, Facts, Field, Lead, Verbatim


def test_a_card_as_text() -> None:
    """A line each; remarks and places in brackets, the plan's words in quotation marks."""
    pieces = (
        Lead("A.", verbatim=False),
        Facts((Field("Nhiệm vụ", "B", ""), Field("Thời gian", "C", "D"))),
        Entries("E:", (Entry("F", "G", "H", "I", "III-I-1"), Entry("", "J")), 3),
        Verbatim("I-1", "K", "L", folded=False),
        Verbatim("I-2", "", "M", folded=True),
    )
    assert copied.render("", pieces, ("N",)).splitlines() == [
        "A.",
        "Nhiệm vụ: B",
        "Thời gian: C (D)",
        "E:",
        "3. F: G (H · I)",
        "4. J",
        "K",
        "“L”",
        "“M”",
        "N",
    ]


def test_nothing_is_said_twice() -> None:
    """What a field gives shortened stands there whole, once; of what it is comes first."""
    words = Verbatim("III-II-5", "", "Cho vay, hỗ trợ lãi suất.", folded=True)
    facts = Facts((Field("Nhiệm vụ", "Cho vay, …", ""), Field("Thời gian", "C", "")))
    assert copied.render("Vay", (Lead("A.", verbatim=False), facts, words), ()).splitlines() == [
        "Vay",
        "A.",
        "Nhiệm vụ: Cho vay, hỗ trợ lãi suất.",
        "Thời gian: C",
    ]
