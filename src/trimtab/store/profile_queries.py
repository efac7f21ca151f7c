"""Profiles kept: the newest, and those before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import KeptProfile
from trimtab.store.tables import profiles

MOST_PROFILES = 500
"""Profiles kept: one changed every day goes back more than a year."""

_COLUMNS = (profiles.c.text, profiles.c.revision, profiles.c.changed_at)


def find_profile(connection: Connection, owner: str) -> KeptProfile | None:
    """The newest."""
    newest = select(*_COLUMNS).where(profiles.c.owner == owner)
    row = connection.execute(newest.order_by(profiles.c.revision.desc()).limit(1)).first()
    return KeptProfile(*row) if row else None


def list_profiles(connection: Connection, owner: str) -> tuple[KeptProfile, ...]:
    """All of them, the newest first."""
    rows = select(*_COLUMNS).where(profiles.c.owner == owner).order_by(profiles.c.revision.desc())
    return tuple(KeptProfile(*row) for row in connection.execute(rows))


def insert_profile(
    connection: Connection, owner: str, changed: tuple[str, datetime], expected: int | None
) -> KeptProfile:
    """Keep a text as changed at a moment, and let go of the oldest where there are too many."""
    text, now = changed
    last = find_profile(connection, owner)
    revision = last.revision if last else 0
    if expected not in (None, revision):
        raise ChangedMeanwhileError("The profile")
    kept = KeptProfile(text, revision + 1, now)
    connection.execute(
        insert(profiles).values(owner=owner, revision=kept.revision, text=text, changed_at=now)
    )
    connection.execute(
        delete(profiles).where(
            profiles.c.owner == owner, profiles.c.revision <= kept.revision - MOST_PROFILES
        )
    )
    return kept
