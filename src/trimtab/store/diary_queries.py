"""Records of the diary: one table for all kinds, each row a record as JSON with its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from trimtab.domain.diary import KIND_NAMES, AnyEntry, Entry, SealedPage
from trimtab.store.records import record_to_text, text_to_record
from trimtab.store.tables import diary


def find_entry(
    connection: Connection,
    owner: str,
    kind: type[AnyEntry],
    id_: str,
) -> AnyEntry | None:
    """The record of that kind and id."""
    of_id = _of_kind(owner, kind) & (diary.c.id == id_)
    content = connection.execute(select(diary.c.content).where(of_id)).scalar()
    return None if content is None else text_to_record(kind, content)


def list_entries(
    connection: Connection, owner: str, kind: type[AnyEntry], days: tuple[date, date]
) -> tuple[AnyEntry, ...]:
    """Records of a kind on these days, both inclusive, by day and then as they were said."""
    rows = (
        select(diary.c.content)
        .where(_of_kind(owner, kind), diary.c.day.between(*days))
        .order_by(diary.c.day, diary.c.said_at, diary.c.id)
    )
    return tuple(text_to_record(kind, content) for content in connection.execute(rows).scalars())


def find_newest(
    connection: Connection, owner: str, kind: type[AnyEntry], until: date
) -> AnyEntry | None:
    """The last of a kind on or before a day."""
    rows = (
        select(diary.c.content)
        .where(_of_kind(owner, kind), diary.c.day <= until)
        .order_by(diary.c.day.desc(), diary.c.said_at.desc(), diary.c.id.desc())
        .limit(1)
    )
    content = connection.execute(rows).scalar()
    return None if content is None else text_to_record(kind, content)


def replace_entries(connection: Connection, owner: str, entries: Sequence[Entry]) -> bool:
    """Keep records in place of those of their kinds and ids; the last of one id counts.

    Gives whether any took the place of one that anybody can read.
    """
    rows = {(type(one), one.id): _row(owner, one) for one in entries}
    gone = {kind for kind, id_ in rows if delete_entries(connection, owner, kind, id_)}
    insert_rows(connection, tuple(rows.values()))
    return bool(gone - {SealedPage})


def delete_entries(
    connection: Connection, owner: str, kind: type[Entry], id_: str | None = None
) -> int:
    """Forget one record of a kind, or all; gives how many there were."""
    of_kind = _of_kind(owner, kind)
    chosen = of_kind if id_ is None else of_kind & (diary.c.id == id_)
    return connection.execute(delete(diary).where(chosen)).rowcount


def rows_of_kinds(
    connection: Connection, owner: str, kinds: Sequence[str]
) -> tuple[Mapping[str, Any], ...]:
    """Rows as they stand, of kinds by their names."""
    if not kinds:
        return ()
    asked = select(diary).where(diary.c.owner == owner, diary.c.kind.in_(kinds))
    return tuple(dict(row) for row in connection.execute(asked).mappings())


def insert_rows(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows in that are not there."""
    if rows:
        connection.execute(insert(diary), list(rows))


def _of_kind(owner: str, kind: type[Entry]) -> Any:
    return (diary.c.owner == owner) & (diary.c.kind == KIND_NAMES[kind])


def _row(owner: str, entry: Entry) -> dict[str, Any]:
    return {
        "owner": owner,
        "kind": KIND_NAMES[type(entry)],
        "id": entry.id,
        "day": entry.day,
        "said_at": entry.said_at,
        "content": record_to_text(entry),
    }
