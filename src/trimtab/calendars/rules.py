"""Which recurrence rules are safe to unroll: bounded work, and something in the days asked."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import lcm, prod
from typing import Any

from icalendar.prop import vRecur

Time = date | datetime

MOST_STEPS = 100_000  # 273 years of days, 11 of hours: about half a second of unrolling
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEP_DAYS = {"DAILY": 1, "WEEKLY": 7}
STEP_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
LONGEST = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked, first and last, with room for zones and long events."""

    first: date
    last: date

    def __iter__(self) -> Any:
        count = (self.last - self.first).days + 1
        return (self.first + timedelta(days=n) for n in range(count))


def refusal(rule: vRecur, start: Time, last: date) -> str | None:
    """Why a rule is not unrolled, or None when it may be."""
    frequency = _word(rule, "FREQ", "")
    if frequency in TOO_OFTEN:
        return "repeats every second or minute"
    if _number(rule, "INTERVAL", 1) < 1:
        return "repeats with an interval of nothing"
    if _steps(rule, frequency, start, last) > MOST_STEPS:
        return "repeats too many times before these days"
    return None


def may_match(rule: vRecur, start: Time, days: Days) -> bool:
    """Whether some day asked can fulfil every part of the rule.

    Rules that never match (30 February) would otherwise be searched for until the year 9999.
    Says yes when in doubt.
    """
    if not _position_exists(rule):
        return False
    begins = _day(start)
    near = Days(max(days.first, begins), min(days.last, _ends(rule, days.last)))
    return any(_fulfils(rule, day) and _in_step(rule, begins, day) for day in near)


def skipped_days(rule: vRecur, start: Time, near: date) -> timedelta:
    """Whole steps of a rule of days to years that end before `near`; they need no unrolling."""
    frequency, every = _word(rule, "FREQ", ""), _number(rule, "INTERVAL", 1)
    if "COUNT" in rule:
        return timedelta()
    if frequency in STEP_DAYS:
        step = STEP_DAYS[frequency] * every
        return timedelta(days=max(0, (near - _day(start)).days - 1) // step * step)
    if frequency in STEP_MONTHS:
        return _skipped_years(_day(start), near, lcm(STEP_MONTHS[frequency] * every, 12) // 12)
    return timedelta()


def _skipped_years(begins: date, near: date, step: int) -> timedelta:
    """Whole steps of years that end before `near`; none from a 29 February."""
    years = max(0, near.year - begins.year - 1) // step * step
    if (begins.month, begins.day) == (2, 29):
        return timedelta()
    return begins.replace(year=begins.year + years) - begins


def effort(rule: vRecur, start: Time, last: date) -> int:
    """About how many steps unrolling a rule takes: the days it walks over, times those in a day."""
    steps = _steps(rule, _word(rule, "FREQ", ""), start, last)
    return min(steps, _number(rule, "COUNT", steps))


def with_aware_until(rule: vRecur, start: Time) -> vRecur:
    """The rule with its UNTIL as its start needs it: a day, or an instant in UTC.

    Many programs write a day, or a local time, where the standard asks for UTC.
    """
    until = rule.get("UNTIL", [None])[0]
    if not isinstance(until, date):
        return rule
    if not isinstance(start, datetime):
        fitting: Time = until.date() if isinstance(until, datetime) else until
    else:
        local = until if isinstance(until, datetime) else datetime.combine(until, time(23, 59, 59))
        fitting = (local if local.tzinfo else local.replace(tzinfo=start.tzinfo)).astimezone(UTC)
    changed = vRecur(rule)
    changed["UNTIL"] = [fitting]
    return changed


def _day(when: Time) -> date:
    return when.date() if isinstance(when, datetime) else when


def _ends(rule: vRecur, otherwise: date) -> date:
    """The day after UNTIL, generous to zones, or another day when the rule has no UNTIL."""
    until = rule.get("UNTIL", [None])[0]
    if not isinstance(until, date):
        return otherwise
    return _day(until) + timedelta(days=1) if _day(until) < date.max else date.max


def _word(rule: vRecur, part: str, default: str) -> str:
    return str(rule.get(part, [default])[0]).upper()


def _number(rule: vRecur, part: str, default: int) -> int:
    return int(rule.get(part, [default])[0])


def _steps(rule: vRecur, frequency: str, start: Time, last: date) -> int:
    """Upper bound of the occurrences before the last day asked, COUNT aside."""
    per_day = 24 if frequency == "HOURLY" and "BYHOUR" not in rule else 1
    per_day *= prod(len(rule.get(part, [0])) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return max(0, (min(last, _ends(rule, last)) - _day(start)).days + 1) * per_day


def _position_exists(rule: vRecur) -> bool:
    """Whether BYSETPOS can pick something of a set as small as the rule's."""
    positions = rule.get("BYSETPOS", [])
    if not positions:
        return True
    frequency = _word(rule, "FREQ", "")
    most = LONGEST.get(frequency, 1)
    weeks = {"WEEKLY": 1, "MONTHLY": 5}.get(frequency, 53)
    if "BYDAY" in rule:
        most = min(most, weeks * len(rule["BYDAY"]))
    most *= prod(len(rule.get(part, [0])) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return any(1 <= abs(int(position)) <= most for position in positions)


def _fulfils(rule: vRecur, day: date) -> bool:
    """Whether a day passes every part of the rule that speaks of days."""
    month_length = monthrange(day.year, day.month)[1]
    year_length = 366 if isleap(day.year) else 365
    of_year = day.timetuple().tm_yday
    is_of_month = "BYMONTH" in rule or _word(rule, "FREQ", "") == "MONTHLY"
    place = (day.day, month_length) if is_of_month else (of_year, year_length)
    return (
        _allows(rule.get("BYMONTH"), day.month)
        and _allows(rule.get("BYMONTHDAY"), day.day, day.day - month_length - 1)
        and _allows(rule.get("BYYEARDAY"), of_year, of_year - year_length - 1)
        and _allows_weekday(rule.get("BYDAY"), day, *place)
        and _allows_week(rule.get("BYWEEKNO"), day)
    )


def _allows(wanted: Sequence[Any] | None, *numbers: int) -> bool:
    return not wanted or any(int(str(value).strip("L")) in numbers for value in wanted)


def _allows_weekday(wanted: Sequence[Any] | None, day: date, place: int, length: int) -> bool:
    """Whether a weekday such as MO, 1MO or -1MO is meant; `place` counts in month or year."""
    weekday = WEEKDAYS[day.weekday()]
    ordinals = {"", str((place - 1) // 7 + 1), str(-((length - place) // 7 + 1))}
    names = {ordinal + weekday for ordinal in ordinals}
    return not wanted or any(str(value).upper().replace("+", "") in names for value in wanted)


def _allows_week(wanted: Sequence[Any] | None, day: date) -> bool:
    """Generous by a week and at the turn of the year, as weeks may begin on any day."""
    if not wanted or any(int(value) < 0 for value in wanted):
        return True
    week = day.isocalendar().week
    near = {week - 1, week, week + 1} | ({1, 52, 53} if week in {1, 52, 53} else set())
    return any(int(value) in near for value in wanted)


def _in_step(rule: vRecur, begins: date, day: date) -> bool:
    """Whether the interval of a daily, monthly or yearly rule falls on the day."""
    every, frequency = _number(rule, "INTERVAL", 1), _word(rule, "FREQ", "")
    months = (day.year - begins.year) * 12 + day.month - begins.month
    since = {
        "DAILY": (day - begins).days,
        "MONTHLY": months,
        "YEARLY": day.year - begins.year,
    }
    return since.get(frequency, 0) % every == 0
