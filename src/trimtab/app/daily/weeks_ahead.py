"""How far ahead is planned: as usual, or four weeks until the person says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.domain.time import Horizon

FOUR_WEEKS = 4
USUAL = 1
AHEAD = "weeks_ahead"
"""Setting that holds how many weeks the person wants planned at least."""

WEEK = timedelta(days=7)


def weeks_ahead(store: Store) -> int:
    """How many weeks are planned at least.

    What cannot be read counts for nothing, as an import may bring anything.
    """
    return FOUR_WEEKS if store.settings().get(AHEAD) == str(FOUR_WEEKS) else USUAL


def look_ahead(store: Store, weeks: int) -> None:
    """Have so many weeks planned from now on, four or as usual."""
    if weeks_ahead(store) != weeks:
        store.keep_setting(AHEAD, str(weeks))


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """One of the weeks that are planned, or about to be."""

    first_day: date
    is_planned: bool

    @property
    def last_day(self) -> date:
        """The day it ends on."""
        return self.first_day + WEEK - timedelta(days=1)


def weeks_from(first_day: date, weeks: int, planned: Horizon | None) -> tuple[WeekAhead, ...]:
    """So many weeks from a Monday on, and which of them a plan of those days covers.

    >>> covered = Horizon(date(2026, 11, 16), 14, "UTC")
    >>> [one.is_planned for one in weeks_from(date(2026, 11, 16), 4, covered)]
    [True, True, False, False]
    """
    days = [first_day + WEEK * number for number in range(weeks)]
    return tuple(WeekAhead(day, planned is not None and holds(planned, day)) for day in days)


def holds(planned: Horizon, first_day: date) -> bool:
    """Whether a plan's days hold the whole week that begins then."""
    last = planned.date_of(planned.days - 1)
    return planned.first_day <= first_day and first_day + WEEK - timedelta(days=1) <= last
