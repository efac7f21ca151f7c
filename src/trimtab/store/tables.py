"""The tables: what stands in which column. Every row says whose it is.

A change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, MetaData, Table

from trimtab.store.column_types import Day, Flag, Moment, Octets, Words

SCHEMA = "0003"
"""The migration that makes these tables."""

KNOWN_SCHEMAS = ("0001", "0002", "0003")
"""Every migration of this edition and those before, in order."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _owner() -> Column[str]:
    return Column("owner", Words, primary_key=True)


profiles = _table(
    "profiles",
    _owner(),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

plans = _table(
    "plans",
    _owner(),
    Column("revision", Integer, nullable=False),
    Column("content", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("profile_revision", Integer, nullable=False),
    Column("is_accepted", Flag, nullable=False),
)

past_plans = _table(
    "past_plans",
    _owner(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Octets, nullable=False),
    Column("fingerprint", Words, nullable=False),
)

past_weeks = _table(
    "past_weeks",
    _owner(),
    Column("first_day", Day, primary_key=True),
    Column("number", Integer, nullable=False),
    ForeignKeyConstraint(["owner", "number"], ["past_plans.owner", "past_plans.number"]),
    Index("ix_past_weeks_number", "owner", "number"),
)

marks = _table(
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
    Index("ix_marks_id", "owner", "id", unique=True),
    Index("ix_marks_starts_at", "owner", "starts_at"),
)

wins = _table(
    "wins",
    Column("number", Integer, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("text", Words, nullable=False),
    Column("said_at", Moment, nullable=False),
    Index("ix_wins_id", "owner", "id", unique=True),
    Index("ix_wins_day", "owner", "day"),
)

sign_outs = _table(
    "sign_outs",
    _owner(),
    Column("day", Day, primary_key=True),
    Column("tomorrow", Words, nullable=False),
    Column("has_closed_charts", Flag, nullable=False),
    Column("has_tidied", Flag, nullable=False),
    Column("said_at", Moment, nullable=False),
)

contacts = _table(
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

calendars = _table(
    "calendars",
    _owner(),
    Column("name", Words, primary_key=True),
    Column("content", Octets, nullable=False),
    Column("added_at", Moment, nullable=False),
)

applications = _table(
    "applications",
    _owner(),
    Column("profile", Words, nullable=False),
    Column("programmes", Octets, nullable=False),
    Column("programmes_name", Words, nullable=False),
    Column("answers", Words, nullable=False),
    Column("is_example", Flag, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

diary = _table(
    "diary",
    _owner(),
    Column("kind", Words, primary_key=True),
    Column("id", Words, primary_key=True),
    Column("day", Day, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("content", Words, nullable=False),
    Index("ix_diary_day", "owner", "kind", "day"),
)

feed_links = _table(
    "feed_links",
    _owner(),
    Column("name", Words, primary_key=True),
    Column("token", Words, nullable=False),
    Column("made_at", Moment, nullable=False),
)

feeds = _table(
    "feeds",
    _owner(),
    Column("name", Words, primary_key=True),
    Column("content", Octets, nullable=False),
)

devices = _table(
    "devices",
    _owner(),
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("secret_hash", Words, nullable=False),
    Column("paired_at", Moment, nullable=False),
    Column("seen_on", Day),
)

sessions = _table(
    "sessions",
    _owner(),
    Column("token_hash", Words, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("device_id", Words),
)

settings = _table(
    "settings",
    _owner(),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

ACCESS = (devices, sessions, feed_links, feeds)
"""Who may come in and what others follow: never exported, and left alone by an import."""

RECORDS = (
    profiles, plans, past_weeks, past_plans, marks, wins, sign_outs, contacts, calendars,
    applications, diary, settings,
)  # fmt: skip
"""Everything else, in an order in which it can be deleted."""
