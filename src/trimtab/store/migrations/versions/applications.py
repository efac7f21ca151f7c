"""What a residency list is made from: applicant, table of programmes, answers."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from trimtab.store.column_types import Flag, Moment, Octets, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; nothing of what is kept changes."""
    op.create_table(
        "applications",
        Column("owner", Words, primary_key=True),
        Column("profile", Words, nullable=False),
        Column("programmes", Octets, nullable=False),
        Column("programmes_name", Words, nullable=False),
        Column("answers", Words, nullable=False),
        Column("is_example", Flag, nullable=False),
        Column("kept_at", Moment, nullable=False),
        sqlite_strict=True,
    )
