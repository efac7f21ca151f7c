"""What is kept under a name: calendars, addresses, devices, sessions, choices; and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from trimtab.domain.kept import Contact
from trimtab.store.records import columns_of
from trimtab.store.tables import contacts

Record = TypeVar("Record")


def replace_named(
    connection: Connection, table: Table, owner: str, columns: Mapping[str, Any]
) -> None:
    """Keep a row in place of the one of its name."""
    name = _name_column(table)
    delete_named(connection, table, owner, columns[name])
    connection.execute(insert(table), {"owner": owner, **columns})


def delete_named(connection: Connection, table: Table, owner: str, name: str) -> None:
    """Forget the row of a name."""
    named = table.c[_name_column(table)] == name
    connection.execute(delete(table).where(table.c.owner == owner, named))


def find_named(
    connection: Connection, table: Table, owner: str, name: str
) -> Mapping[str, Any] | None:
    """The row of a name, without whose it is."""
    named = table.c[_name_column(table)] == name
    rows = connection.execute(select(*_own_columns(table)).where(table.c.owner == owner, named))
    found = rows.mappings().first()
    return dict(found) if found else None


def list_rows(connection: Connection, table: Table, owner: str) -> list[Mapping[str, Any]]:
    """Every row by name, in the order of letters' numbers on every database."""
    rows = connection.execute(select(*_own_columns(table)).where(table.c.owner == owner))
    name = _name_column(table)
    return sorted(map(dict, rows.mappings()), key=lambda row: str(row[name]))


def _own_columns(table: Table) -> list[Any]:
    return [column for column in table.c if column.name != "owner"]


def _name_column(table: Table) -> str:
    """The column that names a row among those of its owner."""
    return next(column.name for column in table.primary_key if column.name != "owner")


def replace_contacts(connection: Connection, owner: str, people: tuple[Contact, ...]) -> None:
    """Keep these people, in their order, in place of all before."""
    connection.execute(delete(contacts).where(contacts.c.owner == owner))
    rows = [
        {"owner": owner, "position": place, **columns_of(one)} for place, one in enumerate(people)
    ]
    if rows:
        connection.execute(insert(contacts), rows)


def list_contacts(connection: Connection, owner: str) -> tuple[Contact, ...]:
    """People in their order."""
    rows = select(contacts).where(contacts.c.owner == owner).order_by(contacts.c.position)
    kept = connection.execute(rows)
    return tuple(
        Contact(row.id, row.name, row.relation, row.phone, row.message, row.link, row.note)
        for row in kept
    )
