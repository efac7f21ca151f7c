"""Checks of [[date]] that need more than one key: its rule and first day, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from trimtab.domain.dates import DONE_JOINT, KeptDate
from trimtab.domain.recurrence import UnclearRuleError, read_rule
from trimtab.profiles.building import kept_date
from trimtab.profiles.date_scalars import split_done
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.tables import DateTable
from trimtab.profiles.validation import Mistake, Row

SEARCHED = timedelta(days=366 * 8)
"""How far a rule is followed for a first day to propose: leap days come within eight years."""


def find_date_mistakes(rows: tuple[Row, ...]) -> Iterator[Mistake]:
    """Rules that do not fall on the first day, and done entries that name nothing."""
    for row in rows:
        if row.wrong.isdisjoint({"name", "due", "repeats"}):
            wrong = list(_stray_start(row))
            yield from wrong
            if not wrong and row.wrong.isdisjoint({"done", "steps", "kind"}):
                yield from _stray_entries(row)


def _stray_start(row: Row) -> Iterator[Mistake]:
    table = row.table
    assert isinstance(table, DateTable)
    if table.repeats is None or table.due is None:
        return
    due = table.due
    try:
        days = read_rule(table.repeats, due).days(due, due + SEARCHED)
    except UnclearRuleError as error:
        yield Mistake((*row.path, "repeats"), f"`repeats` in {row.label}: {error.what}", error.mend)
        return
    first = next(days, None)
    if first == due:
        return
    mend = "Mend one of the two." if first is None else f"Write due = {first}, or mend the rule."
    what = f"`due` in {row.label} is {due}, on which {show(table.repeats)} does not fall."
    yield Mistake((*row.path, "due"), what, mend)


def _stray_entries(row: Row) -> Iterator[Mistake]:
    table = row.table
    assert isinstance(table, DateTable)
    kept = kept_date(table)
    for index, entry in enumerate(table.done):
        found = _stray_day(kept, entry) if isinstance(entry, date) else _stray_step(kept, entry)
        if found is not None:
            what = f"`done` in {row.label} has {show(entry)}, {found[0]}"
            yield Mistake((*row.path, "done", index), what, found[1])


def _stray_day(kept: KeptDate, day: date) -> tuple[str, str] | None:
    if day in kept.days(day):
        return None
    falls = "It comes back from" if kept.repeats else "It falls on"
    return "which is not a day it falls on.", f"{falls} {kept.due}; mend the entry, or remove it."


def _stray_step(kept: KeptDate, entry: str) -> tuple[str, str] | None:
    name, day = split_done(entry)
    known = [step.name for step in kept.steps]
    if name not in known:
        return "which is none of its steps.", suggest(name, known, f"They are {', '.join(known)}.")
    if kept.repeats is None:
        return None
    if day is None:
        example = f'Write for example "{name}{DONE_JOINT}{kept.due}".'
        return "which does not say of which turn.", example
    return _stray_day(kept, day)
