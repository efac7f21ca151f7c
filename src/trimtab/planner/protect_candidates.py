"""Protected time: kept for something on given days between given hours."""

from __future__ import annotations

from trimtab.domain.plans import DOSES
from trimtab.domain.practices import Protect
from trimtab.domain.time import Interval, intersect_intervals
from trimtab.planner import defaults
from trimtab.planner.asked import days_asked
from trimtab.planner.boundaries import awake_hours
from trimtab.planner.budgets import at_least, at_most
from trimtab.planner.history import is_of_protect
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger
from trimtab.planner.life_candidates import days_reached, dose_worth, slots_up
from trimtab.planner.placing import starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.routine_candidates import meal_fit, meal_named_in
from trimtab.planner.settled import closed_days

WORTH = defaults.WORTH


def add_protects(ledger: Ledger) -> None:
    """Write every protected time into the ledger."""
    for protect in ledger.week.profile.protects:
        _add_protect(ledger, protect)


def protect_places(ledger: Ledger, protect: Protect) -> list[Interval]:
    """Free time at home in which something protected may lie."""
    week = ledger.week
    windows = week.windows([protect.between], protect.days)
    if protect.with_person is not None:
        windows = intersect_intervals(windows, awake_hours(week, protect.with_person))
    avoid = closed_days(week, is_of_protect(protect), once_a_day=True)
    return week.free_within(windows, at_home=True, avoid=avoid)


def _add_protect(ledger: Ledger, protect: Protect) -> None:
    week = ledger.week
    places = protect_places(ledger, protect)
    wanted = len(days_asked(week, protect)) * protect.doses[0]
    item = ledger.draft.add_item(
        Item(protect.name, "protect", protect.value, wanted, must=protect.must)
    )
    reachable = days_reached(ledger, places, protect.doses[0])
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
        length = slots_up(minutes)
        starts = starts_within(places, length)
        part = Part(0, length, protect.name, "protect", protect.value, dose, note)
        uses: list[Use] = [
            (daily[ledger.day_of(starts)], 1.0),
            (ledger.values[protect.value][ledger.week_of(starts)], length),
        ]
        doses_worth = dose_worth(ledger, protect.value, (protect.doses[0], length), starts)
        worth = WORTH.protect * doses_worth
        meal = meal_named_in(protect.name)
        if meal is not None:
            uses.append((ledger.meals[meal.name][ledger.day_of(starts)], 1.0))
            worth += meal.worths[0] if length >= meal.doses[0] else meal.worths[-1]
            worth *= meal_fit(week, meal, starts)
        ledger.add(Shape(item, (part,), length), starts, worth, uses)
