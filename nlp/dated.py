"""How people name a document by its day instead of its number: "văn bản đề ngày 05/7/2018"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from knowledge.model import Document, Record
from nlp.mention import OWN_DECISION


class DatedWords(Record, frozen=True):
    """`dated` of cues.yaml: nouns for any document, what stands before the day, how a day and a year are written."""

    nouns: tuple[str, ...]
    links: tuple[str, ...]
    days: tuple[str, ...]


def by_day(document: Document, words: DatedWords) -> Iterator[str]:
    """The ways to name a document by its day instead of its number, where it has one.

    Not the plan's own decision, of which a day is asked or said.
    """
    if not document.number or document.id == OWN_DECISION:
        return
    day, month, year = document.date.split("/")
    written = {
        form.format(day=d, month=m, year=year)
        for form, d, m in product(words.days, {day, day.lstrip("0")}, {month, month.lstrip("0"), month.zfill(2)})
    }
    for noun, link, said in product((*words.nouns, document.kind), words.links, sorted(written)):
        yield f"{noun} {link} {said}"
