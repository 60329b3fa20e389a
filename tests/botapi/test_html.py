"""The reading of Telegram's HTML refuses what Telegram refuses, and counts as it counts."""

from __future__ import annotations

import pytest

from tests.botapi.html import check, length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain > text",
        "<b>x</b> &lt;b&gt; &amp; &quot; &#39; &#x27;",
        "<b><i>x</i></b>",
        "<blockquote>x</blockquote><blockquote expandable>y</blockquote>",
        '<a href="https://t.me/x?start=III-II-5">x</a>',
        '<pre><code class="language-python">x</code></pre>',
        '<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>',
    ],
)
def test_what_telegram_takes(text: str) -> None:
    """Known tags, closed in order; entities."""
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a < b", "a bare < at 2"),
        ("Sở KH&ĐT", "a bare & at 5"),
        ("&nbsp;", "a bare & at 0"),
        ("<p>x</p>", "an unknown tag <p>"),
        ("<b>x", "b is not closed"),
        ("x</b>", "</b> closes nothing"),
        ("<b><i>x</b></i>", "</b> closes nothing"),
        ('<b class="x">x</b>', "an unknown attribute"),
        ("<a>x</a>", "lacks its attribute"),
        ("<span>x</span>", "lacks its attribute"),
        ("<code><b>x</b></code>", "stands in code"),
        ("<blockquote><b><blockquote>x</blockquote></b></blockquote>", "a blockquote in a blockquote"),
        ("<blockquote open>x</blockquote>", "an unknown attribute"),
        ("<B>x</B>", "a bare < at 0"),
    ],
)
def test_what_telegram_refuses(text: str, message: str) -> None:
    """Each problem is told."""
    assert any(message in problem for problem in check(text))


def test_length() -> None:
    """UTF-16 units of what is left when tags and entities are read; an emoji outside the first plane counts twice."""
    assert length("") == 0
    assert length("<b>vốn</b> &amp; 😀") == len("vốn & ") + 2
