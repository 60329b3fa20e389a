"""A card's pieces as plain text, to be copied into a message or a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.answer import LEFT_OUT
from bot.render.card import Entries, Entry, Facts, Field, Piece, Verbatim


def render(kicker: str, pieces: Sequence[Piece], below: Sequence[str]) -> str:
    """The text, a line each. What fields give shortened stands there whole, and not once more.

    Args:
        kicker: of what it is; "" where the pieces say so.
        pieces: what the card says.
        below: what stands below that: the places to choose from, what it rests on, its notes.
    """
    values = [field.value for piece in pieces if isinstance(piece, Facts) for field in piece.fields]
    wholes = {
        value: piece
        for piece in pieces
        if isinstance(piece, Verbatim) and piece.folded
        for value in values
        if LEFT_OUT in value and piece.text.startswith(value.partition(LEFT_OUT)[0].rstrip())
    }
    shown = [piece for piece in pieces if piece not in wholes.values()]
    texts = {value: piece.text for value, piece in wholes.items()}
    return "\n".join([*filter(None, [kicker]), *(line for piece in shown for line in _lines(piece, texts)), *below])


def _lines(piece: Piece, wholes: Mapping[str, str]) -> Iterator[str]:
    match piece:
        case Facts(fields):
            yield from (_field(field, wholes.get(field.value, field.value)) for field in fields)
        case Entries(title, entries, start):
            yield from filter(None, [title])
            yield from (_entry(number, entry) for number, entry in enumerate(entries, start))
        case Verbatim(_, label, text):
            yield from filter(None, [label])
            yield f"“{text}”"
        case _:
            yield piece.text


def _field(field: Field, value: str) -> str:
    return f"{field.name}: {value}" + (f" ({field.remark})" if field.remark else "")


def _entry(number: int, entry: Entry) -> str:
    said = ": ".join(filter(None, [entry.name, entry.text]))
    added = " · ".join(filter(None, [entry.added, entry.label]))
    return f"{number}. {said}" + (f" ({added})" if added else "")
