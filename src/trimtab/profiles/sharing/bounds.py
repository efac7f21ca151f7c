"""What a shared file would do to a week, and what no week of anybody's can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trimtab.app.closed_hours import open_hours
from trimtab.domain.practices import BOUNDARY_KINDS, Boundary
from trimtab.domain.sharing import Effect, SharedThing
from trimtab.domain.time import MINUTES_PER_DAY, WEEKDAYS
from trimtab.profiles.building import POCKET_DOSES, boundary_of
from trimtab.profiles.locator import Path
from trimtab.profiles.scalars import written
from trimtab.profiles.sharing import form
from trimtab.profiles.table_pieces import Table
from trimtab.profiles.tables import BoundaryTable, MessagesTable, PracticeTable, ProtectTable
from trimtab.profiles.validation import Mistake, Tables, label_of

LEAST_WEIGHT, MOST_WEIGHT = 0.1, 100
"""Weights of a shared file: beyond them one value leaves nothing to all others (our choice)."""

MOST_OF_ONE = 84 * 60
"""Minutes a week that one thing of a shared file can ask, half of all there are (our choice)."""

MOST_OF_ALL = 7 * MINUTES_PER_DAY
LEAST_OPEN = 7 * 60
"""Minutes a week that boundaries of one kind leave open in a shared file (our choice)."""

WEEKS_OF_A_MONTH = 4
NARROWER = "Give it narrower hours or fewer days. What you want for yourself, write in your own."
FEWER = "Give it smaller doses or fewer times."


def find_absurd(tables: Tables) -> Iterator[Mistake]:
    """What a profile may say of one's own week, and no file of somebody else's."""
    yield from _weights(tables.values)
    total = 0
    for path, name, minutes in _asked(tables):
        total += minutes
        if minutes > MOST_OF_ONE:
            key = "minutes" if path == ("messages",) else "doses"
            what = f"{label_of(path, name)} asks {minutes // 60} hours a week"
            yield Mistake((*path, key), f"{what}; it can be {MOST_OF_ONE // 60} at most.", FEWER)
    if total > MOST_OF_ALL:
        what = f"All of it together asks {total // 60} hours a week, which has 168."
        yield Mistake((form.HEAD,), what, "Share the things that matter most.")
    yield from _closing(tables)


def _weights(values: Mapping[str, float]) -> Iterator[Mistake]:
    for name, weight in values.items():
        if not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
            what = f"`{name}` in [values] is {written(weight)}; in a shared file it can be "
            reach = f"{written(LEAST_WEIGHT)} to {MOST_WEIGHT}."
            yield Mistake(("values", name), what + reach, "Ask for weights such as 1 to 10.")


def _asked(tables: Tables) -> Iterator[tuple[Path, str, int]]:
    rows = [row for section in ("practice", "protect") for row in tables.rows[section]]
    yield from ((row.path, getattr(row.table, "name", ""), asked_by(row.table)) for row in rows)
    if tables.messages is not None:
        yield ("messages",), "", asked_by(tables.messages)


def asked_by(table: Table) -> int:
    """Minutes a week that a thing asks at its ideal."""
    if isinstance(table, PracticeTable):
        is_small = table.pocket and "doses" not in table.model_fields_set
        weeks = WEEKS_OF_A_MONTH if table.every == "month" else table.every_weeks
        return table.times_per_week * (POCKET_DOSES if is_small else table.doses)[0] // weeks
    if isinstance(table, ProtectTable):
        return len(table.days) * table.doses[0]
    if isinstance(table, MessagesTable):
        return len(table.days) * len(table.at) * table.minutes
    return 0


def _closing(tables: Tables) -> Iterator[Mistake]:
    """Boundaries of one kind that leave next to nothing open, told at the longest of them."""
    rows = [row for row in tables.rows["boundary"] if isinstance(row.table, BoundaryTable)]
    known = [(row, boundary_of(row.table)) for row in rows if isinstance(row.table, BoundaryTable)]
    for kind, left in _left_open(one for _, one in known).items():
        if left < LEAST_OPEN:
            alike = [one for one in known if one[1].kind == kind]
            row, _ = max(alike, key=lambda one: one[1].off.minutes * len(one[1].days))
            closed = "every hour" if not left else f"all but {left} minutes"
            what = f"With {row.label} {closed} of the week would be closed to {kind}."
            yield Mistake((*row.path, "off"), what, NARROWER)


def _left_open(boundaries: Iterable[Boundary]) -> dict[str, int]:
    """Minutes a week that boundaries of each kind leave, for kinds that have any."""
    known = tuple(boundaries)
    kinds = [kind for kind in BOUNDARY_KINDS if any(one.kind == kind for one in known)]
    return {
        kind: sum((one.end - one.start) * len(one.days) for one in open_hours(known, {kind}))
        for kind in kinds
    }


def effect_of(things: Iterable[SharedThing]) -> Effect:
    """What sound things of a file do to a week, all of them taken."""
    known = tuple(things)
    tables = [(one, _table(one)) for one in known if one.table in form.MODELS]
    left = _left_open(boundary_of(one) for _, one in tables if isinstance(one, BoundaryTable))
    return Effect(
        closed={kind: len(WEEKDAYS) * MINUTES_PER_DAY - minutes for kind, minutes in left.items()},
        asked=sum(asked_by(one) for _, one in tables),
        always=sum(asked_by(one) for _, one in tables if getattr(one, "must", False)),
    )


def _table(thing: SharedThing) -> Table:
    values: Mapping[str, Any] = thing.values
    kept = {key: value for key, value in values.items() if key not in form.OWN_KEYS[thing.table]}
    return form.MODELS[thing.table].model_validate(kept)
