"""Checks of [[care]] that need more than one key, and what sound tables describe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trimtab.domain.care import ME, Care, OwnCare
from trimtab.domain.people import OtherPerson
from trimtab.profiles.care_tables import CareTable, OwnCareTable
from trimtab.profiles.people_tables import PeopleTable
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.validation import Mistake, Row


def find_care_mistakes(
    rows: tuple[Row, ...], people: tuple[Row, ...], zone: str | None
) -> Iterator[Mistake]:
    """Dates the wrong way round, somebody named who is nobody, or who lives far from `zone`."""
    known = [row.table for row in people if isinstance(row.table, PeopleTable)]
    names = [one.name for one in known]
    far = {one.name: one.time_zone for one in known if zone and (one.time_zone or zone) != zone}
    for row in rows:
        table = row.table
        assert isinstance(table, CareTable)
        if table.start and table.end and table.end < table.start:
            yield Mistake(
                (*row.path, "end"),
                f"`end` in {row.label} is {table.end}, before it begins on {table.start}.",
                "Swap the two dates, or mend the year.",
            )
        covers = [one.name for one in table.covers]
        for name in far.keys() & set(table.by):
            yield Mistake(
                (*row.path, "by"),
                f"`by` in {row.label} names {show(name)}, who lives by the clock of {far[name]}.",
                "Take the name out, or mend where they live; for a visit name them in `covers`.",
            )
        for name in table.by:
            if name not in {ME, *names, *covers}:
                listed = f'Add {show(name)} to your people first, or write "me" for yourself.'
                yield Mistake(
                    (*row.path, "by"),
                    f"`by` in {row.label} names {show(name)}, who is not among your people.",
                    suggest(name, [ME, *names], listed),
                )


def care_of(table: CareTable, people: Sequence[OtherPerson], zone: str) -> Care:
    """The care a sound table describes; unless it says who can, the person and a partner can."""
    near = (one for one in people if one.time_zone == zone and not one.is_off)
    usual = (ME, *(one.name for one in near if one.kind == "partner"))
    known = {ME, *(one.name for one in people)}
    return Care(
        name=table.name,
        between=table.between,
        days=tuple(table.days),
        by=tuple(one for one in table.by if one in known) or usual,
        covers=tuple(table.covers),
        asleep_ok=table.asleep_ok,
        start=table.start,
        end=table.end,
    )


def own_care_of(table: OwnCareTable) -> OwnCare:
    """The own doctor, dentist or therapist a sound table describes."""
    return OwnCare(
        name=table.name,
        kind=table.kind,
        minutes=table.minutes,
        way_minutes=table.way_minutes,
        every_months=table.every_months,
        last=table.last,
        booked=table.booked,
        between=table.between,
        days=tuple(table.days),
        private=table.private,
    )
