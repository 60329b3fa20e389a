"""Finds what a message names, by the alias table and by the shapes of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from nlp.language import Language
from nlp.mention import Mention, Name
from nlp.numbered import Numbered, find
from nlp.question import Question

_YEAR = re.compile(r"20[0-9]{2}")
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?%")
_DAY = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?")
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"\d[.,]\d")
_NUMBER_WORD = "so"
_YEAR_WORD = "nam"
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_QUARTER_WORD = "quy"
_PERCENT_WORDS = ("phan", "tram")
_TEN = "muoi"
_TENS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_HUNDRED, _THOUSANDS, _BANK = "tram", frozenset({"nghin", "ngan"}), "hang"
_MONEY = frozenset({"trieu", "ty", "dong"})
_DIGITS = {**_TENS, "tu": 4}
_SHORT = re.compile(r"\d{1,3}(?:[.,]\d)?")
_REST = re.compile(r"\d{3}")
_DOCUMENT = re.compile(r"\d+(?:/\d{4})?[/-][a-z]+[a-z/-]*|\d+/\d{4}")
_SAID_NUMBER = re.compile(r"\d{2,4}(?:/\d{4})?")
_QUARTER_IN = re.compile(r"(?:q|quy)([1-4])")


def link(question: Question, language: Language) -> tuple[tuple[Mention, ...], tuple[Numbered, ...]]:
    """All names of a message in order, none overlapping, and the numbered places that it names.

    Aliases come first, then other documents, quarters, numbered places, at last years, days and figures.
    """
    syllables = question.folded
    known = language.aliases.find(question)
    taken = {place for mention in known for place in range(mention.start, mention.end)}
    found = [mention for mention in known if mention.name is not Name.NONE]
    nouns = language.document_nouns
    numbers = {place for place, syllable in enumerate(syllables) if syllable[0].isdecimal()}
    documents = [place for place, syllable in enumerate(syllables) if place in numbers or syllable in nouns]
    found.extend(_scan(syllables, documents, taken, partial(_document, nouns=nouns)))
    quarters = [place for place, syllable in enumerate(syllables) if syllable[0] == _QUARTER_WORD[0]]
    found.extend(_scan(syllables, quarters, taken, _quarter))
    numbered = find(question, language.keywords, taken)
    for each in numbered:
        spanned = range(each.start, each.end)
        if not taken.intersection(spanned):
            found.append(Mention(Name.PLACE, "", each.start, each.end))
            taken.update(spanned)
    grouped = {place for place in numbers if _GROUPED.search(question.syllables[place].typed)}
    figures = [place for place, syllable in enumerate(syllables) if place in numbers or syllable in _TENS]
    found.extend(_scan(syllables, figures, taken, partial(_figure, grouped=grouped)))
    return tuple(sorted(found, key=lambda mention: mention.start)), numbered


def _scan(
    syllables: tuple[str, ...],
    places: Iterable[int],
    taken: set[int],
    rule: Callable[[tuple[str, ...], int], Mention | None],
) -> list[Mention]:
    """The mentions that a rule finds at places not yet taken, which it then takes."""
    found: list[Mention] = []
    for place in places:
        mention = None if place in taken else rule(syllables, place)
        if mention is not None and not taken.intersection(range(mention.start, mention.end)):
            found.append(mention)
            taken.update(range(mention.start, mention.end))
    return found


def _quarter(syllables: tuple[str, ...], place: int) -> Mention | None:
    following = syllables[place + 1] if place + 1 < len(syllables) else ""
    if syllables[place] == _QUARTER_WORD and following in _QUARTERS:
        return Mention(Name.QUARTER, _QUARTERS[following], place, place + 2)
    glued = _QUARTER_IN.fullmatch(syllables[place])
    return Mention(Name.QUARTER, glued[1], place, place + 1) if glued else None


def _document(syllables: tuple[str, ...], place: int, nouns: Mapping[str, Sequence[tuple[str, ...]]]) -> Mention | None:
    """A document by its number that no alias knows: "45/2021/NĐ-CP", "nghị định 45"."""
    token = syllables[place]
    if token[0].isdecimal() and _DOCUMENT.fullmatch(token) and any(c.isalpha() for c in token):
        return Mention(Name.UNNAMED, token, place, place + 1)
    for noun in nouns.get(token, ()):
        end = place + len(noun)
        if syllables[place:end] != noun:
            continue
        end += syllables[end : end + 1] == (_NUMBER_WORD,)
        number = syllables[end] if end < len(syllables) else ""
        counted = syllables[end + 1 : end + 2] == (_YEAR_WORD,)
        if (_DOCUMENT.fullmatch(number) or _SAID_NUMBER.fullmatch(number)) and not counted:
            return Mention(Name.UNNAMED, number, place, end + 1)
    return None


def _figure(syllables: tuple[str, ...], place: int, grouped: Collection[int]) -> Mention | None:
    """A year, a percentage, a number, a day. `grouped` are the numbers typed with separators: "2.000" is no year."""
    token = syllables[place]
    written = _written(syllables, place)
    if written is not None:
        return Mention(Name.NUMBER, str(written[0]), place, written[1])
    if _YEAR.fullmatch(token) and place not in grouped:
        return Mention(Name.YEAR, token, place, place + 1)
    if _PERCENT.fullmatch(token):
        return Mention(Name.PERCENT, token.rstrip("%"), place, place + 1)
    if _NUMBER.fullmatch(token):
        if syllables[place + 1 : place + 3] == _PERCENT_WORDS:
            return Mention(Name.PERCENT, token, place, place + 3)
        return Mention(Name.NUMBER, token, place, place + 1)
    if token in _TENS and _PERCENT_WORDS in (syllables[place + n : place + n + 2] for n in (2, 3)):
        units = _TENS.get(syllables[place + 2], 0) if syllables[place + 2] not in _PERCENT_WORDS else 0
        if syllables[place + 1] == _TEN:
            return Mention(Name.PERCENT, str(_TENS[token] * 10 + units), place, place + (5 if units else 4))
    if _DAY.fullmatch(token):
        return Mention(Name.DAY, token, place, place + 1)
    return None


def _written(syllables: tuple[str, ...], place: int) -> tuple[int, int] | None:
    """A number of hundreds and thousands in words, and where it ends ("334 nghìn", "một nghìn hai trăm tám mươi")."""
    following = syllables[place + 1 : place + 3]
    after = following[-1] if len(following) > 1 else ""
    if _SHORT.fullmatch(syllables[place]) and following[:1] and following[0] in _THOUSANDS:
        if after == _BANK or after in _MONEY:
            return None
        rest = bool(_REST.fullmatch(after))
        thousands = round(float(syllables[place].replace(",", ".")) * 1000)
        return thousands + (int(after) if rest else 0), place + 2 + rest
    total = part = 0
    end = scale = place
    for end, token in enumerate((*syllables[place:], ""), place):
        if token in _DIGITS and not part % 10:
            part += _DIGITS[token]
        elif token == _TEN:
            part += (part % 10 or 1) * 10 - part % 10
        elif token == _HUNDRED and part in _DIGITS.values():
            part, scale = part * 100, end
        elif token in _THOUSANDS and part and syllables[end + 1 : end + 2] != (_BANK,):
            total, part, scale = total + part * 1000, 0, end
        else:
            break
    return (total + part, end) if scale > place and token not in _MONEY else None
