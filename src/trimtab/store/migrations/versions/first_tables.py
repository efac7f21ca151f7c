"""The first tables: everything kept for one person."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer

from trimtab.store.column_types import Day, Flag, Moment, Octets, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _create_plans()
    _create_days()
    _create_named()


def _create(name: str, *parts: Any) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _owner() -> Column[str]:
    return Column("owner", Words, primary_key=True)


def _create_plans() -> None:
    _create(
        "profiles",
        _owner(),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("text", Words, nullable=False),
        Column("changed_at", Moment, nullable=False),
    )
    _create(
        "plans",
        _owner(),
        Column("revision", Integer, nullable=False),
        Column("content", Words, nullable=False),
        Column("fingerprint", Words, nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("profile_revision", Integer, nullable=False),
        Column("is_accepted", Flag, nullable=False),
    )
    _create(
        "past_plans",
        _owner(),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("content", Octets, nullable=False),
        Column("fingerprint", Words, nullable=False),
    )
    _create(
        "past_weeks",
        _owner(),
        Column("first_day", Day, primary_key=True),
        Column("number", Integer, nullable=False),
        ForeignKeyConstraint(["owner", "number"], ["past_plans.owner", "past_plans.number"]),
    )
    op.create_index("ix_past_weeks_number", "past_weeks", ["owner", "number"])


def _create_days() -> None:
    _create(
        "marks",
        Column("number", Integer, primary_key=True),
        Column("owner", Words, nullable=False),
        Column("id", Words, nullable=False),
        Column("verb", Words, nullable=False),
        Column("name", Words, nullable=False),
        Column("kind", Words, nullable=False),
        Column("value", Words),
        Column("starts_at", Moment, nullable=False),
        Column("ends_at", Moment, nullable=False),
        Column("moved_to", Moment),
        Column("zone", Words, nullable=False),
        Column("minutes", Integer),
        Column("said_at", Moment, nullable=False),
    )
    op.create_index("ix_marks_id", "marks", ["owner", "id"], unique=True)
    op.create_index("ix_marks_starts_at", "marks", ["owner", "starts_at"])
    _create(
        "wins",
        Column("number", Integer, primary_key=True),
        Column("owner", Words, nullable=False),
        Column("id", Words, nullable=False),
        Column("day", Day, nullable=False),
        Column("text", Words, nullable=False),
        Column("said_at", Moment, nullable=False),
    )
    op.create_index("ix_wins_id", "wins", ["owner", "id"], unique=True)
    op.create_index("ix_wins_day", "wins", ["owner", "day"])
    _create(
        "sign_outs",
        _owner(),
        Column("day", Day, primary_key=True),
        Column("tomorrow", Words, nullable=False),
        Column("has_closed_charts", Flag, nullable=False),
        Column("has_tidied", Flag, nullable=False),
        Column("said_at", Moment, nullable=False),
    )


def _create_named() -> None:
    _create(
        "contacts",
        _owner(),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("id", Words, nullable=False),
        Column("name", Words, nullable=False),
        Column("relation", Words, nullable=False),
        Column("phone", Words, nullable=False),
        Column("message", Words, nullable=False),
        Column("link", Words, nullable=False),
        Column("note", Words, nullable=False),
    )
    _create(
        "calendars",
        _owner(),
        Column("name", Words, primary_key=True),
        Column("content", Octets, nullable=False),
        Column("added_at", Moment, nullable=False),
    )
    _create(
        "feed_links",
        _owner(),
        Column("name", Words, primary_key=True),
        Column("token", Words, nullable=False),
        Column("made_at", Moment, nullable=False),
    )
    _create(
        "feeds",
        _owner(),
        Column("name", Words, primary_key=True),
        Column("content", Octets, nullable=False),
    )
    _create(
        "devices",
        _owner(),
        Column("id", Words, primary_key=True),
        Column("name", Words, nullable=False),
        Column("secret_hash", Words, nullable=False),
        Column("paired_at", Moment, nullable=False),
        Column("seen_on", Day),
    )
    _create(
        "sessions",
        _owner(),
        Column("token_hash", Words, primary_key=True),
        Column("made_at", Moment, nullable=False),
        Column("used_at", Moment, nullable=False),
        Column("device_id", Words),
    )
    _create(
        "settings",
        _owner(),
        Column("name", Words, primary_key=True),
        Column("value", Words, nullable=False),
    )
