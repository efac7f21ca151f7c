"""docs/privacy.md says of every field what it is for."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from trimtab.domain.diary import ENTRY_TYPES
from trimtab.store.tables import metadata

PAGE = (Path(__file__).parents[2] / "docs/privacy.md").read_text()
ALWAYS = {"owner", "number"}
"""Columns that the page tells of all tables at once."""


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_field_that_is_kept_is_told(name):
    """The row of a table in the page names each of its columns, and no other."""
    rows = [row for row in PAGE.splitlines() if re.match(rf"\| `?.*`{name}`.*\|", row)]
    row = next(row for row in rows if f"`{name}`" in row.split("|")[1])
    tables = re.findall(r"`(\w+)`", row.split("|")[1])
    told = set(re.findall(r"`(\w+)`", row.split("|")[2]))
    kept = {column.name for table in tables for column in metadata.tables[table].columns}
    assert told == kept - ALWAYS


@pytest.mark.parametrize("kind", sorted(ENTRY_TYPES))
def test_every_field_of_the_diary_is_told(kind):
    """The row of a kind names each field of its record but the three that all have."""
    told = PAGE[PAGE.index("### What the diary holds") :]
    row = next(row for row in told.splitlines() if row.startswith(f"| `{kind}` |"))
    named = set(re.findall(r"`(\w+)`", row.split("|")[2]))
    assert named == {field.name for field in fields(ENTRY_TYPES[kind])} - {"id", "day", "said_at"}
