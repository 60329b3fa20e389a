"""How Alembic is run: on the connection that `bot.store.database` hands over."""

from __future__ import annotations

from alembic import context

from bot.store.tables import METADATA

# Batches: SQLite cannot change a column in place.
context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
