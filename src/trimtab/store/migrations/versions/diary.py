"""The diary: check-ins, reviews, the sealed journal and what else is kept by day."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from trimtab.store.column_types import Day, Moment, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; nothing of what is kept changes."""
    op.create_table(
        "diary",
        Column("owner", Words, primary_key=True),
        Column("kind", Words, primary_key=True),
        Column("id", Words, primary_key=True),
        Column("day", Day, nullable=False),
        Column("said_at", Moment, nullable=False),
        Column("content", Words, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_diary_day", "diary", ["owner", "kind", "day"])
