"""Rules about days off and weekends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trimtab.domain.duty import DutyChoices, DutyRule
from trimtab.domain.time import Interval, subtract_merged
from trimtab.dutyhours.found import Found, count_text
from trimtab.dutyhours.roster import Roster
from trimtab.dutyhours.windows import Window, found_in, judged, stretch_text

SATURDAY = 5


def too_few_days_off(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """Fewer stretches of 24 h free than one for each `days_per_day_off` days, rounded down.

    With `home_call_counts` a day on call at home is none.
    """
    per, home_call_counts = rule.limit("days_per_day_off"), bool(rule.limit("home_call_counts", 0))

    def needed(window: Window) -> int:
        return roster.counted_days(window.first, window.last) // per

    def had(window: Window) -> int:
        return roster.days_off(window.first, window.last, home_call_counts=home_call_counts)

    def told(window: Window) -> Found:
        text = (
            f"{stretch_text(roster, window)}: {count_text(had(window), 'day')} off, "
            f"{count_text(needed(window))} asked for; a day off is 24 h free in one stretch."
        )
        found = found_in(roster, window, (had(window), needed(window)), text)
        return replace(found, unit="days")

    yield from judged(roster, rule, lambda window: needed(window) - had(window), told)


def weekends_in(roster: Roster, window: Window) -> list[int]:
    """Saturdays whose Sunday lies in the stretch too, by day number, without leave on either."""
    days = range(window.first, window.last)
    return [
        day
        for day in days
        if roster.days.date_of(day).weekday() == SATURDAY
        and roster.leave.isdisjoint((day, day + 1))
    ]


def is_weekend_free(roster: Roster, saturday: int, *, home_call_counts: bool) -> bool:
    """Whether neither Saturday nor Sunday holds a minute of work (or home call)."""
    weekend = Interval(roster.day_starts[saturday], roster.day_starts[saturday + 2])
    taken = roster.taken if home_call_counts else roster.work
    return subtract_merged(weekend, taken) == [weekend]


def too_few_free_weekends(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """Fewer free weekends than `least_weekends` in each `average_days`, less in shorter stretches.

    Weekends with leave count neither way.
    """
    least, length = rule.limit("least_weekends"), rule.limit("average_days")

    def needed(window: Window) -> int:
        return least * roster.counted_days(window.first, window.last) // length

    def had(window: Window) -> int:
        weekends = weekends_in(roster, window)
        return sum(is_weekend_free(roster, day, home_call_counts=True) for day in weekends)

    def told(window: Window) -> Found:
        text = (
            f"{stretch_text(roster, window)}: {count_text(had(window), 'weekend')} free of work "
            f"and call, {count_text(needed(window))} asked for."
        )
        found = found_in(roster, window, (had(window), needed(window)), text)
        return replace(found, unit="weekends")

    yield from judged(roster, rule, lambda window: needed(window) - had(window), told)


def too_many_weekends_worked(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """More weekends with work than one in `one_in`, rounded up, over `average_days`."""
    one_in = rule.limit("one_in")

    def allowed(window: Window) -> int:
        return -(-len(weekends_in(roster, window)) // one_in)

    def had(window: Window) -> int:
        weekends = weekends_in(roster, window)
        return sum(not is_weekend_free(roster, day, home_call_counts=False) for day in weekends)

    def told(window: Window) -> Found:
        text = (
            f"{stretch_text(roster, window)}: work on {count_text(had(window), 'weekend')}, "
            f"{count_text(allowed(window))} at most."
        )
        found = found_in(roster, window, (had(window), allowed(window)), text)
        return replace(found, unit="weekends")

    yield from judged(roster, rule, lambda window: had(window) - allowed(window), told)
