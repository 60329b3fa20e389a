"""Words that were typed together, taken apart: "đếnnăm2030" is three, "chutrì" two, "1500htx" a number and a word."""

from __future__ import annotations

import math
import re

from nlp import keyboard, match
from nlp.lexicon import Lexicon
from nlp.normalise import canonical, fold
from nlp.spell import Speller
from nlp.syllable import is_syllable, once

_SEAM = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?=[^\W\d_]))")
"""A digit beside a letter. Where it begins with the digit, a text without any is looked through fast."""
_TOKEN = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_NUMERAL = re.compile(r"I{1,3}|IV|VI{0,3}")
_LONGEST_SYLLABLE = 7
_LONGEST_GLUED = 60
_SHORTEST_GLUED = 4
_SHORTEST_SHORT_FORM = 3
_SHORTEST_REST = 3
_SURE_BOND = 5
_MEAN_PIECE = 3
_OFTEN = 20
"""How often a word of one letter must occur to be looked for in a token."""
_NO_BOND = 0.05
_PIECE = 2.5
"""What a further piece must bring: fewer pieces are likelier."""


def from_numbers(text: str, lexicon: Lexicon, speller: Speller) -> str:
    """A text with blanks between words and the numbers glued to them. VNI keys ("so61") and names ("covid19") stay."""
    if not _SEAM.search(text):
        return text
    mixed = [token.lower() for token in _TOKEN.findall(text) if _SEAM.search(token)]
    keys = [token for token in mixed if _is_key(token, "", lexicon, speller)]
    keyed = len(keys) > 1 or any(map(keyboard.is_sure_vni, keys))

    def spaced(found: re.Match[str]) -> str:
        token = found[0]
        if not _SEAM.search(token):
            return token
        before = "".join(text[: found.start()].split()[-1:])
        # "quy1/2023" numbers a quarter, whatever its keys spell.
        quarter = text[found.end() : found.end() + 1] == "/"
        if not quarter and (
            (keyed and keyboard.vni(token.lower())) or _is_key(token.lower(), before.lower(), lexicon, speller)
        ):
            return token
        parts = _RUNS.findall(token)
        known = all(part.isdecimal() or _is_word(part, lexicon, speller) for part in parts)
        return " ".join(parts) if known else token

    return _TOKEN.sub(spaced, text)


def _is_key(run: str, before: str, lexicon: Lexicon, speller: Speller) -> bool:
    """Whether the digits of a run of letters and digits are VNI keys, where nothing else of the message surely is.

    "nhom3" spells no word; "quy1" does, but a quarter has a number. In "nhiệm vu5" the word was typed with its marks.
    """
    if not _spells(run, speller):
        return False
    letters = fold(_RUNS.findall(run)[0])
    if letters not in lexicon.numbered or keyboard.is_sure_vni(run):
        return True
    return fold(before) != before and speller.pair(fold(before), letters) >= _SURE_BOND


def _spells(run: str, speller: Speller) -> bool:
    """Whether VNI keys spell a word that is known with its marks, or one without the tone that was never typed."""
    spelled = keyboard.vni(run)
    if spelled is None:
        return False
    return canonical(spelled) in speller.forms or (run[-1].isalpha() and fold(spelled) in speller.counts)


def _is_word(part: str, lexicon: Lexicon, speller: Speller) -> bool:
    if len(part) == 1:
        return _is_piece(part, part.lower(), fold(part), lexicon, speller)
    short = lexicon.match((canonical(part),), 0)
    if short and len(short[1]) == 1 and len(part) < _SHORTEST_SHORT_FORM:
        # Beside a number it is rather a unit ("1kg").
        return False
    return fold(part) in speller.counts or short is not None or len(words(part, lexicon, speller)) > 1


def words(token: str, lexicon: Lexicon, speller: Speller) -> tuple[str, ...]:
    """The words that a token holds, with their marks: several glued together, the one that leftover keys spell.

    A token that is known, or that is surely nothing else, stays as it is.
    """
    plain = fold(token)
    if speller.knows(plain) or lexicon.knows(token):
        return (token,)
    pieces, bond = _pieces(token, token.lower(), lexicon, speller)
    if bond < _SURE_BOND and token.lower() != plain:
        # The marks may be wrong where the words are known.
        bare, bare_bond = _pieces(token, plain, lexicon, speller)
        pieces, bond = (bare, bare_bond) if bare_bond >= _SURE_BOND else (pieces, bond)
    if bond >= _SURE_BOND:
        return pieces
    spelled = keyboard.spelled(token.lower(), speller.counts)
    if spelled:
        return (spelled,)
    if pieces and not is_syllable(plain) and (bond > 0 or _is_several(token, plain, len(pieces), speller)):
        return pieces
    return _shortened(token, plain, speller) or (token,)


def _is_several(token: str, plain: str, pieces: int, speller: Speller) -> bool:
    """Whether a token must be several words, though not known to stand together: too long, no slip of one."""
    if token.lower() == plain:
        # Many short pieces are found in any foreign word.
        return _LONGEST_SYLLABLE < len(plain) >= _MEAN_PIECE * pieces
    if len(plain) > _LONGEST_SYLLABLE:
        return True
    return not is_syllable(once(plain)) and not speller.slips(canonical(token), 1)


def _shortened(token: str, plain: str, speller: Speller) -> tuple[str, ...]:
    """A word of two syllables with its first cut to a letter ("nsách", "hđộng"), written out; none if it is none."""
    rest = plain[1:]
    if rest not in speller.counts or not is_syllable(rest) or rest[0] == plain[0] or is_syllable(plain):
        return ()
    if len(rest) < _SHORTEST_REST and token.lower() == plain:
        return ()
    if any(sorted(name) == sorted(plain) for name, _ in match.near(plain, speller.known, 1)):
        return ()
    first = {name: speller.pair(name, rest) for name in speller.neighbours[1].get((rest, plain[0]), ())}
    return (max(first, key=lambda name: first[name]), token[1:]) if first else ()


def _pieces(token: str, typed: str, lexicon: Lexicon, speller: Speller) -> tuple[tuple[str, ...], int]:
    """The likeliest way to read a token as known words side by side, and how well the worst two of them go together.

    `typed` are its letters, lower case, with the marks that count. Nothing and 0 where there is no such way.
    """
    plain = fold(token)
    if not _SHORTEST_GLUED <= len(plain) <= _LONGEST_GLUED or len(typed) != len(plain) or not token.isalpha():
        return (), 0
    own = "" if token.isupper() else token
    best: dict[int, tuple[float, int, tuple[str, ...]]] = {0: (0.0, 0, ())}
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if start not in best or not _is_piece(own[start:end], typed[start:end], plain[start:end], lexicon, speller):
                continue
            score, worst, pieces = best[start]
            piece = token[start:end]
            bond = _bond(pieces[-1], piece, lexicon, speller) if pieces else 1
            total = score + math.log(bond + _NO_BOND) - _PIECE
            if end not in best or total > best[end][0]:
                best[end] = (total, min(worst, bond) if len(pieces) > 1 else bond, (*pieces, piece))
    _, worst, pieces = best.get(len(plain), (0.0, 0, ()))
    return (pieces, worst) if len(pieces) > 1 else ((), 0)


def _bond(left: str, right: str, lexicon: Lexicon, speller: Speller) -> int:
    """How often two words stand side by side, short ones and those of regions as what they stand for."""
    last, first = lexicon.stands_for(left.lower()), lexicon.stands_for(right.lower())
    return speller.pair(fold(last[-1]), fold(first[0])) if last and first else 0


def _is_piece(own: str, typed: str, plain: str, lexicon: Lexicon, speller: Speller) -> bool:
    """Whether a stretch of a token can be a word: one that is known with just these marks, or one without marks.

    Capitals among small letters may be a numeral ("nhómII").
    """
    if _NUMERAL.fullmatch(own):
        return True
    if typed != plain:
        form = canonical(typed)
        return speller.forms.get(form, 0) >= (_OFTEN if len(plain) == 1 else 1) or (form,) in lexicon.rewrites
    if len(typed) >= _SHORTEST_SHORT_FORM and typed in lexicon.abbreviations:
        return True
    return len(typed) > 1 and typed in speller.counts and is_syllable(typed)
