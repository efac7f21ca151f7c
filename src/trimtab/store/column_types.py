"""What a column may hold, alike on SQLite's STRICT tables and on PostgreSQL."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from trimtab.domain.errors import StoreError

UNKEEPABLE = (
    "The words hold a character that no text has (a zero byte or half of a letter), so nothing was "
    "kept. Type them again without it."
)

HALF_LETTER = re.compile("[\ud800-\udfff]")


def _is_postgres(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"


class Words(TypeDecorator[str]):
    """Text, letter for letter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse what PostgreSQL cannot keep, on SQLite too, so that both keep the same."""
        if value is not None and ("\0" in value or not _is_whole(value)):
            raise StoreError(UNKEEPABLE)
        return value


def _is_whole(text: str) -> bool:
    return text.isascii() or HALF_LETTER.search(text) is None


class Moment(TypeDecorator[datetime]):
    """An aware instant in UTC; as text of equal length on SQLite, so that it sorts."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has instants of its own."""
        kind = DateTime(timezone=True) if _is_postgres(dialect) else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """The instant in UTC."""
        if value is None:
            return None
        instant = value.astimezone(UTC)
        return instant if _is_postgres(dialect) else instant.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant, aware."""
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar date."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has dates of its own."""
        return dialect.type_descriptor(Date() if _is_postgres(dialect) else Text())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """The date as text that sorts, on SQLite."""
        return value if value is None or _is_postgres(dialect) else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ARG002
        """The date."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flag(TypeDecorator[bool]):
    """Yes or no; 1 or 0 on SQLite."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has yes and no of its own."""
        return dialect.type_descriptor(Boolean() if _is_postgres(dialect) else Integer())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:  # noqa: FBT001
        """A whole number where there is no other kind."""
        return value if value is None or _is_postgres(dialect) else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """Yes or no."""
        return None if value is None else bool(value)


Octets = LargeBinary
"""Bytes as they are."""
