"""How messages speak of their writer's own body, and where they say that the writer works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.service import Service
from knowledge import yamlfile
from nlp.language import CuesFile
from nlp.link import link
from nlp.own import Nouns, OwnWords
from nlp.question import Question

Read = Callable[[str], Question]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cơ quan tôi phối hợp việc gì", ["co quan toi"]),
        ("co quan cua minh chu tri chi", ["co quan cua minh"]),
        ("đơn vị em phải báo cáo khi nào", ["don vi em"]),
        ("bên em phải làm gì", ["ben em"]),
        ("nhiệm vụ của tôi", ["toi"]),
        ("viec cua bon tui", ["bon toi"]),
        ("việc của bầy choa", ["chung toi"]),
        ("sở chúng tôi chủ trì gì, ngành mình phối hợp gì", ["so chung toi", "nganh minh"]),
    ],
)
def test_what_means_the_own_body(service: Service, understood: Read, text: str, meant: list[str]) -> None:
    """A body's noun with a pronoun, or the pronoun alone after what one has to do; in dialect, without marks."""
    question = understood(text)
    found = service.language.own.find(question)
    assert [" ".join(question.folded[mine.start : mine.end]) for mine in found] == meant


@pytest.mark.parametrize(
    "text",
    [
        "tôi phải làm gì",
        "HTX tôi phải làm gì",
        "việc của HTX tôi",
        "HTX bên mình muốn vay vốn, việc của tôi là gì",
        "xã tôi có việc gì",
        "việc của xã mình",
        "cơ quan tới hạn là cơ quan nào",
        "cơ quan nào chủ trì",
        "cái sở tôi vừa nói ấy lo gì",
        "cô kế toán bên em học ở đâu",
    ],
)
def test_what_means_no_body_of_ones_own(service: Service, understood: Read, text: str) -> None:
    """A pronoun alone, what belongs to a cooperative or a commune, other words, a body that was spoken of."""
    assert service.language.own.find(understood(text)) == ()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("tôi ở Sở Tài chính", "stc"),
        ("Em mới nhận việc ở Sở Công Thương, cho em hỏi", "sct"),
        ("cơ quan tôi là Báo Thanh Hóa", "bao"),
        ("minh cong tac tai lien minh htx", "lmhtx"),
        ("Sở Tài chính phải làm gì", ""),
        ("tôi hỏi Sở Tài chính phải làm gì", ""),
        ("tôi ở Nga Sơn", ""),
    ],
)
def test_where_one_says_that_one_works(service: Service, understood: Read, text: str, agency: str) -> None:
    """A body named right after words that say so; a place where one lives is none."""
    question = understood(text)
    assert service.language.own.told(question, link(question, service.language)[0]) == agency


def test_no_form_stands_for_two_things(service: Service) -> None:
    """Each noun, link and pronoun of cues.yaml together make a form of their own, whatever the marks."""
    words = yamlfile.load("nlp", "cues.yaml", CuesFile).own
    ends = len(words.pronouns)
    made = {name: len(sort.nouns) * len(sort.links) * ends for name, sort in _sorts(words).items()}
    being = len(words.others.nouns) * (ends * len(words.at) + made["bodies"])
    assert len(service.language.own.forms) == sum(made.values()) + made["bodies"] * len(words.told) + being


def _sorts(words: OwnWords) -> dict[str, Nouns]:
    return {"bodies": words.bodies, "duties": words.duties, "others": words.others}
