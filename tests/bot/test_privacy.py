"""What is kept of people: keyed hashes, and text with what could find a person masked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import MASK, Privacy, load_secret, mask

FIRST, SECOND = Privacy(b"0123456789abcdef"), Privacy(b"fedcba9876543210")


def test_a_hash_finds_a_person_again_and_names_none() -> None:
    """The same for one person under one key, another under another; the key is in no representation."""
    assert FIRST.hashed(5001) == Privacy(FIRST.secret).hashed(5001)
    assert len({FIRST.hashed(5001), FIRST.hashed(5002), SECOND.hashed(5001)}) == 3
    assert "5001" not in FIRST.hashed(5001)
    assert "0123456789abcdef" not in repr(FIRST)


def test_people_of_any_channel_have_a_hash() -> None:
    """A number of Telegram's, a word of the page's; the latter never that of the former."""
    assert FIRST.hashed("web:5001") == FIRST.hashed("web:5001")
    assert len({FIRST.hashed("web:5001"), FIRST.hashed("web:5002"), FIRST.hashed(5001)}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "+84 912-345-678",
        "(0237) 3.852.246",
        "09 1 2 3 4 5 6 7 8",
        "０９１２３４５６７８",
        "1900 1234",
        "0123456789012",
        "038 099 001 234",
        "0912/345/678",
        "0912,345,678",
        "0912_345_678",
        "0912·345·678",
        "0912–345–678",
        "0912—345—678",
        "0912 - 345 - 678",
        "09 12 2012 345",
        "1234.5678.9012",
        "lan.nguyen+htx@example.com.vn",
        "nguyễn.lan@tỉnh.vn",
    ],
)
def test_phones_accounts_and_mail_are_masked(text: str) -> None:
    """However they are written, and whatever stands beside them."""
    assert mask(f"Gọi {text} nhé") == f"gọi {MASK} nhé"
    assert mask(f"({text}).") in {f"({MASK}).", f"{MASK}).", f"{MASK}."}


@pytest.mark.parametrize(
    "text",
    [
        "nghị định 98/2018/nđ-cp",
        "ngày 21/03/2023",
        "ngày 21.03.2023",
        "từ 01/01/2021 - 31/12/2025",
        "từ 06/2021 – 12/2025",
        "giai đoạn 2021 - 2025",
        "nghị quyết 1804/2020/nq-hđnd",
        "334.841 thành viên",
        "1.280, 334.841 và 20",
        "số 1234567",
        "tài khoản năm 2021-2025",
        "số điện thoại của sở, 1.280 htx",
        "giai đoạn 2021-2025",
        "năm 2025, 2030 và 2045",
        "2025 2030 2045",
        "quyết định 922/qđ-ubnd",
        "mục iii-ii-4-1",
        "4.2 nhóm ii",
        "1.280 hợp tác xã",
        "30% và 20%",
    ],
)
def test_what_the_plan_is_asked_by_stays(text: str) -> None:
    """Dates, years, numbers of documents and places."""
    assert mask(text) == text


@pytest.mark.parametrize(
    "before", ["stk", "STK:", "tài khoản", "tài khoản ngân hàng là", "sđt", "Số điện thoại", "so dien thoai:"]
)
@pytest.mark.parametrize("number", ["1234567", "3.852.246", "385 22 46"])
def test_after_some_words_a_short_number_is_masked(before: str, number: str) -> None:
    """They announce a phone or an account."""
    assert mask(f"{before} {number} nhé") == f"{before.lower()} {MASK} nhé"


@pytest.mark.parametrize("text", ["a" * 16_000, "1" * 16_000, "a@" * 8_000, "a@" + "b" * 16_000, "2024/" * 3_000])
def test_long_texts_are_gone_through_once(text: str) -> None:
    """However they are made: the time that they take grows no faster than they do."""
    assert mask(f"{text} lan@example.com") in {f"{text} {MASK}", f"{MASK} {MASK}"}


def test_texts_are_normalised() -> None:
    """So that the same question counts as one."""
    assert mask("  Vay   VỐN\u200b hỏi ai ") == "vay vốn hỏi ai"


@given(st.text(), st.from_regex(r"0[0-9]{9}", fullmatch=True))
def test_no_phone_gets_through(text: str, phone: str) -> None:
    """Wherever it stands in whatever text."""
    assert phone not in mask(f"{text} {phone} {text}")


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    """Readable by its owner only; the one that is set goes before it; an empty file holds none."""
    file = tmp_path / "data" / "hoi.secret"
    made = load_secret("", file)
    assert len(made) == 64
    assert load_secret("", file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_secret("0123456789abcdef", file) == b"0123456789abcdef"
    file.write_bytes(b"")
    assert len(load_secret("", file)) == 64
