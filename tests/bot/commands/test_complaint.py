"""What is said where a setting or the database stops a command."""

from __future__ import annotations

from pathlib import Path

from bot.commands import complaint
from bot.commands.words import load_words
from bot.settings import load_settings
from bot.store.database import DatabaseError


def test_a_database_error_shows_no_password(tmp_path: Path) -> None:
    """Neither where the bot runs nor where its database is only read; one line of what the library says."""
    address = "postgresql://hoi:long-secret@127.0.0.1/hoi"
    settings = load_settings({"HOI_DATABASE_URL": address}, tmp_path / ".env")
    said = complaint.of_database(DatabaseError(f"refused: {address}\nin full: {address}"), load_words(), settings)
    assert "refused" in said
    assert "in full" not in said
    assert "long-secret" not in said
