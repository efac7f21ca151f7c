"""Rules about calls: how often, one after another, at home, and moonlighting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from trimtab.domain.duty import DutyChoices, DutyRule
from trimtab.dutyhours.found import Found, count_text, day_text
from trimtab.dutyhours.roster import Roster
from trimtab.dutyhours.windows import Window, found_in, judged, stretch_text

BLENDED_HOME, BLENDED_IN_HOUSE = 3, 4
WEEKEND_DAYS = (5, 6)


def allowed_calls(days: int, one_in: int, *, rounds_up: bool) -> int:
    """How many calls so many days allow: one in `one_in`, a part rounded up or from a half on.

    >>> [allowed_calls(days, 4, rounds_up=False) for days in (28, 29, 30, 31)]
    [7, 7, 8, 8]
    >>> [allowed_calls(days, 3, rounds_up=True) for days in (28, 30, 31)]
    [10, 10, 11]
    """
    return -(-days // one_in) if rounds_up else (2 * days + one_in) // (2 * one_in)


def calls_in(roster: Roster, window: Window, *, at_home: bool) -> int:
    """Nights of call in a stretch, those on days of leave left out."""
    nights = roster.home_call_nights if at_home else roster.call_nights
    return sum(
        window.first <= night <= window.last and night not in roster.leave for night in nights
    )


def too_many_calls(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """More calls than one night in `one_in`; at home with `at_home`, else in house.

    A part of a call is rounded up with `rounds_up`, else from a half on.
    """
    at_home = bool(rule.limit("at_home", 0))
    what = "call at home" if at_home else "call in house"

    def allowed(window: Window) -> int:
        days = roster.counted_days(window.first, window.last)
        rounds_up = bool(rule.limit("rounds_up", 0))
        return allowed_calls(days, rule.limit("one_in"), rounds_up=rounds_up)

    def excess(window: Window) -> int:
        return calls_in(roster, window, at_home=at_home) - allowed(window)

    def told(window: Window) -> Found:
        calls, most = calls_in(roster, window, at_home=at_home), allowed(window)
        text = (
            f"{stretch_text(roster, window)}: {count_text(calls, 'night')} of {what}, "
            f"{count_text(most)} at most."
        )
        return replace(found_in(roster, window, (calls, most), text), unit="calls")

    yield from judged(roster, rule, excess, told)


def too_many_calls_in_a_month(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """More in-house calls than `most_calls` in one month of the calendar."""
    months: dict[tuple[int, int], list[int]] = {}
    for night in roster.call_nights:
        day = roster.days.date_of(night)
        months.setdefault((day.year, day.month), []).append(night)
    most = rule.limit("most_calls")
    for nights in months.values():
        if len(nights) > most:
            month = roster.days.date_of(nights[0])
            had = count_text(len(nights), "night")
            text = f"{month:%B %Y}: {had} of call, {count_text(most)} at most."
            yield _nights_found(roster, (nights[0], nights[-1]), (len(nights), most), text)


def _nights_found(
    roster: Roster, nights: tuple[int, int], counts: tuple[int, int], text: str
) -> Found:
    start, end = roster.night_of(nights[0]).start, roster.night_of(nights[1]).end
    return Found(start, end, *counts, text, unit="calls")


def calls_follow_one_another(roster: Roster, _: DutyRule, __: DutyChoices) -> Iterator[Found]:
    """In-house calls on two nights in a row."""
    for night, following in pairwise(roster.call_nights):
        if following == night + 1:
            days = " and ".join(day_text(roster.days.date_of(one)) for one in (night, following))
            text = f"Call on the nights of {days}, one after the other; fine if you agreed to it."
            yield _nights_found(roster, (night, following), (2, 1), text)


def home_call_on_weekends_in_a_row(roster: Roster, _: DutyRule, __: DutyChoices) -> Iterator[Found]:
    """Home call on a Saturday or Sunday of two weekends in a row."""
    weekends = sorted(
        {
            night - roster.days.date_of(night).weekday() + WEEKEND_DAYS[0]
            for night in roster.home_call_nights
            if roster.days.date_of(night).weekday() in WEEKEND_DAYS
        }
    )
    for saturday, following in pairwise(weekends):
        if following == saturday + 7:
            days = " and ".join(day_text(roster.days.date_of(one)) for one in (saturday, following))
            text = f"Home call on the weekends of {days}, one after the other."
            yield _nights_found(roster, (saturday, following + 1), (2, 1), text)


def blended_calls_are_too_many(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """Home call counted three and in-house call four come to more than `most_points` in 28 days.

    Only where both are in one stretch; shorter and longer stretches in proportion.
    """
    most, length = rule.limit("most_points"), rule.limit("average_days")

    def points(window: Window) -> int:
        home, in_house = (calls_in(roster, window, at_home=at_home) for at_home in (True, False))
        is_blended = home and in_house
        return BLENDED_HOME * home + BLENDED_IN_HOUSE * in_house if is_blended else 0

    def allowed(window: Window) -> int:
        return most * roster.counted_days(window.first, window.last) // length

    def told(window: Window) -> Found:
        text = (
            f"{stretch_text(roster, window)}: calls at home counted three and in house four come "
            f"to {points(window)}, {allowed(window)} at most."
        )
        found = found_in(roster, window, (points(window), allowed(window)), text)
        return replace(found, unit="points")

    yield from judged(roster, rule, lambda window: points(window) - allowed(window), told)


def first_year_moonlights(roster: Roster, _: DutyRule, choices: DutyChoices) -> Iterator[Found]:
    """Moonlighting of somebody in the first year."""
    if not choices.is_first_year:
        return
    for one in roster.moonlighting:
        when = day_text(roster.days.instant_of(one.start).date())
        text = f"Moonlighting on {when}; in the first year there is none. Ask your programme."
        yield Found(one.start, one.end, one.end - one.start, 0, text)
