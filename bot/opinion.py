"""What people may say of an answer."""

from __future__ import annotations

LABELS = ("dung", "sai", "thieu", "lac")
"""The labels of feedback, as they are kept; what each is called stands in the channels' words."""
