"""Practices and protected time: repetitions, doses, preferred hours, other people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.plans import DOSES, BlockKind
from trimtab.domain.practices import BoundaryKind, Practice, Protect
from trimtab.domain.time import ClockSpan, Interval, intersect_intervals, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import (
    days_asked,
    goals_by_day,
    practice_minutes,
    times_wanted,
)
from trimtab.planner.boundaries import (
    awake_hours,
    begun_free_hours,
    days_off,
    off_hours,
    tired_hours,
)
from trimtab.planner.budgets import Budget, at_least, at_most, diminishing, on_top_of, soft_cap
from trimtab.planner.done import times_done
from trimtab.planner.history import is_of_practice, is_of_protect
from trimtab.planner.ledger import Ledger, Use, exception_uses
from trimtab.planner.placing import demanding_fit, preference_fit, starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.routine_candidates import meal_fit, meal_named_in

WORTH = defaults.WORTH


def add_practices(ledger: Ledger) -> None:
    """Write every practice into the ledger."""
    for practice in ledger.week.profile.practices:
        _add_practice(ledger, practice)


def add_protects(ledger: Ledger) -> None:
    """Write every protected time into the ledger."""
    for protect in ledger.week.profile.protects:
        _add_protect(ledger, protect)


def kinds_of_practice(practice: Practice) -> list[BoundaryKind]:
    """Boundaries that cover a practice."""
    kinds: list[BoundaryKind] = []
    if practice.is_study:
        kinds += ["study", "screens"]
    if practice.with_person is not None:
        kinds.append("calls")
    return kinds


def practice_places(ledger: Ledger, practice: Practice) -> list[Interval]:
    """Free time in which a practice may lie."""
    week = ledger.week
    spans = practice.only or (defaults.WAKING.hours, *practice.prefer)
    windows = week.windows(spans, practice.days)
    if practice.with_person is not None:
        windows = intersect_intervals(windows, awake_hours(week, practice.with_person))
    avoid = off_hours(week, kinds_of_practice(practice))
    avoid += week.closed_days(is_of_practice(practice), once_a_day=practice.once_a_day)
    if practice.demanding or is_strenuous(practice):
        avoid = avoid + tired_hours(week)
    if practice.is_study:
        avoid = avoid + days_off(week) + begun_free_hours(week)
    return week.free_within(windows, avoid=avoid)


def is_strenuous(practice: Practice) -> bool:
    """Whether a practice is exercise that a person awake all night should not do."""
    return (
        practice.value.lower() in defaults.STRENUOUS_VALUES
        and practice.doses[0] >= defaults.STRENUOUS_FROM
    )


def _add_practice(ledger: Ledger, practice: Practice) -> None:
    places = practice_places(ledger, practice)
    times = [times_wanted(ledger.week, practice, number) for number in range(ledger.weeks)]
    kind: BlockKind = "practice"
    if practice.with_person is not None:
        kind = "people"
    elif practice.is_study:
        kind = "study"
    goals = goals_by_day(ledger.week, practice)
    wanted = sum(practice_minutes(ledger.week, practice, k) for k in range(ledger.weeks))
    item = ledger.draft.add_item(
        Item(practice.name, kind, practice.value, wanted, must=practice.must)
    )
    rows = _practice_rows(ledger, practice, times, places)
    doses = practice.doses[:1] if practice.must else practice.doses
    for dose, minutes in zip(DOSES, doses, strict=False):
        length = _slots_up(minutes)
        starts = starts_within(places, length)
        starts = starts[minutes <= goals[ledger.day_of(starts)]]
        part = Part(0, length, practice.name, kind, practice.value, dose, _with_note(practice))
        uses: list[Use] = [
            *rows.uses(ledger, starts),
            (ledger.values[practice.value][ledger.week_of(starts)], length),
            *exception_uses(ledger, kinds_of_practice(practice), starts, length),
        ]
        if practice.is_study:
            uses += ledger.work_uses(item, starts, length, _most_minutes(ledger, practice))
        if practice.is_study or practice.demanding:
            uses.append((ledger.focus[ledger.day_of(starts)], length))
        worth = _dose_worth(ledger, practice.value, (practice.doses[0], length), starts)
        fit = _practice_fit(ledger, practice, starts, length)
        ledger.add(Shape(item, (part,), length), starts, WORTH.dose * worth * fit, uses)


def _practice_fit(ledger: Ledger, practice: Practice, starts: Ints, minutes: int) -> Floats:
    spans: Sequence[ClockSpan] = practice.prefer or practice.only
    fit = preference_fit(ledger.week, starts, minutes, spans)
    if practice.demanding:
        fit = fit * demanding_fit(ledger.week, starts, minutes)
    return fit


def _most_minutes(ledger: Ledger, practice: Practice) -> tuple[int, int]:
    """Most minutes of a practice on the days of one stretch, and on one day."""
    dose = _slots_up(practice.doses[0])
    splits_weekends = ledger.week.horizon.weekday_of(0) == "sun"
    times = practice.times_per_week * (2 if splits_weekends else 1)
    return times * dose, _most_a_day(practice) * dose


def _most_a_day(practice: Practice) -> int:
    return 1 if practice.once_a_day else max(1, -(-practice.times_per_week // 7) + 1)


def _dose_worth(ledger: Ledger, value: str, doses: tuple[int, int], starts: Ints) -> Floats:
    """Worth of doing (ideal, actual) minutes of a value: small doses keep more in heavy seasons."""
    ideal, minutes = doses
    exponents = season_exponents(ledger)[ledger.day_of(starts)]
    share = np.power(minutes / ideal, exponents)
    return np.asarray(ledger.weights_on(value, ledger.day_of(starts)) * ideal * share)


def season_exponents(ledger: Ledger) -> Floats:
    """How fast the worth of a dose falls with its size, by day."""
    profile, horizon = ledger.week.profile, ledger.week.horizon
    seasons = [profile.intensity_on(horizon.date_of(day)) for day in range(horizon.days + 1)]
    return np.array([defaults.SEASONS[season].dose_exponent for season in seasons])


def _days_reached(ledger: Ledger, places: Sequence[Interval], minutes: int) -> set[int]:
    """Days on which something of so many minutes can start."""
    return set(ledger.day_of(starts_within(places, _slots_up(minutes))).tolist())


def _days_kept(ledger: Ledger, practice: Practice) -> set[int]:
    """Days on which the last plan has a practice ahead, if only a small dose of it."""
    matches, ahead = is_of_practice(practice), ledger.week.history.ahead
    return {
        ledger.week.horizon.day_of(known.interval.start) for known in ahead if matches(known.block)
    }


def _slots_up(minutes: int) -> int:
    return max(5, slot_up(minutes))


def _with_note(practice: Practice) -> str:
    return f"with {practice.with_person}" if practice.with_person else ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Budgets of one practice: repetitions by week, by day, and by neighbouring days."""

    weekly: Ints
    daily: Ints
    crowded: Ints
    apart: Ints

    def uses(self, ledger: Ledger, starts: Ints) -> list[Use]:
        """What each start uses of them."""
        days = ledger.day_of(starts)
        found: list[Use] = [(self.weekly[ledger.week_of(starts)], 1.0), (self.daily[days], 1.0)]
        if self.apart.size:
            hours = ledger.week.clock[starts // 5] // 60
            found += [(self.apart[days, hours], 1.0), (self.apart[days, hours + 1], 1.0)]
        if self.crowded.size:
            found += [(self.crowded[days], 1.0), (self.crowded[days + 1], 1.0)]
        return found


def _practice_rows(
    ledger: Ledger, practice: Practice, times: Sequence[int], places: Sequence[Interval]
) -> _Rows:
    horizon = ledger.week.horizon
    per_day = _most_a_day(practice)
    daily_must = practice.must and practice.times_per_week >= 7
    reachable = _days_reached(ledger, places, practice.doses[0])
    if not practice.must:
        reachable |= _days_kept(ledger, practice)
    weekly = [
        _weekly(ledger, practice, number, _possible(count, number, reachable, per_day))
        for number, count in enumerate(times)
    ]
    at_once = min(practice.times_per_week // 7, per_day) if daily_must else 0
    done = _days_done(ledger, practice)
    daily = [
        _daily(practice, day, at_once if day in reachable else 0, per_day, done.count(day))
        for day in range(horizon.days)
    ]
    crowded: list[Budget] = []
    if practice.once_a_day and practice.times_per_week <= 3:
        cost = WORTH.crowding * practice.doses[0] * ledger.weight_of(practice.value)
        crowded = [
            on_top_of(
                soft_cap(f"{practice.name} spaced before day {day + 1}", 1, [(9, cost)]),
                done.count(day - 1) + done.count(day),
            )
            for day in range(horizon.days + 1)
        ]
    return _Rows(
        ledger.budgets(weekly),
        ledger.budgets(daily),
        ledger.budgets(crowded),
        _apart_rows(ledger, practice),
    )


def _days_done(ledger: Ledger, practice: Practice) -> list[int]:
    """The day of each repetition that the last plan had before now."""
    done = ledger.week.history.done_where(is_of_practice(practice))
    return [ledger.week.horizon.day_of(known.interval.start) for known in done]


def _daily(practice: Practice, day: int, least: int, most: int, done: int) -> Budget:
    """How often a practice must and may happen on a day, beyond what is done."""
    name = f"{practice.name} on day {day + 1}"
    if least > done:
        return at_least(name, least - done, max(most, least) - done)
    return at_most(name, max(0, most - done))


def _apart_rows(ledger: Ledger, practice: Practice) -> Ints:
    """Limits that keep repetitions of one day apart: one start in any two neighbouring hours."""
    if practice.once_a_day or practice.must:
        return np.zeros((0, 0), np.int32)
    days, hours = ledger.week.horizon.days, 25
    horizon = ledger.week.horizon
    done = [
        (horizon.day_of(known.interval.start), horizon.clock_of(known.interval.start) // 60)
        for known in ledger.week.history.done_where(is_of_practice(practice))
    ]
    caps = [
        on_top_of(
            at_most(f"{practice.name} apart on day {day + 1}, {hour}:00", 1),
            done.count((day, hour)) + done.count((day, hour - 1)),
        )
        for day in range(days)
        for hour in range(hours)
    ]
    return ledger.budgets(caps).reshape(days, hours)


def _possible(count: int, number: int, reachable: Collection[int], per_day: int) -> int:
    """Repetitions of week `number` that its reachable days can hold."""
    return min(count, per_day * sum(1 for day in reachable if day // 7 == number))


def _weekly(ledger: Ledger, practice: Practice, number: int, count: int) -> Budget:
    name = f"{practice.name}: times in week {number + 1}"
    done = times_done(ledger.week, practice, number)
    if practice.must:
        limit = max(count, practice.times_per_week - done, 0)
        return at_least(name, count, limit) if count else at_most(name, limit)
    ideal = practice.doses[0] * ledger.weight_of(practice.value, number)
    slopes = [(share, slope * ideal) for share, slope in WORTH.repetition_by_share]
    return on_top_of(diminishing(name, count + done, slopes), done)


def protect_places(ledger: Ledger, protect: Protect) -> list[Interval]:
    """Free time at home in which something protected may lie."""
    week = ledger.week
    windows = week.windows([protect.between], protect.days)
    if protect.with_person is not None:
        windows = intersect_intervals(windows, awake_hours(week, protect.with_person))
    avoid = week.closed_days(is_of_protect(protect), once_a_day=True)
    return week.free_within(windows, at_home=True, avoid=avoid)


def _add_protect(ledger: Ledger, protect: Protect) -> None:
    week = ledger.week
    places = protect_places(ledger, protect)
    wanted = len(days_asked(week, protect)) * protect.doses[0]
    item = ledger.draft.add_item(
        Item(protect.name, "protect", protect.value, wanted, must=protect.must)
    )
    reachable = _days_reached(ledger, places, protect.doses[0])
    daily = ledger.budgets(
        [
            at_least(f"{protect.name} on day {day + 1}", 1, 1)
            if protect.must and day in reachable
            else at_most(f"{protect.name} on day {day + 1}", 1)
            for day in range(week.horizon.days)
        ]
    )
    doses = protect.doses[:1] if protect.must else protect.doses
    note = f"with {protect.with_person}" if protect.with_person else ""
    for dose, minutes in zip(DOSES, doses, strict=False):
        length = _slots_up(minutes)
        starts = starts_within(places, length)
        part = Part(0, length, protect.name, "protect", protect.value, dose, note)
        uses: list[Use] = [
            (daily[ledger.day_of(starts)], 1.0),
            (ledger.values[protect.value][ledger.week_of(starts)], length),
        ]
        doses_worth = _dose_worth(ledger, protect.value, (protect.doses[0], length), starts)
        worth = WORTH.protect * doses_worth
        meal = meal_named_in(protect.name)
        if meal is not None:
            uses.append((ledger.meals[meal.name][ledger.day_of(starts)], 1.0))
            worth += meal.worths[0] if length >= meal.doses[0] else meal.worths[-1]
            worth *= meal_fit(week, meal, starts)
        ledger.add(Shape(item, (part,), length), starts, worth, uses)
