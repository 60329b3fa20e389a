"""What Telegram refuses to show: broken or too long texts, broken buttons, broken inline results."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from typing import Any

from tests.botapi import html
from tests.botapi.refusal import bad

TEXT, CAPTION, TOAST = 4096, 1024, 200
"""The longest texts, in UTF-16 units after parsing."""
DATA, COPY, LABELS = 64, 256, 100
"""Bytes of callback data, characters that a button copies, buttons of one message."""
RESULTS, RESULT_ID = 50, 64
"""Inline results of one answer, bytes of their ids."""
_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def text(params: Mapping[str, Any], field: str = "text", most: int = TEXT) -> str:
    """The plain text of a message, as people read it.

    Args:
        params: what holds the text, under `field`, and its `parse_mode`.
        field: "text", "caption" or "message_text".
        most: the longest that it may be.

    Raises:
        Refusal: it is empty, too long, in another mode than HTML, or broken HTML.
    """
    given: str = params.get(field, "")
    mode = params.get("parse_mode")
    if mode is None:
        plain, units = given, len(given.encode("utf-16-le")) // 2
    elif mode.lower() == "html":
        for problem in html.check(given):
            raise bad(f"can't parse entities: {problem}")
        plain, units = entities.unescape(re.sub(r"<[^>]*>", "", given)), html.length(given)
    else:
        raise bad("unsupported parse_mode")
    if not plain.strip() and field != "caption":
        raise bad("message text is empty")
    if units > most:
        raise bad("message caption is too long" if field == "caption" else "message is too long")
    return plain


def keyboard(markup: Mapping[str, Any] | None) -> None:
    """Check the buttons under a message.

    Raises:
        Refusal: no inline keyboard, too many buttons, or a button that is wrong.
    """
    if markup is None:
        return
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or markup.keys() != {"inline_keyboard"}:
        raise bad("can't parse reply keyboard markup JSON object")
    if sum(map(len, rows)) > LABELS:
        raise bad("reply markup is too long")
    for row in rows:
        for button in row:
            _button(button)


def _button(button: Mapping[str, Any]) -> None:
    if not button.get("text"):
        raise bad("can't parse inline keyboard button: text is empty")
    if unknown := button.keys() - _ACTIONS - _LOOKS:
        raise bad(f"can't parse inline keyboard button: unknown field {unknown}")
    actions = button.keys() & _ACTIONS
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"can't parse inline keyboard button: exactly one action is allowed, not {sorted(actions)}")
    if not 1 <= len(str(button.get("callback_data", "-")).encode()) <= DATA:
        raise bad("BUTTON_DATA_INVALID")
    if not 1 <= len(button.get("copy_text", {"text": "-"}).get("text", "")) <= COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if not re.match(r"(https?|tg)://[^\s/]+", button.get("url", "tg://-")):
        raise bad("BUTTON_URL_INVALID")


def results(answered: list[Any]) -> None:
    """Check the results of an inline query.

    Raises:
        Refusal: there are too many, two have one id, or one of them is wrong.
    """
    if len(answered) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    for one in answered:
        result(one)
    if len({one["id"] for one in answered}) < len(answered):
        raise bad("RESULT_ID_DUPLICATE")


def result(one: Any) -> str:  # noqa: ANN401  # of the wire
    """Check one article, the only kind of inline result that is simulated.

    Returns:
        The plain text of the message that it sends.

    Raises:
        Refusal: it is wrong.
    """
    if not isinstance(one, dict) or one.get("type") != "article" or not one.get("title"):
        raise bad("can't parse inline query result: an article with a title is expected")
    if not isinstance(one.get("id"), str) or not 1 <= len(one["id"].encode()) <= RESULT_ID:
        raise bad("RESULT_ID_INVALID")
    content = one.get("input_message_content")
    if not isinstance(content, dict):
        raise bad("can't parse inline query result: no message content")
    keyboard(one.get("reply_markup"))
    return text(content, "message_text")


def results_button(button: Mapping[str, Any] | None) -> None:
    """Check the button above inline results.

    Raises:
        Refusal: it has no text, or a start parameter that Telegram does not take.
    """
    if button is not None and not (button.get("text") and _START.fullmatch(button.get("start_parameter", ""))):
        raise bad("START_PARAM_INVALID")
