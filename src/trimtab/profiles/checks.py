"""Checks across the tables of a profile: names that must match, spans that must nest."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from trimtab.domain.time import ClockSpan
from trimtab.profiles.building import due_instant, start_instant
from trimtab.profiles.care_checks import find_care_mistakes
from trimtab.profiles.date_checks import find_date_mistakes
from trimtab.profiles.deck_tables import DeckTable
from trimtab.profiles.exam_checks import find_exam_mistakes
from trimtab.profiles.exam_tables import ExamTable
from trimtab.profiles.habit_checks import find_habit_mistakes
from trimtab.profiles.people_tables import PeopleTable
from trimtab.profiles.publish_checks import find_publish_mistakes
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.table_pieces import UNNAMED_VALUE
from trimtab.profiles.tables import (
    BoundaryTable,
    DateTable,
    PracticeTable,
    ProtectTable,
    SeasonTable,
    TaskTable,
    TripTable,
)
from trimtab.profiles.validation import Mistake, Row, Tables, label_of

UNIQUE_NAMES = (
    "account", "practice", "task", "protect", "people", "date", "exam", "deck", "own_care",
)  # fmt: skip
"""Tables of which no two go by one name."""


def find_mismatches(tables: Tables) -> Iterator[Mistake]:
    """Every mistake that shows only when tables are read together."""
    yield from _unknown_values(tables)
    yield from _unknown_people(tables)
    for section in UNIQUE_NAMES:
        yield from _repeated_names(tables.rows[section])
    yield from _unknown_accounts(tables)
    for row in _sound(tables, "season", "start", "end"):
        yield from _backward_season(row)
    for row in _sound(tables, "trip", "start", "end"):
        yield from _backward_trip(row)
    for row in _sound(tables, "season", "values"):
        yield from _unknown_season_values(tables, row)
    for row in _sound(tables, "boundary", "off", "except", "except_times_per_week"):
        yield from _stray_exceptions(row)
    for row in _sound(tables, "protect", "between", "doses"):
        yield from _dose_beyond_hours(row)
    for row in _sound(tables, "practice", "only", "doses"):
        yield from _dose_beyond_hours(row)
    yield from find_habit_mistakes(tables)
    yield from find_publish_mistakes(tables)
    yield from find_date_mistakes(tables.rows["date"])
    yield from find_exam_mistakes(tables.rows["exam"])
    yield from find_care_mistakes(
        tables.rows["care"], tables.rows["people"], tables.person.time_zone
    )


def _sound(tables: Tables, section: str, *keys: str) -> list[Row]:
    return [row for row in tables.rows[section] if row.wrong.isdisjoint(keys)]


def _unknown_values(tables: Tables) -> Iterator[Mistake]:
    known = tables.values
    for section in ("practice", "task", "protect", "date", "exam", "deck") if known else ():
        for row in tables.rows[section]:
            served = PracticeTable | TaskTable | ProtectTable | DateTable | ExamTable | DeckTable
            assert isinstance(row.table, served)
            value = row.table.value
            if value not in known and value != UNNAMED_VALUE:
                listed = f"Add {value} = 1 to [values], or use one of {', '.join(known)}."
                yield Mistake(
                    (*row.path, "value"),
                    f"`value` in {row.label} is {show(value)}, which is not in [values].",
                    suggest(value, known, listed),
                )


def _unknown_people(tables: Tables) -> Iterator[Mistake]:
    people = [row.table.name for row in tables.rows["people"] if isinstance(row.table, PeopleTable)]
    for section in ("practice", "protect"):
        for row in tables.rows[section]:
            assert isinstance(row.table, PracticeTable | ProtectTable)
            person = row.table.with_person
            if person is not None and person not in people:
                yield _unknown_person(row, person, people)


def _unknown_person(row: Row, person: str, people: Collection[str]) -> Mistake:
    return Mistake(
        (*row.path, "with"),
        f"`with` in {row.label} names {show(person)}, who is not in [[people]].",
        suggest(person, people, f"Add a [[people]] table with name = {show(person)}."),
    )


def _unknown_accounts(tables: Tables) -> Iterator[Mistake]:
    """Every account that a calendar or the sync names must be there."""
    accounts = [getattr(row.table, "name", "") for row in tables.rows["account"]]
    named = [
        (row.path, "source", source.partition(":")[2].partition("/")[0])
        for row in tables.rows["calendar"]
        if (source := str(getattr(row.table, "source", ""))).lower().startswith("caldav:")
    ]
    if tables.sync is not None and tables.sync.account:
        named.append((("sync",), "account", tables.sync.account))
    for path, key, account in named:
        if account not in accounts:
            yield Mistake(
                (*path, key),
                f"`{key}` in {label_of(path)} names the account {show(account)}, "
                "which is not in [[account]].",
                suggest(account, accounts, f"Add an [[account]] with name = {show(account)}."),
            )


def _repeated_names(rows: tuple[Row, ...]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for row in rows:
        name = getattr(row.table, "name", "")
        if name and name in seen:
            yield Mistake(
                (*row.path, "name"),
                f"Two [[{row.path[0]}]] tables are named {show(name)}.",
                "Give each its own name, or join them.",
            )
        seen.add(name)


def _unknown_season_values(tables: Tables, row: Row) -> Iterator[Mistake]:
    season = row.table
    assert isinstance(season, SeasonTable)
    known = tables.values or _served(tables)
    for value in season.values:
        if value not in known:
            yield Mistake(
                (*row.path, "values"),
                f"`values` in {row.label} names {show(value)}, which nothing else names.",
                suggest(value, known, f"Add {value} = 1 to [values], or remove it."),
            )


def _served(tables: Tables) -> list[str]:
    """Values that something in the profile serves."""
    sections = ("practice", "task", "protect", "date", "exam", "deck")
    rows = (row for section in sections for row in tables.rows[section])
    return list(dict.fromkeys(str(getattr(row.table, "value", "")) for row in rows))


def _backward_season(row: Row) -> Iterator[Mistake]:
    season = row.table
    assert isinstance(season, SeasonTable)
    if season.start and season.end and season.end < season.start:
        yield Mistake(
            (*row.path, "end"),
            f"{row.label} ends on {season.end}, before it starts on {season.start}.",
            "Swap the two dates, or mend the year.",
        )


def _backward_trip(row: Row) -> Iterator[Mistake]:
    trip = row.table
    assert isinstance(trip, TripTable)
    if not trip.start or not trip.end:
        return
    if start_instant(trip.start, "UTC") >= due_instant(trip.end, "UTC"):
        yield Mistake(
            (*row.path, "end"),
            f"{row.label} ends on {trip.end}, before it starts on {trip.start}.",
            "`start` is when you arrived there, `end` when you are home again; swap the two.",
        )


def _stray_exceptions(row: Row) -> Iterator[Mistake]:
    boundary = row.table
    assert isinstance(boundary, BoundaryTable)
    for index, span in enumerate(boundary.exceptions):
        if not _lies_inside(span, boundary.off):
            yield Mistake(
                (*row.path, "except", index),
                f"`except` in {row.label} has {span}, which does not lie within the hours off, "
                f"{boundary.off}.",
                "Give hours within them, or remove it.",
            )
    if boundary.except_times_per_week is not None and not boundary.exceptions:
        yield Mistake(
            (*row.path, "except_times_per_week"),
            f"{row.label} counts exceptions and has no `except` hours.",
            'Add for example except = ["21:00-21:30"].',
        )


def _lies_inside(span: ClockSpan, off: ClockSpan) -> bool:
    return (span.start - off.start) % 1440 + span.minutes <= off.minutes


def _dose_beyond_hours(row: Row) -> Iterator[Mistake]:
    """Even the smallest dose must fit into the longest stretch it may lie in."""
    table = row.table
    assert isinstance(table, PracticeTable | ProtectTable)
    key = "between" if isinstance(table, ProtectTable) else "only"
    spans = (table.between,) if isinstance(table, ProtectTable) else table.only
    longest = max((span.minutes for span in spans if span is not None), default=1440)
    smallest = min(table.doses, default=0)
    if smallest > longest:
        yield Mistake(
            (*row.path, "doses"),
            f"The smallest dose of {row.label} is {smallest} minutes; its `{key}` hours hold "
            f"{longest} at most.",
            f"Give it a dose that fits, or wider `{key}` hours.",
        )
