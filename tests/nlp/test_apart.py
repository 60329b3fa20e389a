"""Words that were typed together are taken apart; what is one word stays one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from bot.service import Service
from nlp import apart
from nlp.bank import Phrase
from nlp.normalise import fold
from nlp.question import Question

Read = Callable[[str], Question]
Sample = Callable[[int], list[Phrase]]

_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_SEAMS = re.compile(r"(?<=[^\W\d_]) (?=\d)|(?<=\d) (?=[^\W\d_]{2})")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("đếnnăm2030 cảtỉnh", "den nam 2030 ca tinh"),
        ("chutrì", "chu tri"),
        ("nhiệmvụ7.3 aichủtrì", "nhiem vu 7.3 ai chu tri"),
        ("nhom3 co mấyviệc", "nhom 3 co may viec"),
        ("2030có 1500htx", "2030 co 1500 hop tac xa"),
        ("quý1/2023sở nào", "quy 1 2023 so nao"),
        ("qđ922banhành", "quyet dinh 922 ban hanh"),
        ("nghịđịnh98/2018tổngkết", "nghi dinh 98/2018 tong ket"),
        ("chohtx vay", "cho hop tac xa vay"),
        ("nhómII", "nhom ii"),
        ("giãmnghèo", "giam ngheo"),
        # a syllable cut in two, a first syllable cut to a letter
        ("th ời gian", "thoi gian"),
        ("v iệc gì", "viec gi"),
        ("nsách tỉnh", "ngan sach tinh"),
        ("hđộng hiệu quả", "hoat dong hieu qua"),
        # keys of VNI, wholly and half
        ("chuye63n d9o6i3 so61", "chuyen doi so"),
        ("nhiêm5 vụ", "nhiem vu"),
        ("quy4 nam 2022", "quy 4 nam 2022"),
        # nothing of it
        ("covid19", "covid19"),
        ("98/2018/NĐ-CP", "98/2018/nd-cp"),
        ("ngân hàng Vietcombank", "ngan hang vietcombank"),
    ],
)
def test_apart(understood: Read, typed: str, plain: str) -> None:
    """Words and numbers side by side, by their marks and by what stands together; short forms among them."""
    assert understood(typed).plain == plain


def _glued(text: str, chance: random.Random) -> str:
    """A text with one blank between two words left out, the text itself where it has none."""
    runs = [run for run in _WORDS.finditer(text) if not run[0].isupper()]
    if not runs:
        return text
    run = chance.choice(runs)
    blanks = [place for place in range(run.start(), run.end()) if text[place] == " "]
    place = chance.choice(blanks)
    return text[:place] + text[place + 1 :]


def test_a_blank_left_out_changes_little(understood: Read, sample: Sample) -> None:
    """Glueing two neighbouring syllables of a phrase with marks leaves what is read, for almost all."""
    chance = random.Random(7)
    texts = [phrase.text for phrase in sample(1500) if fold(phrase.text) != phrase.text.lower()]
    pairs = [(text, _glued(text, chance)) for text in texts]
    kept = sum(understood(text).plain == understood(glued).plain for text, glued in pairs)
    assert kept >= 0.93 * len(pairs)


def test_a_blank_left_out_at_a_number_changes_nothing(understood: Read, sample: Sample) -> None:
    """So does glueing a number to the word beside it."""
    texts = [phrase.text for phrase in sample(3000) if _SEAMS.search(phrase.text) and not phrase.text.isascii()]
    assert texts
    kept = sum(understood(text).plain == understood(_SEAMS.sub("", text)).plain for text in texts)
    assert kept >= 0.95 * len(texts)


def test_known_words_are_left_alone(service: Service) -> None:
    """No syllable of the plan is taken apart, nor any short form."""
    speller, lexicon = service.model.speller, service.language.lexicon
    for word in [*speller.spellings, *speller.known, *lexicon.abbreviations]:
        assert apart.words(word, lexicon, speller) == (word,) or not speller.knows(fold(word)), word
