"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_HASH = sa.String(32)
_MOMENT = sa.DateTime(timezone=True)


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    op.create_table(
        "people",
        sa.Column("person", _HASH, nullable=False),
        sa.Column("short", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_people"),
    )
    op.create_table(
        "answers",
        sa.Column("id", _number(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("chat", _HASH, nullable=False),
        sa.Column("person", _HASH, nullable=False),
        sa.Column("asked", sa.BigInteger),
        sa.Column("message", sa.BigInteger),
        sa.Column("after", sa.Text),
        sa.Column("pages", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("cited", sa.Text, nullable=False),
        sa.Column("elapsed_ms", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_chat_person", "answers", ["chat", "person"])
    op.create_table(
        "feedback",
        sa.Column("chat", _HASH, nullable=False),
        sa.Column("message", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("person", _HASH, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("answer", _number()),
        sa.PrimaryKeyConstraint("chat", "message", "person", name="pk_feedback"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _number(), nullable=False),
        sa.Column("chat", sa.BigInteger),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("params", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("answer", _number()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("outbox", "feedback", "answers", "people", "inbox"):
        op.drop_table(table)
