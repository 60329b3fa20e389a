"""What every message must be for Telegram to take it, and its buttons for us to read them again."""

from __future__ import annotations

from bot.render.markup import LONGEST
from bot.telegram.callback import decode
from bot.telegram.keyboard import LONGEST_COPY
from bot.telegram.message import Button, Message, Rows
from tests.botapi.html import check, length

MOST_BUTTONS = 100
MOST_BESIDE = 8


def problems(message: Message) -> list[str]:
    """Everything that is wrong with a message."""
    found = check(message.html)
    if not 0 < length(message.html) <= LONGEST:
        found.append(f"{length(message.html)} units long")
    return found + row_problems(message.rows)


def row_problems(rows: Rows) -> list[str]:
    """Everything that is wrong with rows of buttons."""
    found = [problem for row in rows for button in row for problem in _button_problems(button)]
    if sum(map(len, rows)) > MOST_BUTTONS or any(not 0 < len(row) <= MOST_BESIDE for row in rows):
        found.append(f"too many buttons, or none, in a row: {rows}")
    return found


def _button_problems(button: Button) -> list[str]:
    found = []
    if not button.label.strip():
        found.append(f"no label: {button}")
    if sum(map(bool, (button.data, button.copy, button.url, button.inline is not None))) != 1:
        found.append(f"not one action: {button}")
    if button.data and decode(button.data) is None:
        found.append(f"cannot be read again: {button.data}")
    if len(button.copy) > LONGEST_COPY:
        found.append(f"too long to copy: {button.copy}")
    if button.url and not button.url.startswith("https://t.me/"):
        found.append(f"leads elsewhere: {button.url}")
    return found
