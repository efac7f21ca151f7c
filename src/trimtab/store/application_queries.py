"""What a residency list is made from: one row for each person."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from trimtab.domain.kept import KeptApplication, within_bound
from trimtab.store.records import columns_of
from trimtab.store.tables import applications


def find_application(connection: Connection, owner: str) -> KeptApplication | None:
    """What is kept of it, None where nothing is."""
    row = connection.execute(select(applications).where(applications.c.owner == owner)).first()
    if row is None:
        return None
    return KeptApplication(
        profile=row.profile,
        programmes=bytes(row.programmes),
        programmes_name=row.programmes_name,
        answers=tuple((programme, status) for programme, status in json.loads(row.answers)),
        is_example=row.is_example,
        kept_at=row.kept_at,
    )


def has_application(connection: Connection, owner: str) -> bool:
    """Whether anything of it is kept."""
    asked = select(applications.c.owner).where(applications.c.owner == owner)
    return connection.execute(asked).first() is not None


def replace_application(connection: Connection, owner: str, application: KeptApplication) -> None:
    """Keep it in place of the one before. Raises TooLargeToKeepError."""
    answers = json.dumps(within_bound(application).answers, ensure_ascii=False)
    columns = columns_of(application) | {"owner": owner, "answers": answers}
    delete_application(connection, owner)
    connection.execute(insert(applications), columns)


def delete_application(connection: Connection, owner: str) -> None:
    """Forget it."""
    connection.execute(delete(applications).where(applications.c.owner == owner))
