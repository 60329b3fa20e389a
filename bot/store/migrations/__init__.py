"""The history of the tables, step by step (Alembic). `bot.store.database` walks it at every start."""
