"""Runs the steps inside the transaction that whoever opens the store has begun."""

from __future__ import annotations

from alembic import context

from trimtab.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
