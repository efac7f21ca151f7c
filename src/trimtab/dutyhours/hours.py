"""Rules about hours of work: averages over weeks, any seven days, single weeks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from trimtab.domain.duty import DutyChoices, DutyRule
from trimtab.dutyhours.found import Found, days_text, hours_text, span_text
from trimtab.dutyhours.roster import Roster
from trimtab.dutyhours.windows import WEEK, Window, found_in, judged, stretch_text

PARTLY = (
    " The rule averages over {} weeks, of which these are only a part: this is where they lead."
)


def weeks_average_more_than_allowed(
    roster: Roster, rule: DutyRule, choices: DutyChoices
) -> Iterator[Found]:
    """More work a week, on average, than `most_minutes`; `longer_minutes` where that is granted.

    A limit of 0 stands for none. Averages are compared exactly, and told rounded up.
    """
    most = rule.limit("most_minutes")
    if choices.has_longer_hours:
        most = rule.limit("longer_minutes", most)
    if not most:
        return

    def excess(window: Window) -> int:
        counted = roster.counted_days(window.first, window.last)
        return roster.counted_minutes(window.first, window.last) * WEEK - most * counted

    yield from judged(roster, rule, excess, lambda window: _average(roster, rule, window, most))


def _average(roster: Roster, rule: DutyRule, window: Window, most: int) -> Found:
    counted = roster.counted_days(window.first, window.last)
    minutes = -(-roster.counted_minutes(window.first, window.last) * WEEK // counted)
    text = (
        f"{stretch_text(roster, window)}: {hours_text(minutes)} a week on average, "
        f"{hours_text(minutes - most)} over {hours_text(most)}."
    )
    text += "" if window.is_whole else PARTLY.format(rule.limit("average_days") // WEEK)
    return found_in(roster, window, (minutes, most), text)


def any_seven_days_hold_too_much(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """More work than `most_minutes` in any `span_minutes` in a row, wherever they begin.

    The fullest such stretch begins where work begins or ends where work ends; of those that
    overlap the fullest is told.
    """
    most, span = rule.limit("most_minutes"), rule.limit("span_minutes")
    starts = {one.start for one in roster.work}
    begins = sorted(set(chain.from_iterable((one.start, one.end - span) for one in roster.work)))
    full = [(roster.worked(at, at + span), at in starts, -at) for at in begins]
    for minutes, begin in _fullest_apart([one for one in full if one[0] > most], span):
        end = begin + span
        text = (
            f"{span_text(roster.days, begin, end)}: "
            f"{hours_text(minutes)} of work in {hours_text(span)}, "
            f"{hours_text(minutes - most)} over {hours_text(most)}."
        )
        yield Found(begin, end, minutes, most, text)


def _fullest_apart(full: list[tuple[int, bool, int]], span: int) -> list[tuple[int, int]]:
    """Minutes and start of the fullest stretches that do not overlap, in order of time."""
    chosen: list[tuple[int, int]] = []
    for minutes, _, before in sorted(full, reverse=True):
        if all(abs(-before - at) >= span for _, at in chosen):
            chosen.append((minutes, -before))
    return sorted(chosen, key=lambda one: one[1])


def a_week_in_shifts_holds_too_much(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """More than `most_minutes` from a Monday to the Sunday after, in weeks without any call."""
    most = rule.limit("most_minutes")
    for first in range(0, roster.days.days - WEEK + 1, WEEK):
        minutes = roster.counted_minutes(first, first + WEEK - 1)
        if minutes <= most or has_call(roster, first, first + WEEK - 1):
            continue
        text = (
            f"{days_text(roster.days, first, first + WEEK - 1)}: {hours_text(minutes)} of work "
            f"and no call; a week in shifts has {hours_text(most)} at most."
        )
        starts = roster.day_starts
        yield Found(starts[first], starts[first + WEEK], minutes, most, text, basis="weeks")


def has_call(roster: Roster, first: int, last: int) -> bool:
    """Whether a call, in house or at home, lies in the days `first`..`last`."""
    nights = (*roster.call_nights, *roster.home_call_nights)
    return any(first <= night <= last for night in nights)
