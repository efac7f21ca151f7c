"""The checks a rulebook may name, and a whole roster checked by a whole rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trimtab.domain.duty import (
    AverageHours,
    DutyChoices,
    DutyFinding,
    DutyRule,
    Severity,
    WeekHours,
)
from trimtab.dutyhours import calls, free_days, hours, rest, runs
from trimtab.dutyhours.found import Found
from trimtab.dutyhours.roster import Roster
from trimtab.dutyhours.windows import example_windows

Check = Callable[[Roster, DutyRule, DutyChoices], Iterator[Found]]
UNVERIFIED = "Unverified: written from memory, so ask before you rely on it."


@dataclass(frozen=True, slots=True)
class Named:
    """A check, the limits it cannot do without, and those it may have."""

    check: Check
    needs: frozenset[str]
    may_have: frozenset[str] = frozenset()


def _named(check: Check, needs: str, may_have: str = "") -> Named:
    return Named(check, frozenset(needs.split()), frozenset(may_have.split()))


AVERAGED = "longest_days rolling_days by_rotation"
_LATE = "most_days least_minutes long_minutes from_clock_minutes to_clock_minutes"
CHECKS: dict[str, Named] = {
    named.check.__name__: named
    for named in (
        _named(
            hours.weeks_average_more_than_allowed,
            "most_minutes average_days",
            f"longer_minutes only_whole {AVERAGED}",
        ),
        _named(hours.any_seven_days_hold_too_much, "most_minutes span_minutes"),
        _named(hours.a_week_in_shifts_holds_too_much, "most_minutes"),
        _named(rest.duty_lasts_longer_than_allowed, "most_minutes"),
        _named(
            rest.day_is_longer_than_a_day_without_call,
            "most_minutes from_clock_minutes to_clock_minutes",
        ),
        _named(rest.rest_after_a_call_is_too_short, "least_minutes call_minutes", "titled_calls"),
        _named(
            rest.rest_between_duties_is_too_short,
            "least_minutes",
            "split_day_minutes unless_after_minutes only_in_shifts",
        ),
        _named(rest.rest_in_a_day_is_too_short, "least_minutes"),
        _named(rest.home_call_lasts_longer_than_allowed, "most_minutes"),
        _named(
            free_days.too_few_days_off,
            "days_per_day_off average_days",
            f"home_call_counts {AVERAGED}",
        ),
        _named(free_days.too_few_free_weekends, "least_weekends average_days", AVERAGED),
        _named(free_days.too_many_weekends_worked, "one_in average_days", AVERAGED),
        _named(calls.too_many_calls, "one_in average_days", f"rounds_up at_home {AVERAGED}"),
        _named(calls.too_many_calls_in_a_month, "most_calls"),
        _named(calls.calls_follow_one_another, ""),
        _named(calls.home_call_on_weekends_in_a_row, ""),
        _named(calls.blended_calls_are_too_many, "most_points average_days", AVERAGED),
        _named(calls.first_year_moonlights, ""),
        _named(runs.too_many_nights_in_a_row, "most_nights"),
        _named(runs.rest_after_nights_is_too_short, "least_minutes"),
        _named(runs.too_many_duties_in_a_row, "most_days least_minutes"),
        _named(runs.too_many_long_duties_in_a_row, "most_days least_minutes long_minutes"),
        _named(runs.too_many_long_lates_in_a_row, _LATE),
    )
}


def find_findings(roster: Roster, choices: DutyChoices) -> tuple[DutyFinding, ...]:
    """Everything the roster's rulebook finds in it, by start and in the order of the book."""
    found = [
        _finding(roster, rule, one)
        for rule in roster.rulebook.rules
        for one in CHECKS[rule.check].check(roster, rule, choices)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def is_applied(rule: DutyRule, choices: DutyChoices) -> bool:
    """Whether a rule has anything to say of this person: some limits are only for some."""
    if rule.check == FIRST_YEAR:
        return choices.is_first_year
    if rule.check == NIGHTS:
        return bool(choices.most_nights or rule.limit("most_nights"))
    if rule.check == HOURS and choices.has_longer_hours:
        return bool(rule.limit("longer_minutes", 1))
    return True


def _finding(roster: Roster, rule: DutyRule, found: Found) -> DutyFinding:
    is_unverified = rule.certainty == "unverified"
    severity: Severity = "warning" if is_unverified or found.is_warning else rule.severity
    doubt = UNVERIFIED if is_unverified else _doubt(rule, found)
    return DutyFinding(
        rule=rule.kind,
        requirement=rule.requirement,
        severity=severity,
        start=roster.days.instant_of(found.start),
        end=roster.days.instant_of(found.end),
        measured=found.measured,
        limit=found.limit,
        text=found.text,
        doubt=doubt,
        unit=found.unit,
        basis=found.basis,
        certainty="unverified" if doubt else "seen",
        rule_id=rule.id,
        renumbered=rule.renumbered,
        name=found.name,
    )


def _doubt(rule: DutyRule, found: Found) -> str:
    """What nobody has checked of how a finding was counted."""
    leave = rule.unverified_leave if found.has_leave else ""
    stretch = rule.unverified_stretch if found.is_odd_stretch else ""
    return " ".join(f"Unverified: {doubt}" for doubt in (stretch, leave) if doubt)


def week_hours(roster: Roster, last_day: int) -> tuple[WeekHours, ...]:
    """Minutes worked in each week from a Monday, to the week that holds `last_day`."""
    starts = roster.day_starts
    return tuple(
        WeekHours(roster.days.date_of(day), roster.worked(starts[day], starts[day + 7]))
        for day in range(0, last_day + 1, 7)
    )


def average_hours(roster: Roster) -> tuple[AverageHours, ...]:
    """The stretches over which the book averages hours, with days off as the book counts them."""
    book = roster.rulebook.rules
    hours_rule = next((one for one in book if one.check == HOURS), None)
    off_rule = next((one for one in book if one.check == DAYS_OFF), None)
    if hours_rule is None:
        return ()
    home_call_counts = bool(off_rule and off_rule.limit("home_call_counts", 0))
    return tuple(
        AverageHours(
            window.name,
            roster.days.date_of(window.first),
            roster.days.date_of(window.last),
            roster.counted_minutes(window.first, window.last),
            roster.counted_days(window.first, window.last),
            roster.days_off(window.first, window.last, home_call_counts=home_call_counts),
        )
        for window in example_windows(roster, hours_rule)
    )


NIGHTS = runs.too_many_nights_in_a_row.__name__
FIRST_YEAR = calls.first_year_moonlights.__name__
HOURS = hours.weeks_average_more_than_allowed.__name__
DAYS_OFF = free_days.too_few_days_off.__name__
