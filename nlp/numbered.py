"""Numbered places as people name them: "mục III nhóm IV nhiệm vụ 7.3", "điều 2", "nhóm sáu", "III.IV.7.3"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from nlp.forms import lengths
from nlp.normalise import agrees
from nlp.question import Question

ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "v": "V", "vi": "VI", "vii": "VII", "viii": "VIII"}
ROMANS = frozenset(ROMAN.values())
_ARABIC_TO_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII", "9": "IX"}
_TASK = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_DOTTED = re.compile(r"\d\.\d")
_PRONOUN = "i"
FIRST = "first"
LAST = "last"
_LONGEST = 4
"""Syllables of a keyword, at the most: the model of what is asked was made so."""
_MOST_ORDINALS = 2
_MOST = 20
"""Rows stand under one number in any range."""
_NO_WORDS = frozenset({"ii", "iii", "iv"})
_LISTED = frozenset({"task", "clause", "dash"})
_COUNTED = frozenset({"group", "part", "article", "clause", "section"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered place as said: each level's numeral, "" where unsaid. `start` to `end` are the syllables that say it.

    Groups, parts and sections are Roman, tasks and clauses Arabic, "first" and "last" stand for the words.
    `loose` holds Roman or Arabic numerals whose level was not said ("mục IV", "III.5"), in order.
    """

    start: int
    end: int
    article: str = ""
    part: str = ""
    group: str = ""
    task: str = ""
    clause: str = ""
    dash: str = ""
    basis: str = ""
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keywords:
    """Keyword sequences with their level and their marks, number words, words for the first and the last, named parts.

    `point` is the word in "bảy chấm ba"; `unsure` are number words that mean something else without an ordinal; `joins`
    the words that add one number to another, `through` those that lead to the last of a range.
    """

    levels: Mapping[tuple[str, ...], str]
    marked: Mapping[tuple[str, ...], tuple[str, ...]]
    numbers: Mapping[str, int]
    ordinal: frozenset[tuple[str, ...]]
    first: frozenset[tuple[str, ...]]
    last: frozenset[tuple[str, ...]]
    parts: Mapping[tuple[str, ...], str]
    point: tuple[str, ...]
    unsure: frozenset[str]
    joins: frozenset[str]
    through: frozenset[str]

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the keywords are that begin with a syllable."""
        return lengths(form for form in (*self.levels, *self.parts) if len(form) <= _LONGEST)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The syllables with which a numbered place may begin, digits apart."""
        return frozenset({*self.lengths, *ROMAN, *(form[0] for form in self.ordinal)})


def find(question: Question, words: Keywords, taken: Collection[int] = ()) -> tuple[Numbered, ...]:
    """The numbered places that a message names, in order.

    Neighbouring levels make one place; a level said again begins the next, which shares the part and group said
    elsewhere ("mục 2 với mục 3 nhóm I"); what lies between the ends of a range is named as well. `taken` are
    syllables that already mean something else ("quý IV").
    """
    made: list[Numbered] = []
    for start, end, level, value in _steps(question, words, taken):
        loose = level in {"loose", "section"}
        last = made[-1] if made else None
        again = last is None or (
            (not loose and bool(getattr(last, level))) or (loose and value not in ROMANS and _has_task(last))
        )
        if last is None or again:
            between = _between(last, level, value) if last and _reaches(question, last.end, start, end, words) else ()
            made.extend(Numbered(start, end, **_said(level, each)) for each in (*between, value))
        elif loose:
            made[-1] = replace(last, end=end, loose=(*last.loose, value))
        else:
            made[-1] = replace(last, end=end, **_said(level, value))
    if len(made) > 1:
        part = next((each.part for each in made if each.part), "")
        group = next((each.group for each in made if each.group), "")
        made = [each if each.part or each.group else replace(each, part=part, group=group) for each in made]
        # "Khoản 1 và khoản 2 mục IV": also where a numeral's level was not said.
        shared = [each.loose for each in made if each.clause and each.loose and ROMANS.issuperset(each.loose)]
        made = [replace(each, loose=shared[0]) if shared and each.clause and not each.loose else each for each in made]
    return tuple(made)


def _reaches(question: Question, before: int, start: int, end: int, words: Keywords) -> bool:
    """Whether a number ends a range that the one `before` it begins ("4.1 tới 4.5", "4.1–4.5")."""
    if question.folded[before] in words.through:
        return start - before <= 1
    return start == before == end - 1 and before not in question.breaks


def _between(first: Numbered, level: str, last: str) -> Sequence[str]:
    """The numerals between the first and the last of a range, which are of one level and under one number."""
    said = first.loose[-1] if first.loose else getattr(first, level, "") or first.task or first.clause
    above = last.rpartition(".")[0]
    order = [*ROMAN.values()] if last in ROMANS else [f"{above}.{n}".lstrip(".") for n in range(1, _MOST)]
    return order[order.index(said) + 1 : order.index(last)] if {said, last} <= set(order) else ()


def _steps(question: Question, words: Keywords, taken: Collection[int]) -> list[tuple[int, int, str, str]]:
    """Each level that is said: from and to which syllable, the level, its numeral."""
    steps: list[tuple[int, int, str, str]] = []
    place = 0
    folded, openings = question.folded, words.openings
    while place < len(folded):
        if folded[place] not in openings and not folded[place][0].isdecimal():
            place += 1
            continue
        step = None if place in taken else _keyword(question, place, words) or _bare(question, place)
        if step is None and place not in taken:
            step = _before_group(folded, place, words)
        # "Nhóm III thì số 5": a word may stand between.
        if step is None and steps and place - steps[-1][1] <= 1 and steps[-1][2] in {"group", "loose", "section"}:
            step = _after_group(folded, place, words)
        if step is None:
            place += 1
            continue
        level, value, length = step
        steps.append((place, place + length, level, value))
        place += length
        while level in {*_LISTED, "group", "basis", "article"} and (length := _one_more(question, place, words, level)):
            numeral = folded[place + length - 1]
            steps.append((place, place + length, level, ROMAN.get(numeral, numeral)))
            place += length
    return steps


def _after_group(syllables: Sequence[str], place: int, words: Keywords) -> tuple[str, str, int] | None:
    """A task's number after its group ("nhóm II số 3", "nhóm II thì số 3")."""
    number = _ordinal_number(syllables, place, words)
    return ("task", number, 2) if number else None


def _before_group(syllables: Sequence[str], place: int, words: Keywords) -> tuple[str, str, int] | None:
    """A task's number right before its group ("số 3 của nhóm III")."""
    number = _ordinal_number(syllables, place, words)
    after = (place + 2, place + 3)
    grouped = number and any(words.levels.get(tuple(syllables[n : n + 1])) == "group" for n in after)
    return ("task", number, 2) if grouped else None


def _ordinal_number(syllables: Sequence[str], place: int, words: Keywords) -> str:
    number = syllables[place + 1] if place + 1 < len(syllables) else ""
    said = tuple(syllables[place : place + 1]) in words.ordinal and _TASK.fullmatch(number)
    return number if said else ""


def _one_more(question: Question, place: int, words: Keywords, level: str) -> int:
    """The syllables by which a joining word or a comma adds a number ("nhiệm vụ 5 và 6", "1, 3"), 0 for none.

    To a group a Roman one ("nhóm III và IV"), which in small letters may be a word ("vì").
    """
    syllables = question.folded
    joined = syllables[place : place + 1] and syllables[place] in words.joins | words.through
    number = place + 1 if joined else place
    added = number < len(syllables) and (number > place or place in question.breaks)
    if not added:
        return 0
    capital = question.syllables[number].typed.isupper() and not question.shouted
    roman = syllables[number] in (ROMAN if capital else _NO_WORDS)
    return number - place + 1 if (roman if level == "group" else _TASK.fullmatch(syllables[number])) else 0


def _said(level: str, value: str) -> dict[str, Any]:
    return {"loose": (value,)} if level in {"loose", "section"} else {level: value}


def _has_task(numbered: Numbered) -> bool:
    return bool(numbered.task or numbered.clause) or any(value not in ROMANS for value in numbered.loose)


def _keyword(question: Question, place: int, words: Keywords) -> tuple[str, str, int] | None:
    syllables = question.folded
    for length in words.lengths.get(syllables[place], ()):
        form = tuple(syllables[place : place + length])
        if len(form) < length:
            continue
        if form in words.parts:
            return "part", words.parts[form], length
        level = words.levels.get(form)
        typed = question.syllables[place : place + length]
        if level is None or not all(agrees(s.marked, own) for s, own in zip(typed, words.marked[form], strict=True)):
            continue
        # "Chuyên mục: hai việc này": a number written out goes with what follows.
        apart = place + length in question.breaks and syllables[place + length] in words.numbers
        numeral = None if apart else _numeral(syllables, place + length, words, level)
        if numeral is not None and not _marked_roman(question, place + length + numeral[1] - 1):
            end = length + numeral[1]
            return _level(level, numeral[0], syllables[place + end : place + end + 1]), numeral[0], end
    return None


def _marked_roman(question: Question, place: int) -> bool:
    """Whether a syllable looks like a Roman numeral only without its marks ("bị kiểm điểm vì …")."""
    return question.folded[place] in ROMAN and bool(question.syllables[place].marked)


def _level(level: str, numeral: str, following: Sequence[str]) -> str:
    """The level that a numeral after a keyword is of: tasks have no Roman ones, and only sub-tasks have dotted ones.

    "Nhiệm vụ III.5" names its group first, "nhiệm vụ III.II.5" its part; "ý 4.3" is a task.
    """
    if level == "task" and numeral in ROMANS:
        return "part" if following and following[0] in ROMAN else "group"
    return "task" if level == "dash" and "." in numeral else level


def _numeral(syllables: Sequence[str], place: int, words: Keywords, level: str) -> tuple[str, int] | None:
    """The numeral at a place, in the level's script, and how many syllables it takes."""
    end = _end_word(syllables, place, words, level)
    if end is not None:
        return end
    ordinals = 0
    while ordinals < _MOST_ORDINALS and tuple(syllables[place + ordinals : place + ordinals + 1]) in words.ordinal:
        ordinals += 1
    rest = syllables[place + ordinals :]
    if not rest:
        return None
    token = rest[0]
    if token in ROMAN:
        return ROMAN[token], ordinals + 1
    if _TASK.fullmatch(token):
        return _script(token, level), ordinals + 1
    number = _number_words(rest, words, level, sure=ordinals > 0)
    return None if number is None else (number[0], ordinals + number[1])


def _end_word(syllables: Sequence[str], place: int, words: Keywords, level: str) -> tuple[str, int] | None:
    """The words for the first or the last of a level."""
    for length in (2, 1):
        form = tuple(syllables[place : place + length])
        if len(form) < length:
            continue
        if form in words.first and not (level == "part" and length == 1):
            return FIRST, length
        if form in words.last:
            return LAST, length
    return None


def _number_words(syllables: Sequence[str], words: Keywords, level: str, *, sure: bool) -> tuple[str, int] | None:
    """A number written out ("sáu", "bảy chấm ba"); `sure` where an ordinal says that it is one."""
    token = syllables[0]
    value = words.numbers.get(token, 0)
    if not value:
        return None
    if tuple(syllables[1:2]) == words.point and syllables[2:3] and syllables[2] in words.numbers:
        return f"{value}.{words.numbers[syllables[2]]}", 3
    if sure or (level in _COUNTED and token not in words.unsure):
        return _script(str(value), level), 1
    return None


def _script(value: str, level: str) -> str:
    return _ARABIC_TO_ROMAN.get(value, value) if level in {"part", "group"} else value


def _spoken(question: Question, place: int) -> bool:
    """Whether a word follows a capital I, which then is no numeral: it may be the English word."""
    following = question.folded[place + 1 : place + 2]
    return bool(following) and following[0].isalpha() and place not in question.breaks and following[0] not in ROMAN


def _bare(question: Question, place: int) -> tuple[str, str, int] | None:
    """Numerals without a keyword: "III.IV.7.3", "II 4.1", and a dotted number alone ("4.2")."""
    token = question.syllables[place]
    previous = question.syllables[place - 1].folded if place else ""
    if (
        token.folded in ROMAN
        and token.typed.isupper()
        and token.typed.isascii()
        and not question.shouted
        and len(token.typed) == len(token.folded)
        and not (token.folded == _PRONOUN and _spoken(question, place))
    ):
        return "loose", ROMAN[token.folded], 1
    if previous in ROMAN and _TASK.fullmatch(token.folded) and question.syllables[place - 1].typed.isupper():
        return "loose", token.folded, 1
    if _DOTTED.fullmatch(token.folded):
        return "loose", token.folded, 1
    return None
