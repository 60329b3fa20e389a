"""An answer as plain text, for the terminal and the record."""

from __future__ import annotations

import textwrap

from bot.answer import Answer, Block, Fields, Items, Quote, Text
from bot.voice import Voice

_FIELD = 12
_WHOLE = 300
"""Words of the plan up to so many characters, which fields give shortened, stand here whole: nothing unfolds."""
_LISTED = 3
"""With more citations than this the line of places only counts them: the list above names each."""


def render(answer: Answer, voice: Voice, *, width: int = 0, bold: tuple[str, str] = ("", "")) -> str:
    """The answer as lines of text.

    Args:
        answer: what is said.
        voice: the words around it.
        width: the columns to wrap at; 0 for no wrapping.
        bold: what stands before and after a strong line (terminal codes).
    """
    lines: list[str] = []
    for block in answer.blocks:
        lines.extend(_block(block, answer, width, bold))
    for number, choice in enumerate(answer.choices, start=1):
        lines.extend(_wrap(f"{number}. {choice.label}", width, "  ", "     "))
    if answer.citations and not answer.choices:
        document = voice.say("document")
        if len(answer.citations) > _LISTED:
            lines.extend(_wrap(voice.say("cited_many", count=len(answer.citations), document=document), width))
        else:
            places = "; ".join(citation.label for citation in answer.citations)
            lines.extend(_wrap(voice.say("cited", places=places, document=document), width))
    if answer.see_also:
        lines.extend(_wrap(voice.say("see_also", places="; ".join(p.label for p in answer.see_also)), width))
    for note in (note for note in answer.notes if not note.inline):
        lines.extend(_wrap(f"* {note.text}", width, "", "  "))
    return "\n".join(lines)


def _block(block: Block, answer: Answer, width: int, bold: tuple[str, str]) -> list[str]:
    match block:
        case Text(text, strong):
            lines = _wrap(text, width)
            return [f"{bold[0]}{line}{bold[1]}" for line in lines] if strong else lines
        case Fields(rows):
            narrow = bool(width) and width < 4 * _FIELD
            indent = " " * (2 if narrow else 2 + _FIELD)
            lines = []
            for name, value in rows:
                head = f"{name}: " if narrow else f"{name:<{_FIELD}}"
                lines.extend(_wrap(head + _whole(value, answer), width, "  ", indent))
            return lines
        case Items(title, items):
            lines = _wrap(title, width) if title else []
            for place, text in items:
                lines.extend(_wrap(f"- {place}: {text}" if place else f"- {text}", width, "  ", "    "))
            return lines
        case Quote(_, text):
            return [
                line
                for part in text.split("\n")
                for line in _wrap(f"“{part}”" if "\n" not in text else part, width, "  ", "  ")
            ]


def _whole(value: str, answer: Answer) -> str:
    """What a field gives, the plan's words whole where they were shortened and are not long."""
    whole = answer.whole(value)
    return whole.quote if whole is not None and len(whole.quote) <= _WHOLE else value


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    if not width:
        return [first + text]
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_long_words=True) or [first]
