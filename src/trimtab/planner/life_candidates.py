"""Practices and protected time: repetitions, doses, preferred hours, other people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from trimtab.domain.plans import DOSES, BlockKind, Dose
from trimtab.domain.practices import BoundaryKind, Practice
from trimtab.domain.time import ClockSpan, Interval, intersect_intervals, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import goals_by_day, practice_minutes, times_wanted
from trimtab.planner.boundaries import (
    awake_hours,
    days_off,
    off_hours,
    tired_hours,
)
from trimtab.planner.budget_names import SPACED
from trimtab.planner.budgets import Budget, at_least, at_most, diminishing, on_top_of, soft_cap
from trimtab.planner.clear_heads import demanding_fit
from trimtab.planner.cooking import cooking_fit, is_cooking
from trimtab.planner.done import times_done
from trimtab.planner.history import is_of_practice
from trimtab.planner.kept_home import closed_to_leaving
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger, exception_uses
from trimtab.planner.line import Week
from trimtab.planner.lived_days import is_eased, is_pinned_so, study_free_hours
from trimtab.planner.placing import Openings, preference_fit, starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.settled import begun_free_hours, closed_days

WORTH = defaults.WORTH
ALL_DAY = ClockSpan(0, 1440)
POCKET_STEP = 60
POCKET_SPREAD = 3
"""Two starts of a pocket practice never lie in the same or the next two hours of the line."""


def add_practices(ledger: Ledger) -> None:
    """Write every practice that stands by itself into the ledger."""
    for practice in ledger.week.profile.practices:
        if not practice.is_stacked:
            _add_practice(ledger, practice)


def kinds_of_practice(practice: Practice) -> list[BoundaryKind]:
    """Boundaries that cover a practice."""
    kinds: list[BoundaryKind] = []
    if practice.is_study:
        kinds += ["study", "screens"]
    if practice.with_person is not None:
        kinds.append("calls")
    return kinds


def practice_hours(week: Week, practice: Practice) -> list[Interval]:
    """Hours a practice keeps to, and in which who shares it is there."""
    usual = (ALL_DAY,) if practice.is_stacked else (defaults.WAKING.hours, *practice.prefer)
    windows = week.windows(practice.only or usual, practice.days)
    if practice.on is not None:
        windows = intersect_intervals(windows, _hours_on(week, practice.on))
    if practice.with_person is None:
        return windows
    return intersect_intervals(windows, awake_hours(week, practice.with_person))


def _hours_on(week: Week, dates: Collection[date]) -> list[Interval]:
    days = range(-1, week.horizon.days + 1)
    return [week.day_hours(day) for day in days if week.horizon.date_of(day) in dates]


def practice_places(ledger: Ledger, practice: Practice) -> list[Interval]:
    """Free time in which a practice may lie."""
    week = ledger.week
    windows = practice_hours(week, practice)
    avoid = off_hours(week, kinds_of_practice(practice))
    avoid += closed_days(week, is_of_practice(practice), once_a_day=practice.once_a_day)
    if practice.demanding or is_strenuous(practice):
        avoid = avoid + tired_hours(week) + closed_to_leaving(week)
    if practice.is_study:
        avoid = avoid + days_off(week) + begun_free_hours(week)
        avoid += study_free_hours(week, practice)
    return week.free_within(windows, avoid=avoid)


def is_strenuous(practice: Practice) -> bool:
    """Whether a practice is exercise that a person awake all night should not do."""
    return (
        practice.value.lower() in defaults.STRENUOUS_VALUES
        and practice.doses[0] >= defaults.STRENUOUS_FROM
    )


def _add_practice(ledger: Ledger, practice: Practice) -> None:
    places = practice_places(ledger, practice)
    rows = write_rows(ledger, practice, days_reached(ledger, places, practice.doses[0]))
    openings = Openings.of(places)
    for dose, length in rows.doses():
        starts = openings.starts(length)
        starts = starts[rows.suits(ledger, starts, dose)]
        shape = Shape(rows.item, (rows.part(0, dose, length),), length)
        ledger.add(
            shape, starts, rows.worth(ledger, starts, length), rows.uses(ledger, starts, length)
        )


@dataclass(frozen=True, slots=True)
class PracticeRows:
    """A practice as the problem knows it: its item and its budgets."""

    practice: Practice
    kind: BlockKind
    item: int
    rows: _Rows
    goals: Ints

    def doses(self) -> list[tuple[Dose, int]]:
        """Doses that may be placed, with their minutes on the grid; a must has one."""
        doses = self.practice.doses[:1] if self.practice.must else self.practice.doses
        return [(dose, slots_up(minutes)) for dose, minutes in zip(DOSES, doses, strict=False)]

    def suits(self, ledger: Ledger, starts: Ints, dose: Dose) -> npt.NDArray[np.bool_]:
        """Which starts lie on days that ask for a dose so large, or were pinned so."""
        minutes = self.practice.doses[DOSES.index(dose)]
        is_asked = np.asarray((minutes <= self.goals)[ledger.day_of(starts)])
        if is_eased(ledger.week, self.practice):
            is_asked |= is_pinned_so(ledger.week, self.practice, starts, slots_up(minutes))
        return is_asked

    def part(self, start: int, dose: Dose, minutes: int) -> Part:
        """A repetition that starts so many minutes into its candidate."""
        practice = self.practice
        end, note = start + minutes, _with_note(practice)
        return Part(start, end, practice.name, self.kind, practice.value, dose, note)

    def uses(self, ledger: Ledger, starts: Ints, minutes: int) -> list[Use]:
        """Budgets that repetitions of so many minutes use."""
        practice = self.practice
        uses: list[Use] = [
            *self.rows.uses(ledger, starts),
            (ledger.values[practice.value][ledger.week_of(starts)], minutes),
            *exception_uses(ledger, kinds_of_practice(practice), starts, minutes),
        ]
        if practice.is_study:
            most = _most_minutes(ledger, practice)
            uses += ledger.work_uses(self.item, starts, minutes, most)
        if practice.is_study or practice.demanding:
            uses.append((ledger.focus[ledger.day_of(starts)], minutes))
        return uses

    def worth(self, ledger: Ledger, starts: Ints, minutes: int) -> Floats:
        """Worth of the dose itself at each start."""
        practice = self.practice
        worth = dose_worth(ledger, practice.value, (practice.doses[0], minutes), starts)
        return WORTH.dose * worth * _practice_fit(ledger, practice, starts, minutes)


def write_rows(ledger: Ledger, practice: Practice, reachable: Collection[int]) -> PracticeRows:
    """Register a practice's item and budgets; it can be placed on the `reachable` days alone.

    Of one stacked on something else no more is wanted than there are days to stack it on,
    unless it is a must.
    """
    if not practice.must:
        reachable = {*reachable, *_days_kept(ledger, practice)}
    times = [times_wanted(ledger.week, practice, number) for number in range(ledger.weeks)]
    kind: BlockKind = "practice"
    if practice.with_person is not None:
        kind = "people"
    elif practice.is_study:
        kind = "study"
    asked = [practice_minutes(ledger.week, practice, k) for k in range(ledger.weeks)]
    if practice.is_stacked and not practice.must:
        per_day = _most_a_day(practice)
        possible = [_possible(count, k, reachable, per_day) for k, count in enumerate(times)]
        shares = zip(asked, possible, times, strict=True)
        asked = [one * held // max(1, count) for one, held, count in shares]
    item = Item(practice.name, kind, practice.value, sum(asked), must=practice.must)
    number = ledger.draft.add_item(item)
    rows = _practice_rows(ledger, practice, times, reachable)
    return PracticeRows(practice, kind, number, rows, goals_by_day(ledger.week, practice))


def _practice_fit(ledger: Ledger, practice: Practice, starts: Ints, minutes: int) -> Floats:
    spans: Sequence[ClockSpan] = practice.prefer or practice.only
    fit = preference_fit(ledger.week, starts, minutes, spans)
    if practice.is_stacked and not practice.prefer:
        fit = np.ones_like(fit)
    if practice.pocket and not practice.is_stacked:
        fit = fit * _pocket_fit(ledger, starts)
    if practice.demanding:
        fit = fit * demanding_fit(ledger.clear_heads, starts, minutes)
    if is_cooking(practice.name):
        fit = fit * cooking_fit(ledger.week, starts)
    return fit


def _pocket_fit(ledger: Ledger, starts: Ints) -> Floats:
    """Small gaps between commitments suit a pocket best: they are good for little else."""
    stretches = ledger.week.stretches
    firsts = np.array([stretch.interval.start for stretch in stretches])
    lengths = np.array([stretch.interval.minutes for stretch in stretches])
    if not starts.size:
        return np.ones(0)
    gap = lengths[np.searchsorted(firsts, starts, side="right") - 1]
    return np.where(gap < defaults.WAKING.pocket_gap, 1.0, defaults.WAKING.pocket_elsewhere)


def _most_minutes(ledger: Ledger, practice: Practice) -> tuple[int, int]:
    """Most minutes of a practice on the days of one stretch, and on one day."""
    dose = slots_up(practice.doses[0])
    splits_weekends = ledger.week.horizon.weekday_of(0) == "sun"
    times = practice.times_per_week * (2 if splits_weekends else 1)
    return times * dose, _most_a_day(practice) * dose


def _most_a_day(practice: Practice) -> int:
    return 1 if practice.once_a_day else max(1, -(-practice.times_per_week // 7) + 1)


def dose_worth(ledger: Ledger, value: str, doses: tuple[int, int], starts: Ints) -> Floats:
    """Worth of doing (ideal, actual) minutes of a value: small doses keep more in heavy seasons."""
    ideal, minutes = doses
    exponents = season_exponents(ledger)[ledger.day_of(starts)]
    share = np.power(minutes / ideal, exponents)
    return np.asarray(ledger.weights_on(value, ledger.day_of(starts)) * ideal * share)


def season_exponents(ledger: Ledger) -> Floats:
    """How fast the worth of a dose falls with its size, by day."""
    return np.array([defaults.SEASONS[one].dose_exponent for one in ledger.week.intensities])


def days_reached(ledger: Ledger, places: Sequence[Interval], minutes: int) -> set[int]:
    """Days on which something of so many minutes can start."""
    return set(ledger.day_of(starts_within(places, slots_up(minutes))).tolist())


def _days_kept(ledger: Ledger, practice: Practice) -> set[int]:
    """Days on which the last plan has a practice ahead, if only a small dose of it."""
    matches, ahead = is_of_practice(practice), ledger.week.history.ahead
    return {
        ledger.week.horizon.day_of(known.interval.start) for known in ahead if matches(known.block)
    }


def slots_up(minutes: int) -> int:
    """Minutes of a dose on the slot grid, one slot at least."""
    return max(5, slot_up(minutes))


def _with_note(practice: Practice) -> str:
    whom = f"with {practice.with_person}" if practice.with_person else ""
    return "; ".join(filter(None, [whom, practice.note]))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Budgets of one practice: repetitions by week, by day, and by neighbouring days."""

    weekly: Ints
    daily: Ints
    crowded: Ints
    apart: Ints
    pocket: Ints

    def uses(self, ledger: Ledger, starts: Ints) -> list[Use]:
        """What each start uses of them."""
        days = ledger.day_of(starts)
        found: list[Use] = [(self.weekly[ledger.week_of(starts)], 1.0), (self.daily[days], 1.0)]
        if self.apart.size:
            hours = ledger.week.clock[starts // 5] // 60
            found += [(self.apart[days, hours], 1.0), (self.apart[days, hours + 1], 1.0)]
        if self.pocket.size:
            first = starts // POCKET_STEP
            found += [(self.pocket[first + ahead], 1.0) for ahead in range(POCKET_SPREAD)]
        if self.crowded.size:
            found += [(self.crowded[days], 1.0), (self.crowded[days + 1], 1.0)]
        return found


def _practice_rows(
    ledger: Ledger, practice: Practice, times: Sequence[int], reachable: Collection[int]
) -> _Rows:
    horizon = ledger.week.horizon
    per_day = _most_a_day(practice)
    daily_must = practice.must and practice.times_per_week >= 7
    weekly = [
        _weekly(ledger, practice, number, _possible(count, number, reachable, per_day))
        for number, count in enumerate(times)
    ]
    at_once = min(practice.times_per_week // 7, per_day) if daily_must else 0
    done = _days_done(ledger, practice)
    daily = [
        _daily(practice, day, (at_once if day in reachable else 0, per_day), done.count(day))
        for day in range(horizon.days)
    ]
    crowded: list[Budget] = []
    is_free = practice.pocket or practice.is_stacked
    if practice.once_a_day and practice.times_per_week <= 3 and not is_free:
        cost = WORTH.crowding * practice.doses[0] * ledger.weight_of(practice.value)
        crowded = [
            on_top_of(
                soft_cap(f"{practice.name} {SPACED} day {day + 1}", 1, [(9, cost)]),
                done.count(day - 1) + done.count(day),
            )
            for day in range(horizon.days + 1)
        ]
    return _Rows(
        ledger.budgets(weekly),
        ledger.budgets(daily),
        ledger.budgets(crowded),
        _apart_rows(ledger, practice),
        _pocket_rows(ledger, practice),
    )


def _days_done(ledger: Ledger, practice: Practice) -> list[int]:
    """The day of each repetition that the last plan had before now."""
    done = ledger.week.history.done_where(is_of_practice(practice))
    return [ledger.week.horizon.day_of(known.interval.start) for known in done]


def _daily(practice: Practice, day: int, asked: tuple[int, int], done: int) -> Budget:
    """How often a practice must and may happen on a day (least, most), beyond what is done."""
    name = f"{practice.name} on day {day + 1}"
    least, most = asked
    if least > done:
        return at_least(name, least - done, max(most, least) - done)
    return at_most(name, max(0, most - done))


def _apart_rows(ledger: Ledger, practice: Practice) -> Ints:
    """Limits that keep repetitions of one day apart: one start in any two neighbouring hours."""
    if practice.once_a_day or practice.must or practice.pocket or practice.is_stacked:
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


def _pocket_rows(ledger: Ledger, practice: Practice) -> Ints:
    """Limits that keep two of the same pocket two hours apart, by hours of the line."""
    if not practice.pocket:
        return np.zeros(0, np.int32)
    count = ledger.week.line_minutes // POCKET_STEP + POCKET_SPREAD
    name = f"{practice.name} within two hours"
    done = [
        known.interval.start // POCKET_STEP + ahead
        for known in ledger.week.history.done_where(is_of_practice(practice))
        for ahead in range(POCKET_SPREAD)
    ]
    caps = [at_most(f"{name}, {number}", 1) for number in range(count)]
    return ledger.budgets([on_top_of(cap, done.count(at)) for at, cap in enumerate(caps)])


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
