"""Values of [[date]]: steps, how it comes back, what is done; each mistake with its remedy."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from trimtab.domain.dates import DONE_JOINT, LeadStep
from trimtab.domain.recurrence import UnclearRuleError, read_rule
from trimtab.profiles.scalars import mistake, parse_date, show, suggest

STEP_EXAMPLE = 'steps = [{ name = "Gather documents", days_before = 90, minutes = 60 }]'
HOW_STEP = f"Write for example {STEP_EXAMPLE}."
STEP_KEYS = ("name", "days_before", "minutes", "important", "demanding", "note")
MOST_DAYS_BEFORE, MOST_MINUTES, MOST_STEPS = 730, 2880, 20
HOW_DONE = 'Write days or names of steps, as in done = ["Gather documents"] or [2027-01-01].'


def parse_steps(value: Any) -> list[LeadStep]:
    """Steps of a date, the earliest first; each has a name of its own.

    >>> parse_steps([{"name": "Pay", "days_before": 3}])[0].minutes
    30
    """
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise mistake(f"is {show(value)}, which is not a list of steps.", HOW_STEP)
    if not 0 < len(value) <= MOST_STEPS:
        raise mistake(f"has {len(value)} steps; it can be 1 to {MOST_STEPS}.", HOW_STEP)
    steps = [_step(one) for one in value]
    names = [step.name for step in steps]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise mistake(f"has two steps named {show(twice)}.", "Give each its own name.")
    return sorted(steps, key=lambda step: -step.days_before)


def parse_day(value: Any) -> date:
    """A plain calendar date within the years that can be planned."""
    day = parse_date(value)
    if not 1970 < day.year < 2200:
        raise mistake(f"is in the year {day.year}.", "Write the day as in 2027-03-01.")
    return day


def parse_days_named(value: Any) -> list[date]:
    """One day or several, each once and in order."""
    days = value if isinstance(value, list) else [value]
    return sorted({parse_day(one) for one in days})


def parse_repeats(value: Any) -> str:
    """How a date comes back, in plain words or as an RRULE, kept as written."""
    if not isinstance(value, str):
        raise mistake(f"is {show(value)}, which is not text.", 'Write for example "yearly".')
    try:
        read_rule(value, None)
    except UnclearRuleError as error:
        raise mistake(f"is {show(value)}. {error.what}", error.mend) from None
    return value


def parse_done(value: Any) -> list[date | str]:
    """What is done: days of the date, and names of its steps."""
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        is_day = isinstance(row, date) and not isinstance(row, datetime)
        if not is_day and not (isinstance(row, str) and row.strip()):
            raise mistake(f"has {show(row)}, which is neither a day nor a step.", HOW_DONE)
    return rows


def parse_days_before(value: Any) -> list[int]:
    """Days before a date, from the furthest to the nearest."""
    days = value if isinstance(value, list) else [value]
    if not all(type(day) is int and 0 <= day <= MOST_DAYS_BEFORE for day in days):
        what = f"is {show(value)}; days before go from 0 to {MOST_DAYS_BEFORE}."
        raise mistake(what, "Write for example remind_days = [14, 1].")
    return sorted(set(days), reverse=True)


def split_done(entry: str) -> tuple[str, date | None]:
    """The step an entry names, and the turn it was done for where it says one.

    >>> split_done("Pay @ 2027-01-01"), split_done("Pay")
    (('Pay', datetime.date(2027, 1, 1)), ('Pay', None))
    """
    name, joint, day = entry.rpartition(DONE_JOINT)
    try:
        return (name, date.fromisoformat(day)) if joint else (entry, None)
    except ValueError:
        return entry, None


def _step(row: dict[str, Any]) -> LeadStep:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise mistake("has a step without a name.", HOW_STEP)
    for key in row:
        if key not in STEP_KEYS:
            listed = f"Keys of a step are {', '.join(STEP_KEYS)}."
            remedy = suggest(key, STEP_KEYS, listed, "`")
            raise mistake(f"has an unknown key `{key}` in the step {show(name)}.", remedy)
    if "days_before" not in row:
        raise mistake(f"has the step {show(name)} without `days_before`.", HOW_STEP)
    _check_number(name, row, "days_before", (0, MOST_DAYS_BEFORE))
    _check_number(name, row, "minutes", (1, MOST_MINUTES))
    _check_type(name, row, ("important", "demanding"), bool)
    _check_type(name, row, ("note",), str)
    return LeadStep(**row)


def _check_number(name: str, row: dict[str, Any], key: str, reach: tuple[int, int]) -> None:
    value = row.get(key, reach[0])
    if type(value) is not int or not reach[0] <= value <= reach[1]:
        what = f"has `{key}` = {show(value)} in the step {show(name)}."
        raise mistake(what, f"It can be {reach[0]} to {reach[1]}, a whole number.")


def _check_type(name: str, row: dict[str, Any], keys: tuple[str, ...], kind: type) -> None:
    wanted = "true or false" if kind is bool else "text in quotes"
    for key in keys:
        if key in row and not isinstance(row[key], kind):
            what = f"has `{key}` = {show(row[key])} in the step {show(name)}."
            raise mistake(what, f"It is {wanted}.")
