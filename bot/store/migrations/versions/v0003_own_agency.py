"""Where people work, and which chats want to be reminded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_AGENCY = sa.String(20)


def upgrade() -> None:
    """Add them; nobody has said anything yet."""
    op.add_column("people", sa.Column("agency", _AGENCY, nullable=False, server_default=""))
    op.add_column("people", sa.Column("told", sa.DateTime(timezone=True)))
    op.create_table(
        "reminders",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("topic", sa.BigInteger),
        sa.Column("agency", _AGENCY, nullable=False),
        sa.Column("done", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_reminders"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("reminders")
    op.drop_column("people", "told")
    op.drop_column("people", "agency")
