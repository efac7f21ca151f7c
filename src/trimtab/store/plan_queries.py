"""Plans kept: the one that stands, and the last one of each week as it was lived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, func, insert, select, update

from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import KeptPlan
from trimtab.domain.plans import LastPlan, Plan
from trimtab.store.plan_records import (
    PlansRead,
    bytes_to_last_plan,
    fingerprint_of,
    last_plan_to_bytes,
    plan_to_text,
    text_to_plan,
)
from trimtab.store.tables import past_plans, past_weeks, plans

WEEK = timedelta(days=7)
LAST_OF_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PlanOnFile:
    """A plan as it goes in: what is not in the plan itself."""

    made_at: datetime
    profile_revision: int
    is_accepted: bool
    expected_revision: int | None


def find_plan(connection: Connection, owner: str, read: PlansRead) -> KeptPlan | None:
    """The one that stands; none where this edition cannot read it."""
    here = plans.c.owner == owner
    row = connection.execute(
        select(
            plans.c.fingerprint,
            plans.c.revision,
            plans.c.made_at,
            plans.c.profile_revision,
            plans.c.is_accepted,
        ).where(here)
    ).first()
    if row is None:
        return None
    found = read.find(
        row.fingerprint,
        lambda: text_to_plan(connection.execute(select(plans.c.content).where(here)).scalar_one()),
    )
    return None if found is None else KeptPlan(found, *row[1:])


def replace_plan(
    connection: Connection, owner: str, made: tuple[Plan, PlanOnFile], read: PlansRead
) -> KeptPlan:
    """Keep a plan in place of the one before, and as the last of its weeks."""
    plan, known = made
    here = plans.c.owner == owner
    before = connection.execute(select(plans.c.revision).where(here)).scalar()
    if known.expected_revision not in (None, before or 0):
        raise ChangedMeanwhileError("The plan")
    revision = (before or 0) + 1
    content = plan_to_text(plan)
    columns = {
        "revision": revision,
        "content": content,
        "fingerprint": fingerprint_of(content.encode(errors="replace")),
        "made_at": known.made_at,
        "profile_revision": known.profile_revision,
        "is_accepted": known.is_accepted,
    }
    if before is None:
        connection.execute(insert(plans).values(owner=owner, **columns))
    else:
        connection.execute(update(plans).where(here).values(**columns))
    read.remember(str(columns["fingerprint"]), plan)
    insert_last_plan(connection, owner, plan.as_last())
    return KeptPlan(plan, revision, known.made_at, known.profile_revision, known.is_accepted)


def accept_plan(connection: Connection, owner: str, revision: int) -> None:
    """The person takes it as theirs."""
    standing = (plans.c.owner == owner) & (plans.c.revision == revision)
    connection.execute(update(plans).where(standing).values(is_accepted=True))


def insert_last_plan(connection: Connection, owner: str, last: LastPlan) -> None:
    """Keep how weeks were lived, in place of what was known of them; forget what has none left."""
    content = last_plan_to_bytes(last)
    newest = select(func.max(past_plans.c.number)).where(past_plans.c.owner == owner)
    number = (connection.execute(newest).scalar() or 0) + 1
    row = {"owner": owner, "number": number, "content": content}
    connection.execute(insert(past_plans), row | {"fingerprint": fingerprint_of(content)})
    weeks = [last.first_day + WEEK * week for week in range(-(-last.days // 7))]
    replaced = (past_weeks.c.owner == owner) & past_weeks.c.first_day.in_(weeks)
    before = connection.execute(select(past_weeks.c.number).where(replaced)).scalars().all()
    connection.execute(delete(past_weeks).where(replaced))
    rows = [{"owner": owner, "first_day": week, "number": number} for week in weeks]
    connection.execute(insert(past_weeks), rows)
    of_a_week = select(past_weeks.c.number).where(past_weeks.c.owner == owner)
    over = past_plans.c.number.in_(before) & past_plans.c.number.not_in(of_a_week)
    connection.execute(delete(past_plans).where(past_plans.c.owner == owner, over))


def list_last_plans(
    connection: Connection, owner: str, days: tuple[date, date], read: PlansRead
) -> Iterator[LastPlan]:
    """The last plan of each week that touches these days, in order, each once."""
    first, last = days
    earliest = first - LAST_OF_WEEK if first - date.min >= LAST_OF_WEEK else date.min
    weeks = connection.execute(
        select(past_weeks.c.number, past_plans.c.fingerprint)
        .join(past_plans)
        .where(past_weeks.c.owner == owner, past_weeks.c.first_day.between(earliest, last))
        .order_by(past_weeks.c.first_day)
    ).all()
    for number, fingerprint in dict.fromkeys((row.number, row.fingerprint) for row in weeks):
        found = read.find(fingerprint, partial(_read_last_plan, connection, owner, number))
        if found is not None:
            yield found


def _read_last_plan(connection: Connection, owner: str, number: int) -> LastPlan | None:
    content = select(past_plans.c.content).where(
        past_plans.c.owner == owner, past_plans.c.number == number
    )
    return bytes_to_last_plan(connection.execute(content).scalar_one())
