"""Rules about single duties and the rest after them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trimtab.domain.duty import DutyChoices, DutyRule
from trimtab.domain.time import MINUTES_PER_DAY, Interval, subtract_merged
from trimtab.dutyhours.found import Found, hours_text, moment_text, span_text
from trimtab.dutyhours.hours import has_call
from trimtab.dutyhours.roster import Duty, Roster


def duty_lasts_longer_than_allowed(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Duties longer than `most_minutes`, from their first minute to their last."""
    most = rule.limit("most_minutes")
    for duty in roster.duties:
        if duty.minutes > most:
            text = (
                f"{duty_text(roster, duty)}: {hours_text(duty.minutes)} in one go, "
                f"{hours_text(duty.minutes - most)} over {hours_text(most)}."
            )
            yield Found(duty.start, duty.end, duty.minutes, most, text)


def day_is_longer_than_a_day_without_call(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Days that begin in the morning, hold no call and last longer than `most_minutes`."""
    most = rule.limit("most_minutes")
    earliest, latest = rule.limit("from_clock_minutes"), rule.limit("to_clock_minutes")
    for duty in roster.duties:
        is_morning = earliest <= roster.days.clock_of(duty.start) <= latest
        if is_morning and not duty.is_call and duty.minutes > most:
            text = (
                f"{duty_text(roster, duty)}: {hours_text(duty.minutes)}, and nothing in it is "
                f"titled call; a day without call has {hours_text(most)} at most."
            )
            yield Found(duty.start, duty.end, duty.minutes, most, text, is_warning=True)


def duty_text(roster: Roster, duty: Duty) -> str:
    """When a duty begins and ends."""
    return span_text(roster.days, duty.start, duty.end)


def rest_after_a_call_is_too_short(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Less than `least_minutes` free of work after a call of `call_minutes` or more.

    With `titled_calls` what a title calls a call counts whatever its length.
    """
    least, call = rule.limit("least_minutes"), rule.limit("call_minutes")
    for duty, after in pairwise(roster.duties):
        is_call = duty.minutes >= call or (rule.limit("titled_calls", 0) and duty.is_call)
        rest = after.start - duty.end
        if is_call and rest < least:
            text = (
                f"After {hours_text(duty.minutes)} to {moment_text(roster.days, duty.end)}: "
                f"{hours_text(rest)} free, {hours_text(least - rest)} short of {hours_text(least)}."
            )
            yield Found(duty.end, after.start, rest, least, text)


def rest_between_duties_is_too_short(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Less than `least_minutes` between two duties.

    Two parts of a working day that lie within `split_day_minutes` are one day with a break;
    after a duty of `unless_after_minutes` or more a rule of its own asks for more.
    """
    least = rule.limit("least_minutes")
    for before, after in pairwise(roster.duties):
        rest = after.start - before.end
        if rest < least and not _is_told_otherwise(roster, rule, before, after):
            text = (
                f"{span_text(roster.days, before.end, after.start)}: "
                f"{hours_text(rest)} between duties, "
                f"{hours_text(least - rest)} short of {hours_text(least)}."
            )
            yield Found(before.end, after.start, rest, least, text)


def _is_told_otherwise(roster: Roster, rule: DutyRule, before: Duty, after: Duty) -> bool:
    is_split_day = after.end - before.start <= rule.limit("split_day_minutes", 0)
    unless = rule.limit("unless_after_minutes", 0)
    has_own_rule = 0 < unless <= before.minutes
    week = before.day // 7 * 7
    is_no_shift = bool(rule.limit("only_in_shifts", 0)) and has_call(roster, week, week + 6)
    return is_split_day or has_own_rule or is_no_shift


def rest_in_a_day_is_too_short(roster: Roster, rule: DutyRule, _: DutyChoices) -> Iterator[Found]:
    """Less than `least_minutes` in one stretch free of work in the 24 h from a duty's start.

    So a duty of 13 h 01 leaves too little of eleven hours, however long the rest after it.
    """
    least = rule.limit("least_minutes")
    for at, duty in enumerate(roster.duties):
        day = Interval(duty.start, duty.start + MINUTES_PER_DAY)
        near = [Interval(one.start, one.end) for one in roster.duties[at : at + 24]]
        rest = max((one.minutes for one in subtract_merged(day, near)), default=0)
        if rest < least:
            text = (
                f"In the 24 h from {moment_text(roster.days, duty.start)}: {hours_text(rest)} "
                f"free in one stretch, {hours_text(least - rest)} short of {hours_text(least)}."
            )
            yield Found(day.start, day.end, rest, least, text)


def home_call_lasts_longer_than_allowed(
    roster: Roster, rule: DutyRule, _: DutyChoices
) -> Iterator[Found]:
    """Single entries of home call longer than `most_minutes`."""
    most = rule.limit("most_minutes")
    for one in roster.spans:
        minutes = one.end - one.start
        if one.is_home_call and minutes > most:
            when = span_text(roster.days, one.start, one.end)
            text = f"Home call {when}: {hours_text(minutes)}, over {hours_text(most)}."
            yield Found(one.start, one.end, minutes, most, text)
