"""Brings the tables to this edition's: every step in one transaction, so all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from trimtab.domain.errors import StoreError
from trimtab.store.failures import LATER
from trimtab.store.tables import KNOWN_SCHEMAS, SCHEMA

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def find_schema(connection: Connection) -> str | None:
    """The step that a database stands at, None where nothing is in it.

    Raises StoreError where a later edition made it.
    """
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found = connection.execute(select(_VERSION.c.version_num)).scalar()
    if found is not None and found not in KNOWN_SCHEMAS:
        raise StoreError(LATER)
    return found


def upgrade(connection: Connection, to: str = SCHEMA) -> None:
    """Run the steps that are missing, inside the transaction of the connection."""
    from alembic import command  # noqa: PLC0415 - takes 0.2 s, and is needed once an edition

    configuration = steps()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, to)


def steps() -> Config:
    """Where Alembic finds the steps; there is no file of settings."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    configuration = Config()
    configuration.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    return configuration
