"""When a call was written down, so that one that is never made does not stay for ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add it; what waits counts as written down now."""
    op.add_column("outbox", sa.Column("at", sa.DateTime(timezone=True)))
    op.execute("UPDATE outbox SET at = CURRENT_TIMESTAMP")


def downgrade() -> None:
    """Drop it."""
    op.drop_column("outbox", "at")
