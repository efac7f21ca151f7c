"""Rules about duties on days in a row: nights, long days, late ones, and the rest after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trimtab.domain.duty import DutyChoices, DutyRule, Unit
from trimtab.dutyhours.found import Found, count_text, days_text, hours_text, moment_text
from trimtab.dutyhours.roster import Duty, Roster, runs_of


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row with a duty of one sort: the last such duty, and the first after it."""

    first: int
    last: int
    final: Duty
    after: Duty | None

    @property
    def length(self) -> int:
        """How many days in a row."""
        return self.last + 1 - self.first

    @property
    def rest_minutes(self) -> int | None:
        """Rest after the last, None where nothing follows."""
        return self.after.start - self.final.end if self.after else None


def find_runs(roster: Roster, day_of: Callable[[Duty], int | None]) -> Iterator[Run]:
    """Runs of days `day_of` gives for duties; None stands for duties of another sort."""
    number: dict[int, int] = {}
    for at, duty in enumerate(roster.duties):
        day = day_of(duty)
        if day is not None:
            number[day] = at
    for first, last in runs_of(number):
        at = number[last]
        after = roster.duties[at + 1] if at + 1 < len(roster.duties) else None
        yield Run(first, last, roster.duties[at], after)


def _night_of(duty: Duty) -> int | None:
    return duty.nights[-1] if duty.nights else None


def too_many_nights_in_a_row(
    roster: Roster, rule: DutyRule, choices: DutyChoices
) -> Iterator[Found]:
    """More than `most_nights` nights worked in a row, or than the person's own limit if lower.

    A limit of 0 stands for none.
    """
    limits = (choices.most_nights, rule.limit("most_nights"))
    most = min((one for one in limits if one), default=0)
    nights = runs_of(night for duty in roster.duties for night in duty.nights)
    for first, last in nights if most else ():
        length = last + 1 - first
        if length > most:
            days = days_text(roster.days, first, last)
            text = f"{days}: {count_text(length, 'night')} in a row, {count_text(most)} at most."
            start, end = roster.night_of(first).start, roster.night_of(last).end
            yield Found(start, end, length, most, text, unit="nights")


def rest_after_nights_is_too_short(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Less than `least_minutes` between the last of any nights in a row and the next duty."""
    for run in find_runs(roster, _night_of):
        yield from _short_rest(roster, rule, run, count_text(run.length, "night"))


def _short_rest(roster: Roster, rule: DutyRule, run: Run, what: str) -> Iterator[Found]:
    least, rest = rule.limit("least_minutes"), run.rest_minutes
    if run.after is None or rest is None or rest >= least:
        return
    text = (
        f"After {what} to {moment_text(roster.days, run.final.end)}: {hours_text(rest)} free, "
        f"{hours_text(least - rest)} short of {hours_text(least)}."
    )
    yield Found(run.final.end, run.after.start, rest, least, text)


def _beyond(roster: Roster, run: Run, most: int, what: tuple[str, str], unit: Unit) -> Found:
    text = (
        f"{days_text(roster.days, run.first, run.last)}: {count_text(run.length, *what)} "
        f"in a row, {count_text(most)} at most."
    )
    start, end = roster.day_starts[run.first], max(run.final.end, roster.day_starts[run.last + 1])
    return Found(start, end, run.length, most, text, unit=unit)


def too_many_duties_in_a_row(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """Duties on more than `most_days` days in a row, or too little rest after that many."""
    yield from _runs_of_sort(roster, rule, lambda duty: duty.day, ("duty", "duties"))


def too_many_long_duties_in_a_row(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Duties longer than `long_minutes` on too many days in a row, or too little rest after."""
    long = rule.limit("long_minutes")

    def day_of(duty: Duty) -> int | None:
        return duty.day if duty.minutes > long else None

    yield from _runs_of_sort(roster, rule, day_of, ("long duty", "long duties"))


def too_many_long_lates_in_a_row(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """The same for long duties that end between two clock times late in the evening.

    `from_clock_minutes` and `to_clock_minutes` count from midnight of the day the duty begins.
    """
    long = rule.limit("long_minutes")

    def day_of(duty: Duty) -> int | None:
        after = roster.days.at_clock(duty.day, rule.limit("from_clock_minutes"))
        until = roster.days.at_clock(duty.day, rule.limit("to_clock_minutes"))
        return duty.day if duty.minutes > long and after < duty.end <= until else None

    yield from _runs_of_sort(roster, rule, day_of, ("long late duty", "long late duties"))


def _runs_of_sort(
    roster: Roster, rule: DutyRule, day_of: Callable[[Duty], int | None], what: tuple[str, str]
) -> Iterator[Found]:
    most = rule.limit("most_days")
    for run in find_runs(roster, day_of):
        if run.length > most:
            yield _beyond(roster, run, most, what, "duties")
        if run.length >= most:
            yield from _short_rest(roster, rule, run, count_text(run.length, *what))
