"""Meals, the afternoon buffer, and time to unwind after duty."""

from __future__ import annotations

import numpy as np

from trimtab.domain.plans import DOSES
from trimtab.domain.time import ClockSpan, Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budget_names import once_on
from trimtab.planner.budgets import ROUTINE_MUST_SLOPE, at_least, at_most
from trimtab.planner.ledger import Ledger
from trimtab.planner.line import Stay, Week
from trimtab.planner.placing import clock_distance, starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.settled import is_done, is_settled, is_skipped
from trimtab.planner.sleep_day import SleepDay


def add_routine(ledger: Ledger) -> None:
    """Write meals, buffers and unwinding into the ledger."""
    for meal in defaults.MEALS:
        _add_meal(ledger, meal)
    for day in range(ledger.week.horizon.days):
        _add_buffer(ledger, day)
    for stay in ledger.week.stays:
        _add_unwind(ledger, stay)


def meal_named_in(name: str) -> defaults.MealDefaults | None:
    """The meal that a name such as "Dinner together" stands for, if any.

    >>> meal_named_in("Sunday brunch with Ada").name
    'Breakfast'
    """
    words = name.lower()
    for meal in defaults.MEALS:
        if any(word in words for word in meal.words):
            return meal
    return None


def _add_meal(ledger: Ledger, meal: defaults.MealDefaults) -> None:
    week = ledger.week
    caps = ledger.budgets([at_most(once_on(meal.name, day), 1) for day in range(week.horizon.days)])
    ledger.meals[meal.name] = caps
    for day in range(week.horizon.days):
        if _is_eaten_out(week, meal, day) or _is_eaten(week, meal, day):
            continue
        sleeps_by_day = SleepDay(week, day).is_night_taken and meal.name != "Dinner"
        share = defaults.WAKING.meal_by_day_share if sleeps_by_day else 1.0
        item = ledger.draft.add_item(
            Item(meal.name, "meal", None, meal.doses[0], is_routine=True, day=day)
        )
        places = week.free_within([week.horizon.span_on(day, meal.hours)])
        for dose, minutes, worth in zip(
            DOSES, meal.doses, _meal_worths(week, meal, day), strict=False
        ):
            starts = starts_within(places, minutes)
            fit = meal_fit(week, meal, starts)
            part = Part(0, minutes, meal.name, "meal", dose=dose)
            ledger.add(
                Shape(item, (part,), minutes), starts, share * worth * fit, [(int(caps[day]), 1.0)]
            )


def _meal_worths(week: Week, meal: defaults.MealDefaults, day: int) -> tuple[float, ...]:
    """Worth of each dose; a dinner cooked ahead is whole in less time."""
    is_cooked = meal.name == "Dinner" and week.horizon.date_of(day) in week.request.cooked_for
    if not is_cooked:
        return meal.worths
    return (meal.worths[0], meal.worths[0], *meal.worths[2:])


def _is_eaten_out(week: Week, meal: defaults.MealDefaults, day: int) -> bool:
    """Whether an event in the calendar is that meal already ("Dinner with Ana")."""
    hours = week.horizon.span_on(day, meal.hours)
    return any(
        taken.interval.overlaps(hours) and meal_named_in(taken.commitment.name) is meal
        for taken in week.taken
        if taken.commitment.takes_the_person
    )


def _is_eaten(week: Week, meal: defaults.MealDefaults, day: int) -> bool:
    """Whether the last plan had that meal, or protected time named like it, before now."""
    names = [protect.name for protect in week.profile.protects]
    return is_settled(week, "meal", meal.name, day) or any(
        is_done(week, "protect", name, day) for name in names if meal_named_in(name) is meal
    )


def meal_fit(week: Week, meal: defaults.MealDefaults, starts: Ints) -> Floats:
    """How well each start suits the hour a meal is usually eaten at."""
    away = clock_distance(week, starts, [_moment(meal.best)])
    return np.asarray(1 - 0.3 * np.minimum(1.0, away / defaults.WAKING.meal_fade))


def _moment(clock: int) -> ClockSpan:
    return ClockSpan(clock, clock + 1)


def _add_buffer(ledger: Ledger, day: int) -> None:
    """An afternoon buffer; it shrinks in a full day and is left out only on duty."""
    week = ledger.week
    if is_settled(week, "buffer", "Buffer", day):
        return
    hours = week.horizon.span_on(day, defaults.WAKING.buffer_hours)
    places = week.free_within([hours])
    is_kept = week.history.is_ahead_on(lambda block: block.name == "Buffer", week.day_hours(day))
    needed = 0 if is_kept else defaults.WAKING.buffer_needs_free
    if sum(place.minutes for place in places) < needed:
        return
    season = defaults.SEASONS[week.profile.intensity_on(week.horizon.date_of(day))]
    room = [place for place in places if place.minutes >= season.buffer[-1]]
    if not room:
        return
    item = ledger.draft.add_item(
        Item("Buffer", "buffer", None, season.buffer[0], is_routine=True, must=True, day=day)
    )
    once = ledger.draft.add_budget(at_least(f"Buffer on day {day + 1}", 1, 1, ROUTINE_MUST_SLOPE))
    for dose, minutes in zip(DOSES, season.buffer, strict=False):
        part = Part(0, minutes, "Buffer", "buffer", dose=dose, note="for whatever runs over")
        starts = starts_within(room, minutes)
        worth = defaults.WAKING.buffer_worth * minutes
        ledger.add(Shape(item, (part,), minutes), starts, worth, [(once, 1.0)])


def _add_unwind(ledger: Ledger, stay: Stay) -> None:
    """Time to come down after duty, on arriving home or soon after."""
    week = ledger.week
    home = stay.home_at
    if stay.duty_minutes < defaults.WAKING.unwind_after_minutes:
        return
    hour = Interval(home, home + defaults.WAKING.unwind_within + 1)
    is_owed = home >= week.now or week.history.is_ahead_on(lambda b: b.name == "Unwind", hour)
    if not is_owed or home >= week.horizon.minutes:
        return
    day = week.horizon.day_of(home)
    if is_skipped(week, "buffer", "Unwind", day):
        return
    season = defaults.SEASONS[week.profile.intensity_on(week.horizon.date_of(day))]
    arrival = slot_up(home)
    latest = arrival + defaults.WAKING.unwind_within
    fitting = [
        (dose, minutes, starts)
        for dose, minutes in zip(DOSES, season.unwind, strict=False)
        for free in [week.free_within([Interval(arrival, latest + minutes)])[:1]]
        for starts in [starts_within(free, minutes)]
        if starts.size
    ]
    if not fitting:
        return
    item = ledger.draft.add_item(
        Item("Unwind", "buffer", None, season.unwind[0], is_routine=True, must=True, day=day)
    )
    once = ledger.draft.add_budget(at_least(f"Unwind on day {day + 1}", 1, 1, ROUTINE_MUST_SLOPE))
    for dose, minutes, starts in fitting:
        part = Part(0, minutes, "Unwind", "buffer", dose=dose, note=f"after {_main_name(stay)}")
        late = defaults.WAKING.unwind_delay * (starts - arrival)
        worth = np.asarray(defaults.WAKING.unwind_worth * minutes - late, np.float64)
        ledger.add(Shape(item, (part,), minutes), starts, worth, [(once, 1.0)])


def _main_name(stay: Stay) -> str:
    longest = max(stay.commitments, key=lambda c: c.end - c.start)
    return longest.name
