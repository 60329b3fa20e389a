"""What is shown of reminders: valid for Telegram, as of the day, with one tap to stop."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.service import VIETNAM, Service
from bot.telegram.callback import Press, Verb, decode
from bot.telegram.message import Message
from bot.telegram.notices import Notices
from bot.telegram.occasions import QUARTER, REPORT
from bot.telegram.surface import load_surface
from tests.bot.telegram.valid import problems

On = Callable[..., Notices]


@pytest.fixture
def on(service: Service) -> On:
    """The notices on a day."""

    def make(year: int, month: int, day: int) -> Notices:
        moment = dt.datetime(year, month, day, 9, tzinfo=VIETNAM)
        return load_surface(replace(service, clock=lambda: moment), "HoiKeHoachBot").notices

    return make


def text(message: Message) -> str:
    """What is read in a message."""
    return html.unescape(re.sub(r"<[^>]*>", "", message.html))


def presses(message: Message) -> list[Press | None]:
    """What its buttons do."""
    return [decode(button.data) for row in message.rows for button in row]


def test_every_reminder_can_be_sent(on: On, service: Service) -> None:
    """For every body, none, and one that is no longer known; each can be stopped by one tap."""
    for agency in ("", "gone", *service.knowledge.agencies):
        for what, notices in ((QUARTER, on(2026, 1, 2)), (REPORT, on(2026, 12, 1))):
            message = notices.reminder(what, agency)
            assert problems(message) == []
            assert "để xem đủ" not in text(message)
            assert presses(message) == [Press(Verb.REMIND, ("stop",))]


def test_the_yearly_report(on: On) -> None:
    """The days left, the plan's own words and their place, who receives it today."""
    said = text(on(2025, 12, 1).reminder(REPORT, "sct"))
    for part in (
        "báo cáo năm trước ngày 15/12, chậm nhất 14/12/2025, còn 13 ngày",
        "Định kỳ hàng năm (trước ngày 15/12) báo cáo UBND tỉnh (thông qua Sở Kế hoạch và Đầu tư).",
        "Mục IV, khoản 2",
        "đã hợp nhất vào Sở Tài chính (nguồn: Báo Lao Động",
    ):
        assert part in said
    assert "không nêu riêng" not in said
    assert "còn 2 ngày" in text(on(2025, 12, 12).reminder(REPORT, "sct"))
    last = text(on(2025, 12, 14).reminder(REPORT, "sct")).partition("\n")[0]
    assert last.endswith("chậm nhất 14/12/2025, hôm nay là ngày cuối.")


def test_a_body_that_need_not_report(on: On) -> None:
    """Is told that the plan's words do not name it."""
    assert "không nêu riêng Liên minh Hợp tác xã tỉnh" in text(on(2025, 12, 1).reminder(REPORT, "lmhtx"))


def test_what_stands_as_a_quarter_begins(on: On) -> None:
    """Of the body; of none in particular for all; what is reckoned is said to be so."""
    own = text(on(2025, 10, 1).reminder(QUARTER, "snn"))
    for part in ("đầu quý 4/2025", "14/12/2025 (còn 74 ngày)", "Đề án hợp tác xã nông nghiệp", "mình tính"):
        assert part in own
    assert "phụ nữ" not in own
    assert "phụ nữ" in text(on(2025, 10, 1).reminder(QUARTER, ""))


def test_the_card_of_the_command(on: On) -> None:
    """Whether it is on, whose tasks it is about, the next day; the button does the other thing."""
    notices = on(2024, 6, 3)
    wanted, unwanted = notices.card("sct", wanted=True, own=True), notices.card("", wanted=False, own=True)
    assert [problem for card in (wanted, unwanted) for problem in problems(card)] == []
    for part in ("đang bật", "Sở Công Thương", "hạn 14/12 (trước ngày 15/12)", "01/07/2024"):
        assert part in text(wanted)
    for part in ("đang tắt", "không riêng cơ quan nào", "/settings", "hạn 14/12 (trước ngày 15/12)", "01/07/2024"):
        assert part in text(unwanted)
    assert presses(wanted) == [Press(Verb.REMIND, ("off",))]
    assert presses(unwanted) == [Press(Verb.REMIND, ("on",))]
    assert [press.data for row in notices.rows(wanted=False) for press in row] == ["v1:r:again"]
    assert "/settings" not in text(notices.card("", wanted=False, own=False))
