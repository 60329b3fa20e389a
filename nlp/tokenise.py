"""The one door to underthesea: word segmentation."""

from __future__ import annotations

from underthesea import word_tokenize


def words(text: str) -> list[str]:
    """The words of a text, compounds joined by blanks as underthesea gives them ("tín dụng")."""
    return list(word_tokenize(text)) if text else []
