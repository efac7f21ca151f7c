"""What a person said of their days: marks of blocks, wins, ends of duty."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from trimtab.domain.kept import BlockMark, SignOut, Win
from trimtab.store.records import columns_of
from trimtab.store.tables import marks, past_weeks, sign_outs, wins


def insert_mark(connection: Connection, owner: str, mark: BlockMark) -> bool:
    """Keep a mark; False where one of its id is kept already."""
    if _is_known(connection, marks, owner, mark.id):
        return False
    connection.execute(insert(marks), _mark_columns(owner, mark))
    return True


def insert_marks(connection: Connection, owner: str, many: tuple[BlockMark, ...]) -> None:
    """Keep all marks whose ids are not kept already."""
    known = _known_ids(connection, marks, owner)
    fresh = {mark.id: _mark_columns(owner, mark) for mark in many if mark.id not in known}
    if fresh:
        connection.execute(insert(marks), list(fresh.values()))


def _mark_columns(owner: str, mark: BlockMark) -> dict[str, Any]:
    columns = columns_of(mark) | {"owner": owner, "zone": _zone_name(mark.start)}
    columns["starts_at"], columns["ends_at"] = columns.pop("start"), columns.pop("end")
    return columns


def list_marks(
    connection: Connection, owner: str, first: datetime, last: datetime
) -> tuple[BlockMark, ...]:
    """Marks of blocks that start in [first, last), in the order they were said."""
    rows = (
        select(marks)
        .where(marks.c.owner == owner, marks.c.starts_at >= first, marks.c.starts_at < last)
        .order_by(marks.c.said_at, marks.c.number)
    )
    return tuple(_mark_of(row) for row in connection.execute(rows))


def _mark_of(row: Row[Any]) -> BlockMark:
    zone = _zone_of(row.zone)
    return BlockMark(
        id=row.id,
        verb=row.verb,
        name=row.name,
        kind=row.kind,
        start=row.starts_at.astimezone(zone),
        end=row.ends_at.astimezone(zone),
        said_at=row.said_at,
        minutes=row.minutes,
        moved_to=row.moved_to and row.moved_to.astimezone(zone),
        value=row.value,
    )


def _zone_name(moment: datetime) -> str:
    """The zone a moment is written in, by its name, else as minutes from UTC."""
    if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key:
        return moment.tzinfo.key
    offset = moment.utcoffset() or timedelta()
    return str(int(offset.total_seconds() // 60))


def _zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where this machine no longer knows it."""
    if name.lstrip("-").isdigit():
        return timezone(timedelta(minutes=int(name))) if int(name) else UTC
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return UTC


def insert_win(connection: Connection, owner: str, win: Win) -> bool:
    """Keep a win; False where one of its id is kept already."""
    if _is_known(connection, wins, owner, win.id):
        return False
    connection.execute(insert(wins), columns_of(win) | {"owner": owner})
    return True


def insert_wins(connection: Connection, owner: str, many: tuple[Win, ...]) -> None:
    """Keep all wins whose ids are not kept already."""
    known = _known_ids(connection, wins, owner)
    fresh = {win.id: columns_of(win) | {"owner": owner} for win in many if win.id not in known}
    if fresh:
        connection.execute(insert(wins), list(fresh.values()))


def delete_win(connection: Connection, owner: str, id_: str) -> None:
    """Forget a win."""
    connection.execute(delete(wins).where(wins.c.owner == owner, wins.c.id == id_))


def list_wins(connection: Connection, owner: str, first: date, last: date) -> tuple[Win, ...]:
    """Wins of these days, in the order they were said."""
    rows = (
        select(wins.c.id, wins.c.day, wins.c.text, wins.c.said_at)
        .where(wins.c.owner == owner, wins.c.day.between(first, last))
        .order_by(wins.c.said_at, wins.c.number)
    )
    return tuple(Win(*row) for row in connection.execute(rows))


def find_newest_day(connection: Connection, owner: str, before: date) -> date | None:
    """The newest day before another of which anything is kept; each is the end of an index."""
    midnight = datetime.combine(before, datetime.min.time(), UTC)
    win = select(func.max(wins.c.day)).where(wins.c.owner == owner, wins.c.day < before)
    mark = select(func.max(marks.c.starts_at)).where(
        marks.c.owner == owner, marks.c.starts_at < midnight
    )
    week = select(func.max(past_weeks.c.first_day)).where(
        past_weeks.c.owner == owner, past_weeks.c.first_day < before
    )
    newest_win, newest_mark, newest_week = (
        connection.execute(one).scalar() for one in (win, mark, week)
    )
    days = [
        newest_win,
        newest_mark and newest_mark.astimezone(UTC).date(),
        newest_week and newest_week + timedelta(days=6),
    ]
    found = [one for one in days if one]
    return min(max(found), before - timedelta(days=1)) if found else None


def replace_sign_out(connection: Connection, owner: str, sign_out: SignOut) -> None:
    """Keep how a day's duty ended, in place of what was said of that day before."""
    tomorrow = json.dumps(sign_out.tomorrow, ensure_ascii=False)
    columns = columns_of(sign_out) | {"owner": owner, "tomorrow": tomorrow}
    of_day = (sign_outs.c.owner == owner) & (sign_outs.c.day == sign_out.day)
    connection.execute(delete(sign_outs).where(of_day))
    connection.execute(insert(sign_outs), columns)


def list_sign_outs(
    connection: Connection, owner: str, first: date, last: date
) -> tuple[SignOut, ...]:
    """Ends of duty of these days, in order."""
    rows = (
        select(sign_outs)
        .where(sign_outs.c.owner == owner, sign_outs.c.day.between(first, last))
        .order_by(sign_outs.c.day)
    )
    return tuple(
        SignOut(
            row.day,
            tuple(json.loads(row.tomorrow)),
            row.has_closed_charts,
            row.has_tidied,
            row.said_at,
        )
        for row in connection.execute(rows)
    )


def _known_ids(connection: Connection, table: Table, owner: str) -> frozenset[str]:
    known = connection.execute(select(table.c.id).where(table.c.owner == owner))
    return frozenset(known.scalars())


def _is_known(connection: Connection, table: Table, owner: str, id_: str) -> bool:
    known = select(table.c.number).where(table.c.owner == owner, table.c.id == id_)
    return connection.execute(known).first() is not None
