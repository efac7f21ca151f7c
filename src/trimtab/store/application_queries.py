"""What a residency list is made from: one row for each person."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from trimtab.domain.kept import KeptApplication, within_bound
from trimtab.store.records import columns_of
from trimtab.store.tables import applications

Pairs = tuple[tuple[str, str], ...]


def find_application(connection: Connection, owner: str) -> KeptApplication | None:
    """What is kept of it, None where nothing is."""
    row = connection.execute(select(applications).where(applications.c.owner == owner)).first()
    if row is None:
        return None
    answers, signals = _said(row.answers)
    return KeptApplication(
        profile=row.profile,
        programmes=bytes(row.programmes),
        programmes_name=row.programmes_name,
        answers=answers,
        signals=signals,
        is_example=row.is_example,
        kept_at=row.kept_at,
    )


def has_application(connection: Connection, owner: str) -> bool:
    """Whether anything of it is kept."""
    asked = select(applications.c.owner).where(applications.c.owner == owner)
    return connection.execute(asked).first() is not None


def replace_application(connection: Connection, owner: str, application: KeptApplication) -> None:
    """Keep it in place of the one before. Raises TooLargeToKeepError."""
    columns = columns_of(within_bound(application)) | {"owner": owner}
    said = {"answers": application.answers, "signals": columns.pop("signals")}
    columns["answers"] = json.dumps(said, ensure_ascii=False)
    delete_application(connection, owner)
    connection.execute(insert(applications), columns)


def _said(text: str) -> tuple[Pairs, Pairs]:
    """Answers, and signals that were sent; a list alone is answers, as it was kept once."""
    found = json.loads(text)
    answers = found if isinstance(found, list) else found["answers"]
    signals = () if isinstance(found, list) else found["signals"]
    return tuple(map(tuple, answers)), tuple(map(tuple, signals))


def delete_application(connection: Connection, owner: str) -> None:
    """Forget it."""
    connection.execute(delete(applications).where(applications.c.owner == owner))
